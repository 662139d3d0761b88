"""The file that says what ``harmel watch`` may look at: feeds, article addresses, and the hosts that it may ask."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from harmel.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlist:
    """What to look at, and how politely.

    Parameters
    ----------
    feeds
        Addresses of RSS or Atom feeds.
    articles
        Addresses of single articles.
    hosts
        The only hosts that are ever asked, robots.txt and redirects included; ``host:port`` where it is not the usual.
    delay
        Seconds between two requests to one host.
    every
        Seconds between two rounds.
    seconds
        How long one answer may take.
    agent
        How requests name themselves.
    """

    feeds: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    hosts: frozenset[str] = frozenset()
    delay: float = 5.0
    every: float = 900.0
    seconds: float = 30.0
    agent: str = "harmel"

    def allows(self, url: str) -> bool:
        """Say whether an address lies on a host of the list.

        >>> listed = Watchlist(hosts=frozenset({"news.example"}))
        >>> listed.allows("https://news.example/a"), listed.allows("https://news.example.evil.example/a")
        (True, False)
        """
        try:
            parts = urlsplit(url)
            return parts.scheme in {"http", "https"} and bool({parts.netloc.lower(), parts.hostname or ""} & self.hosts)
        except ValueError:
            return False


def watchlist(path: Path) -> Watchlist:
    r"""Read a watch list.

    Raises
    ------
    SettingsError
        If the file cannot be used, or if an address in it lies on none of its hosts.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "feeds.toml"
    ...     _ = file.write_text('hosts = ["news.example"]\nfeeds = ["https://news.example/rss"]')
    ...     watchlist(file).feeds
    ('https://news.example/rss',)
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"no watch list: {error}", where=str(path), remedy="see docs/how-to/watch.md") from None
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise SettingsError(f"unknown key {unknown[0]}", where=str(path), remedy=f"keys are {', '.join(sorted(_KEYS))}")
    usual = Watchlist()
    try:
        found = Watchlist(
            feeds=_texts(table.get("feeds", [])),
            articles=_texts(table.get("articles", [])),
            hosts=frozenset(host.lower() for host in _texts(table.get("hosts", []))),
            delay=float(table.get("delay", usual.delay)),
            every=float(table.get("every", usual.every)),
            seconds=float(table.get("seconds", usual.seconds)),
            agent=str(table.get("agent", usual.agent)),
        )
    except (TypeError, ValueError) as error:
        raise SettingsError(f"wrong value: {error}", where=str(path), remedy="see docs/how-to/watch.md") from None
    for url in (*found.feeds, *found.articles):
        if not found.allows(url):
            raise SettingsError(f"{url} lies on no host of the list", where=str(path), remedy="add its host to hosts")
    if not found.feeds and not found.articles:
        raise SettingsError("nothing to watch", where=str(path), remedy="name feeds or articles")
    return found


_KEYS = {"feeds", "articles", "hosts", "delay", "every", "seconds", "agent"}


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError("a list of texts is wanted")
    return tuple(value)
