"""Coding one sentence: a report's words → who did what to whom, with what standing and by which rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harmel.events.commitments import Obligation, commitment, obligations
from harmel.events.grammar import words
from harmel.events.hearsay import by_the_other_side, told_to_the_public
from harmel.events.lexicon import lexicon
from harmel.events.matching import Match, matches
from harmel.events.roles import distinct, pairs, people
from harmel.events.sides import Pair
from harmel.events.speech import act_at, compose, composed, forces
from harmel.events.status import Decision, status
from harmel.events.tree import Tree

OCCURRING = words("occurring")
TOLD = frozenset({"acl", "ccomp", "pcomp", "pobj", "prep", "dobj"})
REACHED_BY_DENIAL = frozenset({"actual", "alleged", "planned"})
ANSWERING = words("answering")
BACKGROUND = frozenset({"relcl", "acl", "amod", "appos", "pcomp"})


@dataclass(frozen=True, slots=True)
class Act:
    """An act found in a sentence: the trigger word, the word whose clause it fills, and what was decided of it."""

    word: int
    clause: int
    pair: Pair
    decision: Decision
    code: str
    rule: str


def acts(parse: Tree) -> list[Act]:
    """Give the acts of one sentence, in text order, each once and as exactly as it is told."""
    found = matches(parse, lexicon())
    compose(parse, found)
    told = [act for word in sorted(found) for act in _of_match(parse, found, found[word])]
    told += [act for duty in obligations(parse) for act in _of_obligation(parse, found, duty)]
    return _without_vaguer(told)


def _of_match(parse: Tree, found: dict[int, Match], match: Match) -> Iterator[Act]:
    sides = [] if told_to_the_public(parse, match) else pairs(parse, match, found)
    decision = decide(parse, match, found)
    clause = match.word if match.verb is None else match.verb
    for pair in sides:
        if worth(parse, match, pair, decision) is None:
            one_sided = decision.status == "actual" and match.entry.frame != "mutual"
            hearsay = by_the_other_side(parse, clause, pair) if one_sided else None
            yield Act(match.word, clause, pair, hearsay or decision, match.code, match.entry.rule)
    said = commitment(parse, match, decision)
    if said is None:
        return
    arming = said.code.startswith("13") and match.code.startswith("15")
    for pair in sides:
        if pair[1] is None and (match.entry.both or arming):
            continue  # who will spend more on arms threatens nobody by saying so
        if pair[0] is not None and (
            pair[0].known or parse.tags[said.words[0]] == "MD"
        ):  # nobody announces "the aim is to"
            rule = f"{match.entry.rule} + {said.rule}"
            yield Act(match.word, clause, pair, Decision("actual", said.words), said.code, rule)


def _of_obligation(parse: Tree, found: dict[int, Match], duty: Obligation) -> Iterator[Act]:
    """Code "X said that Y must …": a demand of X on Y, whatever it is that Y must do."""
    one = distinct(people(parse, duty.speakers))
    two = [p for p in distinct(people(parse, duty.addressees)) if p.known]
    content, _ = act_at(parse, duty.verb, found)
    code = composed("demand", content)
    for speaker in one:
        for addressee in two:
            if not (speaker.who.country and speaker.who == addressee.who):
                pair = (speaker, addressee)
                yield Act(duty.words[0], duty.verb, pair, Decision("actual", duty.words), code, "must")


def _without_vaguer(told: list[Act]) -> list[Act]:
    """Leave out an act without a target where the same source does the same to a named one."""
    sharp = {_sharpness(act) for act in told if act.pair[1] is not None}
    return [act for act in told if act.pair[1] is not None or _sharpness(act) not in sharp]


def _sharpness(act: Act) -> tuple[object, ...]:
    one = act.pair[0]
    return act.code[:2], act.decision.status, (one.who.code, one.who.actor) if one else None


def decide(parse: Tree, match: Match, found: dict[int, Match]) -> Decision:
    """Decide the standing of an act: what a speech act of force speaks of takes its standing from that force."""
    word = match.word if match.verb is None else match.verb
    own = status(parse, word)
    if match.verb is None and _answered(parse, word) and not set(own.words) & set(parse.under(word)):
        own = Decision("actual", ())  # "expelled six in answer to the threat": no charge against anyone, a cause told
    for other in found.values():
        if other.force_of == match.word and other.word != match.word:
            given = forces()[other.entry.force]["status"]
            kept = own.status in ("negated", "hypothetical") and other.word not in own.words
            return own if kept else Decision(given, (other.word,))
    denier = _denier(parse, word, found)
    if denier is not None and (own.status in REACHED_BY_DENIAL or denier in own.words):
        return Decision("denied", (denier, *(w for w in own.words if w != denier)))
    if own.status == "actual" and match.verb not in (None, match.word) and _described(parse, match.word):
        return status(parse, match.word)
    return own


def _denier(parse: Tree, word: int, found: dict[int, Match]) -> int | None:
    """Find the word that denies what an act's clause tells: "dismissed reports that it had offered jets"."""
    while parse.deps[word] in TOLD and parse.heads[word] != word:
        word = parse.heads[word]
        if word in found and found[word].entry.frame == "denial":
            return word
    return None


def _described(parse: Tree, noun: int) -> bool:
    return any(parse.deps[k] in ("amod", "det", "neg") for k in parse.kids[noun])


def worth(parse: Tree, match: Match, pair: Pair, decision: Decision) -> str | None:
    """Say why an act is not worth a record, or ``None`` if it is: the main line needs one side, the background both.

    A noun alone, a relative clause, a participle and a clause of time or reason tell of acts in passing; with one
    side open they are mostly not acts between anybody. What is only alleged, planned or denied claims less.
    """
    known = sum(side is not None and side.known for side in pair)
    if known == len(pair) or (known and decision.status != "actual"):
        return None
    word = match.word if match.verb is None else match.verb
    if match.entry.both:
        return "this entry needs both sides to be known"
    if known and match.verb is None and match.code.startswith("15") and pair[0] is not None and pair[0].known:
        return None  # a deployment is done towards nobody in particular
    if match.verb is None and not _occurs(parse, match.word) and not (known and _answered(parse, match.word)):
        return "a noun without a verb that carries it needs both sides to be known"
    if parse.deps[word] in BACKGROUND or _subordinate(parse, word):
        return "a clause in the background needs both sides to be known"
    return None if any(side is not None for side in pair) else "nobody takes part"


def _subordinate(parse: Tree, verb: int) -> bool:
    return parse.deps[verb] == "advcl" and any(parse.deps[k] in ("mark", "advmod") for k in parse.kids[verb])


def _answered(parse: Tree, noun: int) -> bool:
    """Say whether a noun is what an act is declared to answer: "in reply to the **expulsion** of"."""
    prep = parse.heads[noun]
    behind = parse.deps[noun] == "pobj" and parse.words[prep] in ("to", "for")
    return behind and parse.words[parse.heads[prep]] in ANSWERING


def _occurs(parse: Tree, noun: int) -> bool:
    return parse.deps[noun] in ("nsubj", "nsubjpass") and parse.words[parse.heads[noun]] in OCCURRING
