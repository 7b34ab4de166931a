"""The model in a page: every calculation and relation as JavaScript, written from their Formulas.

    python -m starcalc.page.emitter model.js

The script needs nothing else and computes by itself: `starcalc.model.calculations.satellite(s)` answers all the results
of `model.satellite` to an object of plain numbers, and `starcalc.model.scenario({altitude: 800}, "h100")` makes such an
object; `in_year({...s, year: 2032})` says what the trends make of it by then. It is a plain script rather than a
module, so that it also runs in a page opened from a file and in a worker; `require` and `import` of it work too. What
calls what, and the mean over a year as a loop, stay as the source has them.
"""

import json
from pathlib import Path

from starcalc import __version__
from starcalc.page.emitter import tables
from starcalc.page.emitter.bills import bill_module
from starcalc.page.emitter.geometry import pictures_module
from starcalc.page.emitter.judging import claims_text
from starcalc.page.emitter.recording import body, calculations, moved, recorded, relations, split
from starcalc.page.emitter.writing import FUNCTIONS, POWER_FUNCTION, Tables, calculation_text, relation_text
from starcalc.trends import table

__all__ = [
    "bill_module",
    "calculations",
    "claims_module",
    "module",
    "pictures_module",
    "relations",
    "write",
    "write_bill",
    "write_claims",
    "write_pictures",
]

HEADER = """/*! starcalc {version}, the model: every assumption, relation and calculation, in plain SI units.
 *  Written by starcalc.page.emitter from the same source as the Python package; change that, not this.
 *  Copyright (c) 2026 the starcalc contributors. SPDX-License-Identifier: MIT
 */
(() => {
"use strict";
const version = "{version}";
"""

CLOSING = """const tables = { assumptions, overlays, menus, results, phrases, years, today };
const model = { version, ...tables, scenario, in_year, calculations, relations };
globalThis.starcalc = Object.assign(globalThis.starcalc ?? {}, { model });
if (typeof module === "object") module.exports = model;
})();"""

HELPERS = """
const { FUNCTIONS } = Math;
POWER

/** Plain numbers for a calculation: the best estimate, overlays by name, then changes, both in the table's units. */
function scenario(changes = {}, ...names) {
  const values = {};
  for (const name in assumptions) values[name] = assumptions[name].value;
  const overlay = (name) => {
    if (!Object.hasOwn(overlays, name)) throw new RangeError(`no scenario called ${name}`);
    return overlays[name].values;
  };
  for (const found of [...names.map(overlay), changes]) {
    for (const name of Object.keys(found)) {
      if (!Object.hasOwn(assumptions, name)) throw new RangeError(`no assumption called ${name}`);
      values[name] = found[name];
    }
  }
  for (const name in values) values[name] *= assumptions[name].factor;
  return { ...values }; // which V8 then copies a hundred times faster
}

function table(fields, rows) {
  const named = ([name, row]) => [name, Object.fromEntries(row.map((value, i) => [fields[i], value]))];
  return Object.fromEntries(Object.entries(rows).map(named));
}
"""


def module():
    """The whole text of model.js; the same bytes each time."""
    rows, functions = Tables(), []
    for name, call in relations().items():
        functions.append(relation_text(name, call.units, body(call), rows))
    for name, calculation in calculations().items():
        passed_on, others = split(recorded(calculation))
        functions.append(calculation_text(name, others, passed_on, rows))
    functions.append(calculation_text("in_year", moved(), None, rows))
    known = {"assumptions": tables.assumptions(), "overlays": tables.overlays(), "results": tables.results()}
    constants = [f"const {name} = {table_text(table)};" for name, table in known.items()]
    others = {
        "menus": tables.menus(),
        "phrases": tables.phrases(),
        "years": [*table()[:2]],
        "today": tables.todays_ranges(),
    }
    constants += [f"const {name} = {json.dumps(found, ensure_ascii=False)};" for name, found in others.items()]
    constants += [f"const rows{i} = {json.dumps(flat, separators=(',', ':'))};" for i, flat in enumerate(rows.flat)]
    helpers = HELPERS.replace("FUNCTIONS", ", ".join(sorted(set(FUNCTIONS.values())))).replace("POWER", POWER_FUNCTION)
    return "\n".join([HEADER.replace("{version}", __version__), *constants, helpers, *functions, doors(), ""])


def write(path):
    """Writes model.js."""
    Path(path).write_text(module(), encoding="utf-8", newline="\n")


def claims_module():
    """The whole text of claims.js, which rests on model.js; the same bytes each time."""
    return claims_text(__version__)


def write_claims(path):
    """Writes claims.js."""
    Path(path).write_text(claims_module(), encoding="utf-8", newline="\n")


def write_bill(path):
    """Writes bill.js, which rests on model.js."""
    Path(path).write_text(bill_module(), encoding="utf-8", newline="\n")


def write_pictures(path, *names):
    """Writes the geometry of some pictures, all by default, which rests on model.js."""
    text = pictures_module(names) if names else pictures_module()
    Path(path).write_text(text, encoding="utf-8", newline="\n")


def table_text(table):
    """A table as JavaScript: the fields' names once, a line for each row, which leaves out what it lacks at its end."""
    fields = list(max(table.values(), key=len))
    lines = []
    for name, row in table.items():
        values = [row[field] for field in fields if field in row]
        lines.append(f"{name}: {json.dumps(values, ensure_ascii=False, separators=(',', ':'))},\n")
    return f"table({json.dumps(fields)}, {{\n{''.join(lines)}}})"


def doors():
    """What finds a calculation or a relation by its name, and the module's end."""
    fields = {}
    for name in relations():
        field, _, short = name.partition(".")
        fields.setdefault(field, []).append(f"{short}: {field}_{short}")
    lines = [f"  {field}: {{ {', '.join(entries)} }}," for field, entries in fields.items()]
    asked = f"const calculations = {{ {', '.join(calculations())} }};"
    return "\n".join([asked, "const relations = {", *lines, "};", CLOSING])
