"""Example content for the design page: the sunny case and the hard ones (long names, two of one
name, nobody, too many, stale). Invented people; nothing is read from the database."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms

LONG_NAME = "古丽米热·阿卜杜热依木江·买买提"
TREND = [
    6,
    7,
    5,
    9,
    8,
    12,
    11,
    9,
    13,
    12,
    10,
    14,
    12,
    15,
    11,
    9,
    12,
    16,
    14,
    12,
    13,
    17,
    15,
    12,
    14,
]


class SpecimenForm(forms.Form):
    """One field of every kind; shown once empty and once with mistakes."""

    name = forms.CharField(label="姓名", max_length=50)
    phone = forms.CharField(
        label="手机",
        help_text="只用来告诉您办得怎么样",
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel"}),
    )
    id_number = forms.RegexField(
        label="身份证号",
        regex=r"^\d{17}[\dX]$",
        error_messages={"invalid": "这张身份证号少一位，请核对"},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    words = forms.CharField(label="您要办什么", max_length=500, widget=forms.Textarea)
    kind = forms.ChoiceField(
        label="哪一类",
        choices=[
            ("leak", "漏水"),
            ("lift", "电梯困人"),
            ("noise", "邻里噪声"),
            ("wire", "飞线充电"),
        ],
        widget=forms.RadioSelect,
    )
    who = forms.MultipleChoiceField(
        label="告诉谁",
        choices=[("block", "块长 周建国"), ("property", "物业")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    place = forms.ChoiceField(label="居委会", choices=[("1", "市新居委会"), ("2", "由新居委会")])
    day = forms.DateField(
        label="哪天方便", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    photo = forms.FileField(label="照片", required=False)
    agree = forms.BooleanField(label="可以上门看", required=False)


def specimen_forms(suffix: str) -> dict[str, SpecimenForm]:
    """An untouched form and a failed one, with ids of their own."""
    bad = {"name": "孙桂花", "phone": "1381234", "id_number": "31010519480412", "words": "天井漏水"}
    return {
        "fresh_form": SpecimenForm(auto_id=f"{suffix}-%s"),
        "failed_form": SpecimenForm(bad, auto_id=f"{suffix}-bad-%s"),
    }


def _rows(now: datetime) -> list[dict[str, Any]]:
    hour = timedelta(hours=1)
    return [
        {
            "name": "孙桂花",
            "title": "天井漏水",
            "sub": "孙*花 · 375弄3号502",
            "due": now - 2 * hour,
            "tone": "now",
        },
        {
            "name": "王秀英",
            "title": "楼道堆物",
            "sub": "王*英（1948）· 12号楼",
            "due": now + 5 * hour,
            "tone": "soon",
            "current": True,
        },
        {
            "name": "王秀英",
            "title": "要补一本就医记录册",
            "sub": "王*英（1961）· 12号楼",
            "due": now + 27 * hour,
        },
        {
            "name": LONG_NAME,
            "title": "电动车飞线充电，从四楼拉到底楼，雨天打火花，已经说过三次没有人来看",
            "sub": f"{LONG_NAME} · 由新路 1188 弄 36 号 1204 室",
            "badge": "等居民回复",
            "badge_tone": "wait",
        },
        {
            "name": "欧阳修远",
            "title": "助餐卡挂失",
            "sub": "欧阳*远 · 没有手机",
            "badge": "已办结",
            "badge_tone": "done",
            "tone": "done",
        },
    ]


def _timeline(now: datetime) -> list[dict[str, Any]]:
    day = timedelta(days=1)
    return [
        {
            "icon": "message-square-text",
            "title": "孙阿姨来说",
            "at": now - 2 * day,
            "who": "窗口，陈敏受理",
            "quote": "天井里的管子昨天夜里又漏了，楼下说地上全是水。",
        },
        {
            "icon": "send",
            "title": "转给物业",
            "at": now - day,
            "who": "陈敏",
            "tone": "doing",
            "body": "请今天内上门看，先关总阀。",
        },
        {"icon": "octagon-alert", "title": "过了首次答复时间", "at": now, "tone": "now"},
        {
            "icon": "circle-check",
            "title": "修好了",
            "at": now,
            "who": "物业 李师傅",
            "tone": "done",
            "body": "换了一段管子，看了半小时不漏。",
        },
    ]


def _parcel(now: datetime) -> list[dict[str, Any]]:
    return [
        {"title": "居委会收到了", "at": now - timedelta(days=1), "state": "done"},
        {
            "title": "师傅明早 9 点来",
            "note": "物业 李师傅，138 **** 5678",
            "at": now,
            "state": "now",
        },
        {"title": "修好，请您看", "state": "next"},
        {"title": "请您评一评", "state": "next"},
    ]


def _links(*titles: str) -> list[dict[str, Any]]:
    counts = (12, 1, 3, 208)
    return [
        {"title": t, "url": "#", "active": i == 0, "count": counts[i % 4]}
        for i, t in enumerate(titles)
    ]


def _hits() -> list[dict[str, Any]]:
    return [
        {
            "title": "孙桂花",
            "subtitle": "78 岁 · 375弄3号502 · 独居",
            "icon": "user-round",
            "kind_title": "人",
        },
        {
            "title": "375弄3号",
            "subtitle": "市新居委会 · 24 户",
            "icon": "building-2",
            "kind_title": "楼",
        },
        {
            "title": "天井漏水",
            "subtitle": "孙*花 · 还有 5 小时",
            "icon": "inbox",
            "kind_title": "事",
        },
    ]


def specimens(now: datetime) -> dict[str, Any]:
    """Everything the design page shows, at the moment ``now``."""
    day = timedelta(days=1)
    return {
        "now": now,
        "long_name": LONG_NAME,
        "trend": TREND,
        "rows": _rows(now),
        "entries": _timeline(now),
        "parcel_steps": _parcel(now),
        "hits": _hits(),
        "tabs": _links("经过", "办理", "照片", "关联的事"),
        "chips": _links("全部", "迟了", "今天到期", "等居民回复"),
        "crumbs": [
            {"title": "市新居委会", "url": "#"},
            {"title": "375弄", "url": "#"},
            {"title": "3号502"},
        ],
        "form_steps": [
            {"title": "谁", "state": "done"},
            {"title": "什么事", "state": "now"},
            {"title": "核对", "state": "next"},
        ],
        "tones": [
            ("new", "新来的"),
            ("doing", "办理中"),
            ("wait", "等居民回复"),
            ("soon", "快到期"),
            ("now", "迟了"),
            ("done", "已办结"),
            ("off", "已撤回"),
        ],
        "clocks": [now - timedelta(hours=2), now + timedelta(hours=5), now + timedelta(hours=27)],
        "moments": [now, now - day, now + day, now - 4 * day, now - 80 * day, now - 420 * day],
        "person_facts": ["78 岁", "女", "375弄3号502"],
        "person_tags": [
            {"label": "独居", "tone": "soon", "icon": "house"},
            {"label": "高血压餐"},
            {"label": "助听器", "icon": "ear"},
        ],
    }
