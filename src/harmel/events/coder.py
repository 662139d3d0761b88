"""The coder: matches of a sentence → event records, with who, what standing, when, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from harmel.events.causes import declared
from harmel.events.commitments import commitments
from harmel.events.contexts import contexts_of
from harmel.events.grammar import words
from harmel.events.lexicon import lexicon
from harmel.events.matching import Match, matches
from harmel.events.ontology import action
from harmel.events.participants import Participant
from harmel.events.places import Place, place_of
from harmel.events.roles import Pair, pairs
from harmel.events.speech import compose, forces
from harmel.events.status import Decision, status
from harmel.events.tree import Tree, tree
from harmel.events.when import Clock
from harmel.language import ParsedReport, Sentence
from harmel.records import Event, Link, Span, Statement, stable_id

OCCURRING = words("occurring")
BACKGROUND = frozenset({"relcl", "acl", "amod", "appos"})


@dataclass(frozen=True, slots=True)
class Found:
    """An act found in a sentence, before it is a record."""

    match: Match
    pair: Pair
    decision: Decision
    code: str
    rule: str


def extract(parsed: ParsedReport, statements: Sequence[Statement]) -> tuple[tuple[Event, ...], tuple[Link, ...]]:
    """Code every act that a report's sentences tell of.

    Parameters
    ----------
    parsed
        The report, its parses and its mentions.
    statements
        Its statements: an act that stands in someone's words carries that statement's id.
    """
    clock = Clock.of(parsed.report)
    found: dict[str, Event] = {}
    for sentence, doc in parsed.parsed():
        if not any(lexicon().may_speak(token.lower_) for token in doc):
            continue
        parse = tree(doc, sentence.start)
        for act in acts(parse, parsed):
            event = _event(parse, sentence, parsed, act, statements, clock)
            found.setdefault(event.event_id, event)
    done = tuple(found.values())
    return done, declared(parsed, done)


def acts(parse: Tree, parsed: ParsedReport) -> Iterator[Found]:
    """Go through the acts of one sentence, in text order."""
    found = matches(parse, lexicon())
    compose(parse, found)
    for word in sorted(found):
        match = found[word]
        spoken = found.get(match.force_of) if match.force_of is not None else None
        sides = pairs(parse, match, parsed, spoken)
        decision = _decision(parse, match, found)
        if match.entry.alone and all(two is None for _, two in sides):
            match.code = match.entry.alone
        for pair in sides:
            if _worth(parse, match, pair):
                yield Found(match, pair, decision, match.code, match.entry.rule)
        yield from (
            Found(match, pair, Decision("actual", deciding), code, f"{match.entry.rule} + {rule}")
            for code, rule, deciding, pair in commitments(parse, match, sides, decision)
        )


def _decision(parse: Tree, match: Match, found: dict[int, Match]) -> Decision:
    """Decide the standing of an act: what a speech act of force speaks of takes its standing from that force."""
    word = match.word if match.verb is None else match.verb
    for other in found.values():
        if other.force_of == match.word and other.word != match.word:
            verb_or_noun = other.word
            given = forces()[other.entry.force]["status"]
            own = status(parse, word)
            return own if own.status == "negated" else Decision(given, (verb_or_noun,))
    own = status(parse, word)
    if own.status == "actual" and match.verb not in (None, match.word):
        return status(parse, match.word) if _governed(parse, match) else own
    return own


def _governed(parse: Tree, match: Match) -> bool:
    return any(parse.deps[k] in ("amod", "det", "neg") for k in parse.kids[match.word])


def _worth(parse: Tree, match: Match, pair: Pair) -> bool:
    """Say whether an act is worth a record: the main line with one side, the background only with both.

    A noun alone, a relative clause and a participle tell of acts in passing; with one side open they are mostly
    not acts between anybody.
    """
    known = sum(side is not None and side.known for side in pair)
    word = match.word if match.verb is None else match.verb
    if match.verb is None and not _subject_of_occurrence(parse, match.word):
        return known == len(pair)
    if parse.deps[word] in BACKGROUND:
        return known == len(pair)
    return any(side is not None for side in pair)


def _subject_of_occurrence(parse: Tree, noun: int) -> bool:
    head = parse.heads[noun]
    return parse.deps[noun] in ("nsubj", "nsubjpass") and parse.words[head] in OCCURRING


def _event(
    parse: Tree, sentence: Sentence, parsed: ParsedReport, act: Found, statements: Sequence[Statement], clock: Clock
) -> Event:
    kind = action(act.code)
    one, two = act.pair
    trigger = parse.span(act.match.word)
    earliest, latest = clock.of_clause(parsed.report.text, sentence, trigger, ahead=act.decision.status == "planned")
    event = Event(
        report_id=parsed.report.report_id,
        event_id="",
        action=kind.code,
        action_name=kind.name,
        plover_type=kind.plover_type,
        plover_mode=kind.plover_mode,
        contexts=contexts_of(parse, act.match, kind),
        quad=kind.quad,
        goldstein=kind.goldstein,
        status=act.decision.status,
        status_span=tuple(parse.span(w) for w in act.decision.words),
        happened_earliest=earliest,
        happened_latest=latest,
        statement_id=_resting_on(trigger, statements),
        rule=act.rule,
        trigger_span=(trigger,),
        sentence_span=((sentence.start, sentence.end),),
    )
    event = _with_place(_with_target(_with_source(event, one), two), place_of(parsed, sentence, trigger))
    key = (event.report_id, trigger, event.source_span, event.target_span, event.action, event.status)
    return replace(event, event_id=stable_id("e", *key))


def _with_source(event: Event, side: Participant | None) -> Event:
    if side is None:
        return event
    who = side.who
    return replace(
        event, source=who.actor, source_code=who.code, source_name=who.name, source_country=who.country,
        source_sector=who.sector, source_span=(side.span,),
    )  # fmt: skip


def _with_target(event: Event, side: Participant | None) -> Event:
    if side is None:
        return event
    who = side.who
    return replace(
        event, target=who.actor, target_code=who.code, target_name=who.name, target_country=who.country,
        target_sector=who.sector, target_span=(side.span,),
    )  # fmt: skip


def _with_place(event: Event, place: Place | None) -> Event:
    if place is None:
        return event
    return replace(event, place=place.name, latitude=place.latitude, longitude=place.longitude)


def _resting_on(trigger: Span, statements: Sequence[Statement]) -> str:
    """Give the innermost statement in whose words a trigger stands."""
    around = [
        (end - start, s.statement_id)
        for s in statements
        for start, end in s.content_spans
        if start <= trigger[0] and trigger[1] <= end
    ]
    return min(around, default=(0, ""))[1]
