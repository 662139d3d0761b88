"""Readers of HTML side by side: every page goes to each in turn, so that a busy machine slows them all alike."""

import gc
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable

from reading_scores import f1

from harmel.errors import Rejected
from harmel.reading import Known, read_html

Pages = dict[str, tuple[str, str]]
Reader = Callable[[str], str]
_QUICK = ("harmel", "trafilatura fast", "trafilatura", "resiliparse")
_PASSES = 3


def harmel(html: str) -> str:
    """Read with harmel, subheads and all; a refused page is an empty one."""
    try:
        report = read_html(html, known=Known(source="page"))
    except Rejected:
        return ""
    subheads = [f.span[0] for f in report.furniture if f.kind == "subhead"]
    return "\n".join(report.text[a:b] for a, b in sorted((*report.body_spans, *subheads)))


def readers() -> dict[str, Reader]:
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


def compare(tested: Pages) -> None:
    """Print F1 and pages a CPU second of every reader, and how many times as fast harmel is, page by page.

    A page's time is the median of three readings for the quick readers, one for the slow ones.
    """
    tools = readers()
    for reader in tools.values():
        _safely(reader, next(iter(tested.values()))[0])
    gc.collect()
    gc.freeze()  # no reader pays for looking through what another has loaded
    took: dict[str, list[float]] = defaultdict(list)
    rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for html, truth in tested.values():
        times: dict[str, list[float]] = defaultdict(list)
        for turn in range(_PASSES):
            for name in tools if turn == 0 else _QUICK:
                began = time.process_time()
                found = _safely(tools[name], html)
                times[name].append(time.process_time() - began)
                rows[name] += [(truth, found)] if turn == 0 else []
        for name, seconds in times.items():
            took[name].append(statistics.median(seconds))
    print(f"\n{len(tested)} pages\n{'reader':<18} {'F1':>6} {'pages/CPU s':>12} {'harmel is':>10} {'median page':>12}")
    for name, seconds in took.items():
        ratio = sum(seconds) / sum(took["harmel"])
        median = statistics.median(a / b for a, b in zip(seconds, took["harmel"], strict=True))
        print(f"{name:<18} {f1(rows[name]):6.3f} {len(seconds) / sum(seconds):12.0f} {ratio:9.1f}x {median:11.1f}x")


def by_layout(tested: Pages) -> None:
    """Print harmel's F1 for each architecture of the pages."""
    rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, (html, truth) in tested.items():
        rows[name.rpartition("-")[0]].append((truth, harmel(html)))
    print("F1 by layout:", ", ".join(f"{layout} {f1(found):.3f}" for layout, found in rows.items()))


def _safely(reader: Reader, html: str) -> str:
    try:
        return reader(html)
    except Exception as error:  # noqa: BLE001 - another reader's failure is its result
        print(f"  failed: {type(error).__name__}: {error}"[:100], file=sys.stderr)
        return ""
