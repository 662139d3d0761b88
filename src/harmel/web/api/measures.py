"""The measures and models over the API: the page's own questions and answers, with their assumptions and refusals."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field, create_model

from harmel.errors import BusyError
from harmel.web.answers import sent, unchanged
from harmel.web.api import shapes
from harmel.web.api.nouns import Endpoint, named
from harmel.web.desk import desk_of
from harmel.web.pages.fields import Field as Asking
from harmel.web.pages.offered import MODELS, Asked, Model, brought, fitted
from harmel.web.problems import problem

router = APIRouter(prefix="/api/v1/models")
AGAIN = 2  # seconds after which to ask for an answer that is still computed
_BOUND = 10**9
_NUMBERS: dict[str, Any] = {
    "flag": bool,
    "whole": Annotated[int, Field(ge=-_BOUND, le=_BOUND)],
    "number": shapes.Number,
}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_ANSWER: dict[str, Any] = {
    "type": "object",
    "properties": {
        "model": {"type": "string"},
        "summary": {"type": "string", "description": "What it says, in a sentence or some."},
        "assumptions": _TEXTS | {"description": "What it takes for granted."},
        "rows": {"type": "array", "items": {"type": "object"}},
        "result": {"description": "Everything else that it says, with its intervals."},
    },
    "required": ["model", "summary", "assumptions", "rows", "result"],
}
_COMPUTING: dict[str, Any] = {
    "type": "object",
    "properties": {"model": {"type": "string"}, "computing": {"type": "integer", "description": "Seconds so far."}},
    "required": ["model", "computing"],
}
_LISTED = {
    "type": "object",
    "properties": {name: {"type": "string"} for name in ("name", "title", "verb", "asks")},
    "required": ["name", "title", "verb", "asks"],
}


@router.get("", summary="What can be measured", responses=shapes.answers({"type": "array", "items": _LISTED}))
def list_models() -> Response:
    """Give every measure and model: its name, its verb on the command line, and what it asks."""
    return JSONResponse([{"name": m.name, "title": m.title, "verb": m.verb, "asks": m.asks} for m in MODELS.values()])


def question(model: Model) -> type[BaseModel]:
    """Describe what a model can be asked: its form's fields, with their defaults."""
    kinds = {field.name: (_kind(field), field.default) for field in model.fields}
    if model.pair:
        kinds["dyad"] = (_told(shapes.Text, "Two states, such as USA:RUS; the rivalry's sides if not given."), None)
        kinds["rows"] = (_told(shapes.Text, "own for what harmel coded, or a format that was imported."), None)
    made: type[BaseModel] = create_model(  # type: ignore[call-overload]
        f"{model.name}_model_question", __config__=ConfigDict(extra="forbid", protected_namespaces=()), **kinds
    )
    return made


def _kind(field: Asking) -> Any:  # noqa: ANN401 - a type
    known = Literal[field.choices] if field.kind == "choice" else _NUMBERS.get(field.kind, shapes.Text)
    return _told(known, field.explained or field.label)


def _told(kind: Any, said: str) -> Any:  # noqa: ANN401 - a type
    return Annotated[kind | None, Field(description=said or None)]


def _measure(model: Model) -> Endpoint:
    def measure(request: Request, asked: BaseModel) -> Response:
        """Give what the ledger's records say to it; a refusal is 422 in the words of the command line.

        A fit may take minutes: 202 says that it is under way, and when to ask again.
        """
        desk = desk_of(request)
        same = unchanged(request, desk)
        if same is not None:
            return same
        given = {name: _said(value) for name, value in asked.model_dump(exclude_defaults=True).items()}
        try:
            job = fitted(desk, Asked.of(model, given, brought=brought(desk)))
        except BusyError as busy:
            return problem(request, 429, str(busy), headers={"Retry-After": str(AGAIN)})
        if not job.done:
            body = {"model": model.name, "computing": job.seconds}
            return JSONResponse(body, 202, {"Retry-After": str(AGAIN), "Cache-Control": "no-store"})
        refusal = str(job.error) if job.error else job.value.refusal
        if refusal:
            return problem(request, 422, refusal, model=model.name, refused=True)
        found = job.value
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
        told = {"summary": found.summary, "assumptions": list(found.assumptions), "rows": rows, "result": found.whole}
        return sent(JSONResponse({"model": model.name} | told), request)

    return named(measure, f"measure_{model.name}", asked=Annotated[question(model), Query()])


def _said(value: Any) -> str:  # noqa: ANN401 - a parameter's value
    """Write a value as the page's form does."""
    return str(int(value)) if isinstance(value, bool) else "" if value is None else str(value)


_RESPONSES: dict[int | str, dict[str, Any]] = {
    **shapes.answers(_ANSWER, 429),
    202: {"description": "Still computed: ask again", "content": {"application/json": {"schema": _COMPUTING}}},
}
for _model in MODELS.values():
    router.get(f"/{_model.name}", summary=_model.title, responses=_RESPONSES)(_measure(_model))
