"""The kinds of tags that the base itself knows. Modules add theirs in their manifests."""

from __future__ import annotations

from typing import Any, Final

BASE_TAGS: Final[tuple[dict[str, Any], ...]] = (
    {"code": "lives_alone", "zh": "独居", "en": "Lives alone", "tone": "soon", "icon": "house"},
    {"code": "elders_only", "zh": "纯老家庭", "en": "Only elders at home", "tone": "soon"},
    {"code": "lost_only_child", "zh": "失独", "en": "Lost an only child", "sensitive": True},
    {"code": "disabled", "zh": "残疾", "en": "Disabled", "icon": "accessibility"},
    {"code": "low_income", "zh": "低保", "en": "Low income"},
    {"code": "near_low_income", "zh": "低保边缘", "en": "Near low income"},
    {"code": "veteran", "zh": "退役军人", "en": "Veteran", "icon": "medal"},
    {"code": "party_member", "zh": "党员", "en": "Party member"},
    {"code": "volunteer", "zh": "志愿者", "en": "Volunteer", "icon": "hand-heart"},
    {"code": "building_lead", "zh": "楼组长", "en": "Building leader"},
    {"code": "meal_help", "zh": "助餐", "en": "Meals brought home", "icon": "utensils"},
    {"code": "hard_of_hearing", "zh": "听力不便", "en": "Hard of hearing", "icon": "ear"},
    {"code": "poor_sight", "zh": "视力不便", "en": "Poor sight", "icon": "glasses"},
    {"code": "dialect_only", "zh": "只讲方言", "en": "Speaks dialect only"},
    {"code": "left_behind_child", "zh": "困境儿童", "en": "Child in need", "sensitive": True},
    {
        "code": "hypertension", "zh": "高血压", "en": "High blood pressure",
        "sensitive": True, "consent": "health_data", "icon": "heart-pulse",
    },
    {
        "code": "diabetes", "zh": "糖尿病", "en": "Diabetes",
        "sensitive": True, "consent": "health_data", "icon": "heart-pulse",
    },
    {
        "code": "dementia", "zh": "认知障碍", "en": "Dementia", "tone": "now",
        "sensitive": True, "consent": "care_data",
    },
    {
        "code": "bedridden", "zh": "卧床", "en": "Bedridden", "tone": "now",
        "sensitive": True, "consent": "care_data",
    },
)  # fmt: skip
