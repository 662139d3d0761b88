"""Article from page, side by side with other readers, and what becomes of hostile pages: one table each.

``python bench/reading.py`` measures on the pages of ``reading_pages.py``; ``--pages FOLDER`` on a folder of your own
with ``truth.json`` or ``ground-truth.json`` (name → ``{"articleBody": …}``) and ``NAME.html`` or ``html/NAME.html.gz``;
``--dumps FILE`` scores text dumps (rows with ``text``, ``body``, ``variant``, ``lang``). F1 is that of the
article-extraction-benchmark: four-word shingles, mean precision and recall over the pages. Times are CPU seconds.
"""

import argparse
import gzip
import json
import re
import resource
import statistics
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from reading_pages import pages

from harmel.errors import Rejected
from harmel.reading import Document, Known, read_html, read_isolated, read_text
from harmel.records import Reject

Pages = dict[str, tuple[str, str]]
_HOSTILE = Path(__file__).resolve().parents[1] / "tests" / "hostile"


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words of a text."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)) if words)


def f1(rows: list[tuple[str, str]]) -> float:
    """Score (truth, found) pairs: mean precision and mean recall over the pages, joined."""
    precisions, recalls = [], []
    for truth, found in rows:
        wanted, got = shingles(truth), shingles(found)
        both = sum((wanted & got).values())
        precisions.append(both / sum(got.values()) if got else 0.0)
        recalls.append(both / sum(wanted.values()) if wanted else 1.0)
    precision, recall = statistics.mean(precisions), statistics.mean(recalls)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def harmel(html: str) -> str:
    """Read with harmel; a refused page is an empty one."""
    try:
        report = read_html(html, known=Known(source="page"))
    except Rejected:
        return ""
    return "\n".join(report.text[a:b] for a, b in report.body_spans)


def readers() -> dict[str, Callable[[str], str]]:
    """Load every reader before any clock runs."""
    import justext
    import lxml.html
    import newspaper
    import trafilatura
    from readability import Document as Readable
    from resiliparse.extract.html2text import extract_plain_text

    stops = justext.get_stoplist("English")
    config = newspaper.Config()
    config.fetch_images = False

    def paper(html: str) -> str:
        article = newspaper.Article("https://page.example/a", config=config)
        article.download(input_html=html)
        article.parse()
        return str(article.text)

    return {
        "harmel": harmel,
        "trafilatura fast": lambda html: trafilatura.extract(html, fast=True, include_comments=False) or "",
        "trafilatura": lambda html: trafilatura.extract(html, include_comments=False) or "",
        "resiliparse": lambda html: extract_plain_text(html, main_content=True),
        "newspaper4k": paper,
        "justext": lambda html: "\n".join(p.text for p in justext.justext(html, stops) if not p.is_boilerplate),
        "readability-lxml": lambda html: lxml.html.fromstring(Readable(html).summary()).text_content(),
    }


def folder_pages(folder: Path) -> Pages:
    """Read a folder of pages and their truth."""
    truth = next(p for p in (folder / "truth.json", folder / "ground-truth.json") if p.exists())
    found: Pages = {}
    for name, row in json.loads(truth.read_text(encoding="utf-8")).items():
        packed = folder / "html" / f"{name}.html.gz"
        data = gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / f"{name}.html").read_bytes()
        found[name] = data.decode("utf-8", errors="replace"), row["articleBody"]
    return found


def compare(tested: Pages) -> None:
    """Print F1 and pages a CPU second of every reader."""
    print(f"\n{len(tested)} pages\n{'reader':<18} {'F1':>6} {'pages/CPU s':>12}")
    for name, reader in readers().items():
        html, _ = next(iter(tested.values()))
        _safely(reader, html)
        began = time.process_time()
        rows = [(truth, _safely(reader, html)) for html, truth in tested.values()]
        took = time.process_time() - began
        print(f"{name:<18} {f1(rows):6.3f} {len(rows) / max(took, 1e-9):12.0f}")


def _safely(reader: Callable[[str], str], html: str) -> str:
    try:
        return reader(html)
    except Exception as error:  # noqa: BLE001 - another reader's failure is its result
        print(f"  failed: {type(error).__name__}: {error}"[:100], file=sys.stderr)
        return ""


def dumps(path: Path) -> None:
    """Print F1 on text dumps, by variant."""
    rows = [row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()) if row["lang"] == "en"]
    print(f"\n{'dumps':<18} {'F1':>6} {'pages/CPU s':>12}")
    for variant in sorted({row["variant"] for row in rows}):
        mine = [row for row in rows if row["variant"] == variant]
        began = time.process_time()
        found = [read_text(row["text"], source=row["id"], url=row["url"]) for row in mine]
        took = time.process_time() - began
        pairs = [
            (row["body"], "\n".join(one.text[a:b] for a, b in one.body_spans))
            for row, one in zip(mine, found, strict=True)
        ]
        print(f"{variant:<18} {f1(pairs):6.3f} {len(mine) / took:12.0f}")


def hostile() -> None:
    """Print what becomes of each hostile page: seconds, the workers' highest memory so far, the outcome."""
    sys.path.insert(0, str(_HOSTILE))
    from pages import PAGES

    print(f"\n{'hostile page':<34} {'seconds':>8} {'peak MB':>8}  outcome")
    for name, (make, _) in PAGES.items():
        asked = Document(known=Known(source=name), content=make(), kind="html")
        began = time.perf_counter()
        (found,) = read_isolated([asked])
        took = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        outcome = f"rejected: {found.reason}" if isinstance(found, Reject) else f"{len(found.body_spans)} paragraphs"
        print(f"{name:<34} {took:8.1f} {peak:8}  {outcome[:60]}")


def main() -> None:
    """Run the comparisons that are asked for."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--pages", type=Path, help="a folder of pages and their truth")
    ask.add_argument("--dumps", type=Path, help="a JSON Lines file of text dumps")
    asked = ask.parse_args()
    warnings.simplefilter("ignore")  # other readers' deprecations
    compare(folder_pages(asked.pages) if asked.pages else pages())
    if asked.dumps:
        dumps(asked.dumps)
    hostile()


if __name__ == "__main__":
    main()
