"""A story and an edition → an article: title and paragraphs in ink, with the notes of what they say."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from harmel.press.acting import Deed, answering, doing
from harmel.press.desk import Desk, Notes, when
from harmel.press.grammar import acts, blanks, fill, phrase
from harmel.press.ink import bare, mark
from harmel.press.numbers import correction, spending
from harmel.press.plan import Plan
from harmel.press.speech import saying
from harmel.press.stories import Edition, Story
from harmel.press.world import NOBODY, Party, people, third
from harmel.vocabulary import Stance, Status

_STEPS = ("expel", "sanction", "deploy", "exercise")
_THAWS = ("ease", "talks", "agree")
_POSSIBLE: dict[Status, tuple[str, ...]] = {
    "planned": (*_STEPS, *_THAWS, "visit"),
    "hypothetical": (*_STEPS, *_THAWS),
    "negated": (*_STEPS, *_THAWS, "seize", "fire"),
    "demanded": _THAWS,
    "threatened": _STEPS,
}
_IN_RESPONSE = ("in response to", "in answer to", "in retaliation for", "as a reply to", "because of")
_HOSTILE: tuple[Stance, ...] = ("accuse", "criticise", "warn", "assert", "demand", "threaten")
_KIND: tuple[Stance, ...] = ("praise", "promise", "assert", "propose")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a writer hands in."""

    title: str
    paragraphs: tuple[str, ...]
    author: str
    notes: Notes


def article(plan: Plan, story: Story, edition: Edition, first: Edition) -> Article:
    """Write the article of one edition; a copy is the first edition's article, edited.

    Parameters
    ----------
    first
        The story's first edition, which copies are taken from.
    """
    if edition.kind == "copy":
        return _edited(plan, article(plan, story, first, first), edition, first, story)
    own = edition.number if edition.kind != "correction" else edition.corrects
    desk = Desk(
        rng=random.Random(f"text {plan.seed} {story.number} {own}"),
        published=edition.published,
        outlet=edition.outlet.name,
        relays=first.outlet.name if edition.kind == "relay" else "",
    )
    author = desk.pick(edition.outlet.authors)
    paragraphs = [p for part in _parts(desk, story, edition) for p in part if p]
    if edition.kind == "correction":
        paragraphs += correction(desk)
    return Article(title=_title(desk, story), paragraphs=tuple(paragraphs), author=author, notes=desk.notes)


def _parts(desk: Desk, story: Story, edition: Edition) -> list[list[str]]:
    """Write the parts in order: lead, the doer's words, the other side's, what papers add; in brief, two sentences."""
    if edition.short:
        told = f"{_lead(desk, story)} {fill(desk.words('colour', 'background'), story.deed.blanks)}"
        return [[told], _answer(desk, story) if story.alleged else []]
    deed = story.deed
    payer = deed.source if deed.source.state else deed.target
    figures = edition.wrong or edition.kind == "correction"
    first = _voice(desk, deed.target if story.alleged else deed.source, deed) if desk.chance(0.15) else []
    lead = [_lead(desk, story)]
    return [
        first,
        lead,
        [] if first else _voice(desk, deed.target if story.alleged else deed.source, deed),
        _answer(desk, story),
        _further(desk, deed) if desk.chance(0.6) else [],
        _third(desk, deed) if desk.chance(0.35) else [],
        spending(desk, payer, wrong=edition.wrong) if figures or desk.chance(0.25) else [],
        [fill(desk.words("colour", "background"), deed.blanks)] if desk.chance(0.6) else [],
        [_analysts(desk, deed)] if desk.chance(0.25) else [],
        [desk.words("colour", "scene")] if desk.chance(0.4) else [],
    ]


def _lead(desk: Desk, story: Story) -> str:
    if story.alleged:
        return doing(desk, story.deed, "alleged", story.deed.target)
    text = doing(desk, story.deed, "actual")
    if story.answers is not None and desk.chance(0.5):
        answered = answering(desk, story.answers, "e0")
        text = text.replace(".\x03", f" {desk.pick(_IN_RESPONSE)} {answered}.\x03")
    if desk.relays:
        text = text.replace(".\x03", f", {desk.relays} reported.\x03")
    if story.deed.kind == "ways" and desk.chance(0.25):
        desk.it = story.deed.source.actor
        text = " ".join((text, *_further(desk, story.deed)))
        desk.it = ""
    return text


def _voice(desk: Desk, of: Party, deed: Deed) -> list[str]:
    about = deed.target if of is deed.source else deed.source
    kinds = _HOSTILE if deed.act.quad.endswith("conflict") else _KIND
    person = desk.pick(people(of, deed.day))
    said = saying(desk, person, desk.pick(kinds), about, deed.blanks)
    if desk.chance(0.35):
        said += saying(desk, person, desk.pick(kinds), about, deed.blanks)
    return said


def _answer(desk: Desk, story: Story) -> list[str]:
    deed = story.deed
    if not story.alleged:
        return _voice(desk, deed.target, deed)
    denial = doing(desk, deed, "denied")
    events = list(desk.notes.events)
    desk.notes.denials.append((desk.notes.events[events[-1]]["statement"], events[0]))
    if desk.chance(0.5):
        return [denial]
    return [denial, *saying(desk, desk.pick(people(deed.source, deed.day)), "deny", deed.target, deed.blanks)]


def _further(desk: Desk, deed: Deed) -> list[str]:
    """Write of an act that is not done: planned, possible, demanded, threatened or left undone."""
    status: Status = desk.pick(list(_POSSIBLE))
    possible = _POSSIBLE[status] if deed.target.state else ("talks", "agree")
    act = acts()[desk.pick([key for key in possible if key != deed.act.key])]
    form = desk.pick([w for w in act.ways if "{Ta}" not in w or deed.target.state])
    other = replace(deed, act=act, form=form, kind="ways", blanks=blanks(form, desk.rng))
    return [doing(desk, other, status, deed.target if status == "demanded" else None)]


def _third(desk: Desk, deed: Deed) -> list[str]:
    """Let the mediator appeal to the two parties, by name, or to "both sides", which names nobody."""
    helper, label, named = third(), "", desk.chance(0.6)
    marked = {}
    for key, target in (("P", deed.source), ("Q", deed.target)) if named else (("P", NOBODY),):
        appeal = replace(deed, act=acts()["appeal"], form="", kind="frame", source=helper, target=target, blanks={})
        inside = {"inside": label} if label else {}
        event = desk.notes.event(deed=appeal, status="actual", statement="", **inside)
        label = label or event
        marked[key] = mark(f"{event}.target", target.name)
    text = desk.words("colour", "third" if named else "third_both")
    return [mark(f"{label}.sentence", fill(text, marked | {"N": mark(f"{label}.source", helper.name)}))]


def _analysts(desk: Desk, deed: Deed) -> str:
    """Give unnamed analysts the word; they speak for nobody."""
    who, cue, clause = desk.pick(_ANALYSTS)
    label = desk.notes.statement(
        name=who, speaker="", role="unnamed", stance="assert", quotation="indirect", relayed_by=desk.relays
    )
    content = mark(f"{label}.content", fill(clause, {"P": deed.source.name}))
    return f"{mark(f'{label}.speaker', who)} {mark(f'{label}.cue', cue)} that {content}."


_ANALYSTS = (
    ("Some analysts", "believe", "{P} is on the defensive"),
    ("Observers in Ilmet", "say", "{P} was provoked"),
    ("Others", "think", "{P} wants more land"),
    ("Experts", "warn", "one restless week of {P} makes no trend"),
    ("Several diplomats", "argued", "{P} had misread the summit"),
)


def _title(desk: Desk, story: Story) -> str:
    """Write a headline, in the present, of the deed itself; an allegation is attributed."""
    deed = story.deed
    target = deed.target
    names = {"T": target.name, "Ta": target.adjective, "Tc": target.capital, "T's": f"{target.name}'s"}
    form = deed.form if deed.kind == "ways" else ""
    if not form:
        day = when(desk, deed.day).removeprefix("on ")
        return f"{deed.source.name} and {deed.target.name}: what happened {day}"
    said = bare(phrase(form, deed.blanks | names).form("base" if story.alleged else "present"))
    if story.alleged:
        return f"{deed.target.name} says {deed.source.name} had a hand in plot to {said}"
    return f"{deed.source.name} {said}"


def _edited(plan: Plan, taken: Article, edition: Edition, first: Edition, story: Story) -> Article:
    """Edit an article as a desk edits a wire: cut it, name where it is from, change a word, add a local line."""
    rng = random.Random(f"edit {plan.seed} {story.number} {edition.number}")
    paragraphs = list(taken.paragraphs)
    paragraphs = paragraphs[: max(3, len(paragraphs) - rng.choice((0, 0, 1, 2)))]
    if rng.random() < 0.5:  # noqa: PLR2004 - half of the copies name the agency in the lead
        paragraphs[0] = paragraphs[0].replace(".\x03", f", {first.outlet.name} reported.\x03")
    paragraphs = [p.replace("reporters", "journalists") for p in paragraphs] if rng.random() < 0.3 else paragraphs  # noqa: PLR2004
    author = rng.choice(edition.outlet.authors)
    return Article(title=taken.title, paragraphs=tuple(paragraphs), author=author, notes=taken.notes)
