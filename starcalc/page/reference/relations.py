"""All relations as a page: what each says, its formula, units and example."""

import sys
from inspect import getdoc

from docutils import nodes

from starcalc.arrays import in_order, symbol
from starcalc.assumptions import TABLE, read
from starcalc.model import RESULTS
from starcalc.page.reference.cards import Page, fold, joined, line
from starcalc.show.typeset import INLINE, tex, with_opaque_relations, words
from starcalc.units import RELATIONS, short_unit


class RelationsPage(Page):
    """Every relation."""

    def sections(self):
        """A section for each field, its relations folded."""
        fields = {}
        for name, call in sorted(RELATIONS.items()):
            if call.__module__.startswith("starcalc."):
                fields.setdefault(name.partition(".")[0], []).append(call)
        for field, calls in fields.items():
            about = (sys.modules[f"starcalc.{field}"].__doc__ or "").strip().splitlines()[0]
            cards = [self.relation(call) for call in calls]
            yield self.section(field, f"field-{field}", [line(about), *fold(f"{len(cards)} relations", *cards)])

    def relation(self, call):
        """One relation."""
        text, _, example = getdoc(call).partition(">>>")
        first, *rest = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
        units = [
            nodes.inline("", "", nodes.literal("", name), nodes.Text(said(unit))) for name, unit in call.units.items()
        ]
        answer = nodes.Text(f" → {spelled(call.unit)}" if units else spelled(call.unit))
        children = [line(*self.prose(first)), *(line(*self.prose(part)) for part in rest)]
        if shown := formula(call):
            children.append(
                nodes.math_block("", shown, nowrap=False, number=None, label=None, docname=self.env.docname)
            )
        children.append(line("Takes ", *joined(units), answer, kind="look-note"))
        if example:
            code = nodes.literal_block("", f">>>{example}".rstrip(), language="pycon")
            children.append(code)
        head = [nodes.literal("", call.name)]
        return self.card("relation", call.name, head, *children, found_by=[call.name, words(call)])


def said(unit):
    """A unit after the argument's name."""
    return f" in {spelled(unit)}" if isinstance(unit, dict) or short(unit) else ""


def spelled(unit):
    """A unit in words where it has no sign; of a table, that of each column."""
    if unit is None:
        return "text or whole years"
    if isinstance(unit, dict):
        return "a table: " + ", ".join(f"{column} in {spelled(each)}" for column, each in unit.items())
    return short(unit) or "a plain number"


def short(unit):
    """A unit's sign."""
    return "" if unit is None else short_unit(unit)


def formula(call):
    """The relation as TeX, written from what runs; None where it cannot be one formula, or is a long one."""
    if not call.portable:
        return None
    rows, _ = read(TABLE)
    calls, signs = {}, set()

    def constant(value, unit, sign):
        if not isinstance(value, float):
            return value
        signs.add(sign)
        return symbol(sign)

    def spell(key):
        if key in signs:
            return key
        if key in calls:
            inner, given = calls[key]
            return rf"\text{{{words(inner)}}}({', '.join(tex(argument, spell) for argument in given.values())})"
        if key in rows:
            return rows[key].symbol
        return RESULTS[key][1] if key in RESULTS else rf"\text{{{key.replace('_', ' ')}}}"

    given = {name: symbol(name) for name in call.units}
    try:
        made = with_opaque_relations(call, calls, constant)(**given)
    except TypeError:  # a constant in a function of math, which takes numbers only: so it stays one
        made = with_opaque_relations(call, calls)(**given)
    if not hasattr(made, "operation") or len(in_order([made])[0]) > INLINE:
        return None
    left = RESULTS[call.__name__][1] if call.__name__ in RESULTS else rf"\text{{{words(call)}}}"
    return f"{left} = {tex(made, spell)}"
