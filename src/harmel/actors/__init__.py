"""Who is who: the registry of states, organisations, offices and outlets, and words → actor at a date."""

from __future__ import annotations

from harmel.actors.resolved import NameHit, Resolution

__all__ = ["NameHit", "Resolution"]
