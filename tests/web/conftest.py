"""A ledger with hostile words in every field, and an application over it."""

from importlib.resources import as_file, files

import pytest
from fastapi.testclient import TestClient

from harmel.cli.add import add
from harmel.cli.demo import DEMO
from harmel.ledger import Ledger
from harmel.records import Reject
from harmel.settings import rivalry
from harmel.web import create_app
from hostile_report import HOSTILE, coded


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
    return create_app(ledger, rivalry("nato-russia"))


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
    return create_app(demo_ledger, rivalry(DEMO))


@pytest.fixture(scope="session")
def demo(demo_app):
    return TestClient(demo_app, base_url="http://127.0.0.1", raise_server_exceptions=False)
