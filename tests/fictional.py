"""A ledger of the synthetic press as a perfect coder would leave it: rich, fictional, and made without parsing."""

from dataclasses import replace

from harmel.events.ontology import action
from harmel.ledger import Ledger
from harmel.press import Plan, Regime, press

PLAN = Plan(reports=700, days=1460, seed=7, reaction="spiral", drift=1.8, regimes=(Regime(day=1150, factor=2.2),))
"""Four years, of which the last is the worst, in a press that grows: volume and tension are not the same."""

TOWNS = {
    "XCA": ("Havensby", -31.4, -19.2), "XBR": ("Sant Amel", -36.1, -12.5), "XES": ("Ruunby", -28.2, -9.9),
    "XLO": ("Quayle", -26.5, -3.1), "XKO": ("Tarsk", -24.0, 4.8), "XZE": ("Mirsk", -30.7, 6.2),
    "LITA": ("Lindholt", -32.6, -11.0),
}  # fmt: skip
"""Towns that are nowhere: their points lie in the open South Atlantic."""


def coded(page):
    """Give a page's truth with what a coder would add to it: scores, names of acts, a place."""
    return replace(page.truth, events=tuple(_event(event) for event in page.truth.events))


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
