"""What requests and answers look like, for the API's description: derived from the nouns, as everything else is."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

import pyarrow as pa
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema, create_model

from harmel import schema
from harmel.ledger import filter_names
from harmel.web.answers import MEDIA, Format
from harmel.web.problems import KIND
from harmel.web.wanted import MOST, PAGE, VALUES

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SAID = {
    "actor": "On either side; of a report: who speaks, acts or is acted on in it.",
    "year": "Only what may lie in this year, or in one of these.",
    "id": "The record's own id.",
    "since": "Only what may have been on this day or later.",
    "until": "Only what may have been until this day.",
    "action": "A CAMEO code or the beginning of one.",
    "q": 'Words that must all occur; "in quotes" a phrase; missil* a beginning; -word must not occur.',
    "cursor": "`next` of the page before.",
    "limit": "Rows of a page.",
    "format": "json gives a page; csv, excel (CSV with formulas made harmless), arrow and parquet give all rows.",
}


def _day(value: str) -> str:
    if not _DAY.fullmatch(value):
        raise ValueError("a day is written YYYY-MM-DD")
    return date.fromisoformat(value).isoformat()


Day = Annotated[str, AfterValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Text = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Code = Annotated[str, StringConstraints(pattern="^[0-9A-Za-z]{1,4}$")]
Year = Annotated[str, StringConstraints(pattern="^[0-9]{4}$")]
_SPECIAL = {"action": Code, "year": Year}
Number = Annotated[float, Field(allow_inf_nan=False)]
Cursor = Annotated[str, StringConstraints(pattern="^[A-Za-z0-9_-]{1,4000}$")]


def filters_model(table: str, **more: Any) -> type[BaseModel]:  # noqa: ANN401 - fields as pydantic takes them
    """Describe what a noun can be filtered by; a parameter that it does not know is refused.

    >>> "plover_type" in filters_model("events").model_fields
    True
    """
    return model(f"{table}_filters", _filters(table) | more)


def rows_model(table: str) -> type[BaseModel]:
    """Describe a question for a noun's rows: its filters, words, and the page."""
    fields = _filters(table)
    if table in ("reports", "statements"):
        fields["q"] = (Text | None, None)
    fields |= {
        "cursor": (Cursor | None, None),
        "limit": (Annotated[int, Field(ge=1, le=MOST)], PAGE),
        "format": (Format, "json"),
    }
    return model(f"{table}_question", fields)


def _filters(table: str) -> dict[str, Any]:
    arrow = schema.arrow_schema(table)
    fields: dict[str, Any] = {}
    for name in filter_names(table):
        if name in ("since", "until", "words"):
            fields[name] = ((Text if name == "words" else Day) | None, None)
        else:
            kind: Any = _SPECIAL.get(name, Text)
            if name in arrow.names and not pa.types.is_string(arrow.field(name).type):
                kind = Number
            fields[name] = (Annotated[list[kind], Field(max_length=VALUES)], [])
    return fields


def model(name: str, fields: dict[str, Any]) -> type[BaseModel]:
    """Make a question of its fields, each a type and a default; what is not among them is refused."""
    said = {field: (kind, Field(default, description=_SAID.get(field))) for field, (kind, default) in fields.items()}
    made: type[BaseModel] = create_model(name, __config__=ConfigDict(extra="forbid"), **said)  # type: ignore[call-overload]
    return made


def row_shape(table: str) -> dict[str, Any]:
    """Describe a row of a noun, each column with what it means.

    >>> row_shape("links")["properties"]["score"]["type"]
    ['number', 'null']
    """
    said = schema.describe(table)
    columns = {f.name: _shape(f.type) | {"description": said[f.name]} for f in schema.arrow_schema(table)}
    return {"type": "object", "properties": columns, "required": list(columns), "additionalProperties": False}


def _shape(kind: pa.DataType) -> dict[str, Any]:
    if pa.types.is_list(kind):
        return {"type": ["array", "null"], "items": _shape(kind.value_type)}
    if pa.types.is_struct(kind):
        inner = {kind.field(i).name: _shape(kind.field(i).type) for i in range(kind.num_fields)}
        return {"type": "object", "properties": inner}
    told = "integer" if pa.types.is_integer(kind) else "number" if pa.types.is_floating(kind) else "string"
    return {"type": ["boolean" if pa.types.is_boolean(kind) else told, "null"]}


def page_shape(rows: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON Schema
    """Describe a page of rows."""
    properties = {
        **more,
        "total": {"type": "integer"},
        "rows": {"type": "array", "items": rows},
        "next": {"type": ["string", "null"], "description": "The cursor of the next page; null on the last."},
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


COUNTS: dict[str, Any] = {
    "type": "object",
    "properties": {
        "column": {"type": "string"},
        "values": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"value": {"type": "string"}, "count": {"type": "integer"}},
                "required": ["value", "count"],
            },
        },
    },
    "required": ["column", "values"],
}
PROBLEM = {
    "type": "object",
    "description": "RFC 9457",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail"],
}
_PROBLEMS = {
    400: "The question cannot be answered as it is put, or takes too long",
    401: "A valid token is needed",
    403: "A page of another origin may not write",
    404: "There is no such thing",
    413: "More than may be sent at once",
    415: "Not the kind of body that is taken",
    422: "A parameter is missing, unknown or not of its kind",
    429: "Too much is being computed already",
    503: "The ledger cannot be read or written now",
}


def answers(
    shape: dict[str, Any], *problems: int, media: tuple[Literal["json", "csv", "excel", "arrow", "parquet"], ...] = ()
) -> dict[int | str, dict[str, Any]]:
    """Describe an operation's answers: the good one, 304, and its problems."""
    content: dict[str, Any] = {"application/json": {"schema": shape}}
    content |= {MEDIA[name].partition(";")[0]: {"schema": {}} for name in media}
    found: dict[int | str, dict[str, Any]] = {200: {"description": "The answer", "content": content}}
    found[304] = {"description": "Not changed since the ETag that was sent"}
    for status in (400, 401, 422, 503, *problems):
        found[status] = {"description": _PROBLEMS[status], "content": {KIND: {"schema": PROBLEM}}}
    return found
