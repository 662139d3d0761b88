import csv
import gzip
import io
import json
from datetime import date

import pyarrow as pa
import pytest
from pyarrow import parquet

from harmel.errors import UsageError
from harmel.reading import Options, documents, read_all
from harmel.records import Reject, Report

TEXT = "The ministers of both countries met in Riga on Friday and agreed to talk again in the autumn."
ROWS = [
    {
        "headline": "Talks end",
        "body": TEXT,
        "published": "2018-05-03",
        "link": "https://a.example/1",
        "publisher": "Courier",
    },
    {
        "headline": "Talks go on",
        "body": f"{TEXT} Nobody spoke.",
        "published": "2018-05-04",
        "link": "",
        "publisher": "",
    },
]


def write(folder, form):
    path = folder / f"rows.{form}"
    if form == "jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    elif form == "csv":
        with path.open("w", encoding="utf-8", newline="") as out:
            rows = csv.DictWriter(out, ROWS[0])
            rows.writeheader()
            rows.writerows(ROWS)
    else:
        parquet.write_table(pa.Table.from_pylist(ROWS), path)
    return path


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_a_table_gives_its_rows_with_the_common_names_found(form, tmp_path):
    first, second = read_all([write(tmp_path, form)])
    assert (first.title, first.outlet, first.url) == ("Talks end", "Courier", "https://a.example/1")
    assert (first.published_earliest, first.published_basis) == ("2018-05-03", "metadata")
    assert first.text == TEXT
    assert second.source.endswith(":2" if form != "csv" else ":3")


def test_the_user_names_columns_and_a_wrong_name_is_his_error(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"words": TEXT, "day": "20180503"}), encoding="utf-8")
    (row,) = read_all([path], columns={"text": "words", "date": "day"})
    assert (row.text, row.published_latest) == (TEXT, "2018-05-03")
    with pytest.raises(UsageError, match="no column tekst"):
        list(read_all([path], columns={"text": "tekst"}))
    (lost,) = read_all([path])
    assert "no column of text" in lost.reason


def test_a_folder_is_read_recursively_in_the_order_of_names(tmp_path):
    for name in ("b.txt", "a/c.html", "a/b.txt", "z.txt.gz", ".hidden"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(TEXT.encode()) if name.endswith("gz") else TEXT.encode())
    found = list(read_all([tmp_path]))
    assert [f.source.removeprefix(f"{tmp_path}/") for f in found] == ["a/b.txt", "a/c.html", "b.txt", "z.txt.gz"]
    assert all(isinstance(f, Report) for f in found)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"%PDF-1.7 x", "binary: a PDF"),
        (b"\x89PNG\r\n", "binary: an image"),
        (b"Home\nSport\n", "no article"),
        (
            "Министры встретились в Риге в пятницу и договорились снова поговорить об этом осенью.".encode(),
            "not English but ru",
        ),
        (
            "Die Minister trafen sich in Riga und sprachen über die Grenze; im Herbst soll es weitergehen.".encode(),
            "not English",
        ),
    ],
)
def test_what_is_no_report_is_a_row_with_its_reason(content, reason, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    (found,) = read_all([path])
    assert isinstance(found, Reject)
    assert reason in found.reason
    assert (found.source, found.stage) == (str(path), "reading")


def test_missing_files_empty_folders_and_unreadable_ones_are_rows(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    found = list(documents([tmp_path / "none.txt", tmp_path], Options()))
    assert [f.reason for f in found] == ["missing", "empty folder", "link to a folder"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-be"])
def test_encodings_are_told_by_their_bytes(encoding, tmp_path):
    words = f"“{TEXT}” — said Jürgen Größe of the ministry, who had been in the room."
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    path = tmp_path / "a.txt"
    path.write_bytes((mark + words).encode(encoding))
    (found,) = read_all([path])
    assert found.text.lstrip("\ufeff") == words


def test_bad_rows_of_a_table_are_named_and_the_rest_is_read(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        f'{{"text": "{TEXT}"}}\nnot json\n[1]\n{{"text": null}}\n{{"text": "{TEXT} Again."}}\n', encoding="utf-8"
    )
    found = list(read_all([path]))
    assert [type(f) for f in found] == [Report, Reject, Reject, Reject, Report]
    assert found[1].source == f"{path}:2"


def test_standard_input_is_told_by_how_it_begins(monkeypatch):
    for given, count in ((f'{{"text": "{TEXT}"}}\n' * 2, 2), (TEXT, 1), (f"<p>{TEXT}</p>", 1)):
        stdin = io.TextIOWrapper(io.BytesIO(given.encode()))
        monkeypatch.setattr("sys.stdin", stdin)
        found = list(read_all(["-"]))
        assert [f.text for f in found] == [TEXT] * count


def test_html_gives_its_own_address_title_outlet_author_and_date(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(
        "<html><head><title>Talks end - Courier</title><meta property='og:title' content='Talks end in Riga'>"
        "<meta property='og:site_name' content='Courier'><meta name='author' content='Ann Lee'>"
        "<link rel=canonical href='https://courier.example/talks'><script type='application/ld+json'>"
        '{"@type": "NewsArticle", "datePublished": "2018-05-03T10:00:00Z"}</script></head><body><nav>Home</nav>'
        f"<h1>Talks end in Riga</h1><p>{TEXT}</p><aside>Most popular</aside><footer>© 2024 Courier</footer>",
        encoding="utf-8",
    )
    (found,) = read_all([path])
    assert (found.title, found.outlet, found.byline, found.url) == (
        "Talks end in Riga",
        "Courier",
        "Ann Lee",
        "https://courier.example/talks",
    )
    assert (found.published_earliest, found.published_latest) == (date(2018, 5, 3).isoformat(),) * 2
    assert [found.text[a:b] for a, b in found.body_spans] == [TEXT]
