"""Who did what to whom: parses → events, by an ontology and a lexicon that are data."""

from __future__ import annotations

from harmel.events.candidates import may_tell
from harmel.events.coder import extract
from harmel.events.explain import Account, Word, accounts, explain, rule
from harmel.events.ontology import Action, PloverType, action, actions, cameo_of, contexts, plover_types, quad_of
from harmel.events.reasons import Reason, reason

__all__ = [
    "Account",
    "Action",
    "PloverType",
    "Reason",
    "Word",
    "accounts",
    "action",
    "actions",
    "cameo_of",
    "contexts",
    "explain",
    "extract",
    "may_tell",
    "plover_types",
    "quad_of",
    "reason",
    "rule",
]
