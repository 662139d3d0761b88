"""The set of HTML pages that ships with the bench: twenty-six architectures, six stories in each, with truth."""

import random

from reading_furniture import Furnisher
from reading_layouts import LAYOUTS, Layout
from reading_stories import Writer

_STORIES = 6  # a layout
_SHORTEST, _LONGEST = 8, 26  # paragraphs


def pages(stories: int = _STORIES) -> dict[str, tuple[str, str]]:
    """Give every page of the set: name → (HTML, article). They are as long as pages of the press: see the furniture."""
    return {
        f"{layout.__name__}-{number}": _page(layout, f"{layout.__name__}-{number}")
        for layout in LAYOUTS
        for number in range(stories)
    }


def _page(layout: Layout, name: str) -> tuple[str, str]:
    chance, writer = random.Random(name), Writer(name)
    story = writer.story(chance.randint(_SHORTEST, _LONGEST))
    middle, truth = layout(story, writer, chance)
    return Furnisher(name).furnish(story.title, middle), "\n".join(truth)
