"""The description of the API (OpenAPI 3.1), completed with what holds for every route: errors as
problem details, and the key that every write carries."""

from __future__ import annotations

import inspect
from typing import Any, Final

from ninja import NinjaAPI
from ninja.operation import Operation

_WRITES: Final = ("post", "put", "patch", "delete")
_PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "title": "Problem",
    "description": "Problem details (RFC 9457). Title and detail are in the reader's language.",
    "required": ["type", "title", "status", "detail", "instance", "code"],
    "properties": {
        "type": {"type": "string", "description": "/problems/ and the code"},
        "title": {"type": "string", "description": "What is wrong"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "How to mend it"},
        "instance": {"type": "string", "description": "Number of the request, for questions"},
        "code": {"type": "string", "description": "For programs; never changes"},
        "fields": {
            "type": "object",
            "description": "What is wrong with each field that was sent",
            "additionalProperties": {"type": "string"},
        },
    },
}
_READ_ERRORS: Final = {
    400: "Can't be read",
    401: "No token, or it has ended",
    403: "Your role doesn't carry this here",
    404: "Nothing here, or outside your places",
    422: "Understood, but it doesn't fit; `fields` says where",
    429: "Too often",
}
_WRITE_ERRORS: Final = {
    **_READ_ERRORS,
    400: "Can't be read, or the Idempotency-Key is missing",
    409: "Somebody was faster, or the state doesn't allow it",
    410: "Too late",
    413: "Too large",
}
_KEY: Final[dict[str, Any]] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "New and random for each new write, the same when it is repeated: the repeat "
    "gets the first answer, with `Idempotent-Replayed: true`.",
    "schema": {"type": "string", "minLength": 8, "maxLength": 100, "pattern": "^[!-~]{8,100}$"},
}


class DocumentedAPI(NinjaAPI):
    """An API whose description says everything that a stranger needs."""

    _described: dict[str, Any] | None = None

    def get_openapi_schema(self, **given: Any) -> Any:
        """Return the description; made once, because anybody may ask for it."""
        if self._described is None:
            self._described = self._describe(**given)
        return self._described

    def _describe(self, **given: Any) -> dict[str, Any]:
        schema = super().get_openapi_schema(**given)
        schema["components"]["schemas"]["Problem"] = _PROBLEM
        schema["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
        for methods in schema["paths"].values():
            for method, described in methods.items():
                _complete(method, described)
        return dict(schema)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return app and function, such as ``casework_close``."""
        parts = operation.view_func.__module__.split(".")
        app = parts[2] if parts[1] == "modules" else parts[1]
        return f"{app}_{operation.view_func.__name__}"


def _complete(method: str, described: dict[str, Any]) -> None:
    text = inspect.cleandoc(described.get("description", ""))
    described["summary"] = " ".join(text.split("\n\n")[0].split()).split(". ")[0].rstrip(".")
    described["tags"] = list(dict.fromkeys(described["tags"]))
    described["parameters"] = [_without_null(one) for one in described["parameters"]]
    errors = _WRITE_ERRORS if method in _WRITES else _READ_ERRORS
    for status, what in errors.items():
        described["responses"].setdefault(status, _problem(what))
    if method in _WRITES:
        described["parameters"].append(_KEY)


def _without_null(parameter: dict[str, Any]) -> dict[str, Any]:
    """An address has no null: what isn't asked for is left out."""
    schema = parameter["schema"]
    kinds = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    if len(kinds) != 1:
        return parameter
    rest = {name: value for name, value in schema.items() if name not in ("anyOf", "default")}
    return parameter | {"schema": rest | kinds[0]}


def _problem(what: str) -> dict[str, Any]:
    content = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": what, "content": {"application/problem+json": content}}
