"""Who acts on whom: the rows of a table between two sides, by country or by a rivalry's dated membership."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from harmel.dynamics.table import EventTable
from harmel.errors import RefusalError, UsageError
from harmel.settings import Rivalry

Dyad = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """Rows of one pair of sides.

    ``told`` are rows from one side to the other, with columns ``side`` (who acts) and ``other``; ``acts`` are those of
    them that are one act each, however many reports tell it; ``mentions`` are all rows in which either side stands at
    one end.
    """

    sides: Dyad
    told: pl.DataFrame
    acts: pl.DataFrame
    mentions: pl.DataFrame
    stories: bool
    notes: tuple[str, ...]


def parse_dyad(text: str) -> Dyad:
    """Read ``USA:RUS``.

    >>> parse_dyad("USA:RUS")
    ('USA', 'RUS')
    """
    left, colon, right = (part.strip() for part in text.partition(":"))
    if not (left and colon and right) or left == right:
        raise UsageError(f"not a dyad: {text!r}", remedy="two different sides with a colon, such as USA:RUS")
    return left, right


def between(events: EventTable, who: Dyad | Rivalry) -> Between:
    """Take the rows between two sides.

    Members of a rivalry join and leave: a row counts for the side that its actor was on that day. Whom the rivalry
    leaves out is on no side.

    Raises
    ------
    RefusalError
        If no row joins the two.

    >>> from harmel.dynamics.table import read_events
    >>> rows = {"date": ["2018-10-01"], "source": ["Russia"], "target": ["United States"], "cameo": ["112"]}
    >>> between(read_events(pl.DataFrame(rows)), ("USA", "RUS")).acts.select("side", "other").row(0)
    ('RUS', 'USA')
    """
    frame = _sided(events.frame, who)
    sides = (who.sides[0].key, who.sides[1].key) if isinstance(who, Rivalry) else who
    mentions = frame.filter(pl.col("side").is_in(sides) | pl.col("other").is_in(sides))
    told = mentions.filter(
        pl.col("side").is_in(sides) & pl.col("other").is_in(sides) & (pl.col("side") != pl.col("other"))
    )
    if told.is_empty():
        raise RefusalError(f"no event between {sides[0]} and {sides[1]}", remedy="see which actors the table has")
    acts = told.filter(pl.col("again").not_())
    return Between(sides=sides, told=told, acts=acts, mentions=mentions, stories=events.stories, notes=events.notes)


def _sided(frame: pl.DataFrame, who: Dyad | Rivalry) -> pl.DataFrame:
    if not isinstance(who, Rivalry):
        return frame.with_columns(pl.col("source").alias("side"), pl.col("target").alias("other"))
    left_out = list(who.left_out)
    for role, name in (("source", "side"), ("target", "other")):
        on_side = pl.coalesce(_side(f"{role}_id", who), _side(role, who), pl.lit(""))
        out = pl.col(f"{role}_id").is_in(left_out) | pl.col(role).is_in(left_out)
        frame = frame.with_columns(pl.when(out).then(pl.lit("")).otherwise(on_side).alias(name))
    return frame


def _side(column: str, who: Rivalry) -> pl.Expr:
    """Say which side the actor of a row was on that day, or null."""
    found = pl.lit(None, dtype=pl.String)
    for side in who.sides:
        always = [m.actor for m in side.members if not m.when.known]
        dated = [m for m in side.members if m.when.known]
        holds = pl.col(column).is_in(always)
        for member in dated:
            in_time = pl.col("day").is_between(member.when.earliest, member.when.latest)
            holds |= (pl.col(column) == member.actor) & in_time
        found = pl.when(holds).then(pl.lit(side.key)).otherwise(found)
    return found
