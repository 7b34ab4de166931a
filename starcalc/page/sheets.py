"""The theme's style sheet, cut down to what some page or script can show: most of it is for other pages."""

import re
from pathlib import Path

from starcalc.page.fonts import SHEET

WORD = re.compile(r"[A-Za-z_][\w-]*")
CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")
ASIDE = re.compile(r":(?:not|is|where)\([^()]*\)")  # what a rule asks besides, of which any one may hold
COMMA = re.compile(r",(?![^(]*\))")
LIBRARY = "vendor"  # what draws charts knows no class of the theme's
MADE = "bs-"  # bootstrap puts the ends of these names together


def cut_sheet(app, exception):
    """Cuts the sheet once all pages are there; Sphinx calls it when a build has finished."""
    if exception or app.builder.format != "html":
        return
    out = Path(app.outdir)
    files = [file for kind in ("*.html", "*.js") for file in out.rglob(kind) if LIBRARY not in file.parts]
    known = set().union(*(WORD.findall(file.read_text("utf-8")) for file in files))
    sheet = out / "_static" / SHEET
    sheet.write_text(cut(sheet.read_text("utf-8"), known), "utf-8")


def cut(text, known):
    """A style sheet without the rules all of whose selectors name a class that is not known."""
    found, start = "", 0
    while (opening := text.find("{", start)) >= 0:
        head, closing = text[start:opening], closed(text, opening)
        if head.startswith(("@media", "@supports")):
            inner = cut(text[opening + 1 : closing - 1], known)
            found += f"{head}{{{inner}}}" if inner else ""
        elif head.startswith("@"):
            found += text[start:closing]
        elif kept := [one for one in COMMA.split(head) if shown(one, known)]:
            found += ",".join(kept) + text[opening:closing]
        start = closing
    return found + text[start:]


def closed(text, opening):
    """Where the block ends that begins with a brace."""
    depth, place = 1, opening + 1
    while depth:
        brace = re.compile(r"[{}]").search(text, place)
        depth, place = depth + (1 if brace[0] == "{" else -1), brace.end()
    return place


def shown(selector, known):
    """Whether each class that a selector needs can stand in a page."""
    return all(name in known or name.startswith(MADE) for name in CLASS.findall(ASIDE.sub("", selector)))
