"""The lexicon's own sentences as test cases: {source} and <target> are marked, @ and # stand for a class's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from harmel.actors import Resolution
from harmel.events.acts import Act, acts
from harmel.events.forms import past
from harmel.events.lexicon import Entry, classes, lexicon
from harmel.events.tree import tree
from harmel.language import Mention, ParsedReport, Sentence
from harmel.records import Report

MARK = re.compile(r"[{<]([^}>]+)[}>]")


@dataclass(frozen=True)
class Case:
    rule: str
    code: str
    text: str
    mentions: tuple[Mention, ...]
    source: str
    target: str
    written_out: bool


def case(rule: str, code: str, marked: str, *, written_out: bool = False) -> Case:
    """Turn a marked sentence into a text, its mentions and who is expected on each side."""
    text, mentions, sides, last = "", [], {"{": "", "<": ""}, 0
    for found in MARK.finditer(marked):
        text += marked[last : found.start()]
        name = found.group(1)
        who = Resolution(actor=name, name=name, country=name[:3].upper(), code=name[:3].upper())
        mentions.append(Mention(start=len(text), end=len(text) + len(name), sentence=0, kind="name", who=who))
        sides[found.group()[0]] = sides[found.group()[0]] or name
        text += name
        last = found.end()
    return Case(rule, code, text + marked[last:], tuple(mentions), sides["{"], sides["<"], written_out)


def cases() -> list[Case]:
    """Give every entry's sentences: its own, and one for each verb or noun of a class that it leaves open."""
    return [c for entry in lexicon().entries.values() for c in _of_entry(entry)]


def _of_entry(entry: Entry) -> Iterator[Case]:
    sentence = entry.example
    words = entry.rule.split("/", 1)[1].split()
    if "@" in sentence:
        for verb in classes()["verbs"][words[0][1:]]:
            yield case(entry.rule, entry.code, sentence.replace("@", past(verb)), written_out=True)
    elif "#" in sentence:
        noun_class = next(w[1:] for w in words[1:] if w.startswith("@"))
        for noun in classes()["nouns"][noun_class]:
            yield case(entry.rule, entry.code, sentence.replace("#", noun), written_out=True)
    else:
        yield case(entry.rule, entry.code, sentence)


def coded(doc: Doc, one: Case) -> list[Act]:
    """Run the coder over one case, with the marked words as its only mentions."""
    report = Report(report_id="r", source="t", text=one.text)
    sentence = Sentence(index=0, start=0, end=len(one.text), paragraph=0, doc=doc)
    return acts(tree(doc, 0, ParsedReport(report, (sentence,), one.mentions)))


def right(found: list[Act], one: Case) -> bool:
    """Say whether the entry fired with the marked sides."""

    def name(side: object) -> str:
        return getattr(getattr(side, "who", None), "name", "") or ""

    for act in found:
        pair = name(act.pair[0]), name(act.pair[1])
        entry = lexicon().entries.get(act.rule)
        fired = entry is not None and (entry.rule == one.rule or entry.code == one.code)
        if fired and pair[1] == one.target and pair[0] in (one.source, ""):
            return True
    return False
