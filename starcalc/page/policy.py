"""What a page may do in a reader's browser, and that every page keeps to it.

The policy stands in each page, because a plain file server sends no headers. It allows files of the book and nothing
else: no style within a page, no handler in an attribute, no other host, and of scripts within a page one, by the digest
of its text: first.js, which would keep the page waiting for a file of its own. What the theme writes into its pages
against that is replaced or dropped here; what is not known here fails the build.
"""

import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from sphinx.errors import ExtensionError

POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'sha256-{digest}'",
    "worker-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
META = f"""<meta http-equiv="Content-Security-Policy" content="{"; ".join(map(" ".join, POLICY.items()))}" />"""
SIGN = META.partition("content=")[0]
VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1" />'

SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>\s*", re.DOTALL)
# What the theme and Sphinx write into a page, by a text that tells it, and what stands there instead.
KNOWN = {
    "dataset.theme = localStorage.getItem": "<script>{first}</script>\n",
    "DOCUMENTATION_OPTIONS.pagename =": "",  # read by a switch between versions only, which the book does not have
    "DOCUMENTATION_OPTIONS.search_as_you_type =": "",  # of later themes; read by a search that the book does not show
    "Set focus on search field": "",  # first.js does
}
FIRST = "first.js"
LATER = "text/later"  # which no browser runs, so that it is not fetched before what paints the page
WHEN = re.compile(r'\s+(?:defer|async)(?:="[^"]*")?(?=\s|$)')
FONT_AWESOME = "scripts/fontawesome.js"  # draws the icons that the style sheet's font shows without it
UNWANTED = [
    re.compile(r'<meta name="viewport"[^>]*>\s*'),
    re.compile(r"<noscript>\s*<style>.*?</style>\s*</noscript>\s*", re.DOTALL),  # said in starcalc.css
    re.compile(r'<link rel="next"[^>]*>\s*'),  # which Firefox fetches beforehand, and the policy forbids that
    re.compile(r'<link rel="preload" as="script"[^>]*>\s*'),  # of what the page asks for soon enough by itself
]
PRINT = 'onclick="window.print()"'
CHARSET = re.compile(r"<meta charset=[^>]*>\s*", re.IGNORECASE)
DATA = ("application/json", "application/ld+json")  # types of scripts that no browser runs
FORBIDDEN = ("style", "iframe", "object", "embed", "base")
ADDRESSES = ("href", "src", "action", "formaction", "xlink:href")


def keep_policy(app, exception):
    """Gives every page its policy, once all are written; ExtensionError names what would break it."""
    if exception or app.builder.format != "html":
        return
    out = Path(app.outdir)
    first = (out / "_static" / FIRST).read_text("utf-8")
    for path in sorted(out.rglob("*.html")):
        where = path.relative_to(out)
        if where.parts[0].startswith("_"):
            continue
        text = path.read_text("utf-8")
        kept = within_policy(text, first, where=where.as_posix())
        if kept != text:
            path.write_text(kept, "utf-8", newline="\n")


def within_policy(text, first, where):
    """The text of a page as it may be served, once and for all; `first` is the script that may stand in it."""
    if SIGN in text:
        return text
    if "<html" not in text:  # the page at the top, which sends readers on
        text = whole_page(text)
    text = SCRIPT.sub(lambda found: allowed_script(found, first), text)
    for unwanted in UNWANTED:
        text = unwanted.sub("", text)
    text = text.replace(PRINT, "data-print")
    meta = META.format(digest=b64encode(sha256(first.encode()).digest()).decode())
    text, heads = CHARSET.subn(f'<meta charset="utf-8" />\n    {meta}\n    {VIEWPORT}\n    ', text, count=1)
    if not heads:
        raise ExtensionError(f"{where} has no <meta charset>, after which its policy would stand")
    checker = Check(where, first)
    checker.feed(text)
    checker.close()
    return text


def allowed_script(found, first):
    """A script as the policy allows it: the first, or a file that the first fetches. What is not known here stays."""
    attributes, inside = found[1], found[2]
    if FONT_AWESOME in attributes:
        return ""
    if 'src="' in attributes and "type=" in attributes:
        return found[0]
    if 'src="' in attributes:
        return f'<script type="{LATER}"{WHEN.sub("", attributes)}></script>\n'
    known = [instead for sign, instead in KNOWN.items() if sign in inside]
    return known[0].format(first=first) if len(known) == 1 else found[0]


class Check(HTMLParser):
    """Reads a page and raises ExtensionError where it holds what its policy forbids."""

    def __init__(self, where, first):
        super().__init__()
        self.where, self.first, self.script = where, first, None

    def refuse(self, what, remedy):
        """Says which page holds what, and what to do about it."""
        line, _ = self.getpos()
        raise ExtensionError(f"{self.where}, line {line}, holds {what}, which its policy forbids: {remedy}")

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "script" and "src" not in given and given.get("type") not in DATA:
            self.script = ""
        if tag in FORBIDDEN:
            self.refuse(f"<{tag}>", "a rule of style belongs into starcalc.css; the book shows no other pages")
        for name, value in attributes:
            if name.startswith("on"):
                self.refuse(f"<{tag} {name}={value!r}>", "use a listener in a script of book/assets")
            if name == "style":
                self.refuse(f"<{tag} style={value!r}>", "use a class, and a rule in starcalc.css")
            if name in ADDRESSES and (value or "").strip().lower().startswith("javascript:"):
                self.refuse(f"<{tag} {name}={value!r}>", "use a listener in a script of book/assets")

    def handle_data(self, text):
        if self.script is not None:
            self.script += text

    def handle_endtag(self, tag):
        if tag == "script" and self.script is not None:
            if self.script != self.first:
                remedy = f"move it to a file in book/assets, or tell {__name__}.KNOWN what to do with it"
                self.refuse("a script", remedy)
            self.script = None


def whole_page(text):
    """A page that only sends the reader on, made whole: a language, a title, and a link for those who are not sent."""
    target = re.search(r"url=([^\"']+)", text)
    address = escape(target[1] if target else "", quote=True)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n  <head>\n    <meta charset="utf-8" />\n    '
        f"<title>Does AI inference in orbit pay?</title>\n    {text.strip()}\n  </head>\n"
        f'  <body><a href="{address}">Does AI inference in orbit pay?</a></body>\n</html>\n'
    )
