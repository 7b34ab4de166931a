"""Where in a printed sentence its numbers stand: the text with marks about them, which the page makes elements of.

A mark is three characters that no text uses: a beginning, the number of the slot, an end.
"""

import re

from starcalc.page.sentences.symbols import NotRecorded, Told
from starcalc.page.sentences.words import rendered

START, END, FIRST = "\ue000", "\ue001", 0xE100
MARK = re.compile(f"{START}(.)([^{END}]*){END}")
MARKUP = re.compile(r"[*_`\[\]{}<>|\\\n]")  # what Markdown would make something of
MONEY = re.compile(r"(?<!\\)\$(?=[\ue000-\uf8ff]*\d)")
ESCAPED = re.compile(r"\\\$(?=\d)")  # as show.say leaves it
WORLDS = "spread"


def marked(template, printed, worth, slots):
    """A printed text with marks; `slots` grows by a template for each, None for what stays as printed.

    As it was where what was printed is something else than the template's text.
    """
    pieces = together(template)
    try:
        wanted = [None if open_(piece) else rendered(piece, worth) for piece in pieces]
    except (NotRecorded, TypeError, ValueError, ZeroDivisionError, AttributeError):
        return printed
    raw = ESCAPED.sub("$", printed)
    pattern = "".join("(.*?)" if text is None else f"({re.escape(text)})" for text in wanted)
    found = re.fullmatch(pattern, raw, re.DOTALL)
    if not found:
        return printed
    text, unmarked = "", False
    for piece, shown in zip(pieces, found.groups(), strict=True):
        if all(isinstance(part, str) for part in piece):
            text += shown
        elif MARKUP.search(shown):
            text, unmarked = text + shown, True
        else:
            text += mark(plain(piece), shown, slots)
    if unmarked:
        text = with_anchor(text, slots)
    return MONEY.sub(r"\\$", text)


def together(template):
    """A template in pieces, each a template: a text, a lone token, or a sign with its dollar and its number."""
    pieces = []
    for part in template:
        last = pieces[-1] if pieces else []
        of_sign = kinds(last)[:1] == ["sign"]
        if of_sign and (kinds([part]) == ["size"] or (part == "$" and len(last) == 1)):
            last.append(part)
        else:
            pieces.append([part])
    return pieces


def kinds(template):
    """What the parts of a template are."""
    return [part[0] if isinstance(part, tuple) and isinstance(part[0], str) else part for part in template]


def open_(piece):
    """Whether what a piece says is not known when the book is built."""
    return piece == [None] or kinds(piece) == [WORLDS]


def plain(piece):
    """A piece without those texts that are more than text: there, what is printed stays. None where none is left."""
    found = []
    for part in piece:
        if part is None or (isinstance(part, str) and MARKUP.search(part)):
            return None
        if isinstance(part, tuple) and isinstance(part[0], Told):
            part = (part[0], plain(part[1]), plain(part[2]))
        found.append(part)
    return found


def mark(slot, text, slots):
    """A text between marks."""
    slots.append(slot)
    return f"{START}{chr(FIRST + len(slots) - 1)}{text}{END}"


def with_anchor(text, slots):
    """A text with an empty mark near its end, for what of it stays as printed and cannot be marked itself."""
    body, end = text.rstrip(), ""
    if body.endswith("|"):
        body, end = body[:-1].rstrip(), " |"
    return f"{body}{mark(None, '', slots)}{end}"
