"""A whole press: its pages, their forms, and truth that points at its words."""

import json
import tracemalloc
from collections import Counter
from dataclasses import replace

import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import given, settings
from hypothesis import strategies as st

from harmel.errors import UsageError
from harmel.press import Plan, press, write
from harmel.schema import columns

PLAN = Plan(seed=7, reports=400)


@pytest.fixture(scope="module")
def pages():
    return [page for _, made in press(PLAN) for page in made]


def _words(page, spans):
    return " ".join(page.text[a:b] for a, b in spans)


def test_every_span_of_the_truth_lies_in_the_text_and_says_what_it_should(pages):
    for page in pages:
        body = page.truth.report.body_spans
        for event in page.truth.events:
            assert all(any(a <= s and e <= b for a, b in body) for s, e in event.sentence_span)
            assert _words(page, event.sentence_span)
            if event.trigger_span:
                assert page.text[event.trigger_span[0][0]].islower() or event.trigger_span[0][0] > 0
        for statement in page.truth.statements:
            assert statement.content == _words(page, statement.content_spans)
            assert statement.cue == _words(page, statement.cue_span)
        for figure in page.truth.figures:
            assert str(figure.value) in _words(page, figure.span)


def test_no_mark_blank_or_doubled_stop_is_left_in_a_page(pages):
    for page in pages:
        assert not set(page.text) & {"\x02", "\x03", "\x1f", "{", "}", "|"} - {"|"}
        body = _words(page, page.truth.report.body_spans)
        assert not any(bad in body for bad in ("{", "}", "|", "..", " ,", "  ", " a Estmark"))


def test_the_press_has_all_that_makes_reading_hard(pages):
    kinds = Counter(page.edition.kind for page in pages)
    assert set(kinds) == {"original", "copy", "own", "relay", "correction"}
    assert any(page.edition.undated for page in pages)
    assert any((page.edition.published - page.story.deed.day).days > 6 for page in pages)
    assert any(page.edition.wrong for page in pages)
    statuses = Counter(event.status for page in pages for event in page.truth.events)
    assert len(statuses) == 8
    assert {link.kind for page in pages for link in page.truth.links} == {"denies", "responds-to"}
    assert len({page.edition.outlet.name for page in pages}) == 8
    assert {s.quotation for page in pages for s in page.truth.statements} == {"direct", "indirect", "mixed"}
    assert any(s.relayed_by for page in pages for s in page.truth.statements)
    assert any(
        page.truth.report.text[slice(*s.speaker_span[0])].lower() in ("he", "she")
        for page in pages
        for s in page.truth.statements
        if s.speaker_span
    )


def test_an_undated_page_says_its_day_nowhere_and_a_dated_one_does(pages):
    for page in pages:
        day = page.edition.published
        said = {f"{day.day} {day:%B %Y}", f"{day:%b} {day.day}, {day.year}"}
        dated = any(words in page.text for words in said)
        if page.edition.undated:
            assert not dated
        elif page.edition.outlet.date or page.edition.outlet.dateline:
            assert dated


def test_a_copy_shares_most_words_with_its_first_edition_and_names_it(pages):
    texts = {page.name: page for page in pages}
    copies = [page for page in pages if page.edition.kind == "copy"]
    assert copies
    for copy in copies:
        first = texts[copy.truth.report.duplicate_of]
        mine = set(_words(copy, copy.truth.report.body_spans).split())
        theirs = set(_words(first, first.truth.report.body_spans).split())
        assert len(mine & theirs) / len(mine) > 0.8


def test_a_correction_takes_back_the_wrong_figure_of_the_same_paper(pages):
    wrong = {(p.story.number, p.edition.number): p for p in pages if p.edition.wrong}
    corrections = [p for p in pages if p.edition.kind == "correction"]
    assert corrections
    for page in corrections:
        first = wrong[page.story.number, page.edition.corrects]
        assert page.edition.outlet is first.edition.outlet
        (right,), (printed,) = page.truth.figures, first.truth.figures
        assert printed.value == pytest.approx(right.value + 0.7)
        assert f"gave {printed.value} percent; the right figure is {right.value}" in page.text


def test_a_false_attribution_is_always_an_allegation():
    stories = [story for story, _ in press(PLAN)]
    assert any(not story.true for story in stories)
    assert all(story.alleged for story in stories if not story.true)


@settings(max_examples=5, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_the_same_seed_writes_the_same_bytes(tmp_path_factory, seed):
    plan = replace(PLAN, seed=seed, reports=20)
    folders = [tmp_path_factory.mktemp("press") for _ in range(2)]
    counts = [write(plan, folder, form="warc") for folder in folders]
    assert counts[0] == counts[1]
    for one in sorted(p for p in folders[0].rglob("*") if p.is_file()):
        assert one.read_bytes() == (folders[1] / one.relative_to(folders[0])).read_bytes()


def test_an_archive_is_a_warc_that_others_read(tmp_path):
    count = write(replace(PLAN, reports=30), tmp_path, form="warc")
    with (tmp_path / "pages" / "press.warc.gz").open("rb") as file:
        records = [(r.headers["WARC-Target-URI"], r.reader.read().decode()) for r in ArchiveIterator(file)]
    assert len(records) == count
    assert all(uri.endswith(".html") and "<article>" in page for uri, page in records)


@pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("html", "html")])
def test_a_file_a_page_and_a_line_a_record(tmp_path, form, ending):
    count = write(replace(PLAN, reports=30), tmp_path, form=form)
    assert len(list((tmp_path / "pages").rglob(f"*.{ending}"))) == count
    rows = {
        table: list(map(json.loads, (tmp_path / "truth" / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()))
        for table in ("reports", "statements", "events", "figures", "links", "acts")
    }
    assert len(rows["reports"]) == count == sum(act["reports"] for act in rows["acts"])
    for table in ("statements", "events", "figures"):
        assert tuple(rows[table][0]) == columns(table)


def test_coverage_drifts_as_asked():
    drifting = [
        (s.deed.day, len(made)) for s, made in press(replace(PLAN, reports=1500, drift=6.0, reaction="independent"))
    ]
    half = PLAN.start.toordinal() + PLAN.days // 2
    early = [n for day, n in drifting if day.toordinal() < half]
    late = [n for day, n in drifting if day.toordinal() >= half]
    assert sum(late) / len(late) > 2 * sum(early) / len(early)


def test_memory_stays_flat_however_many_pages_are_written():
    peaks = []
    for reports in (100, 600):
        tracemalloc.start()
        count = sum(len(made) for _, made in press(Plan(seed=2, reports=reports)))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert count >= 0.6 * reports
    assert peaks[1] < 1.5 * peaks[0]


def test_parties_and_speakers_are_taken_up_by_pronouns_and_several_owners_print(pages):
    owners = {page.truth.report.owner for page in pages}
    assert len(owners) >= 4
    its = [_words(page, e.source_span).lower() for page in pages for e in page.truth.events]
    assert its.count("it") >= 10


def test_headlines_of_other_stories_about_the_same_parties_stand_beside_an_article(pages):
    lines = [
        page.text[slice(*f.span[0])] for page in pages for f in page.truth.report.furniture if f.kind == "cross-link"
    ]
    assert sum("Kordavia" in line for line in lines) >= 0.2 * len(lines) > 0


def test_a_passive_a_noun_and_a_verb_tell_acts_in_every_tense(pages):
    words = {_words(page, e.trigger_span) for page in pages for e in page.truth.events if e.trigger_span}
    endings = Counter("ing" if w.endswith("ing") else "ed" if w.endswith("ed") else "" for w in words)
    assert min(endings.values()) >= 5
    assert len(words) >= 150


def test_news_in_brief_is_two_sentences_and_a_denial_and_longer_pages_stay_as_they_are(pages):
    brief = [page for _, made in press(replace(PLAN, short=1.0)) for page in made]
    assert [page.name for page in brief] == [page.name for page in pages]
    for page in brief:
        if page.edition.short:
            assert len(page.article.paragraphs) <= (4 if page.story.alleged else 1)
        assert page.truth.events
    assert sum(page.edition.short for page in brief) > 0.9 * len(brief)
    assert any(link.kind == "denies" for page in brief if page.edition.short for link in page.truth.links)
    half = [page for _, made in press(replace(PLAN, short=0.5)) for page in made]
    long = {page.name: page.text for page in half if not page.edition.short and page.edition.kind == "own"}
    assert long
    assert all(page.text == long[page.name] for page in pages if page.name in long)


def test_fewer_pages_about_an_act_are_more_acts_of_as_many_pages():
    few, many = (list(press(replace(PLAN, reports=600, reports_per_act=each))) for each in (1.0, 3.0))
    assert len(few) > 2 * len(many)
    assert 0.7 < sum(len(made) for _, made in few) / sum(len(made) for _, made in many) < 1.4


@pytest.mark.parametrize("wrong", [{"reports_per_act": 0.0}, {"short": 1.5}])
def test_a_press_that_cannot_be_written_is_refused(wrong):
    with pytest.raises(UsageError):
        replace(PLAN, **wrong)
