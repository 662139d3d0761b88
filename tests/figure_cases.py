"""Read the sentences with their figures, and compare what was found with them."""

from pathlib import Path

DATA = Path(__file__).parent / "figures" / "data"


def cases(name):
    """Give (sentence, [figure, …]) pairs; a figure is (measure, value, unit, kind, bound, actor), all words."""
    found = []
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("> "):
            found.append((line[2:], []))
        elif line.startswith("= "):
            found[-1][1].append(tuple(part.strip() for part in line[2:].split("|")))
    return found


def shown(figure):
    value = _number(figure.value) + ("" if figure.value_to is None else f"..{_number(figure.value_to)}")
    return (figure.measure, value, figure.unit, figure.kind, figure.bound, figure.actor)


def _number(value):
    return str(int(value)) if value == int(value) else f"{value:g}"


def overlap(found, expected):
    return sum(min(found.count(x), expected.count(x)) for x in set(expected))
