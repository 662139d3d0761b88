"""Takes a picture of every page, in two widths and two themes, of a fictional ledger: ``make screenshots``.

``--docs`` writes the few small ones that the README shows instead.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from fictional import fill
from harmel.ledger import Ledger
from harmel.settings import rivalry
from harmel.web import create_app
from served import served

TOP = Path(__file__).resolve().parents[1]
SHOWN = {
    "overview": "/?period=quarter",
    "overview-days": "/?period=day&show=goldstein",
    "overview-none": "/?since=1999-01-01&until=1999-12-31",
    "reports": "/reports",
    "reports-found": "/reports?q=ceasefire",
    "statements": "/statements?stance=threaten",
    "events": "/events?status=alleged",
    "figures": "/figures",
    "claims": "/claims",
    "actors": "/actors",
    "actor-state": "/actors/XKO",
    "actor-person": "/actors/celia-thorne",
    "map": "/map",
    "map-earth": "/map?view=earth",
    "models": "/models",
    "watches": "/watches",
    "add": "/add",
    "rejects": "/rejects",
    "log": "/log",
    "missing": "/reports/none",
}
DOCS = {"overview": ("/?period=quarter", 900), "actor": ("/actors/XKO", 1000), "map": ("/map", 640)}


def pages(path):
    """Name every page, with one report and one record of each noun."""
    with Ledger.open(path, read_only=True) as ledger:
        one = {
            table: next(ledger.rows(table, limit=1))[f"{table[:-1]}_id"]
            for table in ("reports", "statements", "events")
        }
    return SHOWN | {f"{table[:-1]}-one": f"/{table}/{key}" for table, key in one.items()}


def made(path):
    """Make the application over the ledger, its measures there."""
    app = create_app(path, rivalry("straits"))
    app.state.desk.measuring.follow(seconds=300)
    return app


def take(browser, address, path, file, *, width, scheme, high=0, scale=1.0):
    """Take one picture: the whole page, or its top."""
    context = browser.new_context(
        viewport={"width": width, "height": high or 900}, color_scheme=scheme, device_scale_factor=scale
    )
    page = context.new_page()
    page.goto(address + path)
    page.wait_for_timeout(150)  # the charts are drawn
    page.screenshot(path=file, full_page=not high)
    context.close()


def main():
    """Make the ledger, serve it, take the pictures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--docs", action="store_true")
    docs = asked.parse_args().docs
    folder = TOP / "docs" / "images" if docs else TOP / "screenshots"
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as play:
        path = Path(place) / "straits.db"
        fill(path)
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        with served(made(path)) as address:
            if docs:
                for name, (link, high) in DOCS.items():
                    file = folder / f"page-{name}.png"
                    take(browser, address, link, file, width=1080, scheme="light", high=high, scale=0.8)
            else:
                every(browser, address, pages(path), folder)
        browser.close()


def every(browser, address, shown, folder):
    """Take every page in two widths and two themes."""
    for name, link in shown.items():
        for width in (360, 1280):
            for scheme in ("light", "dark"):
                file = folder / f"{name}-{width}-{scheme}.png"
                take(browser, address, link, file, width=width, scheme=scheme)
                sys.stdout.write(f"{file.relative_to(TOP)}\n")


if __name__ == "__main__":
    main()
