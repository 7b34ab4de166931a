"""What earlier editions got wrong: the number they printed, and this edition's, computed when the book is built."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from docutils import nodes

from starcalc import model
from starcalc.page.reference.cards import Page, document, line
from starcalc.scenario import Scenario
from starcalc.show.sentences import phrase
from starcalc.units import Q

TABLE = Path(__file__).with_name("errata.toml")
KINDS = {"mistake": "Mistakes", "facts": "Right then, and not now"}


@dataclass(frozen=True)
class Erratum:
    """One number that an edition printed and this one does not."""

    name: str
    edition: str
    kind: str
    about: str
    said: float
    unit: str
    now: str
    chapter: str
    why: str

    def computed(self, scenario):
        """The number of today, in the unit of the old one; `now` names a calculation.result, or one over another."""
        over, *under = (self.result(text.strip(), scenario) for text in self.now.split("/"))
        return (over / under[0] if under else over).to(self.unit)

    def factor(self, scenario):
        """How far the old number was off, as a factor of at least 1."""
        ratio = self.computed(scenario).m / self.said
        return max(ratio, 1 / ratio)

    def result(self, text, scenario):
        """One result by its full name. AttributeError where there is no such calculation or result."""
        calculation, _, name = text.partition(".")
        return getattr(getattr(model, calculation)(scenario), name)


@cache
def read():
    """All of them, in the order of the file."""
    rows = {name: row for name, row in tomllib.loads(TABLE.read_text("utf-8")).items() if isinstance(row, dict)}
    return [Erratum(name, **row) for name, row in rows.items()]


class Errata(Page):
    """A card for each, mistakes before what has only aged, the larger first."""

    def sections(self):
        """A section for each kind."""
        for kind, title in KINDS.items():
            rows = sorted((row for row in read() if row.kind == kind), key=lambda row: -row.factor(Scenario()))
            cards = [self.erratum(row) for row in rows]
            yield self.section(title, f"errata-{kind}", cards)

    def erratum(self, row):
        """One card: what it is about, the two numbers, and why."""
        new, old = (plainly(found) for found in (row.computed(Scenario()), Q(row.said, row.unit)))
        told = [nodes.strong("", new), f" here; edition {row.edition} had ", nodes.strong("", old), "."]
        where = ["See ", document(self.env.docname, row.chapter), "."]
        return self.card(
            "erratum",
            row.name,
            [nodes.strong("", row.about)],
            line(*told),
            line(*self.prose(" ".join(row.why.split()))),
            line(*where, kind="look-note"),
            found_by=[row.about],
        )


def plainly(found):
    """A number as words, a quotient to two digits even where the second is nothing: 1.0 times."""
    return phrase(found, 2) if f"{found.units}" not in ("", "dimensionless") else f"{found.m:#.2g} times"
