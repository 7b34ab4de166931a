"""Links: what differs from the book's table as the query of an address, for people to read, edit and cite.

    satellite.html?with=h100+ai1&launch_price=200&chip=h200-8-bits&year=2032&v=0.2.0&saw=8.21#figure-launch

Overlays stand in `with`, values by their assumption's name in the table's unit, a menu's choice by its key, and then
the year, the edition that made the link, and the answer that its maker saw. The page writes and reads the same, in
address.js.
"""

import re
from math import isfinite
from urllib.parse import parse_qsl, quote

from starcalc.assumptions import TABLE, read
from starcalc.edition import EDITION
from starcalc.labels import nearest
from starcalc.menus import menus
from starcalc.trends import table as trends
from starcalc.units import Q

NUMBER = re.compile(r"-?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+ -]?[0-9]+)?", re.IGNORECASE)  # a bare + is a space in a query
OF_EDITION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){1,3}[a-z0-9.]{0,12}")
ABOUT = ("with", "year", "v", "saw")  # no assumption and no menu is called so
NOT_OURS = re.compile(
    r"q|highlight|check_keywords|area|utm_\w+|fbclid|gclid", re.ASCII
)  # what others add to an address
LONGEST = 40  # characters of a link that an error repeats


def parsed(link):
    """What a link holds: (names of overlays, {assumption: Quantity}, year or None).

    A whole address or its query alone. What is unknown, is no number, cannot be or stands there twice: ValueError,
    which lists all of it.
    """
    if not isinstance(link, str):
        raise TypeError(f"Scenario.from_link takes the address of a page as a text, not {link!r:.60}")
    address = link.strip().partition("#")[0]
    query = address.partition("?")[2] if "?" in address else address if "=" in address else ""
    given, wrong = {}, []
    for name, text in parse_qsl(query, keep_blank_values=True):
        given.setdefault(name, []).append(text)
    found = {"with": (), "changes": {}, "year": None}
    for name, texts in given.items():
        try:
            take(name, texts, found)
        except ValueError as error:
            wrong.append(str(error))
    if wrong:
        raise ValueError("this link is not understood: " + "; and ".join(wrong))
    chosen = {key: value for name in found.keys() & menus() for key, value in found[name].items()}
    return found["with"], chosen | found["changes"], found["year"]


def take(name, texts, found):
    """Put what a link says of one name where it belongs, or say what is wrong with it."""
    rows, overlays = read(TABLE)
    text = texts[0]
    said = f"{name:.{LONGEST}}={text:.{LONGEST}}"
    if NOT_OURS.fullmatch(name):
        return
    if name not in rows and name not in menus() and name not in ABOUT:
        raise ValueError(f"no assumption called {name[:LONGEST]!r}{nearest(name, [*rows, *menus(), *ABOUT])}")
    if len(texts) > 1:
        raise ValueError(f"{name} stands there {len(texts)} times; give it once")
    if name == "with":
        unknown = [overlay for overlay in text.split() if overlay not in overlays]
        if unknown:
            raise ValueError(" and ".join(f"no scenario called {u[:LONGEST]!r}{nearest(u, overlays)}" for u in unknown))
        found["with"] = tuple(text.split())
    elif name in menus():
        if text not in menus()[name]:
            known = menus()[name]
            raise ValueError(f"{said}: no such choice{nearest(text, known)}; there are: {', '.join(known)}")
        found[name] = menus()[name][text][1]
    elif name == "v":
        if not OF_EDITION.fullmatch(text):
            raise ValueError(f"{said}: no number of an edition, such as 0.2.0")
    else:
        number = plain(text, said)
        if name == "year":
            base, last, _ = trends()
            if not base <= number <= last:
                raise ValueError(f"{said}: the trends go from {base} to {last}")
            found["year"] = int(number) if number == int(number) else number
        elif name != "saw":
            quantity = Q(number, rows[name].unit)
            rows[name].refuse_impossible(number, quantity)
            found["changes"][name] = quantity


def plain(text, said):
    """A number of a link."""
    if not NUMBER.fullmatch(text.strip()) or not isfinite(number := float(text.replace(" ", ""))):
        raise ValueError(f"{said}: no number; write it as 1600, 0.9 or 2e-5, in the table's unit")
    return number


def query(overlays, changes, year=None):
    """What a link to these overlays, {assumption: plain number in the table's unit} and a year says after its "?"."""
    parts = ["with=" + "+".join(map(quote, overlays))] if overlays else []
    parts += [f"{name}={shortest(value)}" for name, value in changes.items()]
    parts += [f"year={shortest(year)}"] if year is not None else []
    return "&".join([*parts, f"v={EDITION}"]) if parts else ""


def shortest(value):
    """A plain number in as few digits as tell it from all others.

    >>> shortest(200.0), shortest(1e16), shortest(0.9)
    ('200', '1e16', '0.9')
    """
    return repr(float(value)).removesuffix(".0").replace("e+", "e")
