"""Surnames whose reading as a surname differs from the everyday one, and compound surnames.

Source: 《现代汉语词典》(7th edition) entries marked "姓", as commonly listed; only those that a
pinyin library reads otherwise, or may.
"""

from __future__ import annotations

from typing import Final

SURNAME_READINGS: Final[dict[str, str]] = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "区": "ou", "解": "xie", "查": "zha", "任": "ren",
    "盖": "ge", "覃": "qin", "缪": "miao", "朴": "piao", "种": "chong", "乐": "yue", "翟": "zhai",
    "尉": "wei", "宓": "mi", "逄": "pang", "隗": "wei", "员": "yun", "贠": "yun", "冼": "xian",
    "洗": "xian", "折": "she", "黑": "he", "盛": "sheng", "沈": "shen", "宁": "ning", "甯": "ning",
    "晟": "cheng", "燕": "yan", "应": "ying", "於": "yu", "过": "guo", "华": "hua", "纪": "ji",
    "能": "nai", "那": "na", "祭": "zhai", "秘": "bi", "繁": "po", "葛": "ge", "句": "gou",
    "召": "shao", "曲": "qu", "强": "qiang", "车": "che", "谌": "chen", "郗": "xi", "郇": "xun",
    "阚": "kan", "幺": "yao", "柏": "bai", "卜": "bu", "薄": "bo", "臧": "zang", "牟": "mu",
    "宿": "su", "莘": "shen", "撒": "sa", "佘": "she", "相": "xiang", "行": "xing", "隽": "juan",
    "都": "du", "角": "jue", "石": "shi", "藏": "zang", "长": "chang", "重": "chong", "尹": "yin",
    "俞": "yu", "余": "yu", "褚": "chu", "殷": "yin", "么": "yao", "呙": "guo", "哈": "ha",
    "郜": "gao", "郄": "qie", "乜": "nie", "厍": "she", "鲍": "bao", "贾": "jia", "夏": "xia",
    "万": "wan", "朱": "zhu", "叶": "ye", "吕": "lv", "侯": "hou", "荀": "xun", "仝": "tong",
    "亓": "qi", "占": "zhan", "粘": "nian", "教": "jiao", "降": "jiang", "空": "kong",
}  # fmt: skip

COMPOUND_READINGS: Final[dict[str, str]] = {
    "欧阳": "ou yang", "上官": "shang guan", "司马": "si ma", "诸葛": "zhu ge", "司徒": "si tu",
    "皇甫": "huang fu", "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun",
    "令狐": "ling hu", "澹台": "tan tai", "夏侯": "xia hou", "公孙": "gong sun",
    "慕容": "mu rong", "端木": "duan mu", "申屠": "shen tu", "轩辕": "xuan yuan",
    "宇文": "yu wen", "濮阳": "pu yang", "淳于": "chun yu", "钟离": "zhong li",
    "闻人": "wen ren", "东郭": "dong guo", "南宫": "nan gong", "西门": "xi men",
    "赫连": "he lian", "拓跋": "tuo ba", "独孤": "du gu", "百里": "bai li", "东方": "dong fang",
    "司空": "si kong", "鲜于": "xian yu", "呼延": "hu yan", "太史": "tai shi",
    "完颜": "wan yan", "乐正": "yue zheng", "公冶": "gong ye", "闾丘": "lv qiu",
    "亓官": "qi guan", "巫马": "wu ma", "梁丘": "liang qiu", "公羊": "gong yang",
    "纳兰": "na lan", "第五": "di wu", "仲孙": "zhong sun", "叶赫": "ye he",
}  # fmt: skip
