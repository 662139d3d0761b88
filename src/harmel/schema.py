"""The one Arrow schema of each noun, and the JSON row that other programs rely on.

Arrow is imported only when a schema is asked for: ``harmel --help`` must not pay for it.
"""

from __future__ import annotations

import tomllib
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, Union

from harmel import records

if TYPE_CHECKING:
    import pyarrow as pa

CLASSES: dict[str, type] = {
    "reports": records.Report,
    "statements": records.Statement,
    "events": records.Event,
    "figures": records.Figure,
    "links": records.Link,
    "actors": records.Actor,
    "rejects": records.Reject,
}


@cache
def columns(table: str) -> tuple[str, ...]:
    """List a table's columns in order.

    >>> columns("links")[:3]
    ('report_id', 'link_id', 'kind')
    """
    return tuple(f.name for f in fields(CLASSES[table]))


@cache
def describe(table: str) -> dict[str, str]:
    """Say in words what each column of a table holds, in the order of the columns.

    >>> describe("links")["from_id"]
    'Its id.'
    """
    known = tomllib.loads((files("harmel") / "columns.toml").read_text("utf-8"))[table]
    return {column: known[column] for column in columns(table)}


@cache
def arrow_schema(table: str) -> pa.Schema:
    """Give a table's Arrow schema, derived from the annotations of its class.

    >>> arrow_schema("statements").field("content_spans").type
    ListType(list<item: list<item: int64>>)
    """
    import pyarrow as pa

    kind = CLASSES[table]
    hints = typing.get_type_hints(kind)
    return pa.schema([pa.field(f.name, _arrow_type(hints[f.name])) for f in fields(kind)])


def _arrow_type(hint: Any) -> pa.DataType:  # noqa: ANN401 - a type annotation can be anything
    import pyarrow as pa

    origin = typing.get_origin(hint)
    if hint == records.Span:
        return pa.list_(pa.int64())
    if origin is tuple:
        return pa.list_(_arrow_type(typing.get_args(hint)[0]))
    if origin in (Union, types.UnionType):
        return _arrow_type(next(a for a in typing.get_args(hint) if a is not type(None)))
    if origin is Literal:
        return pa.string()
    if is_dataclass(hint):
        inner = typing.get_type_hints(hint)
        return pa.struct([pa.field(f.name, _arrow_type(inner[f.name])) for f in fields(hint)])
    return {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[hint]


def row(record: object) -> dict[str, Any]:
    """Turn a record into a row of the output contract: spans as lists, an unknown value as ``None``.

    >>> row(records.Link(report_id="r", link_id="l", kind="denies", from_table="statements", from_id="s",
    ...                  to_table="events", to_id="e", basis_span=((3, 9),)))["basis_span"]
    [[3, 9]]
    """
    return {f.name: _plain(f.name, getattr(record, f.name)) for f in fields(record)}  # type: ignore[arg-type]


def _plain(name: str, value: Any) -> Any:  # noqa: ANN401 - a cell can be anything
    if isinstance(value, str):
        return value or None
    if isinstance(value, tuple):
        if not value and name.endswith("span"):
            return None
        return [row(v) if is_dataclass(v) else _plain("", v) for v in value]
    return value


def coded_row(coded: records.Coded) -> dict[str, Any]:
    """Turn one report's records into the object that ``harmel code --format jsonl`` prints a line of.

    >>> sorted(coded_row(records.Coded(report=records.Report(report_id="r", source="a.txt", text=""))))
    ['events', 'figures', 'links', 'report', 'statements']
    """
    tables = ("statements", "events", "figures", "links")
    return {"report": row(coded.report)} | {t: [row(r) for r in getattr(coded, t)] for t in tables}


def record(table: str, cells: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the class depends on the table's name
    """Turn a row of the output contract back into its record: the inverse of ``row``.

    Raises
    ------
    TypeError
        If a column is missing that has no default, or is not one of the table's.

    >>> figure = records.Figure(report_id="r", figure_id="f", measure="troops", value=4000.0, span=((3, 7),))
    >>> record("figures", row(figure)) == figure
    True
    """
    return _record(CLASSES[table], cells)


def _record(kind: Any, cells: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any of our classes
    hints = _hints(kind)
    given = {name: _typed(hints[name], value) for name, value in cells.items() if value is not None}
    empty = {f.name: "" for f in fields(kind) if f.default is MISSING and f.name in cells and hints[f.name] is str}
    return kind(**(empty | given))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _typed(hint: Any, value: Any) -> Any:  # noqa: ANN401 - a cell can be anything
    if typing.get_origin(hint) is not tuple:
        return _record(hint, value) if is_dataclass(hint) else value
    if hint == records.Span:
        return tuple(value)
    return tuple(_typed(typing.get_args(hint)[0], v) for v in value)
