"""Who a row of another tool names: its own words stay, the registry says whom they mean."""

from __future__ import annotations

from functools import lru_cache

from harmel.actors import Registry, Resolution

_STATELY = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
SECTORS = {
    "Government": "GOV",
    "Military": "MIL",
    "Police": "COP",
    "Media": "MED",
    "Opposition": "OPP",
    "Business": "BUS",
    "Civilian": "CVL",
    "Rebel": "REB",
    "Legislative / Parliamentary": "LEG",
    "Judicial": "JUD",
}


@lru_cache(maxsize=200_000)
def _resolved(registry: Registry, words: str) -> Resolution:
    return registry.resolve(words)


def actor(
    side: str, registry: Registry, *, name: str, country: str = "", code: str = "", sector: str = ""
) -> dict[str, str]:
    """Give the five columns of one side (``source`` or ``target``) of an event.

    The actor is the registry's answer if its country is the row's; else the country itself, where the row says that it
    is the state or one of its organs; else unknown.
    """
    found = _resolved(registry, name) if name else Resolution()
    place = _resolved(registry, country).country if country else (code[:3] if _is_country(registry, code[:3]) else "")
    sector = sector or code[3:6] or (found.sector if found.actor else "")
    who = found.actor if found.actor and (not place or found.country in (place, "IGO")) else ""
    if not who and place and (sector in _STATELY or code == place):
        who = place
    return {
        side: who,
        f"{side}_code": code or (f"{place}{sector}" if place else found.code),
        f"{side}_name": name,
        f"{side}_country": place or (found.country if who else ""),
        f"{side}_sector": sector,
    }


@lru_cache(maxsize=10_000)
def _is_country(registry: Registry, code: str) -> bool:
    entry = registry.actor(code) if len(code) == 3 else None  # noqa: PLR2004 - ISO 3166 alpha-3
    return entry is not None and entry.kind == "state"


def country_name(registry_code: str) -> str:
    """Give a country's English name, or its code if it has none.

    >>> country_name("NOR")
    'Norway'
    """
    import pycountry

    found = pycountry.countries.get(alpha_3=registry_code) if registry_code else None
    return str(found.name) if found else registry_code


def primary_sector(words: str, between: str = ",") -> str:
    """Give the CAMEO sector of the first of some sector names that has one.

    >>> primary_sector("Legislative / Parliamentary,Government")
    'LEG'
    """
    named = (SECTORS.get(word.strip(), "") for word in words.split(between))
    return next(filter(None, named), "")
