"""What is told once: records that a copy repeats, lines that say the same, one act in dispute, sections of measures."""

import sys
from dataclasses import replace

from harmel.brief import Desk
from harmel.brief.model import Line, Piece, Source
from harmel.brief.once import merged, told_once
from harmel.brief.sections import disputes, figures, reports, series, warning
from harmel.dynamics.present import extra
from harmel.records import Coded, Event, Figure, Link, Report, Statement
from harmel.settings import rivalry

FIRST = Report(
    report_id="r1", source="a.txt", text="Kordavia denied it.", title="First", body_spans=((0, 19),),
    published_earliest="2018-10-11", published_latest="2018-10-11", published_basis="dateline",
)  # fmt: skip
COPY = replace(FIRST, report_id="r2", source="b.txt", title="Second", duplicate_of="r1")


def _event(report_id, event_id, **cells):
    given = {
        "source": "XKO", "source_country": "XKO", "target": "XCA", "target_country": "XCA",
        "action": "163", "action_name": "Impose sanctions", "quad": "material-conflict",
        "status": "actual", "happened_earliest": "2018-10-11", "happened_latest": "2018-10-11",
        "sentence_span": ((0, 19),), "trigger_span": ((9, 15),),
    }  # fmt: skip
    return Event(report_id=report_id, event_id=event_id, **(given | cells))


def _desk(reports_=(FIRST,), statements=(), events=(), figures_=(), links=()):
    return Desk(
        rivalry=rivalry("straits"), reports={r.report_id: r for r in reports_}, statements=statements, events=events,
        figures=figures_, links=links, actor=lambda _: None,
    )  # fmt: skip


def test_a_copy_tells_only_what_it_adds():
    said = {"content": "We did not", "speaker": "XKO"}
    first = Coded(
        report=FIRST,
        statements=(Statement(report_id="r1", statement_id="s1", **said),),
        events=(_event("r1", "e1"),),
        figures=(),
        links=(),
    )
    added = Statement(report_id="r2", statement_id="s3", content="Nor did we", speaker="XZE")
    copy = Coded(
        report=COPY,
        statements=(Statement(report_id="r2", statement_id="s2", **(said | {"content": "“We did not,”"})), added),
        events=(_event("r2", "e2"), _event("r2", "e3", status="denied")),
        figures=(),
        links=(),
    )
    for found in ((first, copy), (copy, first)):
        once = {c.report.report_id: c for c in told_once(found)}
        assert once["r1"] == first
        assert once["r2"].statements == (added,)
        assert [e.event_id for e in once["r2"].events] == ["e3"]
    alone = told_once([copy])[0]
    assert alone == copy


def test_lines_merge_only_where_all_of_them_is_the_same():
    one = Line((Piece("LITA met"),), (Source("r1", ((0, 4),)),))
    other = Line((Piece("LITA met"),), (Source("r2", ((0, 4),)),), under=(Line((Piece("under"),)),))
    assert [line.text for line in merged([one, other])] == ["LITA met", "LITA met"]
    both = merged([one, replace(other, under=())])
    assert [line.text for line in both] == ["LITA met (2 reports)"]
    assert [source.report_id for source in both[0].sources] == ["r1", "r2"]


def test_copies_stand_under_the_report_that_they_are_taken_from():
    section = reports(_desk((COPY, FIRST)))
    assert [line.text.split(",")[0] for line in section.lines] == ["“First”: published 2018-10-11"]
    assert [line.text.split(":")[0] for line in section.lines[0].under] == ["copied"]
    assert "2 reports" in section.lead
    gone = reports(_desk((COPY,)))
    assert "a copy of an older report" in gone.lines[0].text


def test_one_act_is_one_dispute_however_many_reports_carry_it():
    events = (
        _event("r1", "e1", status="alleged"), _event("r1", "e2", status="denied"),
        _event("r2", "e3", status="alleged"), _event("r2", "e4", status="denied"),
    )  # fmt: skip
    tie = {"report_id": "r1", "from_table": "events", "to_table": "events"}
    links = [
        Link(link_id="l1", kind="denies", from_id="e2", to_id="e1", **tie),
        Link(link_id="l2", kind="denies", from_id="e4", to_id="e3", **tie),
    ]
    assert len(disputes(_desk((FIRST, COPY), events=events, links=links)).lines) == 2
    links.append(Link(link_id="l3", kind="same-event", from_id="e3", to_id="e1", **tie))
    (line,) = disputes(_desk((FIRST, COPY), events=events, links=links)).lines
    assert [under.text.rpartition("· ")[2] for under in line.under] == ["alleged (2 reports)", "denied (2 reports)"]
    del links[:2]
    assert not disputes(_desk((FIRST, COPY), events=events, links=links)).lines


def test_numbers_days_and_years_are_written_as_people_do():
    shown = [(2e8, "crowns"), (20181104.0, "day"), (2021.0, "year"), (2.5, "% of GDP"), (9000.0, "troops")]
    made = figures(_desk(figures_=[
        Figure(report_id="r1", figure_id=f"f{n}", actor="XKO", measure="m", value=value, unit=unit, kind="pledge")
        for n, (value, unit) in enumerate(shown)
    ]))  # fmt: skip
    told = [line.pieces[2].text for line in made.lines]
    assert told == ["200 million crowns", "2018-11-04", "2021", "2.5 % of GDP", "9,000 troops"]


def test_the_series_counts_each_side_and_the_warning_says_why_it_tests_nothing():
    back = {"source": "XCA", "source_country": "XCA", "target": "XKO", "target_country": "XKO"}
    events = [_event("r1", "e1"), _event("r1", "e2", action="040", quad="verbal-cooperation", **back)]
    desk = _desk(events=events)
    (counts,) = series(desk).counts
    assert counts.rows == (("2018, 10–12", (0, 1, 1, 0, 1)),)
    assert counts.head[0] == "LITA → Kordavia, hostile"
    assert warning(desk).lead == "Not tested: -2 months of baseline; a warning needs 24."
    nothing = _desk()
    assert series(nothing).lead.startswith("Not counted: ")
    assert warning(nothing).lead.startswith("Not tested: ")


def test_a_brief_is_written_without_the_libraries_of_the_models(monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr("harmel.dynamics.present.import_module", missing)
    room = sys.modules["harmel.brief.sections.warning"]
    monkeypatch.setattr(room, "warn", lambda _: extra("scipy.special"))
    monkeypatch.setattr(room, "indicator_table", lambda *_: None)
    desk = _desk(events=[_event("r1", "e1")])
    assert warning(desk).lead == "Not tested: this needs the library scipy (pip install 'harmel[all]')."
