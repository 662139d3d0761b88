"""Where the time of coding goes: each stage alone, everything warm, in microseconds of processor time a word."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import compress
from typing import Any

from harmel import events, figures, links, statements
from harmel.actors import Registry
from harmel.language import ParsedReport
from harmel.language.gate import passing
from harmel.language.mentions import mentions
from harmel.language.parse import cut
from harmel.language.parser import forget, parses
from harmel.pipeline import TESTS
from harmel.reading import plain_text
from harmel.records import Coded


def stages(texts: Sequence[str], registry: Registry) -> Iterator[tuple[str, float]]:
    """Run the stages of coding one after another over all texts, as the pipeline does over sixteen reports."""
    forget()
    reports = [plain_text(text, source=str(i), date="2019-01-01") for i, text in enumerate(texts)]
    words = sum(len(text.split()) for text in texts)
    taken: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - gives what the work gives
        start = time.process_time()
        done = work()
        taken[name] = (time.process_time() - start) / words * 1e6
        return done

    spans = timed("cut into sentences", lambda: [list(cut(r)) for r in reports])
    through = timed("gate", lambda: [list(passing(r.text, s, TESTS)) for r, s in zip(reports, spans, strict=True)])
    passed = [
        [r.text[s.start : s.end] for s in compress(some, ok)]
        for r, some, ok in zip(reports, spans, through, strict=True)
    ]
    docs = iter(timed("parse", lambda: list(parses(sentence for some in passed for sentence in some))))
    read = [
        tuple(replace(s, doc=next(docs)) if ok else s for s, ok in zip(some, oks, strict=True))
        for some, oks in zip(spans, through, strict=True)
    ]
    named = timed("mentions", lambda: [mentions(r, s, registry) for r, s in zip(reports, read, strict=True)])
    parsed = [ParsedReport(r, s, m, registry) for r, s, m in zip(reports, read, named, strict=True)]
    said = timed("statements", lambda: [statements.extract(p) for p in parsed])
    done = timed("events", lambda: [events.extract(p, s) for p, s in zip(parsed, said, strict=True)])
    numbers = timed("figures", lambda: [figures.extract(p, s) for p, s in zip(parsed, said, strict=True)])
    coded = [
        Coded(report=r, statements=s, events=e, figures=f, links=t)
        for r, s, (e, t), f in zip(reports, said, done, numbers, strict=True)
    ]
    timed("links", lambda: [links.within(c) for c in coded])
    yield from taken.items()
