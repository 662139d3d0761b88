"""How results are shown: figures for files, JSON for the page, and numbers as a careful reader wants them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import polars as pl

from harmel.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


class Result(Protocol):
    """What every model gives: a frozen record that can say itself in words, rows and a picture."""

    @property
    def assumptions(self) -> tuple[str, ...]:
        """List what was taken for granted, one sentence each."""

    def summary(self) -> str:
        """Say the finding in sentences."""

    def to_frame(self) -> pl.DataFrame:
        """Give the numbers as rows."""

    def to_json(self) -> dict[str, Any]:
        """Give everything as plain JSON values."""

    def plot(self) -> Figure:
        """Draw it."""


def extra(module: str) -> Any:  # noqa: ANN401 - a module has no useful type here
    """Import a library of the extra ``models``, or say in one line how to get it.

    Raises
    ------
    UsageError
        If the library is not installed.

    >>> extra("math").pi > 3
    True
    """
    try:
        return import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise UsageError(f"this needs the library {name}", remedy="pip install 'harmel[all]'") from error


def canvas(*, width: float = 8.0, height: float = 4.5, rows: int = 1) -> tuple[Figure, list[Axes]]:
    """Make an empty figure that no global state of the plotting library knows of.

    >>> len(canvas(rows=2)[1])
    2
    """
    figure = extra("matplotlib.figure").Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots(rows, 1, squeeze=False)
    return figure, [row[0] for row in axes]


def save(result: Result, path: Path) -> None:
    """Write a result's figure; the ending of the file's name says the format, and the same result gives the same bytes.

    Raises
    ------
    UsageError
        If the ending is no format that can be drawn, or if the place cannot be written to.
    """
    figure = result.plot()
    stamp = {".png": {"Software": None}, ".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
    if path.suffix not in stamp:
        raise UsageError("no such figure format", where=str(path), remedy="one of .png, .svg, .pdf")
    with extra("matplotlib").rc_context({"svg.hashsalt": "harmel"}):
        try:
            figure.savefig(path, dpi=144, metadata=stamp[path.suffix])
        except OSError as error:
            raise UsageError(f"cannot write the figure: {error.strerror}", where=str(path)) from error


def jsonable(value: Any) -> Any:  # noqa: ANN401 - JSON has no type
    """Turn a result, or any part of one, into plain JSON values; a number that is not finite is unknown.

    >>> jsonable({"day": date(2018, 10, 1), "share": float("nan"), "pair": (1, 2)})
    {'day': '2018-10-01', 'share': None, 'pair': [1, 2]}
    """
    if is_dataclass(value):
        return {f.name: jsonable(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, pl.DataFrame):
        return [jsonable(row) for row in value.to_dicts()]
    if isinstance(value, Mapping):
        return {str(k): jsonable(v) for k, v in value.items()}
    if isinstance(value, tuple | list | np.ndarray):
        return [jsonable(v) for v in value]
    return _scalar(value)


def _scalar(value: Any) -> Any:  # noqa: ANN401 - as jsonable
    if isinstance(value, date):
        return value.isoformat()
    plain = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(plain, float) and not math.isfinite(plain) else plain


def percent(share: float) -> str:
    """Write a share for reading.

    >>> percent(0.083)
    '8 %'
    """
    return f"{100 * share:.0f} %"


def span(low: float, high: float, *, digits: int = 3) -> str:
    """Write a 95 % interval.

    >>> span(0.1234, 0.5)
    '[0.123, 0.500]'
    """
    return f"[{low:.{digits}f}, {high:.{digits}f}]"
