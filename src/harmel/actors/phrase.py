"""A phrase → whom it names: names of the registry, titles of office and common nouns, put together.

The grammar is small. A phrase has a head part and what belongs to it ("the president | of the Riigikogu", "targets |
in Syria"). The last noun of the head part gives the sector, unless it is an officer of a body that is named; the name
nearest to the head gives the country; a person's name gives the person, and a title the office at the date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from harmel.actors.lexicon import roles, word_set
from harmel.actors.people import sector_of, slug
from harmel.actors.pieces import LONGEST, Piece, cut, followed, outsider, partial
from harmel.actors.resolved import Resolution, Sense
from harmel.actors.spelling import loose
from harmel.actors.table import Table
from harmel.actors.terms import code, held, of_body, person_at, speaker_role, term_days
from harmel.intervals import Interval
from harmel.records import Actor

_JOINT = frozenset({"IGO", "EUR", "UNO", "NGO"})
_VAGUE = frozenset({"CVL", "UNK", "JNK"})
_IN_OFFICE = frozenset({"GOV", "LEG"})


class Resolver:
    """Puts a phrase together; remembers the phrases it has seen."""

    def __init__(self, tables: Table) -> None:
        self._tables = tables
        self.resolve = lru_cache(maxsize=65536)(self._resolve)

    def _resolve(self, words: str, on: Interval, context: str) -> Resolution:
        pieces = cut(self._tables, words)
        if not pieces:
            return Resolution()
        found = self._person(pieces, on) or self._composed(pieces, on, context)
        return self._in_context(found, context) if context else found

    # -- persons ------------------------------------------------------------------------------------------------

    def _person(self, pieces: list[Piece], on: Interval) -> Resolution | None:
        """Give the person that a phrase names, by the registry or by title and surname."""
        for piece in pieces:
            people = [s.actor for s in piece.senses if self._kind(s.actor) == "person"]
            if not people or len(people) != len(piece.senses) or followed(piece, pieces) or partial(piece, pieces):
                continue
            if (who := self._one(people, on)) and not (piece.senses[0].form == "surname" and _untitled(who, pieces)):
                return self._as_titled(who, pieces, on)
        return self._by_surname(pieces, on)

    def _kind(self, actor: str) -> str:
        return self._tables.actors[actor].kind

    def _one(self, people: list[str], on: Interval) -> Actor | None:
        """Choose among bearers of a name: the one who is in office, or the only one."""
        actors = [self._tables.actors[p] for p in people]
        serving = [a for a in actors if (t := held(a, on)) and (t.start or t.end)]
        chosen = serving or actors
        return chosen[0] if len(chosen) == 1 else None

    def _as_titled(self, who: Actor, pieces: list[Piece], on: Interval) -> Resolution:
        """Resolve a person; a title in the phrase chooses among his offices where the days do not."""
        found = person_at(self._tables, who, on)
        offices = {role for p in pieces if p.kind == "title" for role in p.office}
        fitting = [t for t in who.offices if t.role in offices and not (term_days(t) & on).empty]
        if not fitting:
            return found
        if any(p.words.lower() in word_set("former") for p in pieces):
            return found if on.known else self._out_of_office(who, fitting[0].of)
        return of_body(self._tables, fitting[0].of, sector_of(fitting[0].role), actor=who)

    def _out_of_office(self, who: Actor, of: str) -> Resolution:
        """Give someone whom the words say to be out of office, at a day that is not known."""
        return replace(of_body(self._tables, of, "ELI", actor=who), role="person")

    def _by_surname(self, pieces: list[Piece], on: Interval) -> Resolution | None:
        """Resolve "President Bush" and "Deputy Secretary Hicks": a title, then a surname of one of its holders."""
        for title, name in pairwise(pieces):
            if title.kind != "title" or name.kind not in ("word", "sense") or not name.words[:1].isupper():
                continue
            places = {s.actor for p in pieces if p.kind == "sense" and p.first < title.first for s in p.senses}
            bearers = [self._tables.actors[p] for p in self._tables.surnames.get(loose(name.words), ())]
            fitting = [
                (a, t) for a in bearers for t in a.offices
                if t.role in title.office and (not places or t.of in places) and not (term_days(t) & on).empty
            ]  # fmt: skip
            if len({(t.of, t.role) for _, t in fitting}) == 1:
                who, term = fitting[-1]
                sure = who if len({a.actor for a, _ in fitting}) == 1 else None
                return of_body(self._tables, term.of, sector_of(term.role), actor=sure)
        return None

    # -- phrases ------------------------------------------------------------------------------------------------

    def _composed(self, pieces: list[Piece], on: Interval, context: str) -> Resolution:
        whole = [p for p in pieces if p.words.lower() not in word_set("determiners")]
        if len(whole) == 1 and whole[0].kind == "sense":
            return self._alone(whole[0].senses, on, context)
        if self._a_name(whole):
            return Resolution()
        if holder := self._holder(whole, on):
            return holder
        body = self._body(whole, on, context)
        sector = self._sector(whole, body)
        if sector in _IN_OFFICE and any(p.words.lower() in word_set("former") for p in whole):
            sector = "ELI"
        if name := outsider(whole):
            return self._asoutsider(name, body, sector)
        if not body and not sector:
            return Resolution()
        actor = self._tables.actors.get(body.actor) if body else None
        country = actor.country if actor else ""
        stem = actor.actor if actor else ""
        exact = bool(actor) and not sector
        return Resolution(
            actor=stem, name=actor.name if actor else "", country=country, sector=sector,
            code=code(self._tables, stem, sector), role=None if exact else speaker_role(sector, named=False),
        )  # fmt: skip

    def _asoutsider(self, name: str, body: Sense | None, sector: str) -> Resolution:
        """Give a person who is in no registry, by the title or the trade that stands with the name."""
        stem = body.actor if body else ""
        country = self._tables.actors[stem].country if body else ""
        return Resolution(
            actor=slug(name) if " " in name else "", name=name, country=country, sector=sector,
            code=code(self._tables, stem, sector), role=speaker_role(sector, named=True),
        )  # fmt: skip

    def _alone(self, senses: tuple[Sense, ...], on: Interval, context: str) -> Resolution:
        sense = self._chosen(senses, on, context)
        if sense is None:
            return self._common_to(senses, on)
        if self._kind(sense.actor) == "person":
            return person_at(self._tables, self._tables.actors[sense.actor], on)
        sector = sense.sector
        found = of_body(self._tables, sense.actor, sector)
        return replace(found, role="government" if self._kind(sense.actor) == "state" else found.role)

    def _common_to(self, senses: tuple[Sense, ...], on: Interval) -> Resolution:
        """Say what holds whichever bearer of a name is meant: two brothers in one government are of that government."""
        found = {self._as_sense(s, on) for s in senses}
        countries, sectors = {c for c, _ in found}, {s for _, s in found}
        country = countries.pop() if len(countries) == 1 else ""
        sector = sectors.pop() if len(sectors) == 1 else ""
        return Resolution(country=country, sector=sector, code=code(self._tables, country, sector))

    def _as_sense(self, sense: Sense, on: Interval) -> tuple[str, str]:
        actor = self._tables.actors[sense.actor]
        if actor.kind != "person":
            return actor.country, sense.sector
        who = person_at(self._tables, actor, on)
        return who.country, who.sector

    def _chosen(self, senses: tuple[Sense, ...], on: Interval, context: str) -> Sense | None:
        """Choose what a name means: the only thing, or what the context names."""
        if len(senses) == 1:
            return senses[0]
        people = [s.actor for s in senses if self._kind(s.actor) == "person"]
        if len(people) == len(senses):
            who = self._one(people, on)
            return next((s for s in senses if who and s.actor == who.actor), None)
        near = {self._tables.actors[a].country for a in self._countries(context)}
        fitting = [s for s in senses if self._tables.actors[s.actor].country in near]
        if len(fitting) == 1:
            return fitting[0]
        states = [s for s in senses if self._kind(s.actor) == "state" and s.form != "place"]
        return states[0] if len(states) == 1 else None

    def _countries(self, context: str) -> Iterator[str]:
        if not context:
            return
        for piece in cut(self._tables, context):
            yield from (s.actor for s in piece.senses if self._kind(s.actor) == "state")

    def _a_name(self, pieces: list[Piece]) -> bool:
        """Say whether a phrase is the name of someone whom the registry does not have.

        Two or more capitalised words of which none is a noun that acts: then a state's name among them ("Jordan
        Smith") is a part of the name.
        """
        words = [p for p in pieces if p.kind == "word" and p.words[:1].isupper()]
        pieces = [p for p in pieces if p.words.lower() not in word_set("pronouns")]  # He Yafei is no pronoun
        if not words or any(p.kind in ("agent", "title", "break") for p in pieces):
            return False
        return all(p.kind == "word" or all(s.form in ("name", "place") for s in p.senses) for p in pieces)

    def _holder(self, pieces: list[Piece], on: Interval) -> Resolution | None:
        """Resolve "the NATO chief" and "the former Norwegian Prime Minister": an office whose holder is known."""
        at = next((p for p in pieces if p.kind == "title"), None)
        if at is None or any(p.kind == "word" and p.words[:1].isupper() and p.first > at.last for p in pieces):
            return None
        bodies = [s.actor for p in pieces if p.kind == "sense" and p.part in (at.part, at.part + 1) for s in p.senses]
        singles = [r for r in at.office if roles()[r].single]
        former = any(p.words.lower() in word_set("former") for p in pieces)
        if len(bodies) != 1 or not singles or former or not on.known:
            return None
        terms = [x for r in singles for x in self._tables.holders.get((bodies[0], r), ())]
        serving = [(p, t) for p, t in terms if not (term_days(t) & on).empty]
        if len({p for p, _ in serving}) != 1:
            return None
        person, term = serving[0]
        return of_body(self._tables, term.of, sector_of(term.role), actor=self._tables.actors[person])

    def _body(self, pieces: list[Piece], on: Interval, context: str) -> Sense | None:
        """Give the state or the organisation that a phrase belongs to: in the head part the last, then the next."""
        named = [p for p in pieces if p.kind == "sense"]
        if not named:
            return None
        head = [p for p in named if p.part == named[0].part]
        senses = [(p, c) for p in head if (c := self._chosen(p.senses, on, context))]
        chosen = [self._served(c, on) for p, c in senses if self._kind(c.actor) != "person" or followed(p, pieces)]
        states = [c for c in chosen if self._kind(c.actor) == "state"]
        organised = [c for c in chosen if c not in states]
        if not organised:
            return states[-1] if states else None
        country = self._tables.actors[organised[-1].actor].country
        if states and country not in {s.actor for s in states} and country not in _JOINT:
            return replace(states[-1], sector=organised[-1].sector)  # "Nigeria's Senate" is not another state's
        return organised[-1]

    def _served(self, sense: Sense, on: Interval) -> Sense:
        """Put the state or the organisation that a person serves in his place ("Putin's spokesman")."""
        person = self._tables.actors[sense.actor]
        if person.kind != "person":
            return sense
        term = held(person, on)
        of = term.of if term and term.of in self._tables.actors else person.country
        return Sense(of, "name", "") if of else sense

    def _sector(self, pieces: list[Piece], body: Sense | None) -> str:
        """Give the sector by the last noun of the head part, or by the body that it is an officer of."""
        first = next((p.part for p in pieces if p.agent or p.senses), 0)
        nouns = [p for p in pieces if p.part == first and p.agent]
        strong = [p.agent.sector for p in nouns if p.agent and not p.agent.officer]
        if strong:
            return strong[-1]
        organised = body is not None and self._kind(body.actor) != "state"
        if body and (not nouns or (organised and body.sector not in ("IGO", "CVL"))):
            return body.sector
        if not organised:
            later = (p.agent for p in pieces if p.part > first and p.agent and not p.agent.officer)
            if (agent := next(later, None)) and agent.sector not in _VAGUE:
                return agent.sector
        return _own(nouns[-1], pieces) if nouns else ""

    def _in_context(self, found: Resolution, context: str) -> Resolution:
        """Take the country from the context where the words name a sector only."""
        if found.country or not found.sector or len(context.split()) > LONGEST:
            return found
        near = set(self._countries(context))
        if len(near) != 1:
            return found
        country = near.pop()
        return replace(found, actor=country, country=country, code=code(self._tables, country, found.sector))


def _own(noun: Piece, pieces: list[Piece]) -> str:
    """Give an officer's own sector, if the phrase says of what: "a Polish adviser", not "an adviser in Warsaw"."""
    agent = noun.agent
    named = any(p.senses and p.part == noun.part for p in pieces)
    owned = any(p.kind == "break" and p.words.lower() == "of" and p.part == noun.part + 1 for p in pieces)
    return agent.sector if agent and (named or owned or noun.words.lower() in word_set("public_servants")) else ""


def _untitled(who: Actor, pieces: list[Piece]) -> bool:
    """Say whether a phrase gives a title that a person never had: "King Abdullah" is no minister of that name."""
    offices = {role for p in pieces if p.kind == "title" for role in p.office}
    return bool(offices) and not any(t.role in offices for t in who.offices)
