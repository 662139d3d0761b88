"""Currency signs, codes and names → the unit of an amount of money."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("harmel.figures") / "data" / "currencies.toml").read_text(encoding="utf-8"))


@cache
def _names() -> dict[str, str]:
    """Give every currency word, lower-case: Babel's English names, our bare words, and the codes themselves."""
    from babel.numbers import get_currency_name, list_currencies

    names: dict[str, str] = {}
    for code in sorted(list_currencies(locale="en")):
        for count in (1, 2):
            names.setdefault(get_currency_name(code, count=count, locale="en").lower(), code)
        names[code.lower()] = code
    return names | _table()["words"]


@cache
def sign_pattern() -> str:
    """Give the pattern of the signs and codes that stand before a number.

    >>> re.match(sign_pattern(), "US$5")[0]
    'US$'
    """
    signs = sorted(_table()["signs"], key=len, reverse=True)
    return rf"(?:{'|'.join(map(re.escape, signs))}|\b(?:USD|EUR|GBP|RUB|UAH|PLN|NOK|SEK|DKK|CHF|CAD|AUD|JPY|CNY|TRY)\b)"


@cache
def word_pattern() -> str:
    """Give the pattern of the names and codes that stand after a number.

    >>> re.match(word_pattern(), "Norwegian kroner")[0]
    'Norwegian kroner'
    """
    bare = "|".join(sorted(_table()["words"], key=len, reverse=True))
    codes = "USD|EUR|GBP|RUB|UAH|PLN|NOK|SEK|DKK|CHF|CAD|AUD|JPY|CNY|TRY"
    full = "|".join(
        sorted({n.split()[-1] for n in _names() if " " in n and n.isascii() and n.replace(" ", "").isalpha()})
    )
    return rf"(?:(?:{codes})\b|(?:[A-Z][a-z]+ ){{1,2}}(?:{full})\b|(?:{bare})\b|[€£$₽](?!\d))"


def currency(words: str) -> str:
    """Give the unit for a sign, a code or a name; a name of no known currency keeps its last word as unit.

    >>> currency("US$"), currency("roubles"), currency("Norwegian kroner"), currency("crowns")
    ('USD', 'RUB', 'NOK', 'crowns')
    """
    words = words.strip()
    signs, names = _table()["signs"], _names()
    if words in signs:
        return signs[words]
    lower = words.lower()
    return names.get(lower) or names.get(lower.split()[-1]) or lower.split()[-1]
