"""The book's one register of symbols: of assumptions, results and constants, and what formulas bring besides."""

import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from inspect import get_annotations
from pathlib import Path
from typing import get_args

from starcalc.assumptions import TABLE, read
from starcalc.model import RESULTS
from starcalc.page.emitter.recording import calculations, recorded
from starcalc.page.reference.tex import symbols
from starcalc.units import RELATIONS

OWN = tomllib.loads(Path(__file__).with_name("symbols.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Meaning:
    """One meaning of a symbol: its TeX, the kind of thing and its name there, unit and description."""

    tex: str
    kind: str  # "assumption", "result", "constant" or "formula"
    name: str
    unit: str
    about: str

    @property
    def key(self):
        """The symbol in one way of writing; a quotient, such as that of two masses, is none, and stays as it is."""
        found = symbols(self.tex)
        return found[0] if len(found) == 1 else self.tex


def register():
    """Every meaning of every symbol."""
    rows, _ = read(TABLE)
    return [
        *(Meaning(row.symbol, "assumption", name, row.unit, row.about.split(";")[0]) for name, row in rows.items()),
        *(Meaning(tex, "result", name, unit, about) for name, (unit, tex, about) in RESULTS.items()),
        *constants(),
        *(Meaning(tex, "formula", "", unit, about) for tex, (unit, about) in OWN.items()),
    ]


def constants():
    """The meanings of the symbols of constants, of those of single fields too."""
    assert RELATIONS  # every field is read
    found = {}
    for module in [module for name, module in list(sys.modules.items()) if name.startswith("starcalc.")]:
        for name, annotation in get_annotations(module).items():
            _, unit, *tex = get_args(annotation) or ("", "")
            if tex and symbols(tex[-1]) and isinstance(getattr(module, name, None), float):
                found[name] = Meaning(tex[-1], "constant", name, unit, name.replace("_", " ").lower())
    return list(found.values())


def by_symbol():
    """All meanings of each symbol, in the order of the alphabet."""
    found = {}
    for meaning in register():
        found.setdefault(meaning.key, []).append(meaning)
    return dict(sorted(found.items(), key=lambda pair: in_alphabet(pair[0])))


def in_alphabet(tex):
    """How symbols are sorted: Latin letters first, small beside large, then Greek ones by name."""
    bare = tex.removeprefix(r"\dot ").removeprefix(r"\bar ").removeprefix(r"\Delta ")
    plain = bare.replace(r"\text", "").replace("{", "").replace("}", "")
    return plain.startswith("\\"), plain.lstrip("\\").lower(), plain, tex


def alike(one, other):
    """Whether two meanings are one: one text, or one quantity of two designs, never both in a calculation."""
    if one.about == other.about and one.unit == other.unit:
        return True
    apart = one.kind == other.kind == "result" and not any({one.name, other.name} <= names for names in together())
    return apart and one.unit == other.unit


@cache
def together():
    """The names of the results of each calculation."""
    return [frozenset(recorded(calculation)) for calculation in calculations().values()]
