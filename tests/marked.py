"""Texts with their acts marked {SOURCE>TARGET action trigger}: the text without the marks, and the events."""

import re

from harmel.records import Event, stable_id

MARK = re.compile(r"\{(?P<source>\w*)>(?P<target>\w*) (?P<action>\w+)(?: (?P<status>[a-z]+)!)? (?P<words>[^}]+)\}")
QUADS = {"0": "verbal-cooperation", "1": "verbal-conflict"}


def unmarked(marked, *, statement_of=None):
    """Give the plain text and an event for each mark; ``statement_of`` names the statement at a place of the text."""
    text, events, place = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[place : found.start()]
        span = (len(text), len(text) + len(found["words"]))
        text += found["words"]
        place = found.end()
        events.append(
            Event(
                report_id="r",
                event_id=stable_id("e", span),
                source=found["source"],
                target=found["target"],
                action=found["action"],
                action_name=found["words"],
                quad=QUADS.get(found["action"][0], "material-conflict"),
                status=found["status"] or "actual",
                trigger_span=(span,),
            )
        )
    text += marked[place:]
    if statement_of:
        events = [statement_of(event) for event in events]
    return text, events
