"""What a ledger says, for a person: the brief on the terminal, as Markdown and as one HTML page."""

from __future__ import annotations

from harmel.brief.compose import compose
from harmel.brief.desk import Desk, desk_of
from harmel.brief.markdown import to_markdown
from harmel.brief.model import Brief
from harmel.brief.page import to_page
from harmel.brief.terminal import to_terminal

__all__ = ["Brief", "Desk", "compose", "desk_of", "to_markdown", "to_page", "to_terminal"]
