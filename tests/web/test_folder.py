"""A partitioned ledger in the browser: each page says what it says of the file."""

import re

import pytest
from fastapi.testclient import TestClient

from harmel.ledger import Ledger, partition
from harmel.settings import rivalry
from harmel.web import create_app
from ledgers import coded

PAGES = (
    "/reports",
    "/events?source=NOR",
    "/statements",
    "/figures",
    "/actors",
    "/actors/NOR",
    "/claims",
    "/map",
    "/rejects",
    "/log",
    "/api/v1/events?target=USA",
    "/api/v1/figures",
    f"/reports/{coded(3).report.report_id}",
    f"/events/{coded(3).events[0].event_id}",
)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    place = tmp_path_factory.mktemp("both")
    with Ledger.open(place / "ledger.db") as ledger:
        for number in range(20):
            ledger.add(coded(number))
    with Ledger.open(place / "ledger.db", read_only=True) as ledger:
        partition(ledger, place / "folder")
    apps = [create_app(place / name, rivalry("nato-russia")) for name in ("ledger.db", "folder")]
    for app in apps:
        assert app.state.desk.snapshot.follow(seconds=60)
    yield [TestClient(app, base_url="http://127.0.0.1") for app in apps]
    for app in apps:
        app.state.gate.close()
        app.state.desk.close()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_a_folder_is_that_of_its_file(both, page):
    one, other = (client.get(page) for client in both)
    assert (one.status_code, other.status_code) == (200, 200)
    said = [
        re.sub(r"harmel\.db|ledger\.db|folder|cursor=[\w%.-]+|[\w-]{20,}", "", answer.text) for answer in (one, other)
    ]
    assert said[0] == said[1]
