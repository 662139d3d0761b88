"""The models: refusals word for word as on the command line, answers with assumptions, intervals and twins, waiting."""

import re
import time
from threading import Event

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from harmel.cli import verbs
from harmel.cli.demo import DEMO
from harmel.errors import RefusalError
from harmel.ledger import Ledger, keep_series
from harmel.records import Coded, Report
from harmel.records import Event as Act
from harmel.settings import rivalry
from harmel.web import create_app
from harmel.web.background.fits import Fitter
from harmel.web.background.fitting import Answer, Question, answer
from harmel.web.drawing.intervals import WIDTH, intervals
from harmel.web.pages.offered import MODELS


@pytest.fixture
def straits(fictional_app):
    return TestClient(fictional_app, base_url="http://127.0.0.1", raise_server_exceptions=False)


def settled(client, address):
    """Ask until there is an answer, as the page does by itself."""
    got, until = client.get(address), time.monotonic() + 120
    while "refresh" in got.headers and time.monotonic() < until:
        assert "Still computing" in got.text
        time.sleep(0.3)
        got = client.get(address)
    assert got.status_code == 200, got.text
    return got.text


def plain(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("&#39;", "'").replace("&gt;", ">")


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("posture", ["posture"]), ("warn", ["warn"]),
        ("reciprocity", ["model", "reciprocity"]), ("provocation", ["model", "provocation"]),
        ("spiral", ["model", "spiral"]), ("whatif", ["whatif", "reduce", "lita"]),
        ("whatif?way=attribution", ["whatif", "attribution", "lita"]), ("burden", ["model", "burden"]),
    ],
)  # fmt: skip
def test_a_refusal_is_that_of_the_command_line_word_for_word(demo, demo_ledger, name, verb):
    source = ["--rivalry", DEMO] if name == "burden" else ["--rivalry", DEMO, "--ledger", str(demo_ledger)]
    refused = CliRunner().invoke(verbs(), [*verb, *source]).exception
    assert isinstance(refused, RefusalError)
    assert str(refused) in plain(settled(demo, f"/models/{name}"))


@pytest.mark.parametrize(
    ("ledger", "name"), [("demo", "series"), ("straits", "warn"), ("demo", "attribution"), ("demo", "incidents")]
)
def test_an_answer_has_its_finding_its_rows_and_what_it_takes_for_granted(request, ledger, name):
    page = settled(request.getfixturevalue(ledger), f"/models/{name}")
    assert len(page) < 150_000
    assert '<p class="finding">' in page
    assert "Taken for granted" in page
    assert "<caption" in page


def test_a_game_has_a_drawing_that_says_what_its_table_says_and_exports(demo):
    page = settled(demo, "/models/attribution?attackers=3")
    assert "attacker 3 0." in page
    rows = demo.get("/models/attribution?attackers=3&format=csv").text.splitlines()
    assert len(rows) == 4
    told = demo.get("/models/attribution?attackers=3&format=json").json()
    assert [row["attacker"] for row in told["rows"]] == [1, 2, 3]
    assert told["assumptions"]
    assert demo.get("/models/provocation?format=csv").status_code in (422, 503)


@pytest.mark.parametrize("query", ["colour=red", "attackers=few", "rows=gdelt", "dyad=USA:RUS"])
def test_a_wrong_question_is_told_what_is_wrong(demo, query):
    got = demo.get(f"/models/attribution?{query}")
    assert got.status_code == 400
    assert query.split("=")[0] in got.text


def test_every_model_has_a_form_and_the_index_names_all(demo):
    page = demo.get("/models").text
    for name, model in MODELS.items():
        assert f'href="/models/{name}"' in page
        assert all(field.kind in ("flag", "whole", "number", "text", "choice") for field in model.fields)
    assert demo.get("/models/none").status_code == 404


def test_while_a_fit_runs_the_page_says_so_and_an_export_says_when_to_ask(demo_ledger, monkeypatch):
    gate = Event()
    monkeypatch.setattr(Fitter, "answer", lambda *_: gate.wait(20) and Answer(refusal="late"))
    client = TestClient(create_app(demo_ledger, rivalry(DEMO)), base_url="http://127.0.0.1")
    got = client.get("/models/spiral")
    assert got.headers["refresh"] == "3"
    assert "Still computing" in got.text
    export = client.get("/models/spiral?format=csv")
    assert (export.status_code, export.headers["retry-after"]) == (503, "3")
    gate.set()
    assert "late" in settled(client, "/models/spiral")


def test_a_fit_that_takes_too_long_is_stopped_and_the_next_one_runs(demo_ledger):
    fitter = Fitter(seconds=0.01)
    asked = Question(model="attribution", ledger=demo_ledger, version="1", rivalry=rivalry(DEMO))
    with pytest.raises(RefusalError, match="stopped"):
        fitter.answer(asked)
    fitter._seconds = 60.0
    try:
        assert fitter.answer(asked).columns[0] == "attacker"
    finally:
        fitter.close()


@pytest.fixture(scope="module")
def foreign(tmp_path_factory):
    """A ledger whose events came in from another tool, beside one that harmel coded; and a series of spending."""
    path = tmp_path_factory.mktemp("foreign") / "f.db"
    with Ledger.open(path) as ledger:
        for day in range(120):
            for number, (one, other) in enumerate((("USA", "RUS"), ("RUS", "USA"))):
                key = f"{day}_{number}"
                when = f"2018-{1 + day // 28:02d}-{1 + day % 28:02d}"
                act = Act(report_id=f"r_{key}", event_id=f"e_{key}", source=one, source_country=one, target=other,
                          target_country=other, action="111", action_name="Blame", quad="verbal-conflict",
                          happened_earliest=when, happened_latest=when, rule="import icews")  # fmt: skip
                ledger.add(Coded(report=Report(report_id=f"r_{key}", source=f"icews:{key}", text=""), events=(act,)))
        with ledger.transaction() as connection:
            connection.execute(
                "INSERT INTO foreign_rows (format, id, report_id, cells) VALUES ('icews', '1', 'r_0_0', '{}')"
            )
        spent = [
            (actor, 1950 + year, 100.0 + year * step) for actor, step in (("USA", 3), ("RUS", 2)) for year in range(20)
        ]
        keep_series(ledger, spent, source="made up", measure="military spending", unit="USD")
    return path


def asked(path, model, **more):
    return answer(Question(model=model, ledger=path, version="1", rivalry=rivalry("nato-russia"), **more))


def test_models_run_over_rows_that_came_in_from_another_tool(foreign):
    client = TestClient(create_app(foreign, rivalry("nato-russia")), base_url="http://127.0.0.1")
    assert "icews (imported)" in client.get("/models/series").text
    told = asked(foreign, "series", dyad="USA:RUS", rows="icews", options=(("period", "month"),))
    assert sum(row[told.columns.index("acts")] for row in told.rows) == 240
    assert "no row has a day" in asked(foreign, "series", rows="own").refusal
    assert "days; this comparison needs 180" in asked(foreign, "spiral", dyad="USA:RUS").refusal


def test_an_arms_race_reads_the_series_that_the_ledger_holds(foreign, demo_ledger):
    assert "20 years; an arms race needs 25" in asked(foreign, "armsrace", dyad="USA:RUS").refusal
    assert "no rows of FRA" in asked(foreign, "armsrace", dyad="USA:FRA").refusal
    assert "holds no series" in asked(demo_ledger, "armsrace").refusal


def test_intervals_lie_where_their_numbers_do():
    drawn = intervals("x", [("a", -1.0, 0.0, 2.0), ("b", None, 1.0, None), ("c", None, None, None)], mark=0.0)
    assert [bar.label for bar in drawn.bars] == ["a", "b"]
    assert drawn.bars[0].at == drawn.mark
    assert drawn.bars[1].low == drawn.bars[1].at == drawn.bars[1].high
    assert intervals("x", [("c", None, None, None)]) is None


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=5))
def test_any_numbers_can_be_drawn_inside_the_drawing(values):
    drawn = intervals("x", [(str(v), None, v, None) for v in values], mark=0.0)
    assert all(0 <= bar.at <= WIDTH for bar in drawn.bars)
    assert len(drawn.ticks) <= 9
