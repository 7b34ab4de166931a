"""Links: the same numbers in the page, in its address and in Python, and nothing that a link may break."""

import contextlib
import io
import json
import random
import re
import tomllib
from pathlib import Path
from urllib.parse import quote

import in_node
import numpy as np
import pytest

from starcalc import Q, Scenario, __version__, links, model
from starcalc.assumptions import TABLE, read
from starcalc.menus import menus
from starcalc.model import RESULTS
from starcalc.page.emitter import tables
from starcalc.trends import TRENDS
from starcalc.units import plain_unit

ROUNDING = (
    1e-12  # some sixty relations in a row, each off by a few 1e-16; of the largest value, as a net one may be zero
)
MALFORMED = 10_000
ROWS, OVERLAYS = read(TABLE)
CHOICES = [(menu, key) for menu, choices in menus().items() for key in choices]
CONFIG = Path(__file__).parents[1] / "_config.yml"


def drawn(count, seed):
    """Random states of a page: designs, numbers within their ranges with all digits, choices, sometimes a year."""
    dice, found = random.Random(seed), []
    names = [name for name, row in ROWS.items() if row.limits != (0, 1) or row.unit != "dimensionless"]
    for _ in range(count):
        changes = {}
        for name in dice.sample(names, dice.choice([0, 1, 2, 5, 20])):
            row, (low, high) = ROWS[name], ROWS[name].range
            if row.bundle:
                low, high = 0.95 * row.value, 1.05 * row.value
            changes[name] = dice.uniform(low, high)
        found.append(
            {
                "overlays": dice.sample(list(OVERLAYS), dice.choice([0, 0, 1, 2])),
                "changes": changes,
                "choices": dict(dice.sample(CHOICES, 1)) if dice.random() < 0.2 else {},
                "year": dice.choice([None, None, 2026, 2032, 2041.5]),
            }
        )
    return found


def scenario_of(state):
    """The same scenario by Python's own means."""
    changes = {}
    for menu, key in state["choices"].items():
        changes |= menus()[menu][key][1]
    changes |= {name: Q(value, ROWS[name].unit) for name, value in state["changes"].items()}
    scenario = Scenario(*state["overlays"]).but(**changes)
    return scenario if state["year"] is None else scenario.in_year(state["year"])


# --- there and back -------------------------------------------------------------------------------


def test_a_scenario_comes_back_from_its_own_link_bit_for_bit():
    for state in drawn(50, seed=1):
        scenario = scenario_of(state)
        back = Scenario.from_link(scenario.to_link("satellite.html"))
        assert back == scenario
        assert {n: back.quantity(n).m for n in back} == {n: scenario.quantity(n).m for n in scenario}
        assert back.year == scenario.year


def test_what_the_page_writes_python_reads_and_the_page_too(tmp_path):
    states = drawn(50, seed=2)
    body = """return given.map((state) => {
      if (state.year === null) delete state.year;
      const query = starcalc.address.write(state, { saw: 8.21 });
      return [query, starcalc.address.read(query)];
    });"""
    for state, (query, back) in zip(states, in_node.run(tmp_path, body, states), strict=True):
        assert back["refused"] == []
        assert {part: back.get(part) for part in state} == state
        assert Scenario.from_link(f"https://example.org/book/satellite.html?{query}#figure-x") == scenario_of(state)


def test_the_page_computes_what_python_computes_from_the_same_link(tmp_path):
    """Every result of the comparison of designs, the box and the sheet, from links that Python has written."""
    states = drawn(40, seed=3)
    scenarios = [scenario_of(state) for state in states]
    asked = ["comparison", "satellite", "module", "ground"]
    body = """return given[1].map((link) => {
      const { overlays, changes, choices, year, refused } = starcalc.address.read(new URL(link, "http://a/").search);
      if (refused.length) throw new Error(JSON.stringify(refused));
      const s = starcalc.state.scenario({}, { overlays, changes, choices, year });
      return given[0].map((name) => starcalc.model.calculations[name](s));
    });"""
    found = in_node.run(tmp_path, body, [asked, [one.to_link("satellite.html") for one in scenarios]])
    for number, scenario in enumerate(scenarios):
        for place, name in enumerate(asked):
            with np.errstate(all="ignore"):
                expected = vars(getattr(model, name)(scenario.si))
            for result, value in expected.items():
                here = found[number][place][result]
                assert np.isclose(here, value, rtol=ROUNDING, atol=ROUNDING * scale(result), equal_nan=True), result


def scale(result):
    """What is large for a result that is a difference of two, in plain units: a million dollars; nothing for others."""
    unit = RESULTS[result][0]
    return float(Q(1, unit).m_as(plain_unit(unit))) if "USD" in unit else 0.0


def test_numbers_on_the_page_are_those_of_the_table_to_the_last_digit(tmp_path):
    """In the table's unit nothing is converted; what the years have moved is off by a rounding."""
    states = drawn(40, seed=4)
    body = """return given.map((state) => {
      if (state.year === null) delete state.year;
      const names = Object.keys(starcalc.model.assumptions);
      return Object.fromEntries(names.map((name) => [name, starcalc.state.value(name, {}, state)]));
    });"""
    for state, found in zip(states, in_node.run(tmp_path, body, states), strict=True):
        scenario = scenario_of(state)
        for name, value in found.items():
            assert value == pytest.approx(
                scenario.quantity(name).m, rel=1e-13 if name in scenario.moved_by() else 1e-15
            )


def test_a_link_is_short_and_can_be_read():
    scenario = Scenario("h100", "ai1").but(launch_price=Q(0.2, "USD/g"), gas=1, tilt=ROWS["tilt"].quantity)
    assert scenario.to_link("satellite.html") == (
        f"satellite.html?with=h100+ai1&launch_price=200&gas=1&v={__version__}"
    )
    assert Scenario().to_link("satellite.html#figure-x") == "satellite.html#figure-x"
    assert scenario.si.to_link("a.html") == scenario.to_link("a.html")


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/book/satellite.html?launch_price=200&v=0.1.0&saw=8.21#figure-launch",
        "satellite.html?launch_price=200",
        "?launch_price=200&utm_source=mail",
        "launch_price=2e2",
        " launch_price=2e+2 ",
    ],
)
def test_an_address_or_its_query_alone_is_a_link(link):
    assert Scenario.from_link(link) == Scenario().but(launch_price=Q(200, "USD/kg"))


@pytest.mark.parametrize("link", ["", "satellite.html", "satellite.html#figure-x", "?", "https://example.org/?v=0.0.9"])
def test_a_link_without_numbers_is_the_books_best_estimate(link):
    assert Scenario.from_link(link) == Scenario()


def test_a_year_carries_over_and_what_the_reader_set_stands_still_in_it():
    scenario = Scenario().but(launch_price=ROWS["launch_price"].quantity).in_year(2040)
    assert "launch_price=" in scenario.to_link("a.html")
    assert Scenario.from_link(scenario.to_link("a.html")) == scenario
    assert scenario != Scenario().in_year(2040)


# --- what is refused ------------------------------------------------------------------------------

REFUSED = {
    "lunch_price=3": "the nearest is launch_price",
    "zzz=3": "this book has no number of that name",
    "altitude=abc": "this is no number as a link has it",
    "altitude=": "this is no number as a link has it",
    "altitude=0x320": "this is no number as a link has it",
    "altitude=1,5": "this is no number as a link has it",
    "altitude=1e999": "this is no number as a link has it",
    "altitude=NaN": "this is no number as a link has it",
    "altitude=-5": "−5 km cannot be: it is at least 0 km",
    "availability=120": "120 % cannot be: it lies between 0 and 100 %",
    "altitude=700&altitude=800": "altitude stands there 2 times",
    "with=h10": "the book has no design called “h10”; the nearest is h100",
    "with=h100%20constructor": "the book has no design called “constructor”",
    "chip=h100-8-bit": "no such choice; the nearest is h100-8-bits",
    "chip=1": "no such choice",
    "chip=__proto__": "no such choice",
    "year=1999": "the trends go from 2026 to 2060",
    "v=1e999": "this is no number of an edition",
    "v=<script>": "this is no number of an edition",
    "saw=cheap": "this is no number as a link has it",
    "__proto__=3": "this book has no number of that name",
    "constructor=3": "this book has no number of that name",
    "toString=3": "this book has no number of that name",
}


@pytest.fixture(scope="module")
def by_the_page(tmp_path_factory):
    """What the page reads in each link that is to be refused, beside a good number."""
    queries = [f"?{query}&launch_price=200" for query in REFUSED]
    found = in_node.run(tmp_path_factory.mktemp("read"), "return given.map((q) => starcalc.address.read(q));", queries)
    return dict(zip(REFUSED, found, strict=True))


@pytest.mark.parametrize("query", REFUSED)
def test_the_page_says_what_it_does_not_understand_and_takes_the_rest(query, by_the_page):
    found = by_the_page[query]
    (refused,) = found["refused"]
    assert REFUSED[query] in refused["why"]
    assert refused["what"].startswith(query.partition("=")[0] + "=")
    assert found["changes"] == {"launch_price": 200}
    assert (found["overlays"], found["choices"]) == ([], {})


@pytest.mark.parametrize("query", REFUSED)
def test_python_refuses_the_same(query):
    with pytest.raises(ValueError, match="this link is not understood"):
        Scenario.from_link(f"?{query}")


def test_python_lists_all_that_it_does_not_understand():
    wrong = "?lunch_price=3&altitude=abc&with=h10+gas&chip=h100-8-bit&availability=120&year=1999"
    with pytest.raises(ValueError, match="not understood") as caught:
        Scenario.from_link(wrong)
    for said in (
        "'launch_price'?",
        "altitude=abc: no number",
        "'h100'?",
        "'h100-8-bits'?",
        "availability = 120",
        "year=1999",
    ):
        assert said in str(caught.value)


def test_a_long_text_is_cut(tmp_path):
    with pytest.raises(ValueError, match="not understood") as caught:
        Scenario.from_link("altitude=" + "x" * 5000)
    assert len(str(caught.value)) < 200
    (found,) = in_node.run(tmp_path, f"return starcalc.address.read('altitude={'x' * 5000}').refused;")
    assert len(found["what"]) == 41


@pytest.mark.parametrize(
    ("scenario", "why"),
    [
        (Scenario().but(altitude=Q([500, 600], "km")), "altitude is no single finite number"),
        (Scenario().but(launch_price=Q(float("inf"), "USD/kg")), "launch_price is no single finite number"),
        (Scenario().in_year([2030, 2040]), "one year"),
        (Scenario().in_year(2030, {"launch": 30}), "middle rates"),
    ],
)
def test_what_no_link_can_carry_is_refused(scenario, why):
    with pytest.raises(ValueError, match=why):
        scenario.to_link("satellite.html")


def test_no_assumption_and_no_menu_has_the_name_of_what_links_say_besides():
    assert not set(ROWS) & set(menus())
    assert not {*ROWS, *menus()} & set(links.ABOUT)
    assert not [name for name in (*ROWS, *menus()) if links.NOT_OURS.fullmatch(name)]


def test_the_page_passes_over_what_python_passes_over():
    script = (in_node.ASSETS / "address.js").read_text(encoding="utf-8")
    assert links.NOT_OURS.pattern in script
    assert json.dumps(list(links.ABOUT)) in script


# --- ten thousand malformed links -----------------------------------------------------------------

PIECES = ["altitude", "launch_price", "price", "with", "chip", "model", "year", "v", "saw", "constructor", "__proto__"]
PIECES += [
    "toString",
    "hasOwnProperty",
    "h100",
    "ai1",
    "h200-8-bits",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
]
PIECES += [
    '"><img src=x onerror=alert(1)>',
    "${alert(1)}",
    "{{7*7}}",
    "%00",
    "%",
    "%zz",
    "%c3%28",
    "%F0%9F%92%A9",
    "\ud7ff",
]
PIECES += [
    "NaN",
    "Infinity",
    "-Infinity",
    "1e400",
    "-1e400",
    "0x10",
    "1/2",
    "0,9",
    "1_000",
    "١٢٣",
    "9" * 400,
    "x" * 5000,
]
PIECES += [
    "560",
    "-5",
    "0",
    "1e-320",
    "&",
    "=",
    "?",
    "#",
    ";",
    "+",
    " ",
    "[]",
    "a[b]",
    "'",
    "\\",
    "\u202e",
    "null",
    "undefined",
    "",
]

GOOD = ["altitude=700", "launch_price=2e2", "with=h100", "chip=h200-8-bits", "year=2032", "v=0.0.9", "saw=8.21"]


def malformed(count):
    """Queries of names and values torn and mixed, always the same ones."""
    dice = random.Random(2026)
    found = []
    for _ in range(count):
        parts = []
        for _ in range(dice.choice([1, 1, 2, 3, 6])):
            name, value = ("".join(dice.choices(PIECES, k=dice.choice([1, 1, 1, 2]))) for _ in range(2))
            if dice.random() < 0.3:
                name, value = quote(name, errors="replace"), quote(value, errors="replace")
            parts.append(f"{name}={value}" if dice.random() < 0.9 else dice.choice(GOOD))
        found.append(dice.choice(["?", ""]) + "&".join(parts))
    return found


def test_no_malformed_link_throws_or_puts_anything_but_good_numbers_into_the_state(tmp_path):
    queries = malformed(MALFORMED)
    body = """
    const { model, address, state } = starcalc;
    const tables = [model.assumptions, model.menus, model.overlays];
    const picture = () => JSON.stringify([Object.getOwnPropertyNames(Object.prototype), ...tables]);
    const clean = picture();
    const read = given.map((query) => {
      const found = address.read(query);
      const { overlays, changes, choices, year } = found;
      const s = state.scenario({}, { overlays, changes, choices, year });
      if (!Object.values(s).every(Number.isFinite)) throw new Error(query);
      const again = address.read(address.write(found, { saw: found.saw }));
      if (again.refused.length) throw new Error(query);
      const good = (table, known) => Object.keys(table).every((name) => Object.hasOwn(known, name));
      if (!good(changes, model.assumptions) || !good(choices, model.menus)) throw new Error(query);
      const taken = [...Object.keys(changes), ...overlays, ...Object.keys(choices)].length + Number(year !== undefined);
      return [taken, found.refused, again.changes, changes];
    });
    return [clean === picture(), read];"""
    same, found = in_node.run(tmp_path, body, queries)
    assert same
    assert sum(taken > 0 for taken, *_ in found) > MALFORMED / 100  # so that some of what is torn still says something
    assert sum(len(refused) > 0 for _, refused, *_ in found) > MALFORMED / 2
    for _, refused, again, changes in found:
        assert again == changes
        assert all(len(one["what"]) <= 41 and len(one["why"]) < 300 for one in refused)


def test_python_answers_malformed_links_with_a_scenario_or_one_kind_of_error():
    for query in malformed(600):
        with contextlib.suppress(ValueError):
            assert isinstance(Scenario.from_link(query), Scenario)


def test_no_script_of_the_page_has_a_sink_for_text():
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|\bFunction\(|srcdoc|DOMParser|Fragment"
    )
    for name in (*in_node.SCRIPTS, "banner.js"):
        script = (in_node.ASSETS / name).read_text(encoding="utf-8")
        assert re.findall(forbidden, script) == []
        assert script.count("\n") <= 400


# --- the state of a page --------------------------------------------------------------------------


def test_the_readers_numbers_win_over_a_figures_and_a_figures_over_the_books(tmp_path):
    body = """
    const { state } = starcalc;
    const base = { overlays: ["seed"], changes: { altitude: 700 } };
    const found = [state.value("altitude", base), state.value("launch_price", base), state.differs()];
    const heard = [];
    const stop = state.listen(({ changes }) => heard.push({ ...changes }));
    state.set({ launch_price: 200 });
    state.set({ altitude: 800, launch_price: 210 });
    found.push(state.value("altitude", base), state.value("launch_price"), state.differs());
    state.set({ altitude: 700 }, base);
    found.push(state.value("altitude"));
    state.reset(["launch_price"]);
    stop();
    state.choose("chip", "H200, 8 bits");
    found.push(state.get().choices.chip, state.value("memory"));
    state.overlay(["h100"]);
    state.reset();
    return [found, heard, state.get(), state.differs()];"""
    found, heard, end, differs = in_node.run(tmp_path, body)
    seed = OVERLAYS["seed"]["launch_price"].value if "launch_price" in OVERLAYS["seed"] else ROWS["launch_price"].value
    assert found == [700, seed, False, 800, 210, True, 560, "h200-8-bits", 141]
    assert heard == [{"launch_price": 200}, {"altitude": 800, "launch_price": 210}, {"launch_price": 210}, {}]
    assert end == {"overlays": [], "changes": {}, "choices": {}}
    assert not differs


@pytest.mark.parametrize(
    "call",
    [
        "set({altitud: 1})",
        "set({altitude: NaN})",
        "set({altitude: '5'})",
        "set({__proto__x: 1})",
        "set({constructor: 1})",
        "overlay(['x'])",
        "choose('chip', 'x')",
        "choose('chips', 'x')",
        "inYear(1900)",
        "value('x')",
    ],
)
def test_a_script_that_sets_what_there_is_not_is_told(call, tmp_path):
    body = f"""const now = () => JSON.stringify(starcalc.state.get());
    const before = now();
    try {{ starcalc.state.{call}; }} catch (error) {{ return [error.message, before === now()]; }}
    return [];"""
    message, same = in_node.run(tmp_path, body)
    assert re.search(r"^no \w+ called|no finite number|the trends go", message)
    assert same


# --- as Python ------------------------------------------------------------------------------------


def test_the_python_of_a_figure_prints_the_pages_own_number(tmp_path):
    states = drawn(5, seed=5)
    results = [("satellite", "cost_per_token"), ("comparison", "satellite_hour"), ("module", "gpu_hour_cost")]
    body = """return given[0].flatMap((state) => given[1].map(([calculation, result]) => {
      if (state.year === null) delete state.year;
      const base = { overlays: ["gas"], changes: { altitude: 700 } };
      const found = starcalc.model.calculations[calculation](starcalc.state.scenario(base, state))[result];
      return [starcalc.address.python(state, calculation, result, base), found / starcalc.model.results[result].factor];
    }));"""
    for text, value in in_node.run(tmp_path, body, [states, results]):
        assert text.count("\n") == 2
        assert run(text) == pytest.approx(value, rel=ROUNDING)


def test_the_python_of_a_relation_runs_too(tmp_path):
    body = 'return starcalc.address.python({ changes: { altitude: 800 } }, "orbit.period", ["altitude"]);'
    text = in_node.run(tmp_path, body)
    assert text.splitlines() == [
        "from starcalc import Q, Scenario, orbit",
        'scenario = Scenario().but(altitude=Q(800, "km"))',
        "print(orbit.period(altitude=scenario.altitude))",
    ]
    assert run(text) == pytest.approx(6052, abs=1)


def run(text):
    """The number that some lines of Python print."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(text, {})
    return float(printed.getvalue().split()[0])


# --- what the page is told ------------------------------------------------------------------------


def test_the_menus_set_the_same_in_every_choice_and_the_page_has_them():
    for menu, choices in tables.menus().items():
        sets = [set(choice["values"]) for choice in choices.values()]
        assert all(names == sets[0] for names in sets)
        labels = [choice["label"] for choice in choices.values()]
        assert len(set(labels)) == len(labels), menu
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in choices)


def test_the_page_counts_the_years_as_the_trends_do(tmp_path):
    years = [2026, 2026.5, 2031, 2044, 2060]
    state = "{ overlays: ['h100'], changes: {}, choices: {}, year }"
    body = f"return given.map((year) => starcalc.state.scenario({{}}, {state}));"
    for year, found in zip(years, in_node.run(tmp_path, body, years), strict=True):
        expected = Scenario("h100").in_year(year).si
        assert found == pytest.approx({name: expected[name] for name in expected}, rel=1e-13)
    bounds = tomllib.loads(TRENDS.read_text(encoding="utf-8"))
    assert in_node.run(tmp_path, "return starcalc.model.years;") == [bounds["base"], bounds["last"]]


def test_the_scripts_are_loaded_in_the_order_in_which_they_lean_on_one_another():
    order = re.findall(r"- \[(\w+\.js),", CONFIG.read_text(encoding="utf-8"))
    assert order[:5] == ["model.js", "numbers.js", "address.js", "state.js", "banner.js"]
