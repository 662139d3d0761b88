"""Which language an article is in."""

from __future__ import annotations

from collections.abc import Sequence

from harmel.reading.lines import Line, lines

_SURE = 0.2  # share of English function words: no other language's prose reaches half of it
_FEW = 12  # words: below that every detector guesses
_SAMPLE = 20_000  # characters


def language_of(text: str) -> str:
    """Give the ISO 639-1 code of a text's language, or the empty string where it cannot be told.

    English is told by its function words, anything else by resiliparse's detector and, where that is unsure, py3langid.

    >>> language_of("The ministers met in Riga on Thursday and agreed to talk again in the spring.")
    'en'
    >>> language_of("Die Minister trafen sich am Donnerstag in Riga und vereinbarten weitere Gespräche im Frühjahr.")
    'de'
    >>> language_of("Riga")
    ''
    """
    return language_of_lines(lines(text[:_SAMPLE]))


def language_of_lines(page: Sequence[Line]) -> str:
    """Give the same of lines that are cut already."""
    words = sum(len(line.words) for line in page)
    english = sum(line.function * len(line.words) for line in page) / max(1, words)
    if english >= _SURE and words > 1:
        return "en"
    return _detected("\n".join(line.text for line in page)[:_SAMPLE]) if words >= _FEW else ""


def _detected(sample: str) -> str:
    from resiliparse.parse.lang import detect_fast

    found = str(detect_fast(sample)[0])
    if found != "unknown":
        return found
    import py3langid

    return str(py3langid.classify(sample)[0])
