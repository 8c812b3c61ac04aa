"""The description of the API is a sound OpenAPI 3.1 document, and the API keeps to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator

from doorstep.project.api import api
from tests.house import doors

pytestmark = pytest.mark.django_db
PREFIX = "/api/v1"
WRITES = ("post", "put", "patch", "delete")


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    described = api.get_openapi_schema(path_prefix=f"{PREFIX}/")
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def test_it_is_sound_and_public(client: Client) -> None:
    answer = client.get(f"{PREFIX}/openapi.json", secure=True)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("application/json")
    described = answer.json()
    assert described["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(described).validate()
    scheme = described["components"]["securitySchemes"]["Bearer"]
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")


def test_every_operation_says_what_a_stranger_needs() -> None:
    seen: set[str] = set()
    for name, operation in operations():
        assert operation["summary"] and len(operation["summary"]) < 120, name
        assert operation["operationId"] not in seen, name
        seen.add(operation["operationId"])
        assert operation["security"] == [{"Bearer": []}], name
        errors = {str(status) for status in operation["responses"]}
        assert {"401", "403", "404", "422"} <= errors, name
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                assert list(response["content"]) == ["application/problem+json"], name


def test_every_write_asks_for_its_key() -> None:
    for name, operation in operations():
        keys = [p for p in operation["parameters"] if p["name"] == "Idempotency-Key"]
        is_write = name.split()[0] in WRITES
        assert (len(keys) == 1 and keys[0]["required"]) == is_write, name
        if is_write:
            assert "409" in {str(status) for status in operation["responses"]}, name


def test_every_parameter_of_an_address_is_bounded() -> None:
    """Only texts: numbers are bounded by their kinds, choices by their list."""
    loose = [
        f"{name} {parameter['name']}"
        for name, operation in operations()
        for parameter in operation["parameters"]
        if parameter["schema"].get("type") == "string"
        and not parameter["schema"].keys() & {"maxLength", "pattern", "enum", "const", "format"}
    ]
    assert loose == []


def test_every_number_is_bounded() -> None:
    described = json.dumps(api.get_openapi_schema(path_prefix=f"{PREFIX}/"), default=str)
    given = json.loads(described)["components"]["schemas"]
    loose = [
        f"{model}.{name}"
        for model, shape in given.items()
        if model.endswith(("In", "Change"))
        for name, schema in shape.get("properties", {}).items()
        for kind in schema.get("anyOf", [schema])
        if kind.get("type") == "integer" and "maximum" not in kind
    ]
    assert loose == []


@pytest.mark.parametrize("door", doors.operations(), ids=str)
def test_without_a_token(client: Client, door: doors.Door) -> None:
    answer = client.generic(door.method, door.path, b"{}", "application/json", secure=True)
    assert answer.status_code == 401
    is_problem(answer)
    assert answer["WWW-Authenticate"].startswith("Bearer")


def is_problem(answer: Any) -> dict[str, Any]:
    assert answer["Content-Type"] == "application/problem+json"
    problem = json.loads(answer.content)
    assert problem["status"] == answer.status_code and problem["title"] and problem["code"]
    assert "Traceback" not in answer.content.decode()
    return dict(problem)


@pytest.mark.parametrize("method", ["get", "post", "delete", "patch"])
@pytest.mark.parametrize(
    "path", ["/api/v1/nothing", "/api/v2/cases", "/api/", "/api/v1/cases/x/y/z"]
)
def test_an_unknown_address(client: Client, method: str, path: str) -> None:
    answer = getattr(client, method)(path, secure=True)
    assert answer.status_code == 404
    is_problem(answer)


@pytest.mark.parametrize("method", ["delete", "put", "patch", "trace"])
def test_a_wrong_method(client: Client, method: str) -> None:
    answer = getattr(client, method)(f"{PREFIX}/cases", secure=True)
    assert answer.status_code == 405 and "GET" in answer["Allow"]
    assert is_problem(answer)["code"] == "wrong-method"


def test_a_token_that_does_not_hold(client: Client) -> None:
    for header in ("Bearer dst_nothing", "Bearer ", "Bearer 漏水", "Basic eDp5"):
        answer = client.get(f"{PREFIX}/cases", headers={"Authorization": header}, secure=True)
        assert answer.status_code == 401, header


def test_the_reader_chooses_the_language(client: Client) -> None:
    for language, script in (("zh-CN", r"[\u4e00-\u9fff]"), ("en", r"^[\x00-\x7f]+$")):
        answer = client.get(f"{PREFIX}/cases", headers={"Accept-Language": language}, secure=True)
        assert re.search(script, answer.json()["title"]), language
