"""A table that a page shows, as a file: exactly its rows and columns."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

from fastapi.responses import Response

if TYPE_CHECKING:
    import polars as pl

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}


def exported(frame: pl.DataFrame, name: str, form: str) -> Response:
    r"""Give a frame as CSV, JSON (one object a row) or Parquet.

    >>> import polars as pl
    >>> exported(pl.DataFrame({"period": ["2018"], "acts": [3]}), "acts", "csv").body
    b'period,acts\n2018,3\n'
    """
    head = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(_bytes(frame, form), media_type=FORMATS[form], headers=head)


def _bytes(frame: pl.DataFrame, form: str) -> bytes:
    if form == "csv":
        return frame.write_csv().encode()
    if form == "json":
        return json.dumps(frame.to_dicts(), ensure_ascii=False, default=str).encode()
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()
