"""Names of states as event tables write them → ISO 3166 alpha-3 codes; what is no state keeps its own name."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from harmel.intervals import Interval

if TYPE_CHECKING:
    from harmel.actors import Registry

_LAST_PARENTHESIS = re.compile(r"\(([^()]+)\)\s*$")
_STATE_CODE = 3


@cache
def column_data() -> dict[str, Any]:
    """Read the room's list of column names and of further names of states.

    >>> column_data()["status"]
    ['status']
    """
    return tomllib.loads((files("harmel.dynamics") / "data" / "columns.toml").read_text(encoding="utf-8"))


@cache
def _by_name() -> dict[str, str]:
    import pycountry
    from babel import Locale

    names: dict[str, str] = {}
    territories = Locale("en").territories
    for country in pycountry.countries:
        said = (country.alpha_3, country.name, getattr(country, "official_name", ""), territories.get(country.alpha_2))
        names |= {name.casefold(): country.alpha_3 for name in said if name}
    aliases: dict[str, str] = column_data()["countries"]
    return names | aliases


@cache
def country_code(name: str) -> str:
    """Give a state's code; ICEWS writes an actor's state in parentheses after its name.

    So do ACLED, UCDP and CAMEO, each in its own way. A name that is no state comes back as it is: it can still be asked
    for, but is never guessed.

    >>> country_code("Police (Singapore)"), country_code("Russian Federation"), country_code("Turkey")
    ('SGP', 'RUS', 'TUR')
    >>> country_code("Military Forces of Ukraine (2019-)"), country_code("RUSGOV"), country_code("Government of Mali")
    ('UKR', 'RUS', 'MLI')
    >>> country_code("Donald Trump")
    'Donald Trump'
    """
    folded = name.strip().casefold()
    inside = _LAST_PARENTHESIS.search(folded)
    bare = _LAST_PARENTHESIS.sub("", folded).strip()
    for words in (folded, inside[1].strip() if inside else "", _without_office(bare), _without_roles(name.strip())):
        found = _by_name().get(words)
        if found:
            return found
    return name.strip()


def _without_office(folded: str) -> str:
    """Take ``government of`` from before a state's name."""
    before: list[str] = column_data()["actors"]["before"]
    return next((folded.removeprefix(words).strip() for words in before if folded.startswith(words + " ")), "")


def _without_roles(name: str) -> str:
    """Take CAMEO's roles, three letters each, from behind a state's code: ``RUSGOVMIL``."""
    parts = [name[at : at + 3] for at in range(3, len(name), 3)]
    known = bool(parts) and name.isupper() and all(part in column_data()["actors"]["roles"] for part in parts)
    return name[:3].casefold() if known else ""


@cache
def _registry() -> Registry:
    from harmel.actors import Registry

    return Registry.load()


@lru_cache(maxsize=100_000)
def actor_code(name: str, on: date | None) -> str:
    """Give the state that a person, agency or firm belongs to, or the organisation that a name means.

    Event tables without a column for countries name people beside states: "Vladimir Putin" acts for Russia as "Police
    (Russia)" does. A name of three or more words is also tried by its first and last, since ICEWS writes patronymics. A
    name with something in parentheses that is no state belongs to none, and one that nobody knows stays as it is.

    >>> actor_code("Sergey Viktorovich Lavrov", date(2018, 10, 1)), actor_code("Foreign Affairs (International)", None)
    ('RUS', 'Foreign Affairs (International)')
    """
    code = country_code(name)
    if code != name.strip() or len(code) <= _STATE_CODE or "(" in name:
        return code
    words = name.split()
    short = [f"{words[0]} {words[-1]}"] if len(words) >= 3 else []  # noqa: PLR2004 - a name between two
    when = Interval.day(on) if on else None
    for said in (name, *short):
        found = _registry().resolve(said, on=when)
        home = _registry().actor(found.country) if found.country else None
        if home is not None and home.kind == "state":
            return found.country
        if found.actor:
            return found.actor
    return code
