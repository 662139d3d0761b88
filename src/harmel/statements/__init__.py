"""Who said what: a parsed report → statements.

Cue-anchored: quotation marks are read character by character, cues come from a lexicon, and source and content
from the path of dependencies between them.
"""

from __future__ import annotations

from harmel.statements.candidates import may_tell
from harmel.statements.extract import extract
from harmel.statements.reasons import reason

__all__ = ["extract", "may_tell", "reason"]
