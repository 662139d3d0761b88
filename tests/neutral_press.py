"""Sentences that tell of no act between states: hand-written ones, and more from a small grammar, always the same."""

import random
import re
from pathlib import Path

WRITTEN = Path(__file__).parent / "events" / "data" / "neutral.txt"
SECOND = WRITTEN.with_name("neutral_second.txt")
THIRD = WRITTEN.with_name("neutral_third.txt")
GRAMMAR = {
    "sport": [
        "{Team} {beat} {team} {score} in {city}.",
        "{Team} {beat} {team} to reach the {round} of the {cup}.",
        "{Team}'s {player} {scored} {when} against {team}.",
        "The {player} of {team} {injury} and will miss the game with {team}.",
        "{Team} and {team} {drew} in the {round} of the {cup}.",
        "{Team} {held} the lead until {team} {replied} {when}.",
        "The coach {coachsaid} after the {loss} to {team}.",
        "In {city}, {team} {beat} {team} by {n} points.",
        "{Team} face {team} on {day}, with {team} waiting in the {round}.",
        "The {nat} {athlete} {won} the {event} ahead of a {nat} rival.",
    ],
    "weather": [
        "{Weather} {hit} {region} on {day}.",
        "{Weather} from {region} will reach {region} by {day}.",
        "Temperatures in {city} {moved} to {n} degrees.",
        "{Weather} {hit} {region}, while {region} stayed dry.",
        "Forecasters in {city} warned of {weather} on {day}.",
        "{Weather} closed the road between {city} and {city}.",
        "After days of {weather}, {region} expects sunshine.",
        "{N} flights between {city} and {city} were cancelled because of {weather}.",
    ],
    "cooking": [
        "{Do} the {food} and {do} the {food} with {spice}.",
        "The {nat} {dish} needs {food}, {spice} and patience.",
        "{Do} the {food} {time}.",
        "A chef from {city} {serves} {food} with {nat} {spice}.",
        "For the {dish}, {do} {n} grams of {food} {time}.",
        "{Nat} {food} and {nat} {spice} {meet} in this {dish}.",
        "{Do} the {dish} before you {do} the {food}.",
        "The {dish} in {city} is made with {food} from {region}.",
    ],
    "company": [
        "The {nat} {firm} {result} in the {nth} quarter.",
        "The {nat} {firm} {bought} a {nat} {firm} for {n} million euros.",
        "The {firm} from {city} {result} because of weak demand in {region}.",
        "Shares in the {nat} {firm} {moved} {n} percent on {day}.",
        "The {nat} {firm} will {expand} in {region}.",
        "The {nat} {firm} and its {nat} supplier {signed} a contract.",
        "The {firm}'s chief executive {bosssaid} on {day}.",
        "Sales in {region} {moved} while sales in {region} {moved}.",
        "The {nat} {firm} {sued} a {nat} {firm} over a patent.",
    ],
}
SLOTS = {
    "team": (
        "Germany|France|Russia|Ukraine|Poland|Turkey|Spain|Italy|England|Croatia|Serbia|Sweden|"
        "the United States|Iran|Japan|China|Israel|Georgia|Egypt|Argentina|Brazil|South Korea|Pakistan|"
        "India|Scotland|Canada"
    ),
    "beat": (
        "beat|edged|thrashed|crushed|overcame|stunned|outplayed|hammered|destroyed|knocked out|"
        "swept aside|downed|routed"
    ),
    "score": "2-1|3-0|27-24|by a goal|after extra time|on penalties|in straight sets|4-2",
    "city": (
        "Moscow|Berlin|Paris|Warsaw|Kiev|London|Ankara|Rome|Madrid|Oslo|Vienna|Tokyo|Washington|Tbilisi|"
        "Prague|Athens|Doha"
    ),
    "round": "semi-final|final|last sixteen|quarter-final|group stage|third round",
    "cup": "World Cup|Nations League|Davis Cup|European championship|Asian Cup|handball tournament",
    "player": "captain|striker|keeper|midfielder|defender|fly-half|playmaker",
    "scored": "scored|struck|fired home|hit the post|shot wide|missed a penalty|broke through|netted twice",
    "when": "in the first minute|late on|before the break|from distance|in injury time",
    "injury": "hurt his knee|was sent off|picked up a second booking|limped off|broke a finger",
    "drew": "drew|shared the points|meet again|clash|collide",
    "held": "held|took|kept|defended",
    "replied": "hit back|replied|struck back|levelled|responded",
    "coachsaid": (
        "praised his players|blamed the referee|promised changes|refused to comment|demanded more effort|"
        "apologised to the fans"
    ),
    "loss": "defeat|loss|draw|collapse",
    "athlete": "skater|sprinter|biathlete|swimmer|boxer|wrestler|cyclist|diver",
    "won": "won|took|captured|claimed|dominated",
    "event": "sprint|final|downhill|relay|heavyweight bout|road race|100 metres",
    "nat": (
        "Russian|German|French|Polish|Turkish|Ukrainian|American|British|Norwegian|Chinese|Japanese|"
        "Italian|Spanish|Greek|Israeli|Iranian|Georgian|Swedish|Hungarian|Indian"
    ),
    "weather": (
        "heavy snow|a cold front|thunderstorms|strong winds|thick fog|hail|a heatwave|freezing rain|"
        "a storm|dust|heavy rain"
    ),
    "hit": "hit|battered|swept across|lashed|struck|blanketed|pounded|spread over",
    "region": (
        "Germany|northern Italy|eastern Poland|Russia|Ukraine|Scotland|the Baltic coast|Turkey|Greece|"
        "Norway|the Balkans|France|the United States|China|Israel|Crimea|Syria|Finland"
    ),
    "moved": "rose|fell|climbed|dropped|jumped|slipped|soared|sank",
    "do": "fry|roast|crush|beat|cut|whisk|strike|fold in|grill|smash|boil|bake|season|serve|burn|pound",
    "food": (
        "onions|lamb|salmon|cabbage|potatoes|chicken|turkey|beans|tomatoes|rice|dumplings|eggs|mushrooms|beetroot|bread"
    ),
    "spice": "garlic|saffron|honey|paprika|olive oil|yoghurt|mustard|dill|butter|cumin|vinegar",
    "dish": "stew|soup|salad|pie|pancake|pilaf|goulash|pudding|casserole|curry",
    "time": "for ten minutes|until golden|over a low fire|overnight|at high heat|in a heavy pan",
    "serves": "serves|combines|pairs|attacks|surprises guests by mixing",
    "meet": "meet|join forces|come together|fight for attention|go well",
    "firm": (
        "carmaker|bank|airline|oil company|retailer|chip maker|insurer|brewer|steelmaker|telecoms group|"
        "drug maker|shipyard"
    ),
    "result": (
        "beat forecasts|missed its target|cut its outlook|raised its dividend|posted a loss|"
        "doubled its profit|cut costs"
    ),
    "bought": "bought|sold|took over|bid for|acquired|rejected an offer from",
    "nth": "first|second|third|fourth",
    "expand": (
        "open shops|build a plant|cut jobs|launch a brand|hire engineers|attack the market leader|stop production"
    ),
    "signed": "signed|renewed|cancelled|agreed on|fought over",
    "bosssaid": (
        "warned of lower sales|praised the staff|defended the merger|promised a recovery|announced talks with a rival"
    ),
    "sued": "sued|accused|took to court|settled with|threatened",
    "day": "Monday|Thursday|Friday|Sunday|the weekend",
    "n": "3|7|12|15|21|40|250|600",
}
_SLOT = re.compile(r"\{(\w+)\}")


def written(path):
    """Give the sentences of a file that were written by hand."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def generated(count, *, seed=1967):
    """Give so many different sentences of the grammar, its topics and patterns in turn."""
    rng = random.Random(seed)
    patterns = [p for group in zip(*(_cycled(ps, 10) for ps in GRAMMAR.values()), strict=True) for p in group]
    found = {}
    while len(found) < count:
        found[_filled(patterns[len(found) % len(patterns)], rng)] = None
    return list(found)


def _cycled(patterns, count):
    return [patterns[n % len(patterns)] for n in range(count)]


def _filled(pattern, rng):
    used = set()

    def fill(found):
        slot = found[1]
        left = [w for w in SLOTS[slot.lower()].split("|") if w not in used]
        word = rng.choice(left)
        used.add(word)
        return word[0].upper() + word[1:] if slot[0].isupper() else word

    return _SLOT.sub(fill, pattern)
