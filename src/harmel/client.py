"""A ledger on another machine: the methods of ``Ledger`` over the API that ``harmel serve`` answers."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self
from urllib.parse import quote

from harmel import schema
from harmel.errors import HarmelError, LedgerError, RefusalError, UsageError
from harmel.records import Coded, Report

if TYPE_CHECKING:
    import httpx
    import pyarrow as pa

    from harmel.ledger import Hit

_PAGE = 1000  # rows
_STAYS = {
    "add": "records are coded where the ledger lies: send files with upload",
    "reject": "a reject is kept by the process that read the input",
    "withdraw": "use harmel on the ledger's own machine",
    "restore": "use harmel on the ledger's own machine",
    "settle": "the server's own writer does it",
    "remember": "use harmel on the ledger's own machine",
    "transaction": "one request is one transaction",
    "reading": "each answer is of one state; compare their ETags",
    "analyse": "take the noun with table() and ask DuckDB or Polars here",
    "allow": "the server sets its own limits",
    "verbatim": "use harmel verify on the ledger's own machine",
    "faults": "use harmel verify on the ledger's own machine",
}
"""Methods of ``Ledger`` that do not go over the wire, and what to do."""


def connect(url: str, *, token: str = "", seconds: float = 60.0) -> Remote:
    """Open a ledger that ``harmel serve`` shows, for reading and for sending files to.

    Parameters
    ----------
    url
        The server's address, such as ``http://127.0.0.1:8000``.
    token
        What the server told whoever started it; not needed on loopback.
    seconds
        How long to wait for an answer to begin, or to go on.

    Raises
    ------
    UsageError
        If httpx is not installed, or the address is none.

    >>> connect("ftp://example.org")
    Traceback (most recent call last):
    harmel.errors.UsageError: ftp://example.org: is no address of a server (begin it with http:// or https://)
    """
    try:
        import httpx
    except ImportError:
        raise UsageError("the client needs httpx", remedy="pip install harmel[web]") from None
    if not url.startswith(("http://", "https://")):
        raise UsageError("is no address of a server", where=url, remedy="begin it with http:// or https://")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return Remote(httpx.Client(base_url=f"{url.rstrip('/')}/api/v1/", headers=headers, timeout=seconds))


class Remote:
    """A ledger over the wire; use it as a context manager. Filters are those of ``Ledger.rows``."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self._where = str(client.base_url).removesuffix("/api/v1/")

    def __enter__(self) -> Self:
        """Give the open ledger."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection."""
        self.close()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - it never returns
        """Say of a method that stays with the ledger why, and what to do."""
        if name in _STAYS:
            raise UsageError(f"{name} does not go over the wire", where=self._where, remedy=_STAYS[name])
        raise AttributeError(f"a ledger over the wire has no {name!r}")

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def table(self, table: str, **wanted: Any) -> pa.Table:  # noqa: ANN401 - a filter's value
        """Give a noun as Arrow, with the schema and in the order of ``Ledger.table``."""
        import pyarrow as pa

        return pa.Table.from_batches(list(self.batches(table, **wanted)), schema=schema.arrow_schema(table))

    def batches(self, table: str, **wanted: Any) -> Iterator[pa.RecordBatch]:  # noqa: ANN401 - a filter's value
        """Give what ``table`` gives a stretch at a time, while it comes in."""
        import pyarrow as pa

        with (
            self._stream(_path(table), [*_asked(wanted), ("format", "arrow")]) as body,
            pa.ipc.open_stream(body) as read,
        ):
            yield from read

    def rows(self, table: str, *, limit: int = -1, offset: int = 0, **wanted: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
        """Go through the rows of a noun, page by page: nothing is told twice or left out while others write."""
        size = _PAGE if limit < 0 else max(1, min(_PAGE, limit + offset))
        found = self._pages(_path(table), [*_asked(wanted), ("limit", str(size))])
        yield from islice(found, offset, None if limit < 0 else offset + limit)

    def count(self, table: str, **wanted: Any) -> int:  # noqa: ANN401 - a filter's value
        """Count the rows of a noun that pass the filters."""
        return int(self._get(_path(table), [*_asked(wanted), ("limit", "1")]).json()["total"])

    def facet(self, table: str, column: str, *, most: int = 20, **wanted: Any) -> list[tuple[str, int]]:  # noqa: ANN401
        """Count the values of a column among the rows that pass the filters, the most frequent first."""
        got = self._get(_path("facets", table, column), [*_asked(wanted), ("most", str(most))]).json()
        return [(one["value"], one["count"]) for one in got["values"]]

    def report(self, report_id: str) -> Report | None:
        """Give one report with its text."""
        got = self._get(_path("reports", report_id), [], absent=True)
        return schema.record("reports", got.json()) if got.status_code != _ABSENT else None

    def reports(self, **wanted: Any) -> Iterator[Report]:  # noqa: ANN401 - a filter's value
        """Go through the reports, by id."""
        return (schema.record("reports", row) for row in self.rows("reports", **wanted))

    def coded(self, report_id: str) -> Coded | None:
        """Give a report with everything that was found in it."""
        got = self._get(_path("reports", report_id, "coded"), [], absent=True)
        if got.status_code == _ABSENT:
            return None
        told = got.json()
        parts = {
            t: tuple(schema.record(t, row) for row in told[t]) for t in ("statements", "events", "figures", "links")
        }
        return Coded(report=schema.record("reports", told["report"]), **parts)

    def search(
        self,
        words: str,
        *,
        table: Literal["reports", "statements"] = "reports",
        limit: int = 20,
        offset: int = 0,
        **wanted: Any,  # noqa: ANN401 - a filter's value
    ) -> list[Hit]:
        """Find reports or statements by their words, the best first."""
        from harmel.ledger import Hit

        if not words:
            return []
        asked = [*_asked(wanted), ("q", words), ("limit", str(limit)), ("offset", str(offset))]
        found = self._get(_path("search", table), asked).json()
        return [Hit(**{**hit, "found": tuple(tuple(span) for span in hit["found"])}) for hit in found]

    def sql(self, query: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> pa.Table:
        """Answer one SELECT as Arrow; the server lets it take a second and give 10,000 rows."""
        import pyarrow as pa

        bound = dict(values) if isinstance(values, Mapping) else list(values)
        asked = [("query", query), ("values", json.dumps(bound)), ("format", "arrow")]
        with self._stream("sql", asked) as body, pa.ipc.open_stream(body) as read:
            return read.read_all()

    def claims(
        self, *, actor: str = "", since: str = "", until: str = "", disputed: bool = False
    ) -> Iterator[dict[str, Any]]:
        """Go through the claims with both sides' voices, as ``harmel claims --format jsonl`` prints them."""
        wanted = _asked({"actor": actor, "since": since, "until": until})
        yield from self._pages("claims", [*wanted, ("disputed", str(disputed).lower()), ("limit", "200")])

    def measure(self, name: str, /, *, seconds: float = 300.0, **options: Any) -> dict[str, Any]:  # noqa: ANN401
        """Ask a measure or a model: ``summary``, ``assumptions``, ``rows`` and the whole ``result``.

        Parameters
        ----------
        name
            One of ``models()``, such as ``"provocation"``.
        seconds
            How long to wait for a fit.
        options
            The fields of the model's form, ``dyad="USA:RUS"`` among them.

        Raises
        ------
        RefusalError
            If it says nothing, in the words of the command line.
        LedgerError
            If it is still computed after ``seconds``.
        """
        until = time.monotonic() + seconds
        asked = _asked(options)
        while (got := self._get(_path("models", name), asked, again=True)).status_code != _DONE:
            rest = float(got.headers.get("retry-after", 1))
            if time.monotonic() + rest > until:
                raise LedgerError(f"{name} is still computed", where=self._where, remedy="ask again later")
            time.sleep(rest)
        found: dict[str, Any] = got.json()
        return found

    def models(self) -> list[dict[str, str]]:
        """Name what can be measured, and what each asks."""
        found: list[dict[str, str]] = self._get("models", []).json()
        return found

    @property
    def settled(self) -> bool:
        """Say whether everything that came in has been grouped."""
        return not self.sql("SELECT 1 FROM unsettled LIMIT 1").to_pylist()

    def remembered(self, name: str) -> str:
        """Give a setting that was kept with the ledger, or an empty string."""
        found = self.sql("SELECT value FROM settings WHERE name = ?", [name]).to_pylist()
        return found[0]["value"] if found else ""

    def upload(self, paths: Sequence[Path | str]) -> list[dict[str, str]]:
        """Send files to be read, coded and kept there; say what became of each document."""
        with ExitStack() as stack:
            opened = [(Path(p).name, stack.enter_context(Path(p).open("rb"))) for p in paths]
            with self._told():
                got = self._client.post("uploads", files=[("files", one) for one in opened], timeout=None)
        self._check(got)
        found: list[dict[str, str]] = got.json()["documents"]
        return found

    def _pages(self, path: str, asked: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
        cursor: list[tuple[str, str]] = []
        while True:
            got = self._get(path, [*asked, *cursor]).json()
            yield from got["rows"]
            if not got["next"]:
                return
            cursor = [("cursor", got["next"])]

    def _get(
        self, path: str, asked: list[tuple[str, str]], *, absent: bool = False, again: bool = False
    ) -> httpx.Response:
        with self._told():
            got = self._client.get(path, params=tuple(asked))
        if not ((absent and got.status_code == _ABSENT) or (again and got.status_code == _BUSY)):
            self._check(got)
        return got

    @contextmanager
    def _stream(self, path: str, asked: list[tuple[str, str]]) -> Iterator[io.BufferedReader]:
        import pyarrow as pa

        with self._told(), self._client.stream("GET", path, params=tuple(asked)) as got:
            if got.is_error:
                got.read()
                self._check(got)
            try:
                yield io.BufferedReader(_Body(got.iter_bytes()), 1 << 20)
            except pa.ArrowInvalid as error:
                raise LedgerError(f"the answer broke off: {error}", where=self._where, remedy="ask again") from error

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what went wrong on the way in one line."""
        import httpx

        try:
            yield
        except httpx.HTTPError as error:
            say = f"does not answer ({type(error).__name__}: {error})"
            raise LedgerError(say, where=self._where, remedy="is harmel serve running there?") from error

    def _check(self, got: httpx.Response) -> None:
        if not got.is_error:
            return
        try:
            told = got.json()
            detail, refused = str(told["detail"]), bool(told.get("refused"))
        except (ValueError, KeyError, TypeError):
            detail, refused = f"answered {got.status_code}", False
        if refused:
            raise RefusalError(detail, where=self._where)
        kind, remedy = _ERRORS.get(got.status_code, (HarmelError, "see the server's log"))
        raise kind(detail, where=self._where, remedy=remedy)


class _Body(io.RawIOBase):
    """A file over the pieces of an answer."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:  # noqa: ANN401 - a writable buffer
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = piece
        size = min(len(into), len(self._left))
        into[:size], self._left = self._left[:size], self._left[size:]
        return size


_ABSENT, _BUSY, _DONE = 404, 429, 200
_PARTS = ("statements", "events", "figures", "links")
_ERRORS: dict[int, tuple[type[HarmelError], str]] = {
    400: (UsageError, ""),
    401: (UsageError, "connect(url, token=…) with the token that the server told"),
    403: (UsageError, "a token that may write is needed"),
    404: (UsageError, "see harmel serve's /api/v1/openapi.json"),
    413: (UsageError, "send fewer files at once"),
    421: (UsageError, "start the server with --name for that address"),
    422: (UsageError, ""),
    503: (LedgerError, "try again later"),
}


def _path(*parts: str) -> str:
    return "/".join(quote(part, safe="") for part in parts)


def _asked(wanted: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Write filters as parameters; an empty one filters nothing, as in ``Ledger.rows``."""
    some = {name: value for name, value in wanted.items() if value not in (None, "", (), [])}
    many = {n: [v] if isinstance(v, str) or not isinstance(v, Sequence) else v for n, v in some.items()}
    return [(name, str(value)) for name, values in many.items() for value in values]
