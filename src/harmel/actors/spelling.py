"""How a name can be written: with and without accents, in capitals, with either apostrophe."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_PLAIN = str.maketrans(
    {
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "ð": "d",
        "þ": "th",
        "ə": "e",
        "Ə": "E",
    }
)
_MARKS = re.compile(r"[\W_]+")
LOOSE_LEAST = 4
SHOUTED_LEAST = 4


def unaccented(name: str) -> str:
    """Take the accents off.

    >>> unaccented("Khürelsükh Løkke Wałęsa")
    'Khurelsukh Lokke Walesa'
    """
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name.translate(_PLAIN)) if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def loose(words: str) -> str:
    """Give the form in which bare words are compared when their exact form is in no list.

    >>> loose("the Côte d’Ivoire"), loose("WA-JAMA")
    ('cote divoire', 'wa jama')
    """
    plain = unaccented(words).casefold().replace("’", "").replace("'", "").replace(".", "")
    return _MARKS.sub(" ", plain).strip().removeprefix("the ")


def variants(name: str) -> Iterator[str]:
    """Give the ways in which running text may write a name: as it is, unaccented, in capitals, other apostrophe.

    >>> sorted(variants("Sana'a"))
    ["SANA'A", 'SANA’A', "Sana'a", 'Sana’a']
    """
    if name.isascii() and "'" not in name:  # nearly all of them; a registry is loaded often
        yield name
        if len(name) >= SHOUTED_LEAST and not name.isupper():
            yield name.upper()
        return
    forms = {name, unaccented(name)}
    if len(name) >= SHOUTED_LEAST:
        forms |= {f.upper() for f in forms}
    forms |= {f.replace("'", "’") for f in forms}
    forms |= {f.replace("’", "'") for f in forms}
    yield from forms


def plural(word: str) -> str:
    """Put the last word of some words into the plural, by the rules of English.

    >>> plural("taxi driver"), plural("spokesman"), plural("embassy"), plural("witness")
    ('taxi drivers', 'spokesmen', 'embassies', 'witnesses')
    """
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
