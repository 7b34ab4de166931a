"""Which editions there are, by the book's changelog, and the day of this one and of each of its pages."""

import os
import re
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from starcalc import __version__

CHANGELOG = "CHANGELOG.md"
LIST = "versions.json"  # at the top of a site, of the editions that it keeps
FOLDERS = re.compile(r"v\d+\.\d+\.\d+")
NEWER = '<p class="starcalc-newer"></p>'  # a line of each page, empty and hidden while its edition is the newest
LINE = re.compile(r'<p class="starcalc-newer">.*?</p>')
CANONICAL = re.compile(r'(<link rel="canonical" href=")([^"]*)(")')
HEAD = re.compile(r"^## \[(\d+\.\d+\.\d+)\](?: - (\d{4}-\d{2}-\d{2}))?.*$", re.MULTILINE)


class Edition(NamedTuple):
    """An edition by its number; the day it came out, or "" before that; and what is new, as Markdown."""

    number: str
    day: str
    news: str


def editions(changelog):
    """All editions of a changelog's text, the newest first; what is not released yet has no number and is left out."""
    found = list(HEAD.finditer(changelog))
    ends = [head.start() for head in found[1:]] + [len(changelog)]
    return [
        Edition(head[1], head[2] or "", changelog[head.end() : end].strip())
        for head, end in zip(found, ends, strict=True)
    ]


def folder(number):
    """Where an edition stays below the book's top, for ever: v0.2.0."""
    return f"v{number}"


def add_newer(app, page, template, context, doctree):
    """Leaves room at the top of every page that has a source for a line that leads to a newer edition."""
    if doctree is not None:
        context["body"] = NEWER + context["body"]


def point_on(site, old, new):
    """Has the pages of an old edition, in its folder of a site, lead to the same page of the newest at the top.

    A page that the newest does not have leads to its first page, and is its own canonical address from then on.
    """
    own = Path(site, folder(old))
    for page in sorted(own.rglob("*.html")):
        path, text = page.relative_to(own), page.read_text("utf-8")
        there = Path(site, path).exists()
        top = "../" * len(path.parts)
        link = f'<a href="{top}{path.as_posix() if there else ""}">edition {new}</a>'
        said = f'<p class="starcalc-newer">This is edition {old}. There is a newer one: {link}.</p>'
        told = LINE.sub(said, text)
        if not there:
            told = CANONICAL.sub(
                lambda found, where=path: found[1] + own_address(found[2], where, old) + found[3], told
            )
        if told != text:
            page.write_text(told, "utf-8", newline="\n")


def own_address(canonical, path, old):
    """The address of a page in its own edition's folder, from that at the book's top."""
    home = canonical.removesuffix(path.as_posix())
    return canonical if home.endswith(f"/{folder(old)}/") else f"{home}{folder(old)}/{path.as_posix()}"


def edition_day(home):
    """The day of this edition, as 2026-11-23: as its changelog says, else that of the book's last change."""
    changelog = Path(home, CHANGELOG)
    known = editions(changelog.read_text("utf-8")) if changelog.exists() else []
    released = [edition.day for edition in known if edition.number == __version__ and edition.day]
    return released[0] if released else last_change(Path(home, "book"))


def last_change(source):
    """The day the page is dated, as 2026-11-23: SOURCE_DATE_EPOCH, else its last commit, else today."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    committed = ""
    if git := shutil.which("git"):
        log = [git, "log", "-1", "--format=%cs", "--", source.name]
        committed = subprocess.run(log, cwd=source.parent, capture_output=True, text=True, check=False).stdout.strip()
    return committed or date.today().isoformat()
