"""What people say: direct, indirect and mixed quotations, with their speakers, cues and relays."""

from __future__ import annotations

from harmel.press.desk import Desk, speaker
from harmel.press.grammar import data, fill
from harmel.press.ink import capital, mark
from harmel.press.world import Party, Person
from harmel.vocabulary import Stance

SAYING = ("said", "explained", "remarked", "noted", "added", "declared")


def saying(desk: Desk, person: Person, stance: Stance, about: Party, blanks: dict[str, str]) -> list[str]:
    """Write one statement as one paragraph, or as two where the quotation stands by itself first."""
    style = desk.rng.choices(("direct", "indirect", "mixed"), (5, 3, 2))[0]
    filled = blanks | {
        "T": about.name,
        "T's": f"{about.name}'s",
        "Ta": about.adjective,
        "Tc": about.capital,
        "Sn": person.party.name,
        "Sc": person.party.capital,
    }
    label = desk.notes.statement(
        name=person.name,
        speaker=person.actor,
        role="official",
        stance=stance,
        quotation=style,
        relayed_by=desk.relays,
    )
    texts = data("words")[stance]
    if style == "direct":
        return _direct(desk, person, label, fill(desk.pick(texts["direct"]), filled))
    cue = mark(f"{label}.cue", desk.pick(texts["cues"]))
    content = _content(label, fill(desk.pick(texts["clause" if style == "indirect" else "mixed"]), filled))
    return [_reported(desk, speaker(desk, person, f"{label}.speaker"), cue, content)]


def _content(label: str, clause: str) -> str:
    before, bar, rest = clause.partition("|")
    if not bar:
        return mark(f"{label}.content", clause)
    quoted, _, after = rest.partition("|")
    return mark(f"{label}.content", f"{before}“{quoted}”{after}")


def _reported(desk: Desk, who: str, cue: str, content: str) -> str:
    if desk.relays and desk.chance(0.5):
        return capital(f"{who} {cue} that {content}, {desk.relays} reported.")
    return capital(f"{who} {cue} that {content}.")


def _direct(desk: Desk, person: Person, label: str, quote: str) -> list[str]:
    first, bar, second = quote.partition("|")
    new = person.name not in desk.named
    who = speaker(desk, person, f"{label}.speaker")
    cue = mark(f"{label}.cue", desk.pick(SAYING))
    whole = f"{first}{second}"
    inside = mark(f"{label}.content", whole)
    paper = desk.relays or desk.outlet
    frames = [
        [capital(f"“{inside},” {who} {cue}.")],
        [capital(f"“{inside},” {who} {cue} to reporters.".replace(" to reporters", " in {Sc}"))],
        [capital(f"{who} {cue}: “{inside}.”")],
        [capital(f"“{inside},” {who} {mark(label + '.cue', 'told')} {paper}.")] if desk.relays else [],
        [f"“{inside}.”", capital(f"{who} {cue} this {desk.pick(_OCCASIONS)}.")] if not new else [],
        [capital(f"“{inside},” {cue} {who}.")] if new and not who.endswith(",\x03") else [],
    ]
    if bar:
        parts = mark(f"{label}.content", first.rstrip(",")), mark(f"{label}.content", second.strip())
        frames.append([capital(f"“{parts[0]},” {who} {cue}, “{parts[1]}.”")])
    chosen = desk.pick([f for f in frames if f])
    return [p.replace("{Sc}", person.party.capital) for p in chosen]


_OCCASIONS = ("after a short meeting", "on leaving the building", "in an evening broadcast", "at a press conference")
