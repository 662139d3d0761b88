"""A ledger of the synthetic press as a perfect coder would leave it: rich, fictional, and made without parsing."""

from dataclasses import replace

from harmel.events.ontology import action
from harmel.ledger import Ledger
from harmel.press import Plan, Regime, press

PLAN = Plan(reports=700, days=1460, seed=7, reaction="spiral", drift=1.8, regimes=(Regime(day=1150, factor=2.2),))
"""Four years, of which the last is the worst, in a press that grows: volume and tension are not the same."""

TOWNS = {
    "XCA": ("Havensby", -64.4, -59.2), "XBR": ("Sant Amel", -66.9, -62.5), "XES": ("Ruunby", -70.2, -62.3),
    "XLO": ("Quayle", -74.6, -61.5), "XKO": ("Tarsk", -74.1, -26.8), "XZE": ("Mirsk", -71.2, -14.2),
    "LITA": ("Lindholt", -68.1, -66.4), "XPE": ("Ilmet", -77.3, -48.0),
}  # fmt: skip
"""Towns that are nowhere: their points lie on the coasts of Antarctica, which has none."""
NAMES = {"Callund": "XCA", "Brevonia": "XBR", "Estmark": "XES", "Lothmere": "XLO", "Kordavia": "XKO", "Zelovia": "XZE"}


def coded(page):
    """Give a page's truth with what a coder would add to it: scores, names of acts, a place."""
    said = tuple(_said(statement) for statement in page.truth.statements)
    return replace(page.truth, statements=said, events=tuple(_event(event) for event in page.truth.events))


def _said(statement):
    named = (actor for name, actor in NAMES.items() if name in statement.content and actor != statement.speaker)
    return replace(statement, about=tuple(named))


def _event(event):
    known = action(event.action)
    town, latitude, longitude = TOWNS.get(event.target if event.status != "planned" else "", ("", None, None))
    return replace(
        event, goldstein=known.goldstein, action_name=known.name, plover_type=known.plover_type,
        contexts=known.contexts,
        source_country=event.source_country or event.source, target_country=event.target_country or event.target,
        place=town, latitude=latitude, longitude=longitude,
    )  # fmt: skip


def fill(path, plan=PLAN):
    """Write the ledger; give how many reports it holds."""
    with Ledger.open(path) as ledger:
        ledger.remember("rivalry", "straits")
        with ledger.transaction():
            found = [ledger.add(coded(page)) for _, made in press(plan) for page in made]
    return len(found)
