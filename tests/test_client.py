"""The client gives row for row what the ledger gives, over a real socket, and says in one line what goes wrong."""

import inspect
import socket

import pytest

import harmel
from harmel.client import _STAYS, Remote
from harmel.errors import LedgerError, UsageError
from harmel.ledger import Ledger, claims
from harmel.records import Reject
from harmel.settings import rivalry
from harmel.web import Tokens, create_app, new_token
from ledgers import coded
from served import served

TABLES = ("reports", "statements", "events", "figures", "links", "actors", "rejects")
FILTERS = (
    {}, {"source": ["NOR", "RUS"]}, {"actor": "USA", "since": "2018-01-10", "until": "2018-02-01"}, {"action": "19"},
    {"goldstein": -10.0, "status": ""},
)  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    place = tmp_path_factory.mktemp("client") / "l.db"
    with Ledger.open(place) as opened:
        for number in range(120):
            opened.add(coded(number))
        opened.reject(Reject(source="a.txt", reason="empty"))
        opened.remember("rivalry", "nato-russia")
    return place


@pytest.fixture(scope="module")
def ledger(path):
    with Ledger.open(path, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def address(path):
    with served(create_app(path, rivalry("nato-russia"))) as found:
        yield found


@pytest.fixture(scope="module")
def remote(address):
    with harmel.connect(address) as opened:
        yield opened


@pytest.mark.parametrize("table", TABLES)
def test_every_noun_is_the_same_row_for_row(remote, ledger, table):
    assert list(remote.rows(table)) == list(ledger.rows(table))
    assert remote.table(table).equals(ledger.table(table))
    assert remote.count(table) == ledger.count(table)


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_filters_limits_and_counts_are_those_of_the_ledger(remote, ledger, wanted):
    assert list(remote.rows("events", limit=7, offset=3, **wanted)) == list(
        ledger.rows("events", limit=7, offset=3, **wanted)
    )
    assert remote.table("events", **wanted).equals(ledger.table("events", **wanted))
    assert remote.count("events", **wanted) == ledger.count("events", **wanted)
    assert remote.facet("events", "action", most=2, **wanted) == ledger.facet("events", "action", most=2, **wanted)


def test_pages_are_followed(remote, ledger, monkeypatch):
    monkeypatch.setattr("harmel.client._PAGE", 7)
    assert list(remote.rows("statements")) == list(ledger.rows("statements"))


def test_reports_searches_claims_and_settings_are_the_same(remote, ledger):
    key = next(ledger.rows("reports", limit=1))["report_id"]
    assert remote.report(key) == ledger.report(key)
    assert remote.coded(key) == ledger.coded(key)
    assert remote.report("none") is remote.coded("none") is None
    assert list(remote.reports(outlet="Outlet 1")) == list(ledger.reports(outlet="Outlet 1"))
    assert list(remote.rows("reports", words="shelled")) == list(ledger.rows("reports", words="shelled"))
    for words in ("envoy strait", '"over the strait" -shelled', "", "-only"):
        assert remote.search(words, limit=9, offset=2) == ledger.search(words, limit=9, offset=2)
    assert remote.search("naive", table="statements", speaker="NOR") == ledger.search(
        "naive", table="statements", speaker="NOR"
    )
    assert [row["claim_id"] for row in remote.claims(actor="RUS")] == [
        claim.claim_id for claim in claims(ledger, actor="RUS")
    ]
    assert remote.settled == ledger.settled
    assert (remote.remembered("rivalry"), remote.remembered("none")) == ("nato-russia", "")


def test_sql_goes_over_the_wire_with_its_values(remote, ledger):
    query = "SELECT source, count(*) AS n FROM events WHERE goldstein < ? GROUP BY 1 ORDER BY 1"
    assert remote.sql(query, [0]).equals(ledger.sql(query, [0]))
    assert remote.sql("SELECT :a AS a", {"a": "ü"}).to_pylist() == [{"a": "ü"}]


def test_every_method_of_the_ledger_is_there_or_says_why_not(remote):
    public = {name for name, _ in inspect.getmembers(Ledger) if not name.startswith("_")} - {"open"}
    assert public <= set(dir(Remote)) | set(_STAYS)
    for name in _STAYS:
        with pytest.raises(UsageError, match=f"{name} does not go over the wire"):
            getattr(remote, name)
    with pytest.raises(AttributeError):
        remote.nonsense  # noqa: B018
    for name in ("table", "rows", "count", "facet", "report", "reports", "coded", "search"):
        assert list(inspect.signature(getattr(Remote, name)).parameters) == list(
            inspect.signature(getattr(Ledger, name)).parameters
        )


def test_what_goes_wrong_is_one_clear_line(remote, address):
    with pytest.raises(UsageError, match=f"{address}: colour"):
        remote.count("events", colour="red")
    with pytest.raises(UsageError, match="Not Found"):
        remote.count("nothing")
    with pytest.raises(UsageError, match="does more than read"):
        remote.sql("DELETE FROM events")
    with pytest.raises(UsageError, match="colour"):
        remote.table("events", colour="red")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}"
    with harmel.connect(nobody) as nowhere, pytest.raises(LedgerError, match="does not answer"):
        nowhere.count("events")


def test_a_server_with_tokens_wants_one(path):
    secret, token = new_token(hours=1, write=False)
    with served(create_app(path, rivalry("nato-russia"), tokens=Tokens((token,)))) as address:
        with harmel.connect(address) as stranger, pytest.raises(UsageError, match="token"):
            stranger.count("events")
        with harmel.connect(address, token=secret) as known:
            assert known.count("events") == 120
            with pytest.raises(UsageError, match="may only read"):
                known.upload([])
