"""The models that the page offers: what each asks, whose parameters its form shows, and how a state of it is a link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from harmel.errors import UsageError
from harmel.web.background.fitting import Question
from harmel.web.background.jobs import Job
from harmel.web.desk import Desk
from harmel.web.pages.fields import Field, fields

_OWN = (
    "events",
    "who",
    "acts",
    "table",
    "columns",
    "names",
    "statements",
    "rounds",
    "most",
    "sides",
    "breaks",
    "years",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One model: its verb, what it asks, the measures whose parameters are its form, and what else the form holds.

    ``own`` are defaults that the verb sets for itself, ``also`` choices that the verb adds to those of a measure.
    """

    name: str
    title: str
    verb: str
    asks: str
    measures: tuple[str, ...]
    more: tuple[Field, ...] = ()
    own: tuple[tuple[str, Any], ...] = ()
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()
    pair: bool = True

    @property
    def fields(self) -> tuple[Field, ...]:
        """Everything that the form shows beside the two sides."""
        own, also = dict(self.own), dict(self.also)
        declared = (
            replace(f, default=own.get(f.name, f.default), choices=f.choices + also.get(f.name, ()))
            for f in _declared(self.measures)
        )
        return (*declared, *self.more)


_WINDOWS = Field("windows", "text", "", (), "Years between which gaps close: 2014-2021,2021-2024.")
_MEMBERS = Field("members", "text", "", (), "Take only these states: DEU,FRA,POL.")
_YEARS = Field("years", "text", "", (), "First and last year: 1956-1996.")
_LAGS = Field("lags", "whole", None, (), "Lagged yearly changes beside the tie; 1 if not given.")
_CONSULT = Field("consultation", "text", "", (), "Your threshold, such as reports=3,attributing=2.")
_DEFEND = Field("collective_defence", "text", "", (), "Your threshold, such as reports=10,attributing=5,acts=2.")
_ACTS = ("acts_between",)

MODELS: dict[str, Model] = {
    model.name: model
    for model in (
        Model(name="series", title="Acts over time", verb="series", measures=("series",),
              asks="What did each side do toward the other, period by period, beside how much was reported?"),
        Model(name="posture", title="Posture", verb="posture", measures=("posture",),
              asks="How do each side’s acts divide into deterrence, defence, dialogue, hostility and accommodation?"),
        Model(name="warn", title="Warning signs", verb="warn", measures=("indicator_table", "warn"),
              asks="Which indicators stand above their own past, given coverage and season?"),
        Model(name="reciprocity", title="Reciprocity", verb="model reciprocity", measures=("series", "reciprocity"),
              own=(("period", "week"),),
              asks="Do each side’s acts answer the other’s, over the whole span and inside each regime?"),
        Model(name="provocation", title="Provocation", verb="model provocation", measures=(*_ACTS, "provocation"),
              asks="Which part of each side’s acts answers the other’s, which its own, and which neither?"),
        Model(name="spiral", title="Spiral or deterrence", verb="model spiral", measures=(*_ACTS, "spiral"),
              asks="Do one side’s acts bring more of the other’s, or fewer, and with what power could that be seen?"),
        Model(name="whatif", title="What if", verb="whatif", also=(("way", ("attribution",)),),
              measures=("what_if", "acts_between", "Horizon", "sooner_attribution", "Naming"),
              asks="How would both sides’ acts run under another policy, against as now?"),
        Model(name="burden", title="Burden", verb="model burden", measures=(), more=(_WINDOWS, _MEMBERS), pair=False,
              asks="Who meets the alliance’s guideline, how wide are the gaps, and how fast do they close?"),
        Model(name="armsrace", title="Arms race", verb="model armsrace", measures=(), more=(_YEARS, _LAGS),
              asks="Does one state’s military spending answer another’s?"),
        Model(name="attribution", title="Attribution: a game", verb="model attribution", measures=("game",), pair=False,
              asks="Who dares to attack when attribution is imperfect, and what does better attribution change?"),
        Model(name="incidents", title="Attribution: incidents", verb="model attribution --incidents", measures=(),
              more=(_CONSULT, _DEFEND), asks="Who accuses whom of which attack, and who denies it?"),
    )
}  # fmt: skip


@cache
def _declared(measures: tuple[str, ...]) -> tuple[Field, ...]:
    from harmel import dynamics

    found: list[Callable[..., Any]] = [getattr(dynamics, name) for name in measures]
    return fields(found, without=_OWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One state of a model's page: the link holds what differs from the defaults."""

    model: Model
    dyad: str
    rows: str
    options: tuple[tuple[str, Any], ...]

    @classmethod
    def of(cls, model: Model, query: Mapping[str, str], *, brought: tuple[str, ...]) -> Asked:
        """Read a query string.

        Raises
        ------
        UsageError
            If a parameter is unknown or a value is none; the message names it.
        """
        own = {field.name: field for field in model.fields}
        known = {*own, *(("dyad", "rows") if model.pair else ()), "format", "go"}
        if unknown := sorted(set(query) - known):
            raise UsageError(f"{model.title} knows no {unknown[0]}", remedy=f"one of: {', '.join(sorted(known))}")
        rows = query.get("rows", "")
        if rows not in ("", "own", *brought):
            raise UsageError(f"no such rows: {rows!r}", remedy=f"one of: own, {', '.join(brought)}")
        options = tuple((name, field.read(query.get(name, "").strip())) for name, field in own.items())
        return cls(model=model, dyad=query.get("dyad", "").strip().upper()[:80], rows=rows, options=options)

    def query(self) -> dict[str, str]:
        """Give the parts of the link to this state."""
        defaults = {field.name: field.default for field in self.model.fields}
        parts = {"dyad": self.dyad, "rows": self.rows}
        for name, value in self.options:
            if value != defaults[name] and value is not None:
                parts[name] = str(int(value)) if isinstance(value, bool) else str(value)
        return {name: value for name, value in parts.items() if value}


def fitted(desk: Desk, asked: Asked) -> Job:
    """Ask for an answer: at once if it is known for this state of the ledger, else from the worker."""
    question = Question(
        model=asked.model.name, ledger=desk.path, version=desk.version(), rivalry=desk.rivalry, dyad=asked.dyad,
        rows=asked.rows, options=asked.options,
    )  # fmt: skip
    key = (question.model, question.version, question.dyad, question.rows, question.options)
    return desk.fits.ask(key, lambda: desk.fitter.answer(question))


def brought(desk: Desk) -> tuple[str, ...]:
    """Name the formats of other tools whose rows the ledger holds; each is one step in an index."""
    query = (
        "WITH RECURSIVE f (name) AS (SELECT min(format) FROM foreign_rows UNION ALL"
        " SELECT (SELECT min(format) FROM foreign_rows WHERE format > f.name) FROM f WHERE f.name IS NOT NULL)"
        " SELECT name FROM f WHERE name IS NOT NULL"
    )
    return tuple(desk.ledger.sql(query, seconds=5.0).column("name").to_pylist())
