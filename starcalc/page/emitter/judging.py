"""claims.js: what a page needs to judge the post's claims in the worlds of `starcalc.worlds.draw`, beside model.js.

The claims themselves; the numbers that test them as one function of a world, with nothing in it that none of them needs
and no step twice; the facts in their order; and the net of Sobol points, of which thirteen whole numbers a coordinate
make all 4,096, as it is linear in bits.
"""

import json
import re
from functools import cache

import numpy as np

from starcalc import claims
from starcalc.assumptions import TABLE, read
from starcalc.page.emitter.recording import Opened, calculations, relations
from starcalc.page.emitter.writing import FUNCTIONS, Tables, Writer, function_text
from starcalc.scenario import Scenario
from starcalc.units import Q, Unit, factor_between, plain_unit
from starcalc.worlds import shown_in
from starcalc.worlds.drawing import BITS, SEED, STANDING, points
from starcalc.worlds.marginals import Marginals

TOLD = "comparison"  # whose results are told of beside the claims
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

TEXT = """/*! starcalc {version}, the post's claims and the worlds in which they are judged.
 *  Written by starcalc.page.emitter from the same source as the Python package; change that, not this.
 *  Copyright (c) 2026 the starcalc contributors. SPDX-License-Identifier: MIT
 */
((starcalc) => {
"use strict";
{doors}

/** The i-th number of a column each, of a world in plain numbers: first `told`, then the claims of `together`. */
{together_text}

// A claim's number in a world, where that takes a setting of its own
{alone_texts}

/** The facts of one world, row by row in `drawn` from a place on, into an object of plain numbers. */
function place(s, drawn, at) {
{places}
}

const list = {
{list}
};
starcalc.claims = {
  list,
  told: {told},
  together: {together},
  numbers,
  alone: { {alone} },
  counted: {counted},
  quarter: {quarter},
  nine: {nine},
  facts: {facts},
  coordinates: {coordinates},
  net: { seed: {seed}, bits: {bits}, points: "{net}" },
  place,
};
})((globalThis.starcalc ??= {}));
"""


def claims_text(version):
    """The whole text of claims.js; the same bytes each time."""
    asked, facts = claims.read(), Marginals(Scenario())
    told = vars(opened(TOLD))
    together = {number: tested(claim) for number, claim in asked.items() if not (claim.overlay or claim.over)}
    alone = {number: tested(claim) for number, claim in asked.items() if number not in together}
    texts = {"together_text": columns_text("numbers", [*told.values(), *together.values()])}
    texts["alone_texts"] = "\n".join(number_text(f"alone_{number}", formula) for number, formula in alone.items())
    filled = texts | {
        "version": version,
        "doors": doors("\n".join(texts.values())),
        "places": "\n".join(f"  s.{name} = drawn[at + {i}];" for i, name in enumerate(facts.names)),
        "list": "\n".join(f"{number}: {written(described(claim))}," for number, claim in asked.items()),
        "told": written([*told]),
        "together": written([*together]),
        "alone": ", ".join(f"{number}: alone_{number}" for number in alone),
        "counted": written(claims.counted()),
        "quarter": claims.QUARTER,
        "nine": claims.NINE,
        "facts": written(facts.names),
        "coordinates": written(facts.places.tolist()),
        "seed": SEED,
        "bits": BITS,
        "net": net(facts.count),
    }
    return re.sub(r"\{(\w+)\}", lambda found: str(filled[found[1]]), TEXT)


def described(asked):
    """A claim as the page has it: what is said and asked, where its number stands, and what it is held against.

    Changes and alternatives are in the table's units, `theirs` in the unit in which the result is shown.
    """
    shown = asked.unit if asked.over else shown_in(asked.result, Scenario())
    names = ("says", "asks", "box", "chapter", "calculation", "result", "test", "value", "unit")
    known = {name: getattr(asked, name) for name in names} | {
        "shown": shown,
        "factor": factor_between(Unit(asked.unit), plain_unit(asked.unit)),
        "shownFactor": factor_between(Unit(shown), plain_unit(shown)),
        "theirs": theirs(asked, shown),
    }
    over = {name: [tabled(name, text) for text in texts] for name, texts in asked.over.items()}
    some = {"ours": asked.ours, "central": asked.central, "sameAs": asked.same_as, "overlay": asked.overlay}
    some |= {
        "logbook": asked.logbook,
        "given": {name: tabled(name, text) for name, text in asked.given.items()},
        "over": over,
    }
    return known | {name: value for name, value in some.items() if value}


def theirs(asked, shown):
    """A claim's number by the post's own numbers, in the unit in which it is shown."""
    rows, _ = read(TABLE)
    if asked.overlay or asked.given or asked.over or asked.result in rows:
        return float(asked.computed(Scenario("seed")).m_as(shown))
    return float(vars(by_the_post(asked.calculation))[asked.result]) / factor_between(Unit(shown), plain_unit(shown))


@cache
def by_the_post(calculation):
    """The results of a calculation by the post's own numbers, in plain units."""
    return calculations()[calculation](Scenario("seed").si)


def tabled(name, text):
    """An assumption's value, given as text, in the table's unit."""
    rows, _ = read(TABLE)
    return Q(text).m_as(rows[name].unit)


def opened(calculation, **changes):
    """The results of a calculation with all that it rests on written out."""
    return calculations()[calculation](Opened(changes))


def tested(asked):
    """The number that tests a claim as a Formula, where the claim fixes some assumptions with these in it."""
    rows, _ = read(TABLE)
    if asked.result in rows:
        return Opened({}).__getattr__(asked.result)
    plain = {name: Q(text).m_as(plain_unit(rows[name].unit)) for name, text in asked.given.items()}
    return vars(opened(asked.calculation, **plain))[asked.result]


def columns_text(name, formulas):
    """The function that puts many numbers of a world into their columns."""
    tables = Tables()
    writer = Writer({str(place): formula for place, formula in enumerate(formulas)}, "s.{}".format, tables)
    refuse_tables(tables)
    lines = [f"  columns[{place}][i] = {text};" for place, text in writer.results.items()]
    return "\n".join([f"function {name}(s, columns, i) {{", *writer.lines, *lines, "}"])


def number_text(name, formula):
    """The function that answers one number of a world."""
    tables = Tables()
    writer = Writer({"": formula}, "s.{}".format, tables)
    refuse_tables(tables)
    return function_text(name, ["s"], writer.lines, writer.results[""])


def refuse_tables(tables):
    """TypeError where a claim's number takes the mean over a table outside any relation."""
    if tables.flat:
        raise TypeError("a claim takes a mean outside any relation, whose table claims.js does not have")


def doors(text):
    """Where the functions that a text calls are to be found."""
    called = set(re.findall(r"\b([a-z]\w*)\(", text))
    fields = {}
    for name in relations():
        field, _, short = name.partition(".")
        if name.replace(".", "_") in called:
            fields.setdefault(field, []).append(f"{short}: {field}_{short}")
    lines = [f"const {{ {', '.join(names)} }} = starcalc.model.relations.{field};" for field, names in fields.items()]
    return "\n".join([*lines, f"const {{ {', '.join(sorted(called & set(FUNCTIONS.values())))} }} = Math;"])


def written(value):
    """Plain data as JavaScript."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def net(coordinates):
    """The net as text: for each coordinate its first point, and by which bits each doubling of the net differs.

    A Sobol sequence in Gray code goes from point to point by such bits, the first for every second point, the second
    for every fourth, and so on. ValueError where the points of `starcalc.worlds` are not of that kind.
    """
    drawn = (points(coordinates, SEED, 0, STANDING) * 2**BITS - 0.5).astype(np.int64)
    doublings = STANDING.bit_length() - 1
    steps = np.array([drawn[:, 2**i] ^ drawn[:, 2**i - 1] for i in range(doublings)])
    found, turns = drawn[:, :1], np.arange(1, STANDING)
    lowest = np.log2(turns & -turns).astype(int)
    found = np.concatenate([found, drawn[:, :1] ^ np.bitwise_xor.accumulate(steps[lowest].T, axis=1)], axis=1)
    if not np.array_equal(found, drawn):
        raise ValueError("the points of starcalc.worlds are no linear net in Gray code, which claims.js could hold")
    return "".join(letters(number) for number in np.vstack([drawn[:, 0], steps]).T.ravel())


def letters(number):
    """A whole number of 30 bits as five letters of six bits, the highest first.

    >>> letters(0), letters(2**30 - 1), letters(64)
    ('AAAAA', '_____', 'AAABA')
    """
    return "".join(LETTERS[int(number) >> shift & 63] for shift in range(BITS - 6, -1, -6))
