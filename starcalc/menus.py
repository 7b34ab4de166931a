"""Menus: choices that set several assumptions at once, such as a chip at a precision or a language model, by name."""

import tomllib
from functools import cache
from pathlib import Path

from starcalc import inference
from starcalc.assumptions import TABLE, read
from starcalc.units import Q

MENUS = Path(__file__).with_name("menus.toml")
MAKERS = ("of_model", "on_chip")


@cache
def menus():
    """Every menu: {menu: {key of a choice: (label, {assumption: Quantity in the table's unit})}}.

    All choices of a menu set the same assumptions. Keys stand in links, and stay.

    >>> list(menus()), menus()["chip"]["h100-8-bits"][0]
    (['model', 'chip'], 'H100, 8 bits')
    """
    table = tomllib.loads(MENUS.read_text(encoding="utf-8"))
    return {menu: {key: (row["label"], values(row)) for key, row in rows.items()} for menu, rows in table.items()}


def values(row):
    """What one choice sets, as Quantities in the table's units."""
    rows, overlays = read(TABLE)
    found = {}
    for maker in MAKERS:
        if maker in row:
            found |= getattr(inference, maker)(*row[maker])
    for overlay, names in row.get("and_of", {}).items():
        found |= {name: overlays[overlay][name].quantity for name in names}
    return {name: Q(value).to(rows[name].unit) for name, value in found.items()}
