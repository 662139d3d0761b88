"""Texts with their statements, events and figures marked: the text without the marks, and the records.

A statement is ``[1 SPEAKER stance ABOUT|content]``, an event ``{SOURCE>TARGET action status|trigger}``, a figure
``<measure ACTOR kind as-of value|words>``.
"""

import re

from harmel.records import Coded, Event, Figure, Report, Statement

_MARK = re.compile(
    r"\[(?P<number>\d+) (?P<speaker>\w*) (?P<stance>\w+) (?P<about>[\w,]*)\|"
    r"|\{(?P<source>\w*)>(?P<target>\w*) (?P<action>\w+) (?P<status>\w+)\|(?P<trigger>[^}]*)\}"
    r"|<(?P<measure>\w+) (?P<actor>\w*) (?P<kind>\w+) (?P<when>[\d-]+) (?:(?P<bound>[a-z-]+):)?(?P<value>[\d.]+?)"
    r"(?:\.\.(?P<to>\d+))?\|(?P<words>[^>]*)>"
    r"|(?P<close>\])"
)


def coded(marked):
    """Give the records of a marked text, and a name (s1, e1, f1) for each id."""
    text, place, open_statements = "", 0, []
    statements, events, figures = [], [], []
    for found in _MARK.finditer(marked):
        text += marked[place : found.start()]
        place = found.end()
        within = open_statements[-1][0] if open_statements else ""
        if found["number"]:
            open_statements.append((f"s{found['number']}", found, len(text)))
        elif found["close"]:
            statements.append(_statement(text, *open_statements.pop()))
        elif found["trigger"]:
            span = (len(text), len(text) + len(found["trigger"]))
            text += found["trigger"]
            events.append(_event(found, span, f"e{len(events) + 1}", within))
        else:
            span = (len(text), len(text) + len(found["words"]))
            text += found["words"]
            figures.append(_figure(found, span, f"f{len(figures) + 1}", within))
    text += marked[place:]
    report = Report(report_id="r", source="test", text=text, body_spans=((0, len(text)),))
    return Coded(report=report, statements=tuple(statements), events=tuple(events), figures=tuple(figures))


def _statement(text, name, found, start):
    cue = re.search(r"(\w+)\W*$", text[:start])
    return Statement(
        report_id="r",
        statement_id=name,
        speaker=found["speaker"],
        stance=found["stance"],
        about=tuple(filter(None, found["about"].split(","))),
        content=text[start:],
        content_spans=((start, len(text)),),
        cue=cue[1],
        cue_span=(cue.span(1),),
    )


def _event(found, span, name, within):
    return Event(
        report_id="r",
        event_id=name,
        source=found["source"],
        target=found["target"],
        action=found["action"],
        action_name=found["trigger"],
        quad="material-conflict" if found["action"][:2] >= "14" else "verbal-cooperation",
        status=found["status"],
        trigger_span=(span,),
        statement_id=within,
    )


def _figure(found, span, name, within):
    when = "" if found["when"] == "-" else found["when"]
    return Figure(
        report_id="r",
        figure_id=name,
        actor=found["actor"],
        measure=found["measure"],
        value=float(found["value"]),
        value_to=float(found["to"]) if found["to"] else None,
        bound="range" if found["to"] else found["bound"] or "exact",
        kind=found["kind"],
        as_of_earliest=when and f"{when}-01-01",
        as_of_latest=when and f"{when}-12-31",
        span=(span,),
        statement_id=within,
    )
