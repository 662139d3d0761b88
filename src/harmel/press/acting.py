"""Sentences about an act: what was done, is alleged, denied, demanded, threatened, planned, possible or not done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from harmel.press.desk import Desk, subject, when
from harmel.press.grammar import Act, acts, data, fill, phrase
from harmel.press.ink import capital, mark
from harmel.press.world import Party
from harmel.vocabulary import Status

_PASSIVE = re.compile(r"\b(was|were|came) (\w+)")
_HEAD = re.compile(r"^((?:the|its|new)? ?(?:naval |military )?)(\w+(?:-\w+)?)")
_NOUN_FRAMES = (
    "{S} went ahead {when} with {noun}.",
    "{When} came {noun} by {S}.",
    "{weeks}, {S} announced {noun} {when}.",
    "{S} made good its promise {when} with {noun}.",
)
_PASSIVE_FRAMES = ("{passive} {when}.", "{When}, {passive}.", "{weeks}, {passive} {when}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An act with its parties and particulars, as all who write of one story share them."""

    act: Act
    form: str
    kind: str
    source: Party
    target: Party
    day: date
    blanks: dict[str, str]


def doing(desk: Desk, deed: Deed, status: Status, teller: Party | None = None) -> str:
    """Write one sentence about a deed, and note the event, and whose words it is if it is anyone's."""
    if status == "actual" and deed.kind != "ways":
        return _settled(desk, deed)
    frame = desk.pick(data("frames")[status])
    label = desk.notes.event(deed=deed, status=status, statement="")
    text = capital(fill(frame["text"], _parts(desk, deed, label, teller)))
    who = {"S": deed.source, "A": teller}.get(frame.get("said", ""))
    if "also" in frame:
        _also(desk, deed, frame["also"], label, teller)
    if who is not None:
        stance = {"denied": "deny", "alleged": "accuse", "demanded": "demand", "threatened": "threaten"}
        said = desk.notes.statement(
            name=who.name,
            speaker=who.actor,
            role="government",
            stance=stance.get(status, "assert"),
            quotation="indirect",
            whole=label,
        )
        desk.notes.events[label]["statement"] = said
    return mark(f"{label}.sentence", text)


def _settled(desk: Desk, deed: Deed) -> str:
    label = desk.notes.event(deed=deed, status="actual", statement="")
    frames = _PASSIVE_FRAMES if deed.kind == "passive" else _NOUN_FRAMES
    by = subject(desk, deed.source, f"{label}.source")
    body = fill(deed.form, _target(deed, label) | {"S": by})
    if deed.kind == "passive":
        body = _PASSIVE.sub(lambda m: f"{m[1]} {mark(f'{label}.trigger', m[2])}", body, count=1)
    else:
        body = _HEAD.sub(lambda m: m[1] + mark(f"{label}.trigger", m[2]), body, count=1)
    parts = {"passive": body, "noun": body, "S": by} | _times(desk, deed)
    frame = desk.pick(frames)
    if body.startswith("its ") and frame.startswith("{When}"):
        frame = _NOUN_FRAMES[0]
    return mark(f"{label}.sentence", capital(fill(frame, parts)))


def _times(desk: Desk, deed: Deed) -> dict[str, str]:
    words = when(desk, deed.day)
    return {"when": words, "When": capital(words), "weeks": desk.words("colour", "weeks")}


def _target(deed: Deed, label: str) -> dict[str, str]:
    names = {"T": deed.target.name, "Ta": deed.target.adjective, "Tc": deed.target.capital}
    marked = {key: mark(f"{label}.target", name) for key, name in names.items()}
    return deed.blanks | marked | {"T's": f"{marked['T']}'s"}


def _parts(desk: Desk, deed: Deed, label: str, teller: Party | None) -> dict[str, str]:
    said = phrase(deed.form, _target(deed, label))
    forms = {f: said.form(f, label) for f in ("base", "past", "participle", "gerund")}
    return {
        **forms,
        **_times(desk, deed),
        "S": subject(desk, deed.source, f"{label}.source"),
        "A": subject(desk, teller, f"{label}.teller") if teller else "",
        "if": f"{deed.target.name} {desk.pick(_CONDITIONS)}",
        "unless": f"{deed.target.name} {desk.pick(_WAYS_OUT)}",
    }


def answering(desk: Desk, deed: Deed, answer: str) -> str:
    """Name an earlier deed as what a deed answers, and note it and the declared cause; its day is not told.

    Parameters
    ----------
    answer
        The label of the event that answers.
    """
    label = desk.notes.event(deed=deed, status="actual", statement="", inside=answer, dated=False)
    desk.notes.answers.append((answer, label))
    noun = desk.pick([n for n in deed.act.noun if not n.startswith("its ")])
    body = fill(noun, _target(deed, label))
    return _HEAD.sub(lambda m: m[1] + mark(f"{label}.trigger", m[2]), body, count=1)


_CONDITIONS = ("builds the base", "goes on like this", "brings in more launchers", "closes the strait")
_WAYS_OUT = ("changes course", "answers by Friday", "pulls out of the talks", "opens its archives")


def _also(desk: Desk, deed: Deed, key: str, label: str, teller: Party | None) -> None:
    """Note the verbal act that such a frame is as well: an accusation, a demand, a threat."""
    actor, target = (deed.source, deed.target) if teller is None else (teller, deed.source)
    verbal = Deed(act=acts()[key], form="", kind="frame", source=actor, target=target, day=deed.day, blanks={})
    desk.notes.event(deed=verbal, status="actual", statement="", inside=label)
