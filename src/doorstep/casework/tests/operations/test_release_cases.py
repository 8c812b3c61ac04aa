"""Cases of a colleague who left."""

from doorstep.casework.operations.release_cases import release_cases
from doorstep.casework.tests.factories import LATER, SYSTEM, accepted, closed, fresh, told
from doorstep.people.tests.factories import everywhere


def test_they_go_back_to_the_unit(town):
    case, done = accepted(town), closed(town)
    released = everywhere(release_cases)(
        account=town.chen.account_id, reason="陈敏调走", by=SYSTEM, at=LATER
    )
    assert released == [case.number]
    told(case, "reassign", "dispatched", "CaseDispatched")
    assert fresh(case).handler_id is None
    assert fresh(done).handler_id == town.chen.account_id
