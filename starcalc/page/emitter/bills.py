"""bill.js, the bill line by line, from the same source as `model.bill`: for the pages that draw it, beside model.js."""

import json
import re

from starcalc import __version__
from starcalc.model import RESULTS
from starcalc.model.accounts import LINES, bills, in_order
from starcalc.page.emitter.recording import Asked, calculations, relations
from starcalc.page.emitter.writing import Tables, Writer, function_text

TEXT = """/*! starcalc {version}, the bills: `starcalc.model.bill(s)`, what makes up a token's cost, named by `lines`;
 *  and what each result means.
 *  Written by starcalc.page.emitter from the same source as the Python package; change that, not this.
 *  Copyright (c) 2026 the starcalc contributors. SPDX-License-Identifier: MIT
 */
((model) => {
"use strict";
{calls}
const lines = {lines};
const meanings = {meanings};
{bill}
Object.assign(model, { bill, lines, meanings });
})(globalThis.starcalc.model);
"""


def bill_module():
    """The whole text of bill.js; the same bytes each time."""
    bill = bill_text()
    filled = {"version": __version__, "calls": calls(bill), "lines": json.dumps(LINES), "bill": bill}
    filled["meanings"] = json.dumps({name: about for name, (_, _, about) in RESULTS.items()}, ensure_ascii=False)
    return re.sub(r"\{(\w+)\}", lambda found: filled[found[1]], TEXT)


def bill_text():
    """`bill(s)`, the lines of the three bills in plain units: {place: [cost of each line]}."""
    found = {place: in_order(lines, 0.0) for place, lines in bills(Asked({})).items()}
    outputs = {f"{place} {line}": cost for place, lines in found.items() for line, cost in lines.items()}
    writer = Writer(outputs, "s.{}".format, Tables())
    costs = {place: ", ".join(str(writer.results[f"{place} {line}"]) for line in LINES) for place in found}
    answer = ", ".join(f"{place}: [{listed}]" for place, listed in costs.items())
    return function_text("bill", ["s"], writer.lines, f"{{ {answer} }}")


def calls(text):
    """Where the functions that a text calls are to be found."""
    called = set(re.findall(r"\b([a-z]\w*)\(", text))
    known = {name.replace(".", "_"): name for name in relations()}
    lines = [f"const {{ {', '.join(sorted(called & set(calculations())))} }} = model.calculations;"]
    return "\n".join(lines + [f"const {name} = model.relations.{known[name]};" for name in sorted(called & set(known))])
