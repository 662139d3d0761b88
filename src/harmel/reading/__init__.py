"""Bytes → reports: decoding, article versus furniture, and when a report was published."""

from __future__ import annotations

from harmel.reading.copies import Sketch, body_text, same_story, sketch
from harmel.reading.document import Document, Options, read_document
from harmel.reading.html import read_html
from harmel.reading.inputs import documents, read_all
from harmel.reading.page import Known, read_text
from harmel.reading.plain import plain_text
from harmel.reading.stories import Copies
from harmel.reading.worker import read_isolated

__all__ = [
    "Copies",
    "Document",
    "Known",
    "Options",
    "Sketch",
    "body_text",
    "documents",
    "plain_text",
    "read_all",
    "read_document",
    "read_html",
    "read_isolated",
    "read_text",
    "same_story",
    "sketch",
]
