"""Whose a figure is: the actor that the counted words name, or the one that has, does, gives or is asked to.

A figure with no such words has no owner: the sentence's other actors are never taken instead.
"""

from __future__ import annotations

from spacy.tokens import Token

from harmel.figures.kinds import word_lists
from harmel.figures.measures import Side
from harmel.figures.scene import Scene, is_verb
from harmel.language import Mention, ParsedReport

_OWNED_BY = frozenset({"of", "by", "from", "for", "among"})
OF_THE_STATE = frozenset({"GOV", "MIL", "LEG", "SPY", "COP"})
NO_STATES = frozenset({"", "IGO", "NGO", "NGM", "MNC", "INT"})
_OUTPUT = frozenset({"gdp", "gnp", "output"})
_DONE_BY = frozenset({"by"})
_BEFORE = frozenset({"compound", "poss", "amod", "nmod"})
_DOERS = {"nsubj", "csubj"}


def owner_of(parsed: ParsedReport, scene: Scene, side: Side) -> str:
    """Give the actor id of a figure's owner, empty if it is not said.

    Parameters
    ----------
    parsed
        The report, for its mentions.
    scene
        The amount in its sentence.
    side
        ``owner``: whose troops, money, losses; ``doer``: who expels or imposes; ``giver``: who gives or buys.
    """
    return next((actor for find in _ORDER[side] if (actor := find(parsed, scene))), "")


def _named(parsed: ParsedReport, scene: Scene) -> str:
    """Look into the counted phrase itself: "60 Russian diplomats", "4.3 percent of its GDP", "troops from Estonia"."""
    for token in dict.fromkeys((scene.noun, scene.root)):
        if actor := _within(parsed, scene, token):
            return actor
    start = scene.sentence.start
    between = parsed.mentions_in(start + scene.amount.end, start + scene.noun.idx)
    if between and between[0].who.actor:
        return between[0].who.actor
    above = scene.governors[0].token if scene.governors else None
    if above is not None and not is_verb(above) and scene.root.dep_ in {"pobj", "nummod", "nmod", "compound", "amod"}:
        noun = above.head if above.dep_ == "prep" else above
        return "" if is_verb(noun) else _within(parsed, scene, noun)
    return ""


def _within(parsed: ParsedReport, scene: Scene, noun: Token, *, after: frozenset[str] = _OWNED_BY) -> str:
    """Find an actor that belongs to a noun: before it, or after "of", "by", "from", "for".

    Before a counted noun it must stand behind the number or be a possessive: in "sold India 36 jets" it is neither.
    """
    for token in noun.lefts:
        loose = noun.i == scene.noun.i and token.i < scene.root.i and token.dep_ != "poss"
        if token.dep_ in _BEFORE and not loose and (actor := _actor(parsed, scene, token)):
            return actor
    for prep in noun.rights:
        if prep.dep_ in {"prep", "agent"} and prep.lower_ in after:
            for inner in prep.rights:
                if actor := _actor(parsed, scene, inner) or _within(parsed, scene, inner):
                    return actor
    return ""


def _beside(parsed: ParsedReport, scene: Scene) -> str:
    """Look at what the verb acts on: "raise Germany's defence budget to 2 percent", "cut US troops by 1,000"."""
    verb = next(iter(scene.verbs), None)
    if verb is None:
        return ""
    beside = (t for t in verb.children if t.dep_ in {"dobj", "nsubjpass"} and t.i != scene.noun.i)
    return next((actor for t in beside if (actor := _within(parsed, scene, t))), "")


def _holder(parsed: ParsedReport, scene: Scene) -> str:
    """Take the subject of the verb above, unless that verb's subject does not own what it counts."""
    verb = next(iter(scene.verbs), None)
    if verb is None or verb.lower_ in word_lists()["not_owner"]["verbs"]:
        return ""
    return _subject(parsed, scene, verb)


def _doer(parsed: ParsedReport, scene: Scene) -> str:
    """Take who does it: the subject, the agent of a passive, the possessor of a noun such as "expulsion"."""
    for token in (g.token for g in scene.governors):
        if is_verb(token):
            given = token.lower_ in word_lists()["receivers"]["verbs"]
            return _from(parsed, scene, token) if given else _subject(parsed, scene, token)
        above = scene.noun.i not in {token.i, token.head.i}
        if above and (actor := _within(parsed, scene, token, after=_DONE_BY)):
            return actor
    return ""


def _from(parsed: ParsedReport, scene: Scene, verb: Token) -> str:
    """Find who stands after "from" in a clause whose subject is the receiver."""
    words = (t for t in verb.subtree if t.dep_ == "pobj" and t.head.lower_ == "from")
    return next((actor for t in words if (actor := _phrase(parsed, scene, t))), "")


def _subject(parsed: ParsedReport, scene: Scene, verb: Token) -> str:
    """Find who acts in a clause; one without a subject has that of the verb above, or whom that verb asks."""
    subject = next((t for t in verb.lefts if t.dep_ in _DOERS), None)
    if subject is not None:
        return _of_subject(parsed, scene, subject, verb)
    if any(t.dep_ == "nsubjpass" for t in verb.lefts):
        agents = (inner for t in verb.rights if t.dep_ == "agent" for inner in t.rights)
        return next((actor for t in agents if (actor := _phrase(parsed, scene, t))), "")
    if verb.dep_ in {"acl", "relcl"} and not is_verb(verb.head):
        return _phrase(parsed, scene, verb.head) if verb.tag_ in {"VBG", "VB"} else ""
    above = verb.head
    if above.i == verb.i:
        return ""
    if not is_verb(above):
        return _subject(parsed, scene, above.head) if above.dep_ == "prep" and is_verb(above.head) else ""
    return _controlled(parsed, scene, verb, above)


def _controlled(parsed: ParsedReport, scene: Scene, verb: Token, above: Token) -> str:
    if verb.dep_ in {"xcomp", "ccomp", "advcl"}:
        asked = next((t for t in above.rights if t.dep_ in {"dobj", "dative", "iobj"} and t.i < verb.i), None)
        if asked is not None:
            return _phrase(parsed, scene, asked)
        on = (
            i for t in above.rights if t.dep_ == "prep" and t.lower_ in {"on", "upon"} for i in t.rights if t.i < verb.i
        )
        if called := next((actor for t in on if (actor := _phrase(parsed, scene, t))), ""):
            return called
        passive = next((t for t in above.lefts if t.dep_ == "nsubjpass"), None)
        if passive is not None:
            return _phrase(parsed, scene, passive)
    return _subject(parsed, scene, above)


def _of_subject(parsed: ParsedReport, scene: Scene, subject: Token, verb: Token) -> str:
    if subject.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
        return _phrase(parsed, scene, verb.head)
    return _phrase(parsed, scene, subject)


def _phrase(parsed: ParsedReport, scene: Scene, head: Token) -> str:
    """Give the actor that a noun phrase names: its head, or who the head belongs to ("German defence spending")."""
    return _actor(parsed, scene, head) or _within(parsed, scene, head)


def _actor(parsed: ParsedReport, scene: Scene, token: Token) -> str:
    """Give the actor at a word; a person or body of a state stands for the state, which owns what it orders or pays."""
    mention: Mention | None = parsed.mention_at(scene.sentence.start + token.idx)
    if mention is None:
        return ""
    who = mention.who
    of_a_state = who.sector in OF_THE_STATE and who.country not in NO_STATES
    return who.country if of_a_state else who.actor


def _economy(parsed: ParsedReport, scene: Scene) -> str:
    """Take the country in which a share of its output is counted: "takes 2 percent of GDP in Norway".

    Only an economy is its country's by where it is: the troops in Norway need not be Norwegian.
    """
    words = [t for t in scene.noun.subtree if t.lower_ in _OUTPUT]
    heads = dict.fromkeys((*words, scene.noun, *scene.verbs[:1])) if words else {}
    where = (i for head in heads for prep in head.rights if prep.lower_ == "in" for i in prep.rights)
    return next((actor for token in where if (actor := _phrase(parsed, scene, token))), "")


_ORDER = {"owner": (_named, _beside, _holder, _economy), "doer": (_doer,), "giver": (_doer, _named)}
