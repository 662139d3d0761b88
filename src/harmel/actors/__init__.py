"""Who is who: the registry of states, organisations, offices and outlets, and words → actor at a date."""

from __future__ import annotations

from harmel.actors.registry import Registry
from harmel.actors.resolved import NameHit, OfficeHit, Outlet, Resolution, Sense

__all__ = ["NameHit", "OfficeHit", "Outlet", "Registry", "Resolution", "Sense"]
