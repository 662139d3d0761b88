"""What stands beside a record, and beside a report: from the links, the happenings, the stories and the log."""

import pytest

from harmel.ledger import Ledger, beside, ends, versions
from harmel.records import Coded, Event, Figure, Link, Report, Statement

TEXT = "Norway accused Russia of an attack on three cables. Russia denied it."


def report(number, *, text=TEXT, day="2018-10-0", status="alleged", **more):
    key = f"r_{number}"
    said = Statement(report_id=key, statement_id=f"s_{number}", speaker="NOR", speaker_name="Norway", stance="accuse",
                     content="Russia of an attack", content_spans=((15, 34),))  # fmt: skip
    denied = Statement(report_id=key, statement_id=f"d_{number}", speaker="RUS", stance="deny", content="it",
                       content_spans=((66, 68),))  # fmt: skip
    act = Event(report_id=key, event_id=f"e_{number}", source="RUS", target="NOR", source_name="Russia",
                target_name="Norway", action="190", action_name="Attack", quad="material-conflict", status=status,
                happened_earliest="2018-10-01", happened_latest="2018-10-01", sentence_span=((0, 51),),
                statement_id=f"s_{number}")  # fmt: skip
    cables = Figure(report_id=key, figure_id=f"f_{number}", actor="NOR", measure="cables", value=3.0, unit="cables",
                    span=((38, 50),))  # fmt: skip
    denial = Link(report_id=key, link_id=f"l_{number}", kind="denies", from_table="statements", from_id=f"d_{number}",
                  to_table="events", to_id=f"e_{number}", basis="denied", basis_span=((59, 65),))  # fmt: skip
    page = Report(report_id=key, source=f"{number}.txt", outlet=f"Outlet {number}", text=text,
                  body_spans=((0, len(text)),), published_earliest=f"{day}{number}", published_latest=f"{day}{number}",
                  **more)  # fmt: skip
    return Coded(report=page, statements=(said, denied), events=(act,), figures=(cables,), links=(denial,))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("beside") / "l.db"
    with Ledger.open(path) as opened:
        opened.add(report(1, url="https://a.example/1", story_id="t"))
        opened.add(report(2, story_id="t", status="actual", text=TEXT + " Talks go on."))
        opened.add(report(3, url="https://a.example/1", text=TEXT.replace("three", "3    ")))
    with Ledger.open(path, read_only=True) as opened:
        yield opened


def test_an_act_is_carried_by_the_other_records_of_its_happening(ledger):
    got = beside(ledger, "events", "e_1")
    assert [(o.id, o.standing, o.outlet) for o in got.carried] == [
        ("e_2", "actual", "Outlet 2"),
        ("e_3", "alleged", "Outlet 3"),
    ]
    assert got.carried[0].words == "Norway accused Russia of an attack on three cables."
    assert got.reports == 3
    assert [done[1] for done in got.done] == ["add"]


def test_denials_of_any_record_of_the_happening_stand_against_it(ledger):
    got = beside(ledger, "events", "e_1")
    assert [(o.id, o.kind, o.basis) for o in got.against] == [(f"d_{n}", "denies", "denied") for n in (1, 2, 3)]
    mine = beside(ledger, "statements", "d_1").against
    assert [(o.id, o.outgoing) for o in mine] == [("e_1", True)]


def test_a_statement_is_carried_by_its_story_and_holds_what_rests_on_it(ledger):
    got = beside(ledger, "statements", "s_1")
    assert [o.id for o in got.carried] == ["s_2", "s_3"]
    assert [(o.id, o.kind) for o in got.within] == [("e_1", "holds")]
    assert [(o.id, o.kind) for o in beside(ledger, "events", "e_1").within] == [("s_1", "rests on")]


def test_a_figure_is_carried_where_the_same_number_is_named(ledger):
    assert [o.id for o in beside(ledger, "figures", "f_1").carried] == ["f_2", "f_3"]


def test_both_ends_of_a_link(ledger):
    start, end = ends(ledger, "l_1")
    assert (start.table, start.words, end.table, end.standing) == ("statements", "it", "events", "alleged")


def test_versions_of_a_story_and_of_an_address(ledger):
    got = versions(ledger, "r_1")
    assert [(v.report_id, v.same_address, bool(v.noticed)) for v in got] == [("r_2", False, False), ("r_3", True, True)]
    assert versions(ledger, "none") == ()
