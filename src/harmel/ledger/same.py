"""Whether two coded acts are one happening: who, to whom, what kind of act, when, and in which words.

The rule looks at the two records alone, so the answer never depends on what else the ledger holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from harmel.ledger import words

DONE = frozenset({"actual", "alleged"})
"""Told as done: whether a report vouches for it or only says that someone does, it is one happening."""

_FAMILIES = {"02": "10", "05": "03", "06": "03", "11": "09", "17": "16", "19": "18", "20": "18"}
_MEETING = "036"
_MUTUAL = frozenset({"03", "04"})
_TALK = frozenset({"01", "10", "03", "04", "09", "12", "13"})
_WEEK = 7
TALK, DEED = 0.2, 0.1
NEAR, FAR = 0.1, 0.2
NAMES, NUMBERS, AGAIN = 0.2, 0.2, 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What is compared of an event."""

    event_id: str
    source: str
    target: str
    action: str
    status: str
    earliest: str
    latest: str
    place: str = ""
    words: frozenset[str] = frozenset()


def family(action: str) -> str:
    """Give the kind of act: CAMEO's root, roots that reporters use for one and the same act taken together.

    Appeals with demands, cooperation with its agreements, accusing with investigating, reducing relations with
    coercing, and all use of force.

    >>> family("195"), family("0231")
    ('18', '10')
    """
    return "04" if action == _MEETING else _FAMILIES.get(action[:2], action[:2])


def block(source: str, target: str, action: str) -> str:
    """Give the group in which an act's like can be: its kind, and who did it to whom (who with whom, for talks).

    An act without a known source is in no group: unknown is not a likeness.

    >>> block("USA", "RUS", "190") == block("RUS", "USA", "190")
    False
    >>> block("USA", "RUS", "040") == block("RUS", "USA", "043")
    True
    """
    if not source:
        return ""
    kind = family(action)
    sides = sorted((source, target)) if kind in _MUTUAL else [source, target]
    return "|".join((kind, *sides))


def same(one: Act, other: Act) -> bool:
    """Say whether two acts of one block are one happening.

    The days must be compatible, the places and the names in the words must not speak against it, and the words must be
    alike: the more so the less the days prove, and for talk more than for deeds.
    """
    if not _statuses_agree(one.status, other.status) or (one.place and other.place and one.place != other.place):
        return False
    slack = _slack(one, other)
    if slack is None:
        return False
    if not one.words or not other.words:  # rows of another tool: no words to compare
        return slack == 0 and (one.action, one.place) == (other.action, other.place)
    return words.resemblance(one.words, other.words) >= _needed(one, other, slack)


def denied(denial: Act, told: Act) -> bool:
    """Say whether a denial is of this act: alike in everything but the status.

    >>> day = dict(source="RUS", target="UKR", action="190", earliest="2018-11-25", latest="2018-11-25")
    >>> told = Act(event_id="a", status="actual", words=frozenset({"Kerch", "boat"}), **day)
    >>> denied(Act(event_id="b", status="denied", words=frozenset({"boat", "Kerch"}), **day), told)
    True
    """
    return same(replace(denial, status=told.status), told)


def _statuses_agree(one: str, other: str) -> bool:
    return one == other or (one in DONE and other in DONE)


def _slack(one: Act, other: Act) -> int | None:
    """Count the days by which the two can lie apart; ``None`` if they cannot be the same day."""
    first, last = max(one.earliest, other.earliest), min(one.latest or "9999", other.latest or "9999")
    if first > last:
        return None
    lows = (one.earliest, other.earliest)
    highs = (one.latest, other.latest)
    if not all(lows) or not all(highs):
        return 365
    return (date.fromisoformat(max(highs)) - date.fromisoformat(min(lows))).days


def _needed(one: Act, other: Act, slack: int) -> float:
    needed = TALK if family(one.action) in _TALK else DEED
    if slack:
        needed += NEAR if slack <= _WEEK else FAR
        needed += AGAIN * ((words.AGAIN in one.words) != (words.AGAIN in other.words))
    needed += NAMES * words.names_differ(one.words, other.words)
    return needed + NUMBERS * words.numbers_differ(one.words, other.words)
