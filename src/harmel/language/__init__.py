"""Report → sentences, parses and mentions: the cheap gate first, the parser only where it can pay."""

from __future__ import annotations

from harmel.language.parsed import Mention, ParsedReport, Sentence

__all__ = ["Mention", "ParsedReport", "Sentence"]
