"""``python -m harmel``."""

from __future__ import annotations

from harmel.cli import main

main()
