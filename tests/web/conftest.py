"""A ledger with hostile words in every field, and an application over it."""

from importlib.resources import as_file, files

import pytest
from fastapi.testclient import TestClient

from harmel.cli.add import add
from harmel.cli.demo import DEMO
from harmel.ledger import Ledger
from harmel.records import Coded, Event, Figure, Furniture, Link, Reject, Report, Statement
from harmel.settings import rivalry
from harmel.web import create_app

HOSTILE = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>\'";javascript:window.hit=1'
TEXT = f"Clock\nNorway accused Russia of an attack on 3 cables. {HOSTILE}\nRussia denied it."


def coded(number: int) -> Coded:
    key = f"r_{number}"
    body = TEXT.index("Norway")
    said = Statement(
        report_id=key, statement_id=f"s_{number}", speaker="NOR", speaker_name=HOSTILE, cue="accused", stance="accuse",
        content=f"Russia of an attack {HOSTILE}", content_spans=((body + 15, body + 34),), about=("RUS",),
    )  # fmt: skip
    denied = Statement(
        report_id=key, statement_id=f"d_{number}", speaker="RUS", speaker_name="Russia", cue="denied", stance="deny",
        content="it", content_spans=((len(TEXT) - 3, len(TEXT) - 1),),
    )  # fmt: skip
    attack = Event(
        report_id=key, event_id=f"e_{number}", source="RUS", source_country="RUS", source_name=HOSTILE, target="NOR",
        target_country="NOR", action="190", action_name=HOSTILE, plover_type="ASSAULT", quad="material-conflict",
        goldstein=-10.0, status="alleged", happened_earliest="2018-10-01", happened_latest="2018-10-31",
        trigger_span=((body + 28, body + 34),), sentence_span=((body, len(TEXT)),), statement_id=f"s_{number}",
    )  # fmt: skip
    cables = Figure(
        report_id=key, figure_id=f"f_{number}", measure=HOSTILE, value=3, unit=HOSTILE, span=((body + 38, body + 46),)
    )
    denial = Link(
        report_id=key, link_id=f"l_{number}", kind="denies", from_table="statements", from_id=f"d_{number}",
        to_table="events", to_id=f"e_{number}", basis="denied",
    )  # fmt: skip
    report = Report(
        report_id=key, source=f"page-{number}.txt", title=HOSTILE, outlet=HOSTILE, byline=HOSTILE, text=TEXT,
        body_spans=((body, len(TEXT)),), furniture=(Furniture(span=((0, 5),), kind="clock"),),
        published_earliest="2018-11-01", published_latest="2018-11-01", published_basis="given", story_id=f"t_{number}",
    )  # fmt: skip
    return Coded(report=report, statements=(said, denied), events=(attack,), figures=(cables,), links=(denial,))


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
