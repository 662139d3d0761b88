"""What was done to the ledger, in the order in which it was done."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from harmel.ledger import opening
from harmel.ledger.store import Ledger

_LOG = 'SELECT "at", kind, report_id, source, detail FROM log ORDER BY row'
_EARLIER = re.compile(r"than (r_\w+)")


def history(ledger: Ledger, *, kind: str = "", diff: bool = False) -> Iterator[str]:
    """Go through the log: time, what, report, source, detail, tab-separated; then rejects of which no time is known.

    Parameters
    ----------
    kind
        Only this kind of entry; ``reject`` for what was not taken in.
    diff
        Follow each correction by the lines that changed between the two versions.

    >>> with Ledger.open(":memory:") as ledger:
    ...     list(history(ledger))
    []
    """
    with opening.translated(ledger.path), ledger.reading() as connection:
        entries = connection.execute(_LOG).fetchall()
    for at, done, report_id, source, detail in entries:
        if kind in ("", done):
            yield "\t".join((at, done, report_id or "", source or "", detail or ""))
            if diff and done == "correct":
                yield from changes(ledger, report_id, detail)
    if kind in ("", "reject"):
        timed = {(source, detail) for _, done, _, source, detail in entries if done == "reject"}
        for row in ledger.rows("rejects"):
            detail = f"{row['stage']}: {row['reason']}"
            if (row["source"], detail) not in timed:  # kept before the log told when
                yield "\t".join(("", "reject", "", row["source"], detail))


def changes(ledger: Ledger, report_id: str, detail: str) -> Iterator[str]:
    """Show which lines differ between a corrected report and the version before it."""
    found = _EARLIER.search(detail)
    new, old = ledger.report(report_id), ledger.report(found[1]) if found else None
    if new is None or old is None:  # one of them was withdrawn since
        return
    yield from difflib.unified_diff(
        old.text.splitlines(), new.text.splitlines(), old.report_id, new.report_id, lineterm="", n=1
    )
