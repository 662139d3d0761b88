"""Names of states as event tables write them → ISO 3166 alpha-3 codes; what is no state keeps its own name."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_LAST_PARENTHESIS = re.compile(r"\(([^()]+)\)\s*$")


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

    A name that is no state comes back as it is: it can still be asked for, but is never guessed.

    >>> country_code("Police (Singapore)"), country_code("Russian Federation"), country_code("Turkey")
    ('SGP', 'RUS', 'TUR')
    >>> country_code("Donald Trump")
    'Donald Trump'
    """
    folded = name.strip().casefold()
    found = _by_name().get(folded)
    inside = _LAST_PARENTHESIS.search(folded)
    if found is None and inside:
        found = _by_name().get(inside[1].strip())
    return found or name.strip()
