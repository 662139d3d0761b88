"""Small coded reports to fill ledgers with; every sentence is our own."""

from harmel.records import Actor, Coded, Event, Figure, Link, Report, Statement, stable_id

ACTORS = ("NOR", "RUS", "USA", "DEU", "POL")
ACTS = (
    ("112", "Accuse", "verbal-conflict", -2.0, "accused"),
    ("190", "Use military force", "material-conflict", -10.0, "shelled"),
    ("040", "Consult", "verbal-cooperation", 1.0, "met"),
)


def span(text, words):
    at = text.index(words)
    return ((at, at + len(words)),)


def coded(number, *, url="", text=""):
    """Make the ``number``-th report: one statement, one event, one figure, one link, all of them on its words."""
    who, whom = ACTORS[number % 5], ACTORS[(number + 1 + number // 5 % 4) % 5]
    action, name, quad, goldstein, verb = ACTS[number % 3]
    day = f"2018-{1 + number // 28 % 12:02d}-{1 + number % 28:02d}"
    text = text or (
        f"Bulletin {number} — “it’s done”\r\nOn {day} {who} {verb} {whom} over the strait.\n"
        f"{who}'s envoy said: “We count {number} naïve ships.”\n"
    )
    report_id = stable_id("r", f"{number}.txt", text)
    report = Report(
        report_id=report_id,
        source=f"{number}.txt",
        url=url,
        text=text,
        outlet=f"Outlet {number % 7}",
        owner=f"Owner {number % 3}",
        title=f"Bulletin {number}",
        title_span=span(text, f"Bulletin {number}"),
        language="en",
        body_spans=((0, len(text)),),
        published_earliest=day,
        published_latest=day,
        published_basis="given",
    )
    statement = Statement(
        report_id=report_id,
        statement_id=stable_id("s", report_id, 0),
        speaker=who,
        speaker_name=f"{who}'s envoy",
        speaker_span=span(text, f"{who}'s envoy"),
        cue="said",
        cue_span=span(text, "said"),
        content=f"We count {number} naïve ships.",
        content_spans=span(text, f"We count {number} naïve ships."),
        quotation="direct",
        about=(whom,),
    )
    event = Event(
        report_id=report_id,
        event_id=stable_id("e", report_id, 0),
        source=who,
        target=whom,
        source_country=who,
        target_country=whom,
        action=action,
        action_name=name,
        quad=quad,
        goldstein=goldstein,
        contexts=("military",),
        happened_earliest=day,
        happened_latest=day,
        trigger_span=span(text, verb),
        sentence_span=span(text, f"On {day} {who} {verb} {whom} over the strait."),
        rule="test",
    )
    figure = Figure(
        report_id=report_id,
        figure_id=stable_id("f", report_id, 0),
        actor=whom,
        measure="ships",
        value=number,
        unit="ships",
        span=span(text, f"{number} naïve ships"),
        statement_id=statement.statement_id,
    )
    link = Link(
        report_id=report_id,
        link_id=stable_id("l", report_id, 0),
        kind="responds-to",
        from_table="statements",
        from_id=statement.statement_id,
        to_table="events",
        to_id=event.event_id,
        basis="test",
        basis_span=span(text, "said"),
    )
    return Coded(
        report=report,
        statements=(statement,),
        events=(event,),
        figures=(figure,),
        links=(link,),
        actors=(Actor(actor=who, name=who.title(), kind="state", country=who),),
    )
