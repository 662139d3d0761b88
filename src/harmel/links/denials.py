"""What a denial denies: the accusation that was made against the one who denies, and the act that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from harmel.links.stems import points_back, shared, stems
from harmel.records import Coded, Event, Link, Statement, stable_id
from harmel.vocabulary import Table

NEAR = 900  # characters: how far back "the allegations" can point
SURE, LIKELY, POSSIBLE = 0.9, 0.7, 0.6
BOTH_WAYS = 2  # shared stems that a tie needs when the denial stands before the charge, or its speaker is unknown
ALLEGING = ("alleg", "claim", "blam", "suspect", "charg", "point the finger", "hold responsible")


def denials(coded: Coded) -> Iterator[Link]:
    """Tie each denial to the charges that it answers, and to the acts that these speak of.

    A charge is a statement of another speaker that accuses or alleges, and that names the one who denies. The two are
    tied by words that they share; one that only points back ("denied the allegations") to the nearest before it.
    """
    for denial in (s for s in coded.statements if s.stance == "deny"):
        for act in (e for e in coded.events if e.statement_id == denial.statement_id and not _is_words(e)):
            yield _tie(coded, denial, "events", act.event_id, SURE)
        for charge, score in _charges(coded, denial):
            yield _tie(coded, denial, "statements", charge.statement_id, score)
            for act in _acts(coded, denial, charge):
                yield _tie(coded, denial, "events", act.event_id, score)


def _charges(coded: Coded, denial: Statement) -> list[tuple[Statement, float]]:
    names = _names(coded, denial.speaker)
    open_charges = [s for s in coded.statements if _is_charge(s) and _may_answer(denial, s)]
    against = [s for s in open_charges if names & set(s.about)]
    found = [(s, score) for s in open_charges if (score := _by_words(denial, s, known=s in against))]
    if found or not points_back(denial.content):
        return found
    before = [s for s in against if 0 <= _start(denial) - _start(s) <= NEAR]
    nearest = max(before, key=_start, default=None)
    return [(nearest, LIKELY)] if nearest is not None else []


def _is_charge(statement: Statement) -> bool:
    return statement.stance == "accuse" or (
        statement.stance in {"assert", "criticise", "warn"} and any(w in statement.cue.lower() for w in ALLEGING)
    )


def _may_answer(denial: Statement, charge: Statement) -> bool:
    same = denial.speaker and denial.speaker == charge.speaker
    nested = denial.statement_id in {charge.parent_statement, charge.statement_id}
    return not same and not nested


def _by_words(denial: Statement, charge: Statement, *, known: bool) -> float:
    common = len(shared(stems(denial.content), stems(charge.content)))
    behind = _start(denial) > _start(charge)
    if known and common and (behind or common >= BOTH_WAYS):
        return SURE
    return POSSIBLE if not denial.speaker and behind and common >= BOTH_WAYS else 0.0


def _names(coded: Coded, speaker: str) -> set[str]:
    """Give a speaker's id and that of the state which it speaks for, where the report's records say so."""
    if not speaker:
        return set()
    countries = {e.source: e.source_country for e in coded.events} | {e.target: e.target_country for e in coded.events}
    countries |= {a.actor: a.country for a in coded.actors}
    return {speaker, countries.get(speaker) or speaker}


def _acts(coded: Coded, denial: Statement, charge: Statement) -> Iterator[Event]:
    """Give the acts in a charge's words that are laid at the door of the one who denies."""
    names = _names(coded, denial.speaker)
    for act in coded.events:
        inside = act.statement_id == charge.statement_id and not _is_words(act)
        if inside and (not act.source or names & {act.source, act.source_country}):
            yield act


def _is_words(event: Event) -> bool:
    return event.quad.startswith("verbal") and event.status == "actual"


def _start(statement: Statement) -> int:
    return statement.content_spans[0][0] if statement.content_spans else 0


def _tie(coded: Coded, denial: Statement, table: Table, to_id: str, score: float) -> Link:
    return Link(
        report_id=coded.report.report_id,
        link_id=stable_id("l", coded.report.report_id, "denies", denial.statement_id, to_id),
        kind="denies",
        from_table="statements",
        from_id=denial.statement_id,
        to_table=table,
        to_id=to_id,
        basis=denial.cue,
        basis_span=denial.cue_span,
        score=score,
    )
