"""Why something was coded, or not: the sentence, its parse, what fired, what else fitted and what was left out."""

from __future__ import annotations

from collections.abc import Iterator

from harmel.events.acts import acts, decide, worth
from harmel.events.lexicon import Entry, lexicon
from harmel.events.matching import Match, matches
from harmel.events.ontology import action
from harmel.events.participants import Participant
from harmel.events.roles import pairs
from harmel.events.speech import compose
from harmel.events.tree import Tree, tree
from harmel.language import ParsedReport


def rule(name: str) -> Entry | None:
    """Look up the entry that an event's ``rule`` names; what stands behind " + " is how its clause turned it.

    >>> rule("verbs/condemn + announced").example
    '{Iran} condemned a decision by <France>.'
    """
    return lexicon().entries.get(name.split(" + ", maxsplit=1)[0])


def explain(parsed: ParsedReport) -> Iterator[str]:
    """Tell, line by line, how each sentence of a report was coded.

    >>> from harmel.actors import Registry
    >>> from harmel.language.parse import parse
    >>> from harmel.records import Report
    >>> text = "France condemned Iran."
    >>> report = Report(report_id="r", source="a.txt", text=text, body_spans=((0, len(text)),))
    >>> [line for line in explain(parse(report, Registry.load())) if "coded" in line]
    ['  coded     111 Find fault in public, actual: FRA -> IRN [verbs/condemn]']
    """
    for sentence, doc in parsed.parsed():
        parse = tree(doc, sentence.start)
        yield f"sentence  {parsed.report.text[sentence.start : sentence.end]!r}"
        yield "  parse     " + " ".join(_word(parse, i) for i in range(len(parse.words)))
        yield from _mentions(parsed, sentence.start, sentence.end)
        found = matches(parse, lexicon())
        yield from (_fitted(parse, m) for m in found.values())
        before = dict(found)
        compose(parse, found)
        yield from (f"  left out  {m.entry.rule}: it speaks of no act" for w, m in before.items() if w not in found)
        yield from _unworthy(parse, parsed, found)
        for act in acts(parse, parsed):
            sides = " -> ".join(_side(side) for side in act.pair)
            yield f"  coded     {act.code} {action(act.code).name}, {act.decision.status}: {sides} [{act.rule}]"


def _word(parse: Tree, i: int) -> str:
    return f"{parse.written[i]}/{parse.tags[i]}/{parse.deps[i]}>{parse.heads[i]}"


def _mentions(parsed: ParsedReport, start: int, end: int) -> Iterator[str]:
    for m in parsed.mentions_in(start, end):
        yield f"  mention   {parsed.report.text[m.start : m.end]!r} = {m.who.code or '?'}"


def _fitted(parse: Tree, match: Match) -> str:
    others = f"; also fitted: {', '.join(match.passed_over[:8])}" if match.passed_over else ""
    return f"  fitted    {match.entry.rule} at {parse.written[match.word]!r}{others}"


def _unworthy(parse: Tree, parsed: ParsedReport, found: dict[int, Match]) -> Iterator[str]:
    for match in found.values():
        sides = pairs(parse, match, parsed, found)
        decision = decide(parse, match, found)
        why = {worth(parse, match, pair, decision) for pair in sides} or {"nobody of the kind that it needs is named"}
        yield from (f"  left out  {match.entry.rule}: {reason}" for reason in sorted(filter(None, why)))


def _side(side: Participant | None) -> str:
    return (side.who.code or side.who.name or "somebody") if side is not None else "nobody named"
