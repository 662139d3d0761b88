"""Why a number was taken as a figure, in words: which entry gives its measure, and which words give its kind."""

from __future__ import annotations

import re

from harmel.figures.kinds import word_lists
from harmel.figures.measures import measures
from harmel.records import Figure

_WORD = re.compile(r"[\w'’]+")
_SORTS = {
    "%": "a share",
    "money": "an amount of money",
    "count": "a count",
    "distance": "a distance",
    "times": "a multiple",
}
_SIDES = {
    "owner": "It is the figure of the one whose they are.",
    "doer": "It is the figure of the one who acts.",
    "giver": "It is the figure of the one who gives or pays.",
}


def reason(figure: Figure, sentence: str) -> tuple[str, ...]:
    """Say why a number was kept, and what gave it its kind.

    Parameters
    ----------
    sentence
        The words around the figure.

    >>> told = Figure(report_id="r", figure_id="f", measure="troops", value=4000, kind="pledge")
    >>> reason(told, "Latvia will send 4,000 soldiers.")[-1]
    'Taken as pledge by “will”.'
    """
    entries = [m for m in measures() if m.name == figure.measure]
    lines = []
    if entries:
        sorts = " or ".join(dict.fromkeys(_SORTS.get(m.of, m.of) for m in entries))
        lines.append(f"The entry “{figure.measure}” keeps {sorts} where the words around it speak of that.")
        lines.append(_SIDES[entries[0].side])
    words = {word.lower() for word in _WORD.findall(sentence)}
    held = sorted({w for listed in word_lists().get(figure.kind, {}).values() for w in listed if w in words})
    if held:
        lines.append(f"Taken as {figure.kind} by {', '.join(f'“{word}”' for word in held)}.")
    elif figure.kind == "actual":
        lines.append("No word around it makes it a target, a demand, a pledge, an estimate or a change.")
    else:
        lines.append(f"The stance of the statement that names it makes it {figure.kind}.")
    return tuple(lines)
