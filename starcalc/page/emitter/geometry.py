"""pictures.js, the pictures' geometry from the same source as Python's: for pages that draw one, beside model.js."""

import json
import re

from starcalc import __version__
from starcalc.page.emitter.bills import calls
from starcalc.page.emitter.recording import body, drawn, reached, relations
from starcalc.page.emitter.writing import FUNCTIONS, POWER_FUNCTION, Tables, picture_text, relation_text
from starcalc.pictures import PICTURES
from starcalc.units import RELATIONS

TEXT = """/*! starcalc {version}, the pictures: `starcalc.model.pictures.orbit(s)`, what one is drawn from.
 *  Written by starcalc.page.emitter from the same source as the Python package; change that, not this.
 *  Copyright (c) 2026 the starcalc contributors. SPDX-License-Identifier: MIT
 */
((model) => {
"use strict";
const { {functions} } = Math;
{power}
{calls}
{rows}
{body}
model.pictures = Object.assign(model.pictures ?? {}, { {doors} });
})(globalThis.starcalc.model);
"""


def pictures_module(names=tuple(PICTURES)):
    """The text of a file of some pictures, all by default; relations that only they call stand in it."""
    rows, functions, pictures = Tables(), [], {name: PICTURES[name] for name in names}
    own = reached([formula for picture in pictures.values() for part in drawn(picture) for formula in part.values()])
    for name in sorted(own - relations().keys()):
        functions.append(relation_text(name, RELATIONS[name].units, body(RELATIONS[name]), rows))
    for name, picture in pictures.items():
        functions.append(picture_text(f"{name}_picture", *drawn(picture), rows))
    tables = [f"const rows{i} = {json.dumps(row, separators=(',', ':'))};" for i, row in enumerate(rows.flat)]
    filled = {
        "version": __version__,
        "functions": ", ".join(sorted(set(FUNCTIONS.values()))),
        "power": POWER_FUNCTION,
        "calls": calls("\n".join(functions)),
        "rows": "\n".join(tables),
        "body": "\n".join(functions),
        "doors": ", ".join(f"{name}: {name}_picture" for name in pictures),
    }
    return re.sub(r"\{(\w+)\}", lambda found: filled[found[1]], TEXT)
