"""A place's own words."""

import pytest

from doorstep.casework.operations.save_reply_template import TemplateInvalid, save_reply_template
from doorstep.casework.selectors.texts import reply_draft
from doorstep.casework.tests.factories import AT, SHIXIN, acting, opened
from doorstep.kernel.errors import Forbidden


def save(by, *, texts=None, move="resolve", place=SHIXIN, kind="t-leak"):
    with acting(by):
        return save_reply_template(
            place=place, kind=kind, move=move, texts=texts or {"zh": "{kind}好了"}, by=by, at=AT
        )


def test_the_nearest_words_win(town):
    case = opened(town)
    with acting(town.chen):
        assert reply_draft(case, "resolve") == "漏水修好了。"
        assert reply_draft(case, "resolve", language="en") == "Leak is repaired."
    save(town.zhou)
    with acting(town.chen):
        assert reply_draft(case, "resolve") == "漏水好了"


def test_the_draft_speaks_as_a_neighbour_does(town):
    case = opened(town)
    with acting(town.chen):
        assert reply_draft(case, "open") == "孙阿姨，漏水记下了，11月24日 17:30前回音。"


@pytest.mark.parametrize("wrong", [{"texts": {"zh": "{heart}"}}, {"move": "sing"}])
def test_what_cannot_be_filled_is_refused(town, wrong):
    with pytest.raises(TemplateInvalid):
        save(town.zhou, **wrong)


def test_elsewhere_not(town):
    with pytest.raises(Forbidden):
        save(town.lu)
