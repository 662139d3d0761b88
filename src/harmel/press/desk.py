"""A writer's desk: the story in hand, the chance that picks the words, and the notes of what was really written."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from harmel.press.grammar import data
from harmel.press.ink import mark
from harmel.press.world import Party, Person

WEEK = 6


@dataclass(slots=True)
class Notes:
    """The truth of one article, in the making: what each label of its ink stands for."""

    events: dict[str, dict[str, Any]] = field(default_factory=dict)
    statements: dict[str, dict[str, Any]] = field(default_factory=dict)
    figures: dict[str, dict[str, Any]] = field(default_factory=dict)
    denials: list[tuple[str, str]] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)

    def event(self, **fields: Any) -> str:  # noqa: ANN401 - a record's cells
        """Note an event and give its label."""
        return _noted(self.events, "e", fields)

    def statement(self, **fields: Any) -> str:  # noqa: ANN401 - a record's cells
        """Note a statement and give its label."""
        return _noted(self.statements, "s", fields)

    def figure(self, **fields: Any) -> str:  # noqa: ANN401 - a record's cells
        """Note a figure and give its label."""
        return _noted(self.figures, "f", fields)


def _noted(table: dict[str, dict[str, Any]], letter: str, fields: dict[str, Any]) -> str:
    label = f"{letter}{len(table)}"
    table[label] = fields
    return label


@dataclass(slots=True, kw_only=True)
class Desk:
    """What a sentence is written with."""

    rng: random.Random
    published: date
    outlet: str
    relays: str = ""
    notes: Notes = field(default_factory=Notes)
    named: set[str] = field(default_factory=set)
    it: str = ""

    def pick(self, options: Sequence[Any]) -> Any:  # noqa: ANN401 - gives what it was given
        """Draw one of some options."""
        return self.rng.choice(options)

    def chance(self, share: float) -> bool:
        """Say yes in this share of cases."""
        return self.rng.random() < share

    def words(self, *path: str) -> Any:  # noqa: ANN401 - a list of texts
        """Draw one of the texts that stand at a place of ``words.toml``."""
        table: Any = data("words")
        for key in path:
            table = table[key]
        return self.pick(table)


def when(desk: Desk, day: date) -> str:
    """Give words for a day as a paper of ``desk.published`` would.

    >>> import random
    >>> when(Desk(rng=random.Random(0), published=date(2019, 5, 9), outlet=""), date(2019, 5, 8)) in (
    ...     "on Wednesday", "yesterday")
    True
    """
    ago = (desk.published - day).days
    loosely = desk.chance(0.1)  # drawn whatever the day: an article and its correction draw alike
    if ago == 1 and loosely:
        return "yesterday"
    if 0 <= ago <= WEEK:
        return f"on {day:%A}"
    same = day.year == desk.published.year
    return f"on {day.day} {day:%B}" + ("" if same else f" {day.year}")


def subject(desk: Desk, party: Party, label: str) -> str:
    """Name a party as the doer of something: its name, its capital, its seat of government, its government.

    A party that the sentence before was about (``desk.it``) is taken up by a pronoun.
    """
    if desk.it == party.actor:
        return mark(label, "it")
    forms = [party.name] * 5 + [party.capital] + ([party.seat] if party.seat else [])
    if party.adjective != party.name:
        forms.append(f"the {party.adjective} government")
    words = party.name if party.actor not in desk.named else desk.pick(forms)
    desk.named.add(party.actor)
    return mark(label, words)


def speaker(desk: Desk, person: Person, label: str) -> str:
    """Name a person: in full with the office the first time, by surname, pronoun or office afterwards."""
    if person.name not in desk.named:
        desk.named.add(person.name)
        return mark(label, desk.pick((f"{person.full}", f"{person.full}", f"{person.name}, {person.after},")))
    surname = person.name.split()[-1]
    return mark(label, desk.pick((surname, surname, person.pronoun, f"the {person.short}")))
