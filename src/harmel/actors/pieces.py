"""A phrase → its pieces: names, titles, nouns that act, and where one part ends and the next begins."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from harmel.actors.cities import KNOWN_BY_ITSELF, city_state
from harmel.actors.lexicon import Agent, agents, roles, titles, word_set
from harmel.actors.resolved import Sense
from harmel.actors.spelling import LOOSE_LEAST, loose
from harmel.actors.table import Table

_WORD = re.compile(r"[^\W_](?:[\w.&+/’'-]*[\w+])?\.?|[,;:()–—]")
_POSSESSIVE = re.compile(r"[’']s?$")
LONGEST = 9
MOST_WORDS = 40
METROPOLIS = 1_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of the phrase that means something."""

    kind: Literal["sense", "agent", "break", "title", "word"]
    first: int
    last: int
    words: str
    senses: tuple[Sense, ...] = ()
    agent: Agent | None = None
    office: tuple[str, ...] = ()
    part: int = 0


def cut(tables: Table, phrase: str) -> list[Piece]:
    """Cut a phrase into what its words mean, the longest first.

    >>> from harmel.actors.registry import Registry
    >>> [(p.kind, p.words, p.part) for p in cut(Registry.load().tables, "the president of Peru")]
    [('word', 'the', 0), ('title', 'president', 0), ('break', 'of', 1), ('sense', 'Peru', 1)]
    """
    text = html.unescape(phrase).strip(" \t\n\"“”‘’'.,;:")
    tokens = [m.span() for m in _WORD.finditer(text)][:MOST_WORDS]
    found: list[Piece] = []
    at = part = 0
    while at < len(tokens):
        piece = _longest(tables, text, tokens, at)
        part += piece.kind == "break"
        found.append(replace(piece, part=part))
        at = piece.last + 1
    return _with_towns(found)


def _longest(tables: Table, text: str, tokens: list[tuple[int, int]], at: int) -> Piece:
    for last in range(_furthest(tables, text, tokens, at), at - 1, -1):
        words = text[tokens[at][0] : tokens[last][1]]
        alone = len(tokens) == last - at + 1
        if piece := _meaning(tables, words, (at, last), freely=alone or text.isupper(), alone=alone):
            return piece
    words = text[tokens[at][0] : tokens[at][1]]
    breaks = words.lower() in word_set("separators") or not words[0].isalnum()
    return Piece("break" if breaks else "word", at, at, words)


def _furthest(tables: Table, text: str, tokens: list[tuple[int, int]], at: int) -> int:
    """Give the last token that can end a meaning: of most words no name of several words begins with them."""
    high = min(len(tokens), at + LONGEST) - 1
    first = text[tokens[at][0] :].split(None, 1)[0]
    key = loose(first).partition(" ")[0]
    low = first.lower()
    if not key or low == "the" or key in tables.openers or first in tables.openers or low in _openers():
        return high
    end = tokens[at][0] + len(first)
    while high > at and tokens[high][0] >= end:
        high -= 1
    return high


@cache
def _openers() -> frozenset[str]:
    """Give the first words of titles and of nouns that act, where those have several."""
    return frozenset(words.partition(" ")[0] for words in (*agents(), *titles()) if " " in words)


def _meaning(tables: Table, words: str, place: tuple[int, int], *, freely: bool, alone: bool) -> Piece | None:
    bare = _POSSESSIVE.sub("", words)
    low = bare.lower().replace("’", "'")
    senses = _exact(tables, words, bare, alone=alone) or _loosely(tables, bare, freely=freely)
    agent = agents().get(low) or agents().get(low.rstrip("."))
    office = titles().get(low, ()) or titles().get(low.rstrip("."), ())
    if senses and not (agent and words.islower()):
        return Piece("sense", *place, bare, senses=senses)
    if office:
        sector = roles()[office[0]].sector
        return Piece("title", *place, bare, agent=agent or Agent(sector, officer=sector == "IGO"), office=office)
    return Piece("agent", *place, bare, agent=agent) if agent else None


def _exact(tables: Table, words: str, bare: str, *, alone: bool) -> tuple[Sense, ...]:
    forms = (words, bare, bare.rstrip("."), f"{bare}.")
    return next((tables.names[f] for f in forms if f in tables.names and (alone or f not in tables.quiet)), ())


def _loosely(tables: Table, bare: str, *, freely: bool) -> tuple[Sense, ...]:
    """Look a name up without regard to case and accents, where its writing gives reason to."""
    key = loose(bare)
    strange = not bare.isascii() or "-" in bare or "." in bare or bare.islower() or bare.isupper()
    return tables.loose.get(key, ()) if len(key) >= LOOSE_LEAST and (freely or strange) else ()


def _with_towns(pieces: list[Piece]) -> list[Piece]:
    """Let words that nothing else explains be towns where a phrase has room for one.

    That is the whole phrase ("Sydney"), what stands before a noun that acts ("Minsk police"), and what stands after a
    preposition of place ("rebels in Aleppo"). A town beside a state is left out: the state says it already.
    """
    if any(s.form != "surname" for p in pieces for s in p.senses) or all(p.kind != "word" for p in pieces):
        return pieces
    found: list[Piece] = []
    for piece in pieces:
        if found and piece.part == found[-1].part and all(_of_a_name(p) for p in (piece, found[-1])):
            last = found.pop()
            found.append(replace(last, last=piece.last, words=f"{last.words} {piece.words}"))
        else:
            found.append(piece)
    return [_as_town(p, found) if p.kind == "word" else p for p in found]


def _of_a_name(piece: Piece) -> bool:
    return piece.kind == "word" and piece.words.lower() not in word_set("determiners")


def _as_town(piece: Piece, pieces: list[Piece]) -> Piece:
    at = pieces.index(piece)
    before, after = pieces[at - 1] if at else None, pieces[at + 1] if at + 1 < len(pieces) else None
    alone = len([p for p in pieces if p.words.lower() not in word_set("determiners")]) == 1
    ranked = before is not None and _ranks(before)
    ends = after is None or after.part != piece.part
    placed = ends and before is not None and before.words.lower() in word_set("whereabouts")
    modifies = after is not None and after.kind == "agent" and not ranked
    unsure = alone and (not piece.words[:1].isupper() or loose(piece.words) in word_set("shared_seats"))
    if unsure or not (alone or placed or modifies):
        return piece
    least = METROPOLIS if loose(piece.words) in word_set("common_surnames") else KNOWN_BY_ITSELF if alone else 0
    state = city_state(piece.words, least=least)
    return replace(piece, kind="sense", senses=(Sense(state, "place", "CVL"),)) if state else piece


def partial(name: Piece, pieces: list[Piece]) -> bool:
    """Say whether a surname stands beside a name that is not its own ("Melania Trump", "Boko Haram")."""
    beside = (p for p in pieces if p.part == name.part and (p.last + 1 == name.first or p.first == name.last + 1))
    return name.senses[0].form == "surname" and any(_strange(p) for p in beside)


def _strange(piece: Piece) -> bool:
    courtesy = piece.words.lower().rstrip(".") in word_set("courtesies")
    return piece.kind == "word" and piece.words[:1].isupper() and not courtesy


def followed(name: Piece, pieces: list[Piece]) -> bool:
    """Say whether a person's name only modifies a noun that acts ("Assad's forces")."""
    return any(p.part == name.part and p.first > name.last and p.agent for p in pieces)


def outsider(pieces: list[Piece]) -> str:
    """Give the name of someone whom only this phrase introduces: a rank and a name, or a name and an apposition."""
    for before, after in pairwise([*pieces, None]):
        if before is None or not _ranks(before):
            continue
        if after is not None and after.part == before.part and (name := _names(pieces, after)):
            return name
    first = pieces[0] if pieces else None
    if first is None or first.kind != "word" or not (name := _names(pieces, first)) or " " not in name:
        return ""
    rest = [p for p in pieces if p.part > first.part]
    return name if any(_ranks(p) for p in rest) and all(p.kind == "word" for p in pieces if p.part == 0) else ""


def _ranks(piece: Piece) -> bool:
    return bool(piece.office) or (piece.agent is not None and piece.words.lower() in word_set("ranks"))


def _names(pieces: list[Piece], first: Piece) -> str:
    """Join the capitalised words from a piece on."""
    run = [p for p in pieces if p.first >= first.first and p.part == first.part]
    words = []
    for piece in run:
        if piece.kind not in ("word", "sense") or not piece.words[:1].isupper():
            break
        words.append(piece.words)
    return " ".join(words) if words and run[0].kind == "word" else ""
