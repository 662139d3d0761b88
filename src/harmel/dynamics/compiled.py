"""Compiling the inner loops, once: the compiled code is kept beside the source, so that a second run starts at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from harmel.dynamics.present import extra

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """Compile a function of numbers and arrays to machine code on its first call.

    >>> @compiled
    ... def double(x: float) -> float:
    ...     return 2 * x
    >>> double(1.5)
    3.0
    """
    on_disk = "<doctest" not in function.__code__.co_filename
    return cast("F", extra("numba").njit(function, cache=on_disk, nogil=True, error_model="numpy"))
