"""What the tests of this room share: a text in, its statements out."""

from harmel.actors import Registry
from harmel.language.parse import parse
from harmel.records import Report
from harmel.statements import extract

REGISTRY = Registry.load()


def statements(text, date=""):
    """Extract from a text in which everything is the article."""
    report = Report(
        report_id="r",
        source="t",
        text=text,
        body_spans=((0, len(text)),),
        published_earliest=date,
        published_latest=date,
    )
    return extract(parse(report, REGISTRY))


def words(text, spans):
    """Give the words under some spans."""
    return " … ".join(text[a:b] for a, b in spans)


def told(text):
    """Give (source words, cue, content) of each statement that is not part of another."""
    return [(words(text, s.speaker_span), s.cue, s.content) for s in statements(text) if not s.parent_statement]
