"""A parse with mentions found by a short list of names, for tests that must not hang on the registry's growth."""

import re

from harmel.actors import Resolution
from harmel.language import Mention, ParsedReport, Sentence
from harmel.language.parser import parses
from harmel.language.sentences import paragraphs, sentences
from harmel.records import Report, stable_id

NAMES = {
    "USA": "the United States|United States|U.S.|US|American|Washington|Pentagon|Congress|Trump|Pompeo",
    "RUS": "Russian|Russia|Moscow|Kremlin|Putin|Lavrov|Shoigu",
    "NATO": "NATO|the alliance|alliance|The alliance|allies|Allies|Stoltenberg",
    "DEU": "German|Germany|Berlin|Merkel",
    "GBR": "British|Britain|UK|London|Jeremy Hunt|Hunt|Johnson|May",
    "FRA": "French|France|Paris|Macron",
    "POL": "Polish|Poland|Warsaw",
    "UKR": "Ukrainian|Ukraine|Kiev|Kyiv|Poroshenko",
    "TUR": "Turkish|Turkey|Ankara|Erdogan",
    "NOR": "Norwegian|Norway|Oslo",
    "SWE": "Swedish|Sweden",
    "FIN": "Finnish|Finland",
    "DNK": "Danish|Denmark",
    "EST": "Estonian|Estonia",
    "LVA": "Latvian|Latvia",
    "LTU": "Lithuanian|Lithuania",
    "ROU": "Romanian|Romania",
    "CAN": "Canadian|Canada|Ottawa",
    "ITA": "Italian|Italy",
    "ESP": "Spanish|Spain",
    "GRC": "Greek|Greece|Athens",
    "NLD": "Dutch|the Netherlands|The Netherlands",
    "CHN": "Chinese|China|Beijing",
    "JPN": "Japanese|Japan|Tokyo",
    "PRK": "North Korean|North Korea|Pyongyang",
    "IND": "Indian|India",
    "PAK": "Pakistani|Pakistan",
    "ISR": "Israeli|Israel",
    "IRN": "Iranian|Iran|Tehran",
    "GEO": "Georgian|Georgia|Tbilisi",
    "SYR": "Syrian|Syria|Damascus",
    "EU": "the European Union|The European Union|EU|Brussels",
}
_BY_NAME = {name: actor for actor, names in NAMES.items() for name in names.split("|")}
_NAME = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, _BY_NAME), key=len, reverse=True)) + r")\b")
_PRONOUN = re.compile(r"\b(?:it|its|they|their|he|his|she|her|It|Its|They|Their|He|His|She|Her)\b")


def report(text, *, date="2018-10-29"):
    return Report(
        report_id=stable_id("r", text),
        source="test",
        text=text,
        language="en",
        body_spans=((0, len(text)),),
        published_earliest=date,
        published_latest=date,
        published_basis="given" if date else "unknown",
    )


def _bare(page):
    """Parse every sentence, whatever a gate would say of it."""
    spans = [
        (start, end, number)
        for number, (low, high) in enumerate(paragraphs(page.text, page.body_spans))
        for start, end in sentences(page.text, low, high)
    ]
    docs = parses(page.text[start:end] for start, end, _ in spans)
    cut = tuple(
        Sentence(index=i, start=s, end=e, paragraph=p, doc=doc)
        for i, ((s, e, p), doc) in enumerate(zip(spans, docs, strict=True))
    )
    return ParsedReport(page, cut)


def parsed(text, *, date="2018-10-29"):
    """Parse a text and mark its actors; each pronoun stands for the last actor named before it."""
    bare = _bare(report(text, date=date))
    found = []
    for sentence in bare.sentences:
        inside = text[sentence.start : sentence.end]
        names = [
            (sentence.start + m.start(), sentence.start + m.end(), "name", _BY_NAME[m[0]])
            for m in _NAME.finditer(inside)
        ]
        for m in _PRONOUN.finditer(inside):
            place = sentence.start + m.start()
            before = [n for n in names if n[1] <= place and n[2] == "name"]
            stands_for = max(before, key=lambda n: n[1])[3] if before else (found[-1].who.actor if found else "")
            if stands_for:
                names.append((place, sentence.start + m.end(), "pronoun", stands_for))
        found += [
            Mention(
                start=a,
                end=b,
                sentence=sentence.index,
                kind=kind,
                who=Resolution(actor=actor, name=actor, country=actor),
            )
            for a, b, kind, actor in sorted(names)
        ]
    return ParsedReport(bare.report, bare.sentences, tuple(found))
