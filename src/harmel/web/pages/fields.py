"""A form's fields from what a measure declares: a parameter that it gains is a field that the page gains."""

from __future__ import annotations

import inspect
import re
import tomllib
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import UnionType
from typing import Any, Literal

from harmel.errors import UsageError


@cache
def labels() -> dict[str, dict[str, str]]:
    """Give what a form calls each parameter.

    >>> labels()["false_alarm"]["label"]
    'Chance of a false alarm'
    """
    return tomllib.loads(files("harmel.web").joinpath("data", "labels.toml").read_text("utf-8"))


_KINDS: dict[type, str] = {bool: "flag", int: "whole", float: "number", str: "text"}
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter as a form shows it: ``kind`` is flag, whole, number, text or choice; ``help`` one sentence."""

    name: str
    kind: str
    default: Any
    choices: tuple[str, ...] = ()
    help: str = ""

    @property
    def label(self) -> str:
        """Name it as people do."""
        known = labels().get(self.name, {})
        return known.get("label") or self.name.replace("_", " ").capitalize()

    @property
    def explained(self) -> str:
        """Say what it means: in the words of its measure, else in ours."""
        return self.help or labels().get(self.name, {}).get("help", "")

    def read(self, said: str) -> Any:  # noqa: ANN401 - as the parameter
        """Read what a person put in; nothing gives the default.

        Raises
        ------
        UsageError
            If it is no such value; the message names the field.
        """
        if said == "":
            return self.default
        if self.kind == "flag":
            return said == "1"
        if self.kind == "choice" and said not in self.choices:
            raise UsageError(f"{self.name}: {said[:_LONGEST]!r}", remedy=f"one of: {', '.join(self.choices)}")
        if self.kind in ("whole", "number"):
            return self._number(said)
        return said[:_LONGEST]

    def _number(self, said: str) -> float:
        try:
            return int(said) if self.kind == "whole" else float(said)
        except ValueError:
            kind = "whole number" if self.kind == "whole" else "number"
            raise UsageError(f"{self.name} is no {kind}: {said[:_LONGEST]!r}") from None


def fields(measures: Iterable[Callable[..., Any]], *, without: Iterable[str] = ()) -> tuple[Field, ...]:
    """Make the fields for some measures: each parameter that can stand in a form, once.

    Parameters
    ----------
    without
        Names that the page fills in by itself.

    >>> def measure(acts: list[int], *, kind: Literal["a", "b"] = "a", lags: int | None = None) -> int: ...
    >>> [(field.name, field.kind, field.default) for field in fields([measure])]
    [('kind', 'choice', 'a'), ('lags', 'whole', None)]
    """
    found: dict[str, Field] = {}
    for measure in measures:
        told = _told(inspect.getdoc(measure) or "")
        known = inspect.unwrap(measure)
        for parameter in inspect.signature(measure).parameters.values():
            field = _field(parameter, vars(inspect.getmodule(known)), told.get(parameter.name, ""))
            if field is not None and field.name not in without:
                found.setdefault(field.name, field)
    return tuple(found.values())


def _field(parameter: inspect.Parameter, names: Mapping[str, Any], told: str) -> Field | None:
    kind = _meaning(parameter.annotation, names)
    default = None if parameter.default is inspect.Parameter.empty else parameter.default
    if typing.get_origin(kind) is Literal:
        choices = tuple(str(choice) for choice in typing.get_args(kind))
        return Field(parameter.name, "choice", default or choices[0], choices, told)
    return Field(parameter.name, _KINDS[kind], default, (), told) if kind in _KINDS else None


def _meaning(annotation: Any, names: Mapping[str, Any]) -> Any:  # noqa: ANN401 - an annotation can be anything
    """Give the plain type of an annotation; one that may be missing counts as what it is otherwise."""
    if isinstance(annotation, str):
        try:
            annotation = eval(annotation, dict(names))  # noqa: S307 - harmel's own source
        except NameError:  # only known to the type checker: nothing that a form could hold
            return None
    if isinstance(annotation, UnionType):
        plain = [kind for kind in typing.get_args(annotation) if kind is not type(None)]
        return plain[0] if len(plain) == 1 else None
    return annotation


def _told(doc: str) -> dict[str, str]:
    """Read what a docstring's section "Parameters" says of each, without the marks for code."""
    _, _, section = doc.partition("Parameters\n----------\n")
    found: dict[str, str] = {}
    names: list[str] = []
    for line in section.split("\n\nRaises")[0].split("\n\nReturns")[0].split("\n"):
        if re.fullmatch(r"[\w, ]+", line):
            names = [name.strip() for name in line.split(",")]
        elif line.startswith("    "):
            said = line.strip().replace("``", "")
            found |= {name: f"{found[name]} {said}" if name in found else said for name in names}
        elif line:
            break
    return found
