"""How residents would say it, and the kind that they mean. Adding a kind? Add a row."""

from __future__ import annotations

import pytest

from doorstep.modules.reception.rules import load_kinds, propose

KINDS = load_kinds()
SENTENCES = [
    ("我家天井又漏水了，师傅什么时候来", "leak"),
    ("厨房天花板滴水滴了一晚上", "leak"),
    ("3号楼电梯坏了，我妈坐轮椅下不去", "lift-fault"),
    ("有人关在电梯里出不来", "lift-fault"),
    ("楼上小孩蹦跳到半夜，吵得睡不着", "neighbour-noise"),
    ("楼道堆东西堵得走不过去", "corridor-clutter"),
    ("楼下又有人飞线充电", "flying-wires"),
    ("钥匙忘带了，锁在门外", "lost-keys"),
    ("一卡通丢了要挂失", "community-card"),
    ("能不能来个人陪看病", "elder-help"),
    ("想约走访，请社工来我家坐坐", "visit-request"),
    ("老人吃饭不方便，能送饭吗", "meal-help"),
    ("就医记录册用完了怎么换", "medical-booklet"),
    ("报修没人来，物业不管", "property-complaint"),
    ("车位被占了，打电话也不来挪车", "parking"),
    ("有人遛狗不牵绳", "dog"),
    ("垃圾房臭得不得了，垃圾没人收", "rubbish"),
    ("厕所马桶堵了", "blocked-drain"),
    ("二楼声控灯不亮了", "street-lamp"),
    ("树枝断了要掉下来", "tree"),
    ("家里飞出来好多白蚁", "pests"),
    ("楼上扔烟头下来", "falling-objects"),
    ("外墙脱落差点砸到人行道", "loose-facade"),
    ("对门隔断住了好多人", "group-renting"),
    ("隔壁在敲承重墙", "illegal-building"),
    ("早上六点电钻就响了", "construction-noise"),
    ("楼道里闻到煤气", "gas-smell"),
    ("怎么停水了，什么时候来", "water-off"),
    ("家里跳闸了没电", "power-off"),
    ("水龙头要修一修，有小修师傅吗", "home-repair"),
    ("兄弟分家想请人调解", "mediation"),
    ("隔壁又在打孩子了", "domestic-violence"),
    ("想立遗嘱，问问律师", "legal-advice"),
    ("门口台阶太高轮椅上不去", "barrier-free"),
    ("我们楼想加装电梯，一楼不同意", "lift-retrofit"),
    ("孩子幼升小要什么材料", "school-enrolment"),
    ("居住证要签注了", "residence-permit"),
    ("养老认证人脸识别过不了", "pension-check"),
    ("失业了想找工作", "job-help"),
    ("家里揭不开锅，想办低保", "hardship-aid"),
    ("绿化带里有只死猫", "animal-carcass"),
    ("我妈不见了，她有点糊涂", "missing-elder"),
    ("台风要来了，一楼积水", "heat-typhoon"),
    ("想借活动室排练", "space-booking"),
    ("我要转组织关系", "party-service"),
    ("退休了想当志愿者", "volunteer"),
    ("给你们提个建议", "suggestion"),
    ("要表扬社工小陈", "praise"),
    ("我要投诉居委推来推去", "staff-complaint"),
]


@pytest.mark.parametrize(("sentence", "code"), SENTENCES)
def test_their_own_words_find_the_kind(sentence: str, code: str) -> None:
    assert propose(sentence, KINDS)[:1] == [code]


def test_every_kind_has_a_sentence() -> None:
    said = {code for _, code in SENTENCES}
    assert {kind["code"] for kind in KINDS} - said == {"other"}


@pytest.mark.parametrize("sentence", ["", " ", "😀", "x" * 10_000, "'; drop table", "今天天气真好"])
def test_what_means_nothing_proposes_nothing(sentence: str) -> None:
    assert propose(sentence, KINDS) == []
