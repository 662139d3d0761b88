"""Reports → event records: the acts of every sentence, with when they happened and whose words they rest on."""

from __future__ import annotations

from collections.abc import Sequence

from harmel.actors import Resolution
from harmel.events.acts import Act, acts
from harmel.events.causes import declared
from harmel.events.contexts import contexts_of
from harmel.events.fields import everyday
from harmel.events.lexicon import lexicon
from harmel.events.ontology import action
from harmel.events.participants import Participant
from harmel.events.places import Place, place_of
from harmel.events.roles import Pair
from harmel.events.tree import Tree, tree
from harmel.events.voices import voiced
from harmel.events.when import Clock
from harmel.language import ParsedReport, Sentence
from harmel.records import Event, Link, Span, Statement, stable_id

DEEDS = ("042", "07", "08", "14", "15", "16", "17", "18", "19", "20")
NOBODY = Participant(Resolution(), (0, 0))


def extract(parsed: ParsedReport, statements: Sequence[Statement]) -> tuple[tuple[Event, ...], tuple[Link, ...]]:
    """Code every act that a report's sentences tell of.

    Parameters
    ----------
    parsed
        The report, its parses and its mentions.
    statements
        Its statements: an act that stands in someone's words carries that statement's id.

    Returns
    -------
    tuple
        The events in text order, and the links between those whose cause the report declares.

    >>> from harmel.actors import Registry
    >>> from harmel.language.parse import parse
    >>> from harmel.records import Report
    >>> text = "The United States urged Russia to remove its military from Georgia."
    >>> report = Report(report_id="r", source="a.txt", text=text, body_spans=((0, len(text)),))
    >>> [(e.source, e.action, e.target, e.status) for e in extract(parse(report, Registry.load()), ())[0]]
    [('USA', '0256', 'RUS', 'actual'), ('RUS', '0874', 'GEO', 'demanded')]
    """
    clock = Clock.of(parsed.report)
    found: dict[str, Event] = {}
    for sentence, doc in parsed.parsed():
        parse = tree(doc, sentence.start)
        told = acts(parse, parsed) if lexicon().may_speak(parse.words) else []
        for act in told if told and not everyday(doc.text) else []:
            event = _event(parse, sentence, parsed, act, statements, clock)
            found.setdefault(event.event_id, event)
    done = tuple(found.values())
    return done, declared(parsed, done, statements)


def _event(
    parse: Tree, sentence: Sentence, parsed: ParsedReport, act: Act, statements: Sequence[Statement], clock: Clock
) -> Event:
    kind = action(act.code)
    trigger = parse.span(act.word)
    place = place_of(parsed, sentence, trigger)
    one, two = (voiced(side, parse, parsed, statements) for side in act.pair)
    pair = _on_whose_soil(act.code, one, two, place)
    one, two = (side or NOBODY for side in pair)
    earliest, latest = clock.of_clause(parsed.report.text, sentence, trigger, ahead=act.decision.status == "planned")
    key = (parsed.report.report_id, trigger, one.span, two.span, kind.code, act.decision.status)
    return Event(
        report_id=parsed.report.report_id,
        event_id=stable_id("e", *key),
        source=one.who.actor,
        source_code=one.who.code,
        source_name=one.who.name,
        source_country=one.who.country,
        source_sector=one.who.sector,
        target=two.who.actor,
        target_code=two.who.code,
        target_name=two.who.name,
        target_country=two.who.country,
        target_sector=two.who.sector,
        action=kind.code,
        action_name=kind.name,
        plover_type=kind.plover_type,
        plover_mode=kind.plover_mode,
        contexts=contexts_of(parse, act.clause, kind),
        quad=kind.quad,
        goldstein=kind.goldstein,
        status=act.decision.status,
        status_span=tuple(sorted(parse.span(w) for w in act.decision.words)),
        happened_earliest=earliest,
        happened_latest=latest,
        place=place.name if place else "",
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        trigger_span=(trigger,),
        source_span=(one.span,) if act.pair[0] else (),
        target_span=(two.span,) if pair[1] else (),
        sentence_span=((sentence.start, sentence.end),),
        statement_id=_resting_on(trigger, statements),
        rule=act.rule,
    )


def _on_whose_soil(code: str, one: Participant | None, two: Participant | None, place: Place | None) -> Pair:
    """Let the country that a deed was done in be its target where its words name no other.

    Event data have always read "imposed a curfew in Montenegro" and "arrived in Amman" so; words alone ("promised
    in Geneva that") are done to nobody by where they are spoken.
    """
    if (
        (two is not None and two.known)
        or one is None
        or place is None
        or not place.country
        or not code.startswith(DEEDS)
    ):
        return one, two
    return one, Participant(Resolution(actor=place.country, country=place.country, code=place.country), place.span)


def _resting_on(trigger: Span, statements: Sequence[Statement]) -> str:
    """Give the innermost statement in whose words a trigger stands."""
    around = [
        (end - start, s.statement_id)
        for s in statements
        for start, end in s.content_spans
        if start <= trigger[0] and trigger[1] <= end
    ]
    return min(around, default=(0, ""))[1]
