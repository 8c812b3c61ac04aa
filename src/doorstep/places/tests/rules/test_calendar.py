"""Reading the notice of holidays, and single days from holidays and back."""

from __future__ import annotations

from datetime import date

import chinese_calendar
import pytest

from doorstep.places.rules.calendar import (
    DeclaredDay,
    HolidayLine,
    days_of,
    lines_of,
    read_days,
    read_notice,
    say_days,
)

# 国办发明电〔2025〕7号, its seven lines.
NOTICE_2026 = """
各省、自治区、直辖市人民政府：
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
"""


def test_the_notice_says_what_the_official_table_says() -> None:
    said = {one.day: one.is_working for one in days_of(read_notice(NOTICE_2026, 2026))}
    official = {day: False for day in chinese_calendar.holidays if day.year == 2026}
    official |= {day: True for day in chinese_calendar.workdays if day.year == 2026}
    assert said == official


def test_a_year_folds_back_into_its_holidays() -> None:
    lines = read_notice(NOTICE_2026, 2026)
    assert lines_of(days_of(lines)) == lines


def test_new_year_may_begin_in_december() -> None:
    (line,) = read_notice("一、元旦：2026年12月31日（周四）至2027年1月2日（周六）放假", 2027)
    assert (line.first, line.last) == (date(2026, 12, 31), date(2027, 1, 2))


@pytest.mark.parametrize(
    "text", ["", "明天放假", "一、元旦：放假", "一、元旦：2月30日放假", "\0" * 99]
)
def test_what_is_no_notice_gives_no_holiday(text: str) -> None:
    assert read_notice(text, 2027) == []


def test_one_day_and_a_day_worked_alone() -> None:
    free, worked = date(2027, 4, 5), date(2027, 4, 10)
    (line,) = read_notice("三、清明节：4月5日放假，与周末连休。", 2027)
    assert (line.first, line.last, line.makeup) == (free, free, ())
    alone = lines_of([DeclaredDay(worked, True, "补班")])
    assert alone == [HolidayLine("补班", worked, worked, (worked,))]
    assert days_of(alone) == [DeclaredDay(worked, True, "补班")]


def test_days_are_read_as_people_list_them() -> None:
    days = [date(2027, 1, 4), date(2027, 2, 14)]
    assert read_days(say_days(days), 2027) == days
    assert read_days("1/4, 2027-02-14", 2027) == days
    assert read_days("", 2027) == []
    assert read_days("2月30日", 2027) is None
    assert read_days("星期六", 2027) is None
