"""Facts → the tables that the resolver looks things up in: actors by id, senses by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, get_args

from harmel.actors.lexicon import gender_of_name, word_set
from harmel.actors.load import Facts, dated
from harmel.actors.people import Person, people, slug
from harmel.actors.resolved import NameForm, Outlet, Sense
from harmel.actors.spelling import LOOSE_LEAST, loose, plural, unaccented, variants
from harmel.errors import RegistryError
from harmel.records import Actor, Term
from harmel.vocabulary import ActorKind

ISO = 3
NO_PLURAL = ("ese", "sh", "ch", "ss", "ois", "ic", "x", "z")


@dataclass(slots=True)
class Table:
    """Everything that is looked up by id or by name."""

    actors: dict[str, Actor] = field(default_factory=dict)
    names: dict[str, tuple[Sense, ...]] = field(default_factory=dict)
    loose: dict[str, tuple[Sense, ...]] = field(default_factory=dict)
    surnames: dict[str, tuple[str, ...]] = field(default_factory=dict)
    quiet: set[str] = field(default_factory=set)
    codes: dict[str, str] = field(default_factory=dict)
    called: dict[str, tuple[str, ...]] = field(default_factory=dict)
    leaders: dict[str, str] = field(default_factory=dict)
    family: dict[str, str] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    holders: dict[tuple[str, str], tuple[tuple[str, Term], ...]] = field(default_factory=dict)
    outlets: dict[str, Outlet] = field(default_factory=dict)
    openers: set[str] = field(default_factory=set)  # the first words of names of several

    def name(self, name: str, sense: Sense) -> None:
        """Let a name mean something, in every way of writing it."""
        for form in variants(name):
            self._add(self.names, form, sense)
        if len(key := loose(name)) >= LOOSE_LEAST and not name.isupper():
            self._add(self.loose, key, sense)

    def _add(self, table: dict[str, tuple[Sense, ...]], key: str, sense: Sense) -> None:
        had = table.get(key)
        if had is None:
            table[key] = (sense,)
            first, space, _ = key.partition(" ")
            if space:
                self.openers.add(first)
        elif all(s.actor != sense.actor for s in had):
            table[key] = (*had, sense)


def table(facts: Facts) -> Table:
    """Build the tables.

    Raises
    ------
    RegistryError
        If an id is given twice to different things, or a fact lacks a part; the message names the file.
    """
    made = Table()
    _states(made, facts)
    _organisations(made, facts)
    _bodies(made, facts)
    _places(made, facts)
    _outlets(made, facts)
    _people(made, facts)
    return made


def _states(made: Table, facts: Facts) -> None:
    rows: dict[str, dict[str, Any]] = {}
    for _, state, row in facts.rows("states"):
        rows[state] = rows.get(state, {}) | row
    library = dict(_library_names())
    for state in {*rows, *library}:
        row = rows.get(state, {})
        names = list(dict.fromkeys([n for n in (row.get("name"), *library.get(state, ()), *row.get("names", ())) if n]))
        _state(made, state, names, row)


def _library_names() -> Iterator[tuple[str, list[str]]]:
    import pycountry

    for country in pycountry.countries:
        names = [getattr(country, "common_name", ""), country.name, getattr(country, "official_name", "")]
        plain = [n.split(" (")[0] for n in names if n]
        yield country.alpha_3, [n for n in plain if "," not in n] or plain


def _state(made: Table, state: str, names: list[str], row: dict[str, Any]) -> None:
    made.actors[state] = Actor(actor=state, name=names[0], kind="state", country=state)
    made.leaders[state] = row.get("leader", "")
    adjectives = row.get("adj", ())
    people_names = [
        *row.get("people", ()),
        *(plural(a) for a in adjectives if not a.endswith(NO_PLURAL) and "." not in a and not a.isupper()),
    ]
    groups: list[tuple[NameForm, str, Any]] = [
        ("name", "", names),
        ("adjective", "", adjectives),
        ("people", "", people_names),
        ("seat", "GOV", [*row.get("seats", ()), *([row["capital"]] if row.get("capital") else ())]),
    ]
    for form, sector, written in groups:
        for name in written:
            made.name(name, Sense(state, form, sector))
    if row.get("quiet") and row.get("capital"):
        made.quiet.update(variants(row["capital"]))


def _organisations(made: Table, facts: Facts) -> None:
    members: dict[str, list[Term]] = {}
    for _, alliance, states in facts.rows("members"):
        for state, days in states.items():
            when, _ = dated(days)
            start, end = when.iso() if when else ("", "")
            members.setdefault(state, []).append(Term(of=alliance, role="member", start=start, end=end))
    for path, key, row in facts.rows("organisations"):
        _new(made, path, key, row["name"], row.get("kind", "organisation"), row["country"], row["sector"])
        for name in (row["name"], *row.get("names", ())):
            made.name(name, Sense(key, "name", row["sector"]))
        made.codes[key] = row.get("code", row["country"] + row["sector"])
        for word in row.get("called", ()):
            made.called[word] = (*made.called.get(word, ()), key)
    for state, terms in members.items():
        if state in made.actors:
            old = made.actors[state]
            made.actors[state] = Actor(
                actor=old.actor,
                name=old.name,
                kind=old.kind,
                country=old.country,
                sector=old.sector,
                memberships=tuple(terms),
            )


def _new(made: Table, path: str, key: str, name: str, kind: str, country: str, sector: str) -> None:
    if key in made.actors:
        raise RegistryError(f"{key} is given twice", where=path, remedy="choose another id or name")
    if kind not in get_args(ActorKind):
        raise RegistryError(
            f"{key}: no such kind: {kind}", where=path, remedy="one of " + ", ".join(get_args(ActorKind))
        )
    made.actors[key] = Actor(actor=key, name=name, kind=kind, country=country, sector=sector)  # type: ignore[arg-type]


def _bodies(made: Table, facts: Facts) -> None:
    kinds = {"BUS": "company", "REB": "group", "PRM": "group", "UAF": "group", "CRM": "group", "CVL": "people"}
    for path, country, table_ in facts.rows("bodies"):
        iso = "" if country == "none" else country
        for sector, rows in table_.items():
            for row in rows:
                name, *others = row.split("|")
                key = slug(name) if slug(name) not in made.actors else f"{slug(name)}-{country.lower()}"
                _new(made, path, key, name, kinds.get(sector, "body"), iso, sector)
                for written in (name, *others):
                    made.name(written, Sense(key, "name", sector))


def _places(made: Table, facts: Facts) -> None:
    for path, key, groups in facts.rows("places"):
        for name in groups.get("names", ()):
            made.name(name, Sense(key, "place", "CVL"))
        for name in groups.get("adj", ()):
            made.name(name, Sense(key, "adjective", ""))
        for row in groups.get("people", ()):
            names = row.split("|")
            if key == "none":
                _new(made, path, slug(names[0]), names[0], "people", "", "CVL")
            for name in names:
                made.name(name, Sense(slug(names[0]) if key == "none" else key, "people", "CVL"))


def _outlets(made: Table, facts: Facts) -> None:
    for path, name, row in facts.rows("outlets"):
        outlet = Outlet(name=name, owner=row.get("owner", ""), country=row.get("country", ""))
        for written in (name, *row.get("names", ()), *row.get("domains", ())):
            made.outlets[loose(written)] = outlet
        key = slug(name) if slug(name) not in made.actors else f"{slug(name)}-outlet"
        _new(made, path, key, name, "outlet", outlet.country, "JRN")
        for written in (name, *row.get("names", ())):
            made.name(written, Sense(key, "name", "JRN"))


def _people(made: Table, facts: Facts) -> None:
    common = word_set("common_surnames")
    for person in people(facts).values():
        if person.id in made.actors:
            person.id += "-person"
        made.actors[person.id] = person.actor()
        made.genders[person.id] = person.gender
        made.family[person.id] = person.surname
        for name in person.names:
            made.name(name, Sense(person.id, "name" if " " in name else "surname"))
        _surnames(made, person, common)
        for term in person.terms:
            key = (term.of, term.role)
            made.holders[key] = (*made.holders.get(key, ()), (person.id, term))


_HIGH = ("president", "prime_minister", "supreme_leader", "foreign_minister", "defence_minister", "head")
LEADING = frozenset((*_HIGH, "foreign_policy_chief", "crown_prince", "security_adviser"))


def _leading(terms: list[Term]) -> bool:
    """Say whether a person is so placed that the press names him by the surname alone."""
    return any(t.role in LEADING for t in terms)


def _surnames(made: Table, person: Person, common: frozenset[str]) -> None:
    """Let a person be found by the surname; alone it stands for him if he leads and it is no common word."""
    forms = {f for name in (person.surname, *_respelt(person)) for f in _shorter(name)}
    for form in {loose(unaccented(f)) for f in forms}:
        made.surnames[form] = (*made.surnames.get(form, ()), person.id)
    if person.surname != person.name and _leading(person.terms):
        for form in forms:
            if loose(form) not in common and not gender_of_name(form):
                made.name(form, Sense(person.id, "surname"))


def _shorter(surname: str) -> Iterator[str]:
    """Give a surname, and what the press makes of it: "al-Assad" and "Assad", "Tayyip Erdogan" and "Erdogan"."""
    yield surname
    parts = surname.split()
    if parts[0].lower() in ("bin", "ibn"):  # "son of": the father's name is not his
        return
    last = parts[-1]
    yield last
    if last[:3].lower() in ("al-", "el-"):
        yield last[3:]


def _respelt(person: Person) -> Iterator[str]:
    """Give the surname in each further spelling of a name that has as many parts."""
    parts, family = person.name.split(), person.surname.split()
    place = next((i for i in range(len(parts)) if parts[i : i + len(family)] == family), None)
    for other in (o.split() for o in person.names if o != person.name):
        if place is not None and len(other) == len(parts) and other != parts:
            yield " ".join(other[place : place + len(family)])
