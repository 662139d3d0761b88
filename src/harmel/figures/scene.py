"""What stands around an amount in its sentence: what is counted, under which verbs and nouns, in which clause."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from harmel.figures.amounts import Amount
from harmel.language import Sentence

_NUMBER_DEPS = {"nummod", "quantmod", "compound", "nmod", "amod", "advmod", "npadvmod"}
_FULL_STOPS = {"relcl", "parataxis"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_CUT = re.compile(r"[;:\"“”]|\b(?:but|while|whereas|although|though|compared (?:with|to)|even as)\b")


@dataclass(frozen=True, slots=True)
class Governor:
    """A verb or noun above an amount; ``clause`` says that a clause lies between, not just a phrase."""

    token: Token
    clause: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """An amount in its sentence, as the rules of measure, kind and owner need it.

    ``root`` is the head of the amount's own words, ``noun`` the noun that it counts (``root`` if there is none).
    """

    sentence: Sentence
    amount: Amount
    root: Token
    noun: Token
    counted: str
    clause: str
    text: str
    governors: tuple[Governor, ...]

    @property
    def verbs(self) -> tuple[Token, ...]:
        """List the verbs above the amount from near to far, a participle after its noun first."""
        own = [t for t in (*self.noun.rights, *self.root.rights) if t.dep_ == "acl" and is_verb(t)]
        above = (g.token for g in self.governors if is_verb(g.token))
        return (*((self.root,) if is_verb(self.root) else ()), *own, *above)


def is_verb(token: Token) -> bool:
    """Say whether a token is a verb by its tag; what stands before a noun is none ("F-35A aircraft" fools taggers)."""
    return token.tag_.startswith(("VB", "MD")) and token.dep_ not in _NUMBER_DEPS - {"npadvmod", "advmod"}


def scene(sentence: Sentence, doc: Doc, amount: Amount, text: str) -> Scene | None:
    """Look around an amount of a sentence with this text; ``None`` if the parse has no token there.

    >>> from harmel.figures.amounts import amounts
    >>> from harmel.language.parser import parses
    >>> text = "Russia moved 200 main battle tanks to the border."
    >>> doc = next(iter(parses([text])))
    >>> found = scene(Sentence(index=0, start=0, end=len(text), paragraph=0, doc=doc), doc, amounts(text)[0], text)
    >>> found.counted, found.verbs[0].text
    ('main battle tanks', 'moved')
    """
    span = doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    root = span.root
    noun = _noun(root, span.end)
    return Scene(
        sentence=sentence,
        amount=amount,
        root=root,
        noun=noun,
        counted=_counted(doc, noun, span.end).lower(),
        clause=_clause(text, amount).lower(),
        text=text.lower(),
        governors=_governors(root),
    )


def _noun(root: Token, end: int) -> Token:
    """Find the noun that a number counts: its head, or what "of" gives it ("twelve of its soldiers")."""
    token = root
    while token.dep_ in _NUMBER_DEPS and token.head.i >= end - 1 and not is_verb(token.head):
        token = token.head
    if token.i != root.i:
        return token
    of = next((t for t in root.rights if t.text == "of" and t.i == end), None)
    return next((t for t in of.rights if t.dep_ == "pobj"), root) if of is not None else root


def _counted(doc: Doc, noun: Token, end: int) -> str:
    """Give the words from the number to the noun and on through its "of" phrase."""
    if noun.i < end:
        return ""
    of = next((t for t in noun.rights if t.text == "of"), None)
    last = next((t for t in of.rights if t.dep_ == "pobj"), noun) if of is not None else noun
    return str(doc[end : max(noun.i, last.i) + 1].text)


def _clause(text: str, amount: Amount) -> str:
    start = max((m.end() for m in _CUT.finditer(text, 0, amount.start)), default=0)
    end = next((m.start() for m in _CUT.finditer(text, amount.end)), len(text))
    return text[start:end]


def _governors(root: Token) -> tuple[Governor, ...]:
    """Climb from the amount to the top of what governs it, up to a clause that stands alone."""
    found: list[Governor] = []
    token, below_verb = root, False
    while token.head.i != token.i and not (is_verb(token) and _stands_alone(token)):
        joined = token.dep_ == "conj"
        token = token.head
        if joined and (below_verb or not is_verb(token)):
            continue
        found.append(Governor(token, clause=below_verb))
        below_verb = below_verb or is_verb(token)
    return tuple(found)


def _stands_alone(verb: Token) -> bool:
    """Say whether a clause is no complement of what is above it: a relative or a finite adverbial one."""
    if verb.dep_ in _FULL_STOPS:
        return True
    return verb.dep_ == "advcl" and not any(t.dep_ == "aux" and t.tag_ == "TO" for t in verb.lefts)
