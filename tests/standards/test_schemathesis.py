"""The whole API under thousands of odd requests, as a worker and as a resident.

Schemathesis makes requests from the description: plausible ones, ones at the bounds and broken
ones. Whatever comes, the answer must be one that the description promises. Every request runs in a
savepoint that is taken back, so all of them meet the same town; random choices are derandomised,
so a failure comes again.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from schemathesis.checks import load_all_checks
from schemathesis.config import SchemathesisConfig

from doorstep.casework.tests import factories
from doorstep.casework.tests.http.conftest import token_of
from doorstep.kernel.scope import Scope
from doorstep.people.tests import factories as people
from doorstep.platform.scope import scoped
from doorstep.project.api import api

EXAMPLES = 6
# In the description stand names of the town's things; each is exchanged for the real one before a
# request is sent, because keys differ from run to run.
NUMBERS = {
    f"261120-90000{at}": state
    for at, state in enumerate(("dispatched", "accepted", "resolved", "closed"), 1)
}
PEOPLE = {900_000_001: "sun", 900_000_002: "neighbour"}
# One worker who wears every hat, so that no route answers 403 only.
HATS = (
    ("worker", factories.SHIXIN),
    ("secretary", factories.SHIXIN),
    ("subdistrict", factories.SUBDISTRICT),
    ("district", factories.DISTRICT),
    ("security_admin", factories.DISTRICT),
)
CHECKS = {
    # What was understood may still be refused by the state of a case or by a rule of the domain
    # (409, 410, 422): that a request fits the description doesn't mean that it succeeds.
    "positive_data_acceptance": {"enabled": False},
    "negative_data_rejection": {
        "expected-statuses": [400, 401, 403, 404, 405, 406, 409, 410, 413, 422]
    },
    "missing_required_header": {"expected-statuses": [400, 401, 403, 404, 422]},
    # Each request is taken back, so nothing that one makes can be asked for by the next.
    "ensure_resource_availability": {"enabled": False},
    "use_after_free": {"enabled": False},
}
CONFIG = {
    "seed": 1,
    "checks": CHECKS,
    "generation": {
        "deterministic": True,
        "no-shrink": True,
        "max-examples": EXAMPLES,
        "with-security-parameters": False,  # the token stands in the test itself
    },
}


def _named() -> dict[str, Any]:
    """Return the description with the names of the town's things in it."""
    described = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))
    for methods in described["paths"].values():
        for operation in methods.values():
            for parameter in operation["parameters"]:
                # What a list is narrowed by needn't exist, so its names stay as they are.
                if parameter["in"] == "path":
                    _name(parameter["name"], parameter["schema"])
    for model, shape in described["components"]["schemas"].items():
        for name, schema in shape.get("properties", {}).items() if model.endswith("In") else ():
            _name(name, schema)
    return described


def _name(name: str, schema: dict[str, Any]) -> None:
    kinds: dict[str, Any] = {
        "number": NUMBERS,
        "original": NUMBERS,
        "resident_id": PEOPLE,
        "resident": PEOPLE,
        "asker": PEOPLE,
    }
    if name in kinds and schema.get("type") in ("string", "integer"):
        schema["enum"] = list(kinds[name])


MEANT: dict[str, str] = {}
_site = get_wsgi_application()


def translated(environ: dict[str, Any], start_response: Any) -> Any:
    """The site, with the real keys in the place of names."""
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    for name, key in MEANT.items():
        environ["PATH_INFO"] = environ["PATH_INFO"].replace(name, key)
        environ["QUERY_STRING"] = environ["QUERY_STRING"].replace(name, key)
        body = body.replace(name.encode(), key.encode())
    if body:
        environ |= {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
    return _site(environ, start_response)


def _schema(**phases: Any) -> Any:
    config = SchemathesisConfig.from_dict({**CONFIG, "phases": phases})
    made = schemathesis.openapi.from_dict(_named(), config=config)
    made.app = translated
    return made


load_all_checks()
at_the_bounds = _schema()
# A resident meets the same reading of requests; what differs lies behind it.
at_random = _schema(coverage={"enabled": False})
odd = hypothesis.settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)


def _tokens() -> dict[str, str]:
    """Make the town; return a token for each role, and remember what the names mean."""
    town = factories.town()
    made = {
        "dispatched": factories.opened,
        "accepted": factories.accepted,
        "resolved": factories.resolved,
        "closed": factories.closed,
    }
    cases = {state: make(town).number for state, make in made.items()}
    who = {"sun": town.sun.pk, "neighbour": people.resident("王阿姨").pk}
    MEANT.update({number: cases[state] for number, state in NUMBERS.items()})
    MEANT.update({str(number): str(who[name]) for number, name in PEOPLE.items()})
    return {
        "worker": token_of(people.staff("all-round", "全岗通", *HATS)),
        "resident": token_of(town.sun_herself),
    }


@pytest.fixture(scope="module")
def tokens(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, str]]:
    for signal in (request_started, request_finished):  # as Django's own test client does
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), scoped(Scope.everywhere("tests")):
        yield _tokens()
        transaction.set_rollback(True)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def plain(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def ask(tokens: dict[str, str], django_db_blocker: Any) -> Callable[[Any, str], None]:
    def send(case: Any, role: str) -> None:
        headers = {"Authorization": f"Bearer {tokens[role]}"}
        with django_db_blocker.unblock(), transaction.atomic():
            try:
                case.call_and_validate(headers=headers)
            finally:
                transaction.set_rollback(True)

    return send


@at_the_bounds.parametrize()
@odd
def test_as_a_worker(case: Any, ask: Callable[[Any, str], None]) -> None:
    ask(case, "worker")


@at_random.parametrize()
@odd
def test_as_a_resident(case: Any, ask: Callable[[Any, str], None]) -> None:
    ask(case, "resident")
