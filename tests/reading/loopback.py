"""A web server on loopback that behaves well and badly, and notes every request."""

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SENTENCE = "The ministers of both countries met in Riga on Friday and agreed to talk again in the autumn."


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        page = getattr(self, f"page_{self.path.strip('/').replace('.', '_')}", None)
        try:
            page() if page else self.answer(404, b"nothing here")
        except (BrokenPipeError, ConnectionResetError):
            self.server.broken.append(self.path)

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def page_robots_txt(self):
        self.answer(200, b"User-agent: *\nDisallow: /private\n", Content_Type="text/plain")

    def page_feed_xml(self):
        if self.headers.get("If-None-Match") == '"one"':
            self.answer(304)
            return
        items = "".join(
            f"<item><title>{name}</title><link>{link}</link><pubDate>Thu, 03 May 2018 10:00:00 GMT</pubDate></item>"
            for name, link in self.server.items
        )
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>'
        self.answer(200, body.encode(), Content_Type="application/rss+xml", ETag='"one"')

    def page_good(self):
        inside = f"http://127.0.0.1:{self.server.server_port}/inside-an-article"
        self.answer(200, f"<title>Talks end</title><p>{SENTENCE} <a href='{inside}'>See {inside}</a></p>".encode())

    def page_private(self):
        self.answer(200, b"<p>never asked for</p>")

    def page_busy(self):
        self.answer(429, Retry_After="120")

    def page_broken(self):
        self.answer(500)

    def page_loop(self):
        self.answer(302, Location="/loop2")

    def page_loop2(self):
        self.answer(302, Location="/loop")

    def page_away(self):
        self.answer(302, Location="http://other.example/")

    def page_charset(self):
        words = f"<title>Talks</title><p>“{SENTENCE}” — said Jürgen Größe.</p>"
        self.answer(200, words.encode("cp1252"), Content_Type="text/html; charset=utf-8")

    def page_slow(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b"<p>drip</p>")
            self.wfile.flush()
            time.sleep(0.05)

    def page_gigabyte(self):
        self.send_response(200)
        self.send_header("Content-Length", str(1 << 30))
        self.end_headers()
        for _ in range(1 << 10):
            self.wfile.write(b"x" * (1 << 20))
            self.server.sent += 1 << 20

    def page_nofeed(self):
        self.answer(200, b"<p>This is no feed.</p>")

    def log_message(self, *_):
        pass


@contextmanager
def server(*names):
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        running.asked, running.broken, running.sent = [], [], 0
        running.home = f"http://127.0.0.1:{running.server_port}"
        running.items = [(name, f"{running.home}/{name}" if "://" not in name else name) for name in names]
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield running
        finally:
            running.shutdown()
            thread.join()


def paths(running):
    return [path for path, _ in running.asked]
