"""Where a number is used: in which calculations, by what they do; in which chapters, by their sources."""

import json
import re
from functools import cache

from starcalc.arrays import Formula, in_order
from starcalc.assumptions import TABLE, read
from starcalc.page.emitter.recording import calculations, recorded
from starcalc.page.reference.tex import symbols
from starcalc.show.citing import restored

CALLED = {"satellite": "the box", "module": "the sheet", "ground": "Texas"}  # as chapters do
ORDER = ("surroundings", "server", "satellite", "module", "ground")  # those on which others rest, first
FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<![\\\w$])\$(?=[^\s$])([^$\n]+?)(?<=[^\s\\])\$(?![\d$])", re.DOTALL)
CITED = re.compile(r"\{cite:[a-z]+\}`([^`]+)`")


@cache
def uses():
    """The assumptions that each calculation reads: {calculation: names}."""
    rows, _ = read(TABLE)
    return {name: asked(calculation) & rows.keys() for name, calculation in calculations().items()}


@cache
def asked(calculation):
    """The assumptions that the results of a calculation rest on, those of calculations that it asks among them."""
    outputs = [output for output in recorded(calculation).values() if isinstance(output, Formula)]
    found = set()
    for _, operation, arguments in in_order(outputs)[0]:
        if operation == "symbol":
            found.add(arguments[0][0])
        elif operation == "ask":
            (name,), *changes = arguments
            found |= asked(calculations()[name]) - {changed for (changed,) in changes[::2]}
    return frozenset(found)


def used_by(name):
    """The calculations that read an assumption."""
    return [calculation for calculation, names in uses().items() if name in names]


@cache
def homes():
    """The calculation in which each result is first met: {result: calculation}."""
    known = calculations()
    order = [*ORDER, *(name for name in known if name not in ORDER)]
    found = {}
    for name in order:
        for result in recorded(known[name]):
            found.setdefault(result, name)
    return found


class Chapter:
    """A notebook as it is looked through: its code, its Markdown and what its code has written."""

    def __init__(self, path):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        self.name = path.stem
        self.code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        self.texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
        written = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
        self.texts += ["".join(data.get("text/markdown", [])) for data in written]
        self.texts = [restored(text) for text in self.texts]

    def names(self):
        """The words of its code, those of assumptions and results among them."""
        return set(re.findall(r"\w+", self.code))

    def symbols(self):
        """The symbols of its formulas."""
        found = [formula for text in self.texts for formula in FORMULA.finditer(text)]
        return {symbol for formula in found for symbol in symbols(formula[1] or formula[2])}

    def sources(self):
        """The keys of what it cites."""
        return {key.strip() for text in self.texts for keys in CITED.findall(text) for key in keys.split(",")}


def chapters(book):
    """The notebooks of a folder, by name."""
    return [Chapter(path) for path in sorted(book.glob("*.ipynb"))]
