"""The promises of the design system that can be counted: contrast, icons, no inline styles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from doorstep.platform.web import icons

PLATFORM = Path(icons.__file__).resolve().parents[1]
TOKENS = (PLATFORM / "static/platform/css/tokens.css").read_text(encoding="utf-8")
TEMPLATES = sorted(PLATFORM.parent.glob("**/templates/**/*.html"))
PAIR = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")
TEXT_ON_GROUND = [
    *((ink, ground) for ink in ("ink", "ink-2", "ink-3", "act") for ground in
      ("paper", "surface", "raised", "sunken", "hover")),
    ("act-ink", "act-solid"), ("act-ink", "act-solid-hover"), ("act-strong", "act-soft"),
    ("soon", "soon-soft"), ("now", "now-soft"), ("done", "done-soft"), ("now-ink", "now-solid"),
    ("soon", "paper"), ("now", "paper"), ("done", "surface"), ("ink-2", "chosen"),
]  # fmt: skip


def _tokens() -> dict[str, dict[str, tuple[str, str]]]:
    elder_at = TOKENS.index('[data-mode="elder"] {')
    normal = {n: (a, b) for n, a, b in PAIR.findall(TOKENS[:elder_at])}
    elder = {n: (a, b) for n, a, b in PAIR.findall(TOKENS[elder_at:])}
    return {"normal": normal, "elder": {**normal, **elder}}


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast of two colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("mode", "least"), [("normal", 4.5), ("elder", 7.0)])
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_text_colour_can_be_read_on_every_ground(mode, least, theme):
    tokens = _tokens()[mode]
    poor = {
        f"{ink} on {ground}": round(found, 2)
        for ink, ground in TEXT_ON_GROUND
        if (found := contrast(tokens[ink][theme], tokens[ground][theme])) < least
    }
    assert poor == {}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_edges_of_controls_stand_out(theme):
    for tokens in _tokens().values():
        for ground in ("paper", "surface", "raised"):
            assert contrast(tokens["line-strong"][theme], tokens[ground][theme]) >= 3


def test_every_icon_in_a_template_is_in_the_set():
    if not icons.icon_path("phone").exists():
        pytest.skip("front-end packages aren't installed")
    named = {
        (page.name, name)
        for page in TEMPLATES
        for name in re.findall(r'{%\s*icon "([^"]+)"', page.read_text(encoding="utf-8"))
    }
    missing = sorted(
        f"{page}: {name}" for page, name in named if not icons.icon_path(name).exists()
    )
    assert missing == []


def test_an_icon_name_cannot_lead_elsewhere():
    with pytest.raises(ValueError, match="not an icon name"):
        icons.icon_path("../../package")
    assert "circle" in icons.icon_svg("no-such-icon-here")


def test_templates_carry_nothing_the_security_policy_would_refuse():
    refused = re.compile(r"\sstyle=\"|\son[a-z]+=\"|javascript:|hx-on|<style", re.I)
    bad = [page.name for page in TEMPLATES if refused.search(page.read_text(encoding="utf-8"))]
    assert bad == []


def test_templates_stay_short():
    long = [p.name for p in TEMPLATES if len(p.read_text(encoding="utf-8").splitlines()) > 150]
    assert long == []
