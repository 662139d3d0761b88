"""Which columns of a noun a table shows, and what heads them."""

from __future__ import annotations

TITLES = {
    "reports": "Reports",
    "statements": "Statements",
    "events": "Events",
    "figures": "Figures",
    "actors": "Actors",
    "rejects": "What was rejected, and why",
}
COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    "reports": (("title", "Report"), ("outlet", "Outlet"), ("published", "Published"), ("published_basis", "Dated by")),
    "statements": (("speaker", "Speaker"), ("stance", "Stance"), ("content", "Words"), ("about", "About")),
    "events": (
        ("source", "Who"), ("target", "To whom"), ("action_name", "Did what"), ("status", "Status"),
        ("happened", "When"), ("goldstein", "Goldstein"),
    ),
    "figures": (("actor", "Whose"), ("measure", "Measure"), ("value", "Value"), ("kind", "Kind"), ("as_of", "As of")),
    "actors": (("name", "Name"), ("kind", "Kind"), ("country", "Country"), ("sector", "Sector")),
    "rejects": (("source", "Input"), ("reason", "Reason"), ("remedy", "What to do"), ("stage", "Stage")),
}  # fmt: skip
