"""Other tools' tables in and out: import, export and import again give the same rows, cell by cell."""

import gzip
import io
import json
import tomllib
import zipfile
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from happenings import groups
from harmel.actors import Registry
from harmel.errors import ImportFormatError, UsageError
from harmel.ledger import FORMATS, IMPORTS, Ledger, bring, export, verify
from harmel.ledger.formats import acled
from harmel.ledger.formats.layout import layout, read_rows
from ledgers import coded

LAYOUTS = tomllib.loads((files("harmel.ledger") / "data" / "layouts.toml").read_text("utf-8"))
GIVEN = tomllib.loads((Path(__file__).parent / "foreign.toml").read_text("utf-8"))
GIVEN["gdelt1"] = {k: v for k, v in GIVEN["gdelt"].items() if k != "ActionGeo_ADM2Code"}


@pytest.fixture(scope="module")
def registry():
    return Registry.load()


def made(name, count=8):
    """Make rows of a layout: several of one story, one of them twice."""
    rows = [
        {k: v.format(n=n + 1, c=n % 8 + 1, d=10 + n % 20, s=n // 3) for k, v in GIVEN[name].items() if v}
        for n in range(count)
    ]
    return [*rows, rows[0]] if name != "gdelt-mentions" else rows


def written(path, name, rows, *, names=None, extra=""):
    of = LAYOUTS[name]
    columns = of["columns"]
    if of["quoted"]:

        def cell(value):
            return '"' + value.replace('"', '""') + '"' if any(c in value for c in '",\n') else value

        lines = [",".join(columns)] + [",".join(cell(r.get(c, "")) for c in columns) for r in rows]
    else:
        lines = ["\t".join(names or columns)] if of["header"] else []
        lines += ["\t".join(r.get(c, "") for c in columns) + extra for r in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def exported(ledger, name):
    out = io.BytesIO()
    export(ledger, "events", out, format=name)
    return out.getvalue()


def rows_of(path, name):
    return sorted(json.dumps(row, sort_keys=True) for row in read_rows(path, layout(name)))


@pytest.mark.parametrize("name", IMPORTS)
def test_import_export_import_gives_the_same_rows(name, tmp_path, registry):
    came = written(tmp_path / "came.txt", name, made(name))
    with Ledger.open(tmp_path / "one.db") as one:
        counts = bring(one, name, [came], registry=registry)
        assert (counts["rows"], counts["rejected"]) == (len(made(name)), 0)
        (tmp_path / "went.txt").write_bytes(exported(one, name))
        before = list(one.rows("events"))
        assert bring(one, name, [came], registry=registry)["new"] == 0
        assert list(one.rows("events")) == before
        assert verify(one).holds
    assert rows_of(tmp_path / "went.txt", name) == rows_of(came, name)
    with Ledger.open(tmp_path / "two.db") as two:
        bring(two, name, [tmp_path / "went.txt"], registry=registry)
        (tmp_path / "again.txt").write_bytes(exported(two, name))
        assert list(two.rows("events")) == before
    assert (tmp_path / "again.txt").read_bytes() == (tmp_path / "went.txt").read_bytes()


@pytest.mark.parametrize("name", [n for n in IMPORTS if n != "gdelt-mentions"])
def test_two_files_of_one_story_join_in_either_order(name, tmp_path, registry):
    halves = [written(tmp_path / f"{part}.txt", name, made(name)[:-1][part::2]) for part in (0, 1)]
    seen = []
    for order in (halves, halves[::-1]):
        with Ledger.open(":memory:") as ledger:
            for path in order:
                bring(ledger, name, [path], registry=registry)
            seen.append((exported(ledger, name), list(ledger.rows("events")), list(ledger.rows("reports"))))
    assert seen[0] == seen[1]
    assert len(seen[0][1]) == 8


def test_what_an_icews_row_says(tmp_path, registry):
    with Ledger.open(":memory:") as ledger:
        bring(ledger, "icews", [written(tmp_path / "a.tab", "icews", made("icews", 1))], registry=registry)
        event, report = next(ledger.rows("events")), next(ledger.rows("reports"))
    assert (event["source"], event["source_country"], event["source_sector"]) == ("sergei-lavrov", "RUS", "GOV")
    assert (event["target"], event["target_country"], event["target_sector"]) == ("NOR", "NOR", "MIL")
    assert (event["action"], event["goldstein"], event["quad"]) == ("010", 0.0, "verbal-cooperation")
    assert (event["happened_earliest"], event["place"], event["status"]) == ("2018-10-10", "Norway", "actual")
    assert (report["text"], report["outlet"], report["published_earliest"]) == ("", 'Bulletin "Nord"', None)


def test_an_icews_release_for_research_has_no_ids_and_states_in_parentheses(tmp_path, registry):
    rows = ["date,source,target,cameo,relation,goldstein"]
    rows += ["2018-10-01,Police (Norway),Vladimir Putin,112,Accuse,-2.0"] * 2
    rows += ["2018-10-02,Nobody Known,Russia,040,Consult,1.0"]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(rows) + "\n")
    with Ledger.open(":memory:") as ledger:
        bring(ledger, "icews", [path], registry=registry)
        ends = ("source", "source_country", "target", "target_country")
        told = [tuple(event[end] or "" for end in ends) for event in ledger.rows("events")]
        bring(ledger, "icews", [path], registry=registry)
        assert len(list(ledger.rows("events"))) == 3
        again = exported(ledger, "icews")
    assert sorted(told) == [("", "", "RUS", "RUS"), *[("NOR", "NOR", "vladimir-putin", "RUS")] * 2]
    assert again.count(b"\t112\t") == 2


def test_days_as_in_the_icews_file_of_2017(tmp_path, registry):
    rows = [row | {"Event Date": "10/5/2017"} for row in made("icews", 1)[:1]]
    with Ledger.open(":memory:") as ledger:
        bring(ledger, "icews", [written(tmp_path / "a.tab", "icews", rows)], registry=registry)
        assert [row["happened_latest"] for row in ledger.rows("events")] == ["2017-10-05"]


def test_snake_case_names_in_another_order_are_matched_by_name(tmp_path, registry):
    row = made("icews", 1)[0]
    names = sorted(row)
    path = tmp_path / "a.tab"
    path.write_text(
        "\t".join(n.lower().replace(" ", "_") for n in names) + "\n" + "\t".join(row[n] for n in names) + "\n"
    )
    with Ledger.open(":memory:") as ledger:
        bring(ledger, "icews", [path], registry=registry)
        assert [event["action"] for event in ledger.rows("events")] == ["010"]


def test_polecat_traps(tmp_path, registry):
    names = [*LAYOUTS["polecat"]["columns"], "Headline"]
    names[4] = "Event Intensity"
    path = written(tmp_path / "a.txt", "polecat", made("polecat", 2)[:2], names=names, extra="\t\t")
    latin = tmp_path / "latin.txt"
    latin.write_bytes(path.read_text("utf-8").encode("latin-1"))
    with Ledger.open(":memory:") as ledger:
        assert bring(ledger, "polecat", [latin], registry=registry)["rejected"] == 0
        row = next(ledger.rows("events"))
    assert (row["plover_type"], row["goldstein"], row["quad"]) == ("SANCTION", -7.0, "verbal-conflict")
    assert (row["source"], row["target"], row["place"]) == ("NOR", None, "Tromsø")


def test_a_mention_is_another_report_of_its_event(tmp_path, registry):
    mentions = written(tmp_path / "m.txt", "gdelt-mentions", made("gdelt-mentions"))
    events = written(tmp_path / "e.txt", "gdelt", made("gdelt"))
    seen = []
    for order in (("gdelt", events), ("gdelt-mentions", mentions)), (("gdelt-mentions", mentions), ("gdelt", events)):
        with Ledger.open(":memory:") as ledger:
            for name, path in order:
                bring(ledger, name, [path], registry=registry)
            assert verify(ledger).holds
            seen.append(list(ledger.rows("links", kind="corroborates")))
    assert len(seen[0]) == 8
    assert seen[0] == seen[1]


def test_zipped_files_are_read_as_they_are(tmp_path, registry):
    plain = written(tmp_path / "e.csv", "gdelt", made("gdelt"))
    (tmp_path / "e.csv.gz").write_bytes(gzip.compress(plain.read_bytes()))
    with zipfile.ZipFile(tmp_path / "e.csv.zip", "w") as archive:
        archive.write(plain, "20181025.export.CSV")
    for path in (tmp_path / "e.csv.gz", tmp_path / "e.csv.zip"):
        with Ledger.open(":memory:") as ledger:
            assert bring(ledger, "gdelt", [path], registry=registry)["rows"] == 9


def test_a_row_that_cannot_be_read_is_kept_with_its_reason(tmp_path, registry):
    rows = made("icews", 3)[:3]
    rows[1]["CAMEO Code"] = "none"
    path = written(tmp_path / "a.tab", "icews", rows)
    path.write_text(path.read_text() + "half\ta row\n")
    with Ledger.open(":memory:") as ledger:
        counts = bring(ledger, "icews", [path], registry=registry)
        reasons = sorted(row["reason"] for row in ledger.rows("rejects"))
    assert (counts["rows"], counts["rejected"]) == (2, 2)
    assert reasons == ["2 cells where icews has 20", "row 2: ValueError: no CAMEO code: 'none'"]


@pytest.mark.parametrize("day", ["2018-10-25", "25 October 2018"])
def test_acled_days_are_read_from_its_service_and_its_downloads(day, registry):
    cells = {"event_id_cnty": "X1", "event_date": day, "sub_event_type": "Armed clash"}
    taken = acled.take(cells | {"actor1": "Military Forces of Norway", "actor2": "Rioters (Norway)"}, registry)
    assert taken.event["happened_latest"] == "2018-10-25"


def test_a_file_of_another_layout_is_refused(tmp_path, registry):
    path = written(tmp_path / "a.tab", "icews", made("icews"))
    with Ledger.open(":memory:") as ledger:
        with pytest.raises(ImportFormatError, match="no row fits gdelt"):
            bring(ledger, "gdelt", [path], registry=registry)
        with pytest.raises(ImportFormatError, match="has no column event_id_cnty"):
            bring(ledger, "acled", [path], registry=registry)
        with pytest.raises(UsageError, match="no import from xls"):
            bring(ledger, "xls", [path], registry=registry)
        assert ledger.count("reports") == 0


@pytest.fixture(scope="module")
def own():
    with Ledger.open(":memory:") as ledger:
        for number in range(9):
            ledger.add(coded(number))
        for group in groups()[:5]:
            for _, report in group:
                ledger.add(report)
        yield ledger


@pytest.mark.parametrize("name", [n for n in IMPORTS if n not in ("gdelt-mentions", "acled")])
def test_our_own_events_reach_other_tools_and_come_back(own, name, tmp_path, registry):
    path = tmp_path / "went.txt"
    path.write_bytes(exported(own, name))
    with Ledger.open(":memory:") as other:
        counts = bring(other, name, [path], registry=registry)
        came = list(other.rows("events"))
    ours = list(own.rows("events", status="actual"))
    if name == "polecat":  # an event without a PLOVER type cannot come back from it
        assert counts["rows"] + counts["rejected"] == len(ours)
        return
    assert counts["rows"] == len(ours)
    keys = ("action", "happened_latest", "source_country")
    assert sorted(str([r[k] for k in keys]) for r in came) == sorted(str([r[k] for k in keys]) for r in ours)


def test_denied_and_planned_acts_never_go_out_as_events(own):
    for name in ("gdelt", "icews", "polecat", "phoenix", "acled"):
        rows = exported(own, name).decode().splitlines()
        assert len(rows) - LAYOUTS[name]["header"] == own.count("events", status="actual") < own.count("events")


def test_plover_lines_give_the_span_of_the_sentence(own):
    lines = [json.loads(line) for line in exported(own, "plover").splitlines()]
    assert lines == [] or all(line["text_info"]["end"] > line["text_info"]["start"] for line in lines)
    texts = {report.report_id: report.text for report in own.reports()}
    for line in lines:
        info = line["text_info"]
        assert texts[line["cite_info"]["citation"]][info["start"] : info["end"]] == line["text"]


@pytest.mark.parametrize("table", ["statements", "events", "figures"])
def test_annotations_select_the_words_by_place_and_by_quote(own, table):
    out = io.BytesIO()
    count = export(own, table, out, format="annotations")
    texts = {f"urn:harmel:{report.report_id}": report.text for report in own.reports()}
    notes = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(notes) == count > 0
    for note in notes:
        assert note["type"] == "Annotation"
        for target in note["target"]:
            place, quote = target["selector"]
            text = texts[target["source"]]
            assert text[place["start"] : place["end"]] == quote["exact"]
            assert text.index(quote["prefix"] + quote["exact"] + quote["suffix"]) >= 0


def test_stix_is_a_valid_bundle_of_cyber_incidents_alone():
    stix2 = pytest.importorskip("stix2")
    with Ledger.open(":memory:") as ledger:
        for number in range(6):
            given = coded(number)
            event = given.events[0]
            if number % 2:
                event = replace(event, action="176", contexts=("cyber",), status="alleged" if number == 3 else "actual")
            ledger.add(replace(given, events=(event,)))
        bundle = exported(ledger, "stix")
        assert exported(ledger, "stix") == bundle
    parsed = stix2.parse(bundle.decode(), allow_custom=False)
    kinds = [each["type"] for each in parsed["objects"]]
    assert kinds.count("incident") == 3
    assert kinds.count("report") == 3
    assert kinds.count("relationship") == 6
    assert "alleged" in bundle.decode()


@pytest.mark.parametrize("name", [n for n in FORMATS if n not in ("jsonl", "csv", "parquet", "annotations")])
def test_a_format_of_events_refuses_other_tables(own, name):
    with pytest.raises(UsageError, match="events"):
        export(own, "reports", io.BytesIO(), format=name)
