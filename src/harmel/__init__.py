"""harmel reads the press on a security rivalry and keeps a ledger that anyone can check.

>>> import harmel
>>> sorted(harmel.__all__)[:4]
['Actor', 'Coded', 'Event', 'Figure']

The public names are loaded when they are first used, so that ``import harmel`` stays cheap. A process computes on one
core, unless the environment says otherwise: more cores are for more processes (``--processes``).
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy reads it when it is first imported

_HOMES = {
    "harmel.records": ("Actor", "Coded", "Event", "Figure", "Link", "Reject", "Report", "Statement"),
    "harmel.errors": ("HarmelError",),
    "harmel.settings": ("rivalry",),
    "harmel.actors": ("Registry",),
    "harmel.reading": ("read_all", "read_text"),
    "harmel.pipeline": ("code",),
    "harmel.ledger": ("Ledger",),
    "harmel.client": ("connect",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}
__all__ = [  # noqa: PLE0604 - names, as the test of the public list checks
    "__version__",
    *_HOME,
]

if TYPE_CHECKING:
    from harmel.actors import Registry as Registry
    from harmel.client import connect as connect
    from harmel.errors import HarmelError as HarmelError
    from harmel.ledger import Ledger as Ledger
    from harmel.pipeline import code as code
    from harmel.reading import read_all as read_all
    from harmel.reading import read_text as read_text
    from harmel.records import (
        Actor as Actor,
    )
    from harmel.records import (
        Coded as Coded,
    )
    from harmel.records import (
        Event as Event,
    )
    from harmel.records import (
        Figure as Figure,
    )
    from harmel.records import (
        Link as Link,
    )
    from harmel.records import (
        Reject as Reject,
    )
    from harmel.records import (
        Report as Report,
    )
    from harmel.records import (
        Statement as Statement,
    )
    from harmel.settings import rivalry as rivalry


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'harmel' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
