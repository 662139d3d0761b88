"""Reports → event records: the acts of every sentence, with when they happened and whose words they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from harmel.actors import Resolution
from harmel.events.acts import Act, acts
from harmel.events.causes import declared
from harmel.events.contexts import contexts_of
from harmel.events.echoes import Told, echoed, told_as
from harmel.events.fields import everyday
from harmel.events.lexicon import lexicon
from harmel.events.ontology import action
from harmel.events.places import Place, place_of
from harmel.events.sides import Pair, Participant
from harmel.events.tree import Tree, trees
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
    views = trees(parsed)
    found: dict[str, Event] = {}
    before: list[Told] = []
    for index, parse in views.items():
        told = acts(parse) if lexicon().may_speak(parse.words) else []
        if told and not everyday(parse.text()):
            scene = Scene(parsed, parsed.sentences[index], parse, clock, statements)
            for act in told:
                event = _event(scene, replace(act, code=echoed(parse, act, before)))
                found.setdefault(event.event_id, event)
                before.append(told_as(parse, act, event.action))
    done = tuple(found.values())
    return done, declared(parsed, views, done, statements)


@dataclass(slots=True)
class Scene:
    """A sentence with what its acts share: where each word's act happened is asked once."""

    parsed: ParsedReport
    sentence: Sentence
    parse: Tree
    clock: Clock
    statements: Sequence[Statement]
    places: dict[int, Place | None] = field(default_factory=dict)

    def place(self, word: int) -> Place | None:
        """Give where the act at a word happened."""
        if word not in self.places:
            self.places[word] = place_of(self.parse, word, self.parsed)
        return self.places[word]


def _event(scene: Scene, act: Act) -> Event:
    parsed, parse = scene.parsed, scene.parse
    kind = action(act.code)
    trigger = parse.span(act.word)
    place = scene.place(act.word)
    one, two = (voiced(side, parse, parsed, scene.statements) for side in act.pair)
    pair = _on_whose_soil(act.code, one, two, place)
    one, two = (side or NOBODY for side in pair)
    ahead = act.decision.status == "planned"
    earliest, latest = scene.clock.of_clause(parsed.report.text, scene.sentence, trigger, ahead=ahead)
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
        place_others=place.others if place else (),
        trigger_span=(trigger,),
        source_span=(one.span,) if act.pair[0] else (),
        target_span=(two.span,) if pair[1] else (),
        sentence_span=((scene.sentence.start, scene.sentence.end),),
        statement_id=_resting_on(trigger, scene.statements),
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
