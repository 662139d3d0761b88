"""A ledger with hostile words in every field, and an application over it."""

import shutil
from importlib.resources import as_file, files

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import sync_playwright

from fictional import fill
from harmel.cli.add import add
from harmel.cli.demo import DEMO
from harmel.ledger import Ledger
from harmel.records import Reject
from harmel.settings import rivalry
from harmel.web import create_app
from hostile_report import HOSTILE, coded
from served import served


@pytest.fixture(scope="session")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("web") / "l.db"
    with Ledger.open(path) as opened:
        for number in range(60):
            opened.add(coded(number))
        opened.reject(Reject(source=HOSTILE, reason=HOSTILE, remedy=HOSTILE))
    return path


@pytest.fixture(scope="session")
def app(ledger):
    return measured(create_app(ledger, rivalry("nato-russia")))


def measured(app):
    """Wait until the pages have their measures."""
    assert app.state.desk.measuring.follow(seconds=120)
    return app


@pytest.fixture(scope="session")
def fictional_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("straits") / "straits.db"
    fill(path)
    return path


@pytest.fixture(scope="session")
def fictional_app(fictional_path):
    return measured(create_app(fictional_path, rivalry("straits")))


@pytest.fixture(scope="session")
def client(app):
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def demo_ledger(tmp_path_factory):
    """The demo's fourteen pages, read and coded once for all tests."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with as_file(files("harmel") / "demo" / "pages") as pages:
        add([pages], ledger=path, rivalry=DEMO)
    return path


@pytest.fixture(scope="session")
def demo_app(demo_ledger):
    return measured(create_app(demo_ledger, rivalry(DEMO)))


@pytest.fixture(scope="session")
def demo(demo_app):
    return TestClient(demo_app, base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.fixture(scope="module")
def straits_address(fictional_app):
    with served(fictional_app) as found:
        yield found


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as play:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        opened = play.chromium.launch(executable_path=shutil.which("chromium") or "/usr/bin/chromium", args=flags)
        yield opened
        opened.close()
