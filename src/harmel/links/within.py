"""The ties inside one report, from its records alone."""

from __future__ import annotations

from harmel.links.contradictions import contradictions
from harmel.links.denials import denials
from harmel.records import Coded, Link


def within(coded: Coded) -> tuple[Link, ...]:
    """Tie the records of one report: what is denied, and what contradicts what.

    Parameters
    ----------
    coded
        A report with its statements, events and figures. Its parse is not needed: a table of records will do.

    Returns
    -------
    tuple of Link
        ``denies`` runs from a statement to the statement or the event that it denies; ``contradicts`` from the later
        record to the earlier. ``basis`` holds the words that it rests on, ``score`` how sure it is.

    >>> from harmel.records import Report, Statement
    >>> charge = Statement(report_id="r", statement_id="s1", speaker="GBR", stance="accuse", about=("RUS",),
    ...                    content="Russia of poisoning a man", content_spans=((16, 41),))
    >>> answer = Statement(report_id="r", statement_id="s2", speaker="RUS", stance="deny", cue="denied",
    ...                    content="poisoning anyone", content_spans=((60, 76),))
    >>> found = within(Coded(report=Report(report_id="r", source="a", text=""), statements=(charge, answer)))
    >>> [(link.kind, link.from_id, link.to_id, link.basis) for link in found]
    [('denies', 's2', 's1', 'denied')]
    """
    found: dict[str, Link] = {}
    for link in (*denials(coded), *contradictions(coded)):
        found.setdefault(link.link_id, link)
    return tuple(found.values())
