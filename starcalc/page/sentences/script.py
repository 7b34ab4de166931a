"""A chapter's sentences as JavaScript: a function from assumptions to all their numbers, and what is said of these."""

import json

from starcalc.model import RESULTS
from starcalc.page.emitter.bills import calls
from starcalc.page.emitter.recording import body, reached, relations
from starcalc.page.emitter.writing import FUNCTIONS, POWER_FUNCTION, Tables, Writer, function_text, relation_text
from starcalc.page.sentences.symbols import Told
from starcalc.phrases import template_of
from starcalc.units import RELATIONS, Unit, factor_between, plain_unit

TEXT = """((starcalc) => {{
"use strict";
const {{ model }} = starcalc;
const {{ {functions} }} = Math;
{power}
{calls}
{rows}
{body}
starcalc.told = {{ values, slots: {slots} }};
}})(globalThis.starcalc);
"""


def script(slots):
    """The script of a page with these slots, in the order of their numbers; the same bytes each time."""
    formulas, tables = {}, Tables()
    spelt = [None if slot is None else [node(part, formulas) for part in slot] for slot in slots]
    own = reached(formulas.values()) - relations().keys()
    functions = [relation_text(name, RELATIONS[name].units, body(RELATIONS[name]), tables) for name in sorted(own)]
    writer = Writer({str(key): formula for key, formula in formulas.items()}, "s.{}".format, tables)
    answer = ", ".join(str(writer.results[str(key)]) for key in formulas)
    functions.append(function_text("values", ["s"], writer.lines, f"[{answer}]"))
    text = "\n".join(functions)
    return TEXT.format(
        functions=", ".join(sorted(set(FUNCTIONS.values()))),
        power=POWER_FUNCTION,
        calls=calls(text),
        rows="\n".join(f"const rows{i} = {json.dumps(row)};" for i, row in enumerate(tables.flat)),
        body=text,
        slots=json.dumps(spelt, ensure_ascii=False, separators=(",", ":")),
    )


def node(part, formulas):
    """A part of a template for JSON: a text, [kind, place of a number, how], or {"if": place, "yes": .., "no": ..}."""
    if isinstance(part, str):
        return part
    if isinstance(part[0], Told):
        condition, *branches = part
        yes, no = (None if branch is None else [node(each, formulas) for each in branch] for branch in branches)
        return {"if": place(condition, formulas), "yes": yes, "no": no}
    kind, formula, how = part
    if kind == "spread":
        calculation, result, digits = how
        unit = RESULTS[result][0]
        factor = factor_between(Unit(unit), plain_unit(unit))
        asked = {"of": calculation, "result": result, "factor": factor, "template": template_of(unit), "digits": digits}
        return [kind, asked]
    return [kind, place(formula, formulas), *(how if isinstance(how, tuple) else [how])]


def place(formula, formulas):
    """The place of a number among all."""
    formulas.setdefault(formula.key, formula)
    return list(formulas).index(formula.key)
