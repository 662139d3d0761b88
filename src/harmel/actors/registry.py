"""The registry: who is who, found in a text, resolved at a date."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from harmel.actors.finder import Finder
from harmel.actors.load import facts
from harmel.actors.offices import offices_named
from harmel.actors.phrase import Resolver
from harmel.actors.resolved import NameHit, OfficeHit, Outlet, Resolution
from harmel.actors.spelling import loose
from harmel.actors.table import Table, table
from harmel.intervals import Interval
from harmel.records import Actor


class Registry:
    """States, organisations, bodies, offices with their dated holders, and outlets; what ships and what a user adds.

    >>> registry = Registry.load()
    >>> registry.actor("NATO").kind
    'alliance'
    >>> registry.resolve("the former Norwegian Prime Minister Jens Stoltenberg", Interval.of("2018-10-25")).code
    'IGONATO'
    """

    def __init__(self, tables: Table, extra: tuple[Path, ...] = ()) -> None:
        self.tables = tables
        self._extra = extra
        self._resolver = Resolver(tables)

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Registry:
        """Read the registry that ships with harmel, and files of the same form beside it.

        Raises
        ------
        RegistryError
            If a file cannot be used; the message names it.
        """
        return _loaded(tuple(extra))

    def __reduce__(self) -> tuple[object, ...]:
        """Go to a worker process as the files that it was read from: the finder is no thing to send.

        >>> import pickle
        >>> pickle.loads(pickle.dumps(Registry.load())) is Registry.load()
        True
        """
        return Registry.load, (self._extra,)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.tables)

    def actor(self, key: str) -> Actor | None:
        """Give an actor by id, or nothing.

        >>> Registry.load().actor("NOR").name
        'Norway'
        """
        return self.tables.actors.get(key)

    def find(self, text: str) -> list[NameHit]:
        """Find the names of the registry in a text: whole words, the longest, in text order.

        >>> [(h.start, h.end, h.entries) for h in Registry.load().find("Moscow told NATO no.")]
        [(0, 6, ('RUS',)), (12, 16, ('NATO',))]
        """
        return self._finder.find(text)

    def resolve(self, words: str, on: Interval | None = None, context: str = "") -> Resolution:
        """Say whom some words name, on some days; what is not known stays empty.

        Parameters
        ----------
        words
            A name, a description or a title with a name: "the German Foreign Minister", "Maltese Foreign Minister X".
        on
            The days on which it was written; without it any office that a person ever held counts.
        context
            Words that tell two bearers of a name apart, or the name of the country that is spoken of.

        >>> Registry.load().resolve("Russian troops").code
        'RUSMIL'
        """
        return self._resolver.resolve(words, on or Interval(), context)

    def outlet(self, name_or_domain: str) -> Outlet | None:
        """Give a news outlet by its name or its domain, sub-domains included.

        >>> registry = Registry.load()
        >>> registry.outlet("www.rt.com").owner == registry.outlet("Sputnik News").owner
        True
        """
        key = loose(name_or_domain)
        if found := self.tables.outlets.get(key):
            return found
        host = name_or_domain.lower().split("//")[-1].split("/")[0].split(":")[0]
        parts = host.split(".")
        tails = (loose(".".join(parts[i:])) for i in range(len(parts) - 1))
        return next((self.tables.outlets[t] for t in tails if t in self.tables.outlets), None)

    def offices_named(self, text: str) -> list[OfficeHit]:
        """Find offices named together with their holders, which tells when a text was written.

        >>> hit, = Registry.load().offices_named("UK Foreign Minister Jeremy Hunt’s speech")
        >>> hit.office, hit.term.iso()
        ('foreign_minister of GBR', ('2018-07-09', '2019-07-24'))
        """
        return list(offices_named(self.tables, self.find(text), text))

    def surname(self, key: str) -> str:
        """Give a person's surname as the registry has it, or nothing.

        >>> Registry.load().surname("ursula-von-der-leyen")
        'von der Leyen'
        """
        return self.tables.family.get(key, "")

    def gender(self, key: str) -> str:
        """Give a person's gender where it is known: ``m``, ``f`` or nothing."""
        return self.tables.genders.get(key, "")


@lru_cache(maxsize=8)
def _loaded(extra: tuple[Path, ...]) -> Registry:
    return Registry(table(facts(extra)), extra)
