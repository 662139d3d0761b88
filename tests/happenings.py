"""The pairs of ``ledger/happenings.txt``: which of two records tell the same happening."""

import re
from itertools import combinations
from pathlib import Path

from harmel.records import Coded, Event, Report, stable_id

_MARK = re.compile(r"\{([stv]) ([^}]*)\}")


def groups():
    """Give each group as a list of (tells the happening, coded report)."""
    found = []
    for line in (Path(__file__).parent / "ledger" / "happenings.txt").read_text("utf-8").splitlines():
        if line.startswith(">"):
            source, target = line[2:].split(">")
            found.append([])
        elif line[:1] in "=!" and line:
            found[-1].append((line[0] == "=", _coded(line[2:], source, target, len(found), len(found[-1]))))
    return found


def pairs(chosen):
    """Give every pair within the groups: two coded reports, and whether they tell the same."""
    return [(a, b, x and y) for group in chosen for (x, a), (y, b) in combinations(group, 2)]


def _coded(line, source, target, group, index):
    head, marked = line.split(" | ")
    days, action, status = head.split()
    text, spans, at = "", {"s": (), "t": (), "v": ()}, 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        spans[match[1]] = ((len(text), len(text) + len(match[2])),)
        text += match[2]
        at = match.end()
    text += marked[at:]
    first, _, last = days.partition("/")
    report_id = stable_id("r", group, index, text)
    event = Event(
        report_id=report_id,
        event_id=stable_id("e", report_id, 0),
        source=source,
        target=target,
        action=action,
        action_name="",
        quad="material-conflict",
        status=status,
        happened_earliest=first,
        happened_latest=last or first,
        source_span=spans["s"],
        target_span=spans["t"],
        trigger_span=spans["v"],
        sentence_span=((0, len(text)),),
    )
    report = Report(report_id=report_id, source=f"{group}-{index}.txt", text=text, outlet=f"Paper {index}",
                    body_spans=((0, len(text)),))  # fmt: skip
    return Coded(report=report, events=(event,))
