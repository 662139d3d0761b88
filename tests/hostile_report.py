"""A report with hostile words in every field, for the tests of the page."""

from harmel.records import Coded, Event, Figure, Furniture, Link, Report, Statement

HOSTILE = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>\'";javascript:window.hit=1'
START = "Clock\nNorway accused Russia of an attack on 3 cables."


def coded(number, hostile=HOSTILE):
    """Make the ``number``-th report, with the hostile words in every field that a page or an export shows."""
    text = f"{START} {hostile}\nRussia denied it."
    key = f"r_{number}"
    body = text.index("Norway")
    said = Statement(
        report_id=key, statement_id=f"s_{number}", speaker="NOR", speaker_name=hostile, cue="accused", stance="accuse",
        content=f"Russia of an attack {hostile}", content_spans=((body + 15, body + 34),), about=("RUS",),
    )  # fmt: skip
    denied = Statement(
        report_id=key, statement_id=f"d_{number}", speaker="RUS", speaker_name="Russia", cue="denied", stance="deny",
        content="it", content_spans=((len(text) - 3, len(text) - 1),),
    )  # fmt: skip
    attack = Event(
        report_id=key, event_id=f"e_{number}", source="RUS", source_country="RUS", source_name=hostile, target="NOR",
        target_country="NOR", action="190", action_name=hostile, plover_type="ASSAULT", quad="material-conflict",
        goldstein=-10.0, status="alleged", happened_earliest="2018-10-01", happened_latest="2018-10-31",
        trigger_span=((body + 28, body + 34),), sentence_span=((body, len(text)),), statement_id=f"s_{number}",
    )  # fmt: skip
    cables = Figure(
        report_id=key, figure_id=f"f_{number}", measure=hostile, value=3, unit=hostile, span=((body + 38, body + 46),)
    )
    denial = Link(
        report_id=key, link_id=f"l_{number}", kind="denies", from_table="statements", from_id=f"d_{number}",
        to_table="events", to_id=f"e_{number}", basis="denied",
    )  # fmt: skip
    report = Report(
        report_id=key, source=f"page-{number}.txt", title=hostile, outlet=hostile, byline=hostile, text=text,
        body_spans=((body, len(text)),), furniture=(Furniture(span=((0, 5),), kind="clock"),),
        published_earliest="2018-11-01", published_latest="2018-11-01", published_basis="given", story_id=f"t_{number}",
    )  # fmt: skip
    return Coded(report=report, statements=(said, denied), events=(attack,), figures=(cables,), links=(denial,))
