"""Compiling the inner loops, once: the compiled code is kept on disk, so that a second run starts at once.

It lies beside the source, or in the user's cache where harmel is installed in a place that cannot be written to, or
where ``NUMBA_CACHE_DIR`` says. Where none of them can be written, each run compiles anew: a second or two.
"""

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
    njit = extra("numba").njit
    try:
        return cast("F", njit(function, cache=True, nogil=True, error_model="numpy"))
    except RuntimeError:  # numba finds no place that it may write to
        return cast("F", njit(function, nogil=True, error_model="numpy"))
