"""All assumptions, all results, and the register of symbols, as pages."""

from functools import cache
from pathlib import Path

from docutils import nodes

from starcalc.assumptions import GRADES, ROLES, TABLE, groups, read
from starcalc.model import RESULTS
from starcalc.page.emitter.recording import calculations, recorded
from starcalc.page.reference.cards import Page, all_of, called, joined, line, math, reference, typed
from starcalc.page.reference.notation import by_symbol
from starcalc.page.reference.usage import chapters, homes, used_by
from starcalc.scenario import Scenario
from starcalc.show.sliders import powers
from starcalc.show.tables import OURS
from starcalc.units import number, short_unit, text

UNUSED = "no calculation; only where a chapter asks"


class Assumptions(Page):
    """Every row of the table of assumptions."""

    def sections(self):
        """A section for each heading of the table."""
        rows, _ = read(TABLE)
        shown = {chapter.name: chapter.names() for chapter in chapters(Path(self.env.srcdir, "book"))}
        for heading, names in groups().items():
            cards = [self.row(rows[name], [c for c, words in shown.items() if name in words]) for name in names]
            yield self.section(heading, heading.lower().replace(" ", "-").replace(",", ""), cards)

    def row(self, row, shown):
        """One assumption: what it is, its value and range, whose it is, and where it is used."""
        label, _, rest = row.about.partition(";")
        low, high = (powers(number(end)) for end in row.range)
        unit = "" if row.unit == "dimensionless" else f" {short_unit(row.unit)}"
        value = powers(number(row.value))
        source = ["our own estimate"] if row.source == OURS else [f"{row.kind}, ", *self.cite(row.source)]
        read_ = f"; grade {row.grade}, {GRADES[row.grade]}."
        used = all_of(used_by(row.name)) or UNUSED
        seen = ["; shown in ", *self.chapters(shown)] if shown else []
        head = [
            nodes.strong("", label),
            nodes.Text(" "),
            math(row.symbol),
            nodes.Text(" "),
            nodes.literal("", row.name),
        ]
        bundle = f" It moves with its {row.bundle}." if row.bundle else ""
        return self.card(
            "assumption",
            row.name,
            head,
            line(nodes.strong("", f"{value}{unit}"), f", tried from {low} to {high}. ", sentence(rest) + bundle),
            line(f"A {row.role}, {ROLES[row.role]}. Source: ", *source, read_, kind="look-note"),
            line("Used by ", used, *seen, ".", kind="look-note"),
            found_by=[typed(row.symbol), row.name, row.name.replace("_", " "), value],
        )


class ResultsPage(Page):
    """Every result of every calculation, with its value in the book."""

    def sections(self):
        """A section for each calculation, with what it is the first to name."""
        placed = {}
        for name, home in homes().items():
            placed.setdefault(home, []).append(name)
        for home, names in placed.items():
            about = (calculations()[home].__doc__ or "").strip().splitlines()[0]
            cards = [self.result(name) for name in sorted(names, key=lambda name: RESULTS[name][2].lower())]
            title = called(home)
            title = f"{title[0].upper()}{title[1:]}"
            yield self.section(
                title, f"calculation-{home}", [line(f"{about} In Python: ", nodes.literal("", f"model.{home}")), *cards]
            )

    def result(self, name):
        """One result: what it is, and what it comes to."""
        _, symbol, about = RESULTS[name]
        head = [nodes.strong("", about), nodes.Text(" "), math(symbol), nodes.Text(" "), nodes.literal("", name)]
        said, plain = [], []
        for value, where in values(name).items():
            said += [
                nodes.Text("; " if said else ""),
                nodes.strong("", powers(value)),
                nodes.Text(f" ({all_of(where)})"),
            ]
            plain.append(value.partition(" ")[0])
        found_by = [typed(symbol), name, name.replace("_", " "), *plain]
        return self.card("result", name, head, line(*said), found_by=found_by)


class Notation(Page):
    """Every symbol, with its one meaning."""

    def sections(self):
        """Latin letters, then Greek ones."""
        used = {chapter.name: chapter.symbols() for chapter in chapters(Path(self.env.srcdir, "book"))}
        letters = {"Latin letters": [], "Greek letters": []}
        for symbol, meanings in by_symbol().items():
            bare = symbol.removeprefix(r"\dot ").removeprefix(r"\bar ").removeprefix(r"\Delta ")
            greek = bare.startswith("\\") and not bare.startswith((r"\text", r"\ell"))
            where = [name for name, known in used.items() if symbol in known]
            letters["Greek letters" if greek else "Latin letters"].append(self.symbol(symbol, meanings, where))
        for title, cards in letters.items():
            yield self.section(title, title.lower().replace(" ", "-"), cards)

    def symbol(self, symbol, meanings, where):
        """One symbol: its meaning or, of both designs, meanings; unit; and where it stands."""
        lines = {}
        for meaning in meanings:
            lines.setdefault((meaning.about, shown_unit(meaning.unit)), []).append(meaning)
        said = []
        for (about, unit), same in lines.items():
            links = joined([self.pointer(meaning) for meaning in same if meaning.kind != "formula"])
            said += [nodes.Text("; " if said else ""), nodes.Text(about + (f", in {unit}" if unit else ""))]
            said += [nodes.Text(": "), *links] if links else []
        seen = ["In formulas of ", *self.chapters(where), "."] if where else []
        name = f"symbol-{identifier(symbol)}"
        return self.card(
            "symbol",
            name,
            [math(meanings[0].tex)],
            line(*said),
            *([line(*seen, kind="look-note")] if seen else []),
            found_by=[typed(symbol)],
        )

    def pointer(self, meaning):
        """A link to an assumption or a result; of a constant, its name in code."""
        if meaning.kind == "constant":
            return nodes.inline("", "", nodes.Text("constant "), nodes.literal("", meaning.name))
        return nodes.inline(
            "", "", nodes.Text(f"{meaning.kind} "), reference(meaning.kind, meaning.name, self.env.docname)
        )


def shown_unit(unit):
    """A unit as readers write it; nothing of a plain number."""
    return "" if unit in ("", "dimensionless") else short_unit(unit)


def identifier(symbol):
    """A symbol as part of an address; large letters and small ones stay apart."""
    marked = "".join(
        {"'": "-prime", "+": "-plus", "*": "-star", "/": "-over-"}.get(letter, letter) for letter in symbol
    )
    return "".join(letter if letter.isalnum() or letter in "-_" else "" for letter in marked)


@cache
def answers():
    """What every calculation of the best estimate comes to."""
    return {name: calculation(Scenario()) for name, calculation in calculations().items()}


def values(name):
    """What a result comes to, as text, and in which calculations: {text: calculations}."""
    found = {}
    for calculation in calculations():
        if name in recorded(calculations()[calculation]):
            value = getattr(answers()[calculation], name)
            written = text(value) if hasattr(value, "units") else number(value)
            found.setdefault(written, []).append(calculation)
    return found


def sentence(words):
    """Words as a sentence; nothing where there are none."""
    words = words.strip()
    return f"{words[0].upper()}{words[1:]}." if words else ""
