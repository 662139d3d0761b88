"""Polite requests: only listed hosts, robots.txt, a delay for each host, back-off, and a bound on every answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from harmel.errors import Rejected
from harmel.reading.archives import ENCODINGS, unpacked
from harmel.reading.decode import LARGEST, check_size
from harmel.reading.watchlist import Watchlist

_OK, _UNCHANGED = 200, 304
_REDIRECTS = {301, 302, 303, 307, 308}
_MOST_REDIRECTS = 5
_BUSY = {429, 500, 502, 503, 504}
_GONE = range(400, 500)
_LONGEST_WAIT = 6 * 3600.0  # seconds
_ROBOTS = 500_000  # bytes, as RFC 9309 asks at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: a body, "not changed", or a reason why there is none."""

    url: str
    body: bytes = b""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    unchanged: bool = False
    reason: str = ""
    final: bool = False
    """Whether asking again is of no use."""


@dataclass(slots=True)
class _Host:
    """What is remembered of a host."""

    ready: float = 0.0
    blocked: float = 0.0
    failures: int = 0
    robots: Protego | None = None


@dataclass(slots=True)
class Fetcher:
    """Asks hosts for pages, one request at a time.

    Parameters
    ----------
    listed
        Which hosts may be asked, and how politely.
    sleep, now
        The clock, for tests.
    """

    listed: Watchlist
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def get(self, url: str, *, etag: str = "", modified: str = "") -> Answer:
        """Ask for one page; a reason stands in the answer, nothing is raised for what a server does."""
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in conditions.items() if value}
        asked, seen = url, set[str]()
        try:
            while asked not in seen and len(seen) <= _MOST_REDIRECTS:
                seen.add(asked)
                self._permit(asked)
                answer = self._ask(asked, headers)
                if isinstance(answer, Answer):
                    return answer
                asked = urljoin(asked, answer)
        except Rejected as reason:
            return Answer(url=asked, reason=reason.what, final=reason.remedy != _LATER)
        except httpx.HTTPError as error:
            wait = self._fail(asked)
            return Answer(url=asked, reason=f"no answer ({type(error).__name__}), asked again in {wait:.0f} s")
        return Answer(url=asked, reason="redirect loop", final=True)

    def _permit(self, url: str) -> None:
        """Refuse what the list, robots.txt or an earlier answer forbids."""
        if not self.listed.allows(url):
            raise Rejected(f"host not on the list: {urlsplit(url).netloc}", where=url)
        host = self._hosts.setdefault(urlsplit(url).netloc, _Host())
        if host.blocked > self.now():
            raise Rejected(
                f"its host is left alone for {host.blocked - self.now():.0f} s more", where=url, remedy=_LATER
            )
        if host.robots is None:
            host.robots = self._robots(url)
        if not host.robots.can_fetch(url, self.listed.agent):
            raise Rejected("robots.txt forbids it", where=url)

    def _robots(self, url: str) -> Protego:
        parts = urlsplit(url)
        with self._stream(f"{parts.scheme}://{parts.netloc}/robots.txt", {}) as response:
            if response.status_code == _OK:
                return Protego.parse(self._body(response, _ROBOTS).decode("utf-8", errors="replace"))
            if response.status_code in _GONE:
                return Protego.parse("")
        wait = self._fail(url)
        raise Rejected(f"no robots.txt to be had, asked again in {wait:.0f} s", where=url, remedy=_LATER)

    def _ask(self, url: str, headers: dict[str, str]) -> Answer | str:
        """Make one request: an answer, or the address that it is redirected to."""
        with self._stream(url, headers) as response:
            status = response.status_code
            if status in _REDIRECTS and response.headers.get("Location"):
                return str(response.headers["Location"])
            if status == _UNCHANGED:
                return Answer(url=url, unchanged=True)
            if status in _BUSY:
                wait = self._fail(url, response.headers.get("Retry-After", ""))
                return Answer(url=url, reason=f"status {status}, asked again in {wait:.0f} s")
            if status != _OK:
                return Answer(url=url, reason=f"status {status}", final=status in _GONE)
            body = self._body(response, LARGEST)
            self._hosts[urlsplit(url).netloc].failures = 0
            return Answer(
                url=url,
                body=body,
                charset=response.charset_encoding or "",
                etag=response.headers.get("ETag", ""),
                modified=response.headers.get("Last-Modified", ""),
            )

    @contextmanager
    def _stream(self, url: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """Open a request when its host's turn has come."""
        host = self._hosts.setdefault(urlsplit(url).netloc, _Host())
        wait = host.ready - self.now()
        if wait > 0:
            self.sleep(wait)
        named: dict[str, Any] = {"User-Agent": self.listed.agent, "Accept-Encoding": "identity", **headers}
        try:
            timeout = httpx.Timeout(self.listed.seconds)
            with httpx.stream(
                "GET", url, headers=named, timeout=timeout, follow_redirects=False, trust_env=False
            ) as got:
                yield got
        finally:
            delay: float | None = host.robots.crawl_delay(self.listed.agent) if host.robots else None
            host.ready = self.now() + max(self.listed.delay, float(delay or 0))

    def _body(self, response: httpx.Response, most: int) -> bytes:
        """Read an answer as it comes, no longer and no further than allowed."""
        parts, size, end = [], 0, time.monotonic() + self.listed.seconds
        for part in response.iter_raw():
            parts.append(part)
            size += len(part)
            if size > most:
                raise Rejected(f"larger than {most / 1_000_000:g} MB", where=str(response.url))
            if time.monotonic() > end:
                self._fail(str(response.url))
                raise Rejected(f"took longer than {self.listed.seconds:g} s", where=str(response.url), remedy=_LATER)
        data = b"".join(parts)
        encoding = response.headers.get("Content-Encoding", "").lower()
        if encoding in ENCODINGS:
            data = unpacked(data, source=str(response.url), wbits=ENCODINGS[encoding])
        check_size(data, source=str(response.url))
        return data

    def _fail(self, url: str, retry_after: str = "") -> float:
        """Leave a host alone: as long as it asks for, else twice as long each time; give the seconds."""
        host = self._hosts.setdefault(urlsplit(url).netloc, _Host())
        host.failures += 1
        asked = self._asked_to_wait(retry_after)
        wait: float = min(_LONGEST_WAIT, max(asked, self.listed.delay * 2**host.failures))
        host.blocked = self.now() + wait
        return wait

    def _asked_to_wait(self, retry_after: str) -> float:
        if retry_after.strip().isdigit():
            return float(retry_after)
        try:
            when: datetime = parsedate_to_datetime(retry_after)
            return max(0.0, when.timestamp() - self.now())
        except (ValueError, TypeError):
            return 0.0


_LATER = "asked again in a later round"


def today(now: float) -> str:
    """Give the day of a moment, ISO, in universal time.

    >>> today(0.0)
    '1970-01-01'
    """
    return datetime.fromtimestamp(now, UTC).date().isoformat()
