"""Why something was coded, or not: the sentence, its parse, what fired, what else fitted and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harmel.events.acts import acts, decide, worth
from harmel.events.lexicon import Entry, lexicon
from harmel.events.matching import Match, matches
from harmel.events.ontology import action
from harmel.events.roles import pairs
from harmel.events.sides import Participant
from harmel.events.speech import compose
from harmel.events.tree import Tree, tree
from harmel.language import ParsedReport


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a parse: as written, its tag, its tie to its head (a place in the sentence), and where it stands."""

    text: str
    tag: str
    tie: str
    head: int
    start: int


@dataclass(frozen=True, slots=True)
class Account:
    """How one sentence was read: its span, its parse, who is mentioned, and what fitted, was left out and was coded."""

    start: int
    end: int
    words: tuple[Word, ...]
    mentions: tuple[str, ...]
    fitted: tuple[str, ...]
    left_out: tuple[str, ...]
    coded: tuple[str, ...]


def rule(name: str) -> Entry | None:
    """Look up the entry that an event's ``rule`` names; what stands behind " + " is how its clause turned it.

    >>> rule("verbs/condemn + announced").example
    '{Iran} condemned a decision by <France>.'
    """
    return lexicon().entries.get(name.split(" + ", maxsplit=1)[0])


def accounts(parsed: ParsedReport) -> Iterator[Account]:
    """Give an account of each parsed sentence of a report: what ``explain`` tells, in parts.

    >>> from harmel.actors import Registry
    >>> from harmel.language.parse import parse
    >>> from harmel.records import Report
    >>> text = "France condemned Iran."
    >>> report = Report(report_id="r", source="a.txt", text=text, body_spans=((0, len(text)),))
    >>> [(word.text, word.tie) for word in next(accounts(parse(report, Registry.load()))).words]
    [('France', 'nsubj'), ('condemned', 'ROOT'), ('Iran', 'dobj'), ('.', 'punct')]
    """
    for sentence, doc in parsed.parsed():
        parse = tree(doc, sentence.start, parsed)
        found = matches(parse, lexicon())
        fitted = tuple(_fitted(parse, m) for m in found.values())
        before = dict(found)
        compose(parse, found)
        silent = [f"{m.entry.rule}: it speaks of no act" for w, m in before.items() if w not in found]
        yield Account(
            start=sentence.start,
            end=sentence.end,
            words=tuple(map(Word, parse.written, parse.tags, parse.deps, parse.heads, parse.places)),
            mentions=tuple(_mentions(parsed, sentence.start, sentence.end)),
            fitted=fitted,
            left_out=(*silent, *_unworthy(parse, found)),
            coded=tuple(_coded(parse)),
        )


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
    for told in accounts(parsed):
        yield f"sentence  {parsed.report.text[told.start : told.end]!r}"
        yield "  parse     " + " ".join(f"{w.text}/{w.tag}/{w.tie}>{w.head}" for w in told.words)
        yield from (f"  mention   {line}" for line in told.mentions)
        yield from (f"  fitted    {line}" for line in told.fitted)
        yield from (f"  left out  {line}" for line in told.left_out)
        yield from (f"  coded     {line}" for line in told.coded)


def _mentions(parsed: ParsedReport, start: int, end: int) -> Iterator[str]:
    for m in parsed.mentions_in(start, end):
        yield f"{parsed.report.text[m.start : m.end]!r} = {m.who.code or '?'}"


def _fitted(parse: Tree, match: Match) -> str:
    others = f"; also fitted: {', '.join(match.passed_over[:8])}" if match.passed_over else ""
    return f"{match.entry.rule} at {parse.written[match.word]!r}{others}"


def _unworthy(parse: Tree, found: dict[int, Match]) -> Iterator[str]:
    for match in found.values():
        sides = pairs(parse, match, found)
        decision = decide(parse, match, found)
        why = {worth(parse, match, pair, decision) for pair in sides} or {"nobody of the kind that it needs is named"}
        yield from (f"{match.entry.rule}: {reason}" for reason in sorted(filter(None, why)))


def _coded(parse: Tree) -> Iterator[str]:
    for act in acts(parse):
        sides = " -> ".join(_side(side) for side in act.pair)
        yield f"{act.code} {action(act.code).name}, {act.decision.status}: {sides} [{act.rule}]"


def _side(side: Participant | None) -> str:
    return (side.who.code or side.who.name or "somebody") if side is not None else "nobody named"
