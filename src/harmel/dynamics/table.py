"""Any event table → one frame with the columns that the models read.

The models must be usable on anyone's event data, so nothing here knows the ledger: a file, an Arrow table, a pandas or
a Polars frame, with harmel's columns or with those of ICEWS, GDELT, POLECAT or Phoenix. Rows that cannot be used are
counted, with the reason, and the counts travel with the frame.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from harmel.dynamics.countries import actor_code, column_data, country_code
from harmel.dynamics.dates import dates
from harmel.dynamics.files import as_frame
from harmel.dynamics.initiator import with_initiator
from harmel.errors import ImportFormatError, RefusalError, UsageError
from harmel.vocabulary import Quad, words

QUADS = words(Quad)
_NEEDED = ("date", "source", "target")
_PLAIN = ("status", "event_id", "report_id", "statement_id", "quad", "plover", "attributing")
_ROOTS = 20
_CODES_ONLY = "this table has no column for status: every row is taken as an act done, as its coder says"
_UNSTATED = "{count} acts whose day no words tell stand on the day of the first report that tells them"
_AGAIN = "{count} rows tell of an act that another independent report tells: they count as coverage, not as acts"
_REPORT_DAY = "day of the report"
_OWN_END = "happened_latest"  # where it is empty, nobody knows how late the act was; elsewhere, it took a day
_PEOPLE = "{people} ends of rows name a person, an agency or an organisation, which the registry lays to its state"
_NO_STORIES = "this table does not tell copies of one story apart: every row is counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTable:
    """Event rows ready for a model.

    ``frame`` has ``row`` (the place in the table given), ``event_id, report_id, day, stated`` (whether words tell the
    day, or only the report's own does), ``day_latest, source, target, source_id, target_id, action, quad, plover,
    goldstein, status, story, statement_id, contexts, attributed, attributing`` and ``again``, true where another row
    stands for the same act. A table that says when each row was
    attributed is one of incidents: several states in one cell, with semicolons between them, are as many rows.
    ``notes`` says what was left out or assumed, and ``stories`` whether independent stories can be told apart.
    """

    frame: pl.DataFrame
    stories: bool
    notes: tuple[str, ...]


def read_events(
    table: object,
    *,
    roles: Mapping[str, str] | None = None,
    reports: object | None = None,
    links: object | None = None,
) -> EventTable:
    """Bring an event table into the one form that every model reads.

    Parameters
    ----------
    table
        An Arrow table, a pandas or Polars frame, or the path of a file.
    roles
        Column names for roles that are not found by themselves, such as ``{"date": "when"}``; the roles are the keys
        of ``data/columns.toml``.
    reports
        The ledger's ``reports``: tells copies of one story from independent reports, and when each came out. An act
        that is told as done, without a word on when, stands on the day of the first report that tells it.
    links
        The ledger's ``links``: independent reports of one act, tied as ``same-event``, are one act, on the day that
        words tell if any do. Each still counts as coverage.

    Raises
    ------
    ImportFormatError
        If a column that is needed is not there; the message lists those that are.
    RefusalError
        If no usable row is left.

    >>> rows = {"date": ["2018-10-01"], "source": ["Russia"], "target": ["United States"], "cameo": ["112"]}
    >>> read_events(pl.DataFrame(rows)).frame.select("source", "target", "quad").row(0)
    ('RUS', 'USA', 'verbal-conflict')
    """
    raw = _with_day(as_frame(table))
    raw = with_initiator(raw, _plain_names(raw))
    column = _columns(raw, roles or {})
    numbered = raw.with_row_index("row")
    stories = _with_stories(_one_a_pair(numbered, column) if "attributed" in column else numbered, column, reports)
    frame = stories.select(*_expressions(stories, column), "story")
    people = 0
    for role in ("source", "target"):
        frame, laid = _as_states(frame, role, named="country" not in column[role].lower())
        people += laid
    frame = frame.with_columns(_quad()).drop("violent")
    known = frame.filter(pl.col("day").is_not_null() & (pl.col("source") != "") & (pl.col("target") != ""))
    if known.is_empty():
        raise RefusalError("no row has a day, a source and a target", remedy="name the columns with --column")
    told_apart = known["story"].null_count() < known.height
    notes = _notes(frame.height, known.height, column, told_apart=told_apart)
    notes += (_PEOPLE.format(people=people),) if people else ()
    counted = _once(_one_a_story(known) if told_apart else known, links)
    unstated = counted.height - int(counted["stated"].sum())
    notes += (_UNSTATED.format(count=unstated),) if unstated else ()
    again = int(counted["again"].sum())
    notes += (_AGAIN.format(count=again),) if again else ()
    return EventTable(frame=counted, stories=told_apart, notes=notes)


def _columns(raw: pl.DataFrame, given: Mapping[str, str]) -> dict[str, str]:
    """Find which column plays which role."""
    plain = _plain_names(raw)
    known = {role: names for role, names in column_data().items() if isinstance(names, list)}
    wrong = [f"{role}={name}" for role, name in given.items() if role not in known or name not in raw.columns]
    if wrong:
        raise UsageError(f"no such role or column: {', '.join(wrong)}", remedy=f"roles: {', '.join(known)}")
    found = {role: next((plain[n] for n in names if n in plain), "") for role, names in known.items()}
    if found["source"] == plain.get("source") and "target" not in plain:
        for ends in (("source", "target"), ("source_id", "target_id")):
            found |= dict(zip(ends, _both_ends(plain, known, ends), strict=True))
    found |= given
    missing = [role for role in _NEEDED if not found[role]]
    if missing:
        there = ", ".join(raw.columns[:12])
        raise ImportFormatError(f"no column for {', '.join(missing)} among: {there}", remedy="--column ROLE=NAME")
    return {role: name for role, name in found.items() if name}


def _one_a_pair(raw: pl.DataFrame, column: Mapping[str, str]) -> pl.DataFrame:
    """Give each pair of states in a row its own row."""
    for name in dict.fromkeys((column["source"], column["target"])):
        several = pl.col(name).cast(pl.String).str.split(";").list.eval(pl.element().str.strip_chars()).list.unique(
            maintain_order=True
        )  # fmt: skip
        raw = raw.with_columns(several.alias(name)).explode(name)
    return raw


def _both_ends(plain: dict[str, str], known: dict[str, list[str]], ends: tuple[str, str]) -> tuple[str, str]:
    """Find columns that belong together: ACLED's ``source`` is a newspaper, and its parties are ``actor1, actor2``."""
    pairs = zip(known[ends[0]], known[ends[1]], strict=True)
    return next(((plain[a], plain[b]) for a, b in pairs if a in plain and b in plain), ("", ""))


def _with_stories(raw: pl.DataFrame, column: Mapping[str, str], reports: object | None) -> pl.DataFrame:
    """Add ``story``: the reports' story where they are given, else the table's own, else unknown."""
    if reports is None or "report_id" not in column:
        story = column.get("story")
        return raw.with_columns((pl.col(story).cast(pl.String) if story else pl.lit(None, pl.String)).alias("story"))
    known = as_frame(reports)
    told = known.select(
        pl.col("report_id").alias(column["report_id"]),
        pl.coalesce(pl.col("story_id").replace("", None), pl.col("report_id")).alias("story"),
        *((published().alias(_REPORT_DAY),) if "published_latest" in known.columns else ()),
    )
    return raw.drop("story", strict=False).join(told, on=column["report_id"], how="left", maintain_order="left")


def published() -> pl.Expr:
    """Give the day on which a report came out, where it is known exactly."""
    exact = pl.col("published_earliest") == pl.col("published_latest")
    return pl.when(exact).then(pl.col("published_latest").str.to_date("%Y-%m-%d", strict=False))


def _expressions(raw: pl.DataFrame, column: Mapping[str, str]) -> list[pl.Expr]:
    day = pl.lit(dates(raw[column["date"]]))
    latest = pl.lit(dates(raw[column["date_latest"]])) if "date_latest" in column else day
    if column.get("date_latest") == _OWN_END:
        day = pl.when(latest.is_not_null()).then(day)
    told = pl.col(_REPORT_DAY) if _REPORT_DAY in raw.columns else pl.lit(None, dtype=pl.Date)
    unstated = (day.is_null() & (latest == told)).fill_null(value=False)
    named = _earliest(column["attributed"]) if "attributed" in column else pl.lit(None, dtype=pl.Date)
    names = {role: column[role] for role in ("source", "target")}
    names |= {f"{role}_id": column.get(f"{role}_id", column[role]) for role in ("source", "target")}
    return [
        pl.col("row"),
        pl.when(unstated).then(told).otherwise(day).alias("day"),
        unstated.not_().alias("stated"),
        latest.alias("day_latest"),
        *(_text(name).fill_null("").alias(role) for role, name in names.items()),
        _code(raw, column.get("action")).alias("action"),
        *(_text(column.get(role)).alias(role) for role in _PLAIN),
        pl.lit(None if "violence" not in column else QUADS[3], dtype=pl.String).alias("violent"),
        _number(column.get("goldstein")).alias("goldstein"),
        _joined(raw, column.get("contexts")).alias("contexts"),
        named.alias("attributed"),
    ]


def _earliest(name: str) -> pl.Expr:
    """Read the first of several days in one cell."""
    days = pl.col(name).cast(pl.String, strict=False).str.extract_all(r"\d{4}-\d\d-\d\d")
    return days.list.eval(pl.element().str.to_date("%Y-%m-%d", strict=False)).list.min()


def _text(name: str | None) -> pl.Expr:
    if name is None:
        return pl.lit(None, dtype=pl.String)
    said = pl.col(name).cast(pl.String, strict=False)
    return pl.when(said != "").then(said)


def _number(name: str | None) -> pl.Expr:
    if name is None:
        return pl.lit(None, dtype=pl.Float64)
    value = pl.col(name).cast(pl.Float64, strict=False)
    return pl.when(value.is_finite()).then(value)


def _joined(raw: pl.DataFrame, name: str | None) -> pl.Expr:
    if name is not None and isinstance(raw.schema[name], pl.List):
        return pl.col(name).list.join(";")
    return _text(name)


def _with_day(raw: pl.DataFrame) -> pl.DataFrame:
    """Join year, month and day to one date, where a table has them apart and no date as one."""
    plain = _plain_names(raw)
    parts = [plain.get(part) for part in ("year", "month", "day")]
    whole = [name for name in column_data()["date"] if name in plain and name != "day"]
    if None in parts or whole:
        return raw
    year, month, day = (_text(part).str.strip_chars() for part in parts)
    joined = pl.concat_str(year, month.str.zfill(2), day.str.zfill(2), separator="-")
    return raw.with_columns(joined.alias("date")).drop(str(parts[2]))


def _plain_names(raw: pl.DataFrame) -> dict[str, str]:
    return {re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_"): name for name in raw.columns}


def _as_states(frame: pl.DataFrame, role: str, *, named: bool) -> tuple[pl.DataFrame, int]:
    """Write each state as its code: one look-up a distinct name, not one a row.

    Where the column holds names, not countries, people and agencies are laid to their states; gives how many ends.
    """
    seen = frame.group_by(role).agg(pl.len().alias("rows"), pl.col("day").min().alias("first"))
    codes, people = {}, 0
    for name, rows, first in seen.iter_rows():
        code = country_code(name) if name else ""
        if named and code == name.strip():
            code = actor_code(name, first)
            people += rows if code != name.strip() else 0
        if code != name:
            codes[name] = code
    return (frame.with_columns(pl.col(role).replace(codes)) if codes else frame), people


def _quad() -> pl.Expr:
    """Give the quad class as coded; where a table has none, by the root of its CAMEO code, as GDELT does."""
    root = pl.col("action").str.slice(0, 2).cast(pl.Int64, strict=False)
    by_number = pl.col("quad").replace_strict(dict(zip("1234", QUADS, strict=True)), default=None)
    by_name = pl.col("quad").str.to_lowercase().str.replace_all("[_ ]", "-")
    by_type = pl.col("quad").str.to_uppercase().replace_strict(_quad_of_type(), default=None)
    by_root = (
        pl.when(root.is_between(1, 5)).then(pl.lit(QUADS[0]))
        .when(root.is_between(6, 8)).then(pl.lit(QUADS[1]))
        .when(root.is_between(9, 13)).then(pl.lit(QUADS[2]))
        .when(root.is_between(14, 20)).then(pl.lit(QUADS[3]))
    )  # fmt: skip
    named = pl.when(by_name.is_in(QUADS)).then(by_name)
    return pl.coalesce("violent", by_number, named, by_type, by_root).alias("quad")


def _quad_of_type() -> dict[str, str]:
    types: dict[str, list[str]] = column_data()["quads"]
    return {name.upper(): quad for quad, names in types.items() for name in names}


def _code(raw: pl.DataFrame, name: str | None) -> pl.Expr:
    """Give CAMEO codes their leading zeros back, where the column shows that they were lost.

    There are twenty roots: a column of numbers with a root above twenty, such as ``40`` or ``231``, was read as
    numbers once. A column with any leading zero has lost none.
    """
    if name is None:
        return _text(name)
    codes = raw[name].cast(pl.String, strict=False).str.strip_chars().str.replace(r"\.0$", "")
    shown = codes.unique().drop_nulls()
    roots = shown.str.slice(0, 2).cast(pl.Int64, strict=False)
    numbers = shown.str.contains(r"^\d{1,4}$").all() and not shown.str.starts_with("0").any()
    if not (shown.len() and numbers and (roots > _ROOTS).any()):
        return _text(name)
    wide = pl.lit(codes).str.zfill(3)
    return pl.when(wide.str.slice(0, 2).cast(pl.Int64) > _ROOTS).then(wide.str.zfill(4)).otherwise(wide)


def _one_a_story(frame: pl.DataFrame) -> pl.DataFrame:
    """Count an act once a story, however many outlets copied it, and on whichever day."""
    same = ["story", "source", "target", "action", "status", pl.when("stated").then("day").alias("day")]
    told = frame.filter(pl.col("story").is_not_null())
    keyed = told.select("row", "day", pl.struct(same).hash(1).alias("key"))
    first = keyed.group_by("key").agg(pl.col("row").sort_by("day", "row").first())["row"]
    return frame.filter(pl.col("story").is_null() | pl.col("row").is_in(first.implode()))


def _once(frame: pl.DataFrame, links: object | None) -> pl.DataFrame:
    """Mark the rows that tell ``again`` of an act: of those tied as one, one stands for all, a dated one if any is."""
    if links is None or frame["event_id"].null_count() == frame.height:
        return frame.with_columns(pl.lit(value=False).alias("again"))
    ties = as_frame(links).filter(pl.col("kind") == "same-event").select("from_id", pl.col("to_id").alias("act"))
    ties = ties.unique("from_id", maintain_order=True)
    told = frame.join(ties, left_on="event_id", right_on="from_id", how="left", maintain_order="left")
    act = pl.coalesce("act", "event_id", pl.col("row").cast(pl.String))
    first = pl.col("row").sort_by(pl.col("stated").not_(), "day", "row").first().over(act, "source", "target", "status")
    return told.with_columns((first != pl.col("row")).alias("again")).drop("act")


def _notes(rows: int, kept: int, column: Mapping[str, str], *, told_apart: bool) -> tuple[str, ...]:
    lost = f"{rows - kept} of {rows} rows were left out: no day, no source or no target"
    return (
        *((lost,) if kept < rows else ()),
        *((_CODES_ONLY,) if "status" not in column else ()),
        *((_NO_STORIES,) if not told_apart else ()),
    )
