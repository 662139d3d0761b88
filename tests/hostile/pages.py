"""The thirteen hostile pages, each with an article in it, and what may become of it: the text, or a reason."""

import gzip

SENTENCE = "The ministers of both countries met in Riga on Friday and agreed to talk again in the autumn."
ARTICLE = (
    f"<article><h1>Ministers meet in Riga</h1><p>{SENTENCE}</p><p>Nobody spoke to the press after that.</p></article>"
)


def many_attributes():
    attributes = " ".join(f'a{i}="{i}"' for i in range(200_000))
    return f"<html><body><div {attributes}>{ARTICLE}</div>".encode()


def nested_divs():
    return ("<html><body>" + "<div>" * 30_000 + ARTICLE + "</div>" * 30_000).encode()


def million_paragraphs():
    return ("<html><body>" + "<p>" * 1_000_000 + ARTICLE).encode()


def many_links():
    return (f"<html><body>{ARTICLE}" + "<li><a href='/x'>more</a></li>" * 200_000).encode()


def open_comments():
    return ("<html><body>" + "<!--" * 500_000 + ARTICLE).encode()


def deep_article():
    return ("<html><body>" + "<div>" * 260 + ARTICLE + "</div>" * 260).encode()


def huge_text_node():
    return f"<html><body>{ARTICLE}<p>{'word ' * 2_400_000}</p>".encode()


def zeros():
    return f"<html><body>\0\0{ARTICLE}\0<p>\0\0</p>".encode()


def wrong_charset():
    words = ARTICLE.replace("Nobody", "Niemand — “größer” — sagte: nobody")
    return f"<html><head><meta charset='utf-8'></head><body>{words}".encode("cp1252")


def truncated_gzip():
    return gzip.compress(ARTICLE.encode() * 200)[:120]


def empty():
    return b""


def binary():
    return bytes(range(256)) * 400


def one_long_line():
    return b"The ministers met in Riga. " * 1_900_000


PAGES = {
    "one tag with 200,000 attributes": (many_attributes, ""),
    "30,000 nested divs": (nested_divs, ""),
    "1,000,000 <p>": (million_paragraphs, ""),
    "200,000 links": (many_links, ""),
    "500,000 <!--": (open_comments, ""),
    "article 260 levels deep": (deep_article, ""),
    "a 12 MB text node": (huge_text_node, ""),
    "NULs": (zeros, ""),
    "wrong charset": (wrong_charset, ""),
    "truncated gzip": (truncated_gzip, "damaged archive"),
    "empty": (empty, "empty"),
    "binary": (binary, "binary"),
    "one line of 50 MB": (one_long_line, "larger than 20 MB"),
}
