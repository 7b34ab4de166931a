"""What would change the answer, in a page: the same bars as in Python around anybody's numbers, in the same order."""

import json
from functools import cache
from operator import itemgetter

import in_node
import numpy as np
import pytest

from starcalc import Q, Scenario, model, worlds
from starcalc.show import told, tornadoes
from starcalc.units import number

BEST = Scenario()
ROUNDING = 1e-12  # of the largest value of a chart: as in test_emitter
WORLDS = 40
PLACE = itemgetter("row", "which")
FACTS = ["launch_price", "satellite_cost_per_power", "burnout_rate", "orbit_failure_factor", "utilisation", "life"]
FACTS += ["discount_rate", "structure_areal_density", "altitude", "ground_discount_rate", "grid_price", "solar_flux"]
CHARTS = {
    "cost": (model.satellite, "cost_per_token", FACTS, 10, True),
    "premium": (model.comparison, "satellite_hour_premium", FACTS, 12, True),
    "gap": (model.commons, "charge_gap", [*FACTS, "orbit_fee", "carbon_price"], 9, False),
    "area": (model.satellite, "radiator_area", ["die_limit", "loop_rise", "radiator_faces", "altitude"], 3, True),
}
RUN = """
const { tables, sentences, bars, model } = starcalc;
return given.worlds.map((changes) => {
  const { about } = given;
  const s = model.scenario(changes);
  const drawer = tables.drawer(about, model.scenario());
  const drawn = drawer(s);
  const [centre] = tables.answers(about, s);
  const said = sentences.sentence(about, {}, [centre], {}, 0);
  return { centre, drawn, sentence: said + bars.farthest(about, drawn.tables.bars) };
});
"""


@cache
def scripts():
    """What a page loads beside the model."""
    return "\n".join((in_node.ASSETS / f"{name}.js").read_text("utf-8") for name in ("tables", "sentences", "bars"))


def scenarios():
    """The book's own numbers, and some drawn from the ranges of all assumptions."""
    random = np.random.default_rng(33)
    yield {}
    for _ in range(WORLDS):
        rows = [BEST.assumption(name) for name in random.choice(BEST.names(), 25, replace=False)]
        yield {row.name: float(random.uniform(*row.range)) for row in rows if not row.whole and not row.bundle}


@pytest.mark.parametrize("chart", CHARTS)
def test_a_pages_bars_are_pythons_around_any_scenario(tmp_path, chart):
    calculation, result, names, most, log = CHARTS[chart]
    about = tornadoes.described(calculation, result, BEST, names, most, log) | {"start": "Here"}
    given = list(scenarios())
    found = in_node.run(tmp_path, f"{scripts()}\n{RUN}", {"about": json.loads(json.dumps(about)), "worlds": given})
    compared = 0
    for changes, here in zip(given, found, strict=True):
        scenario = BEST.but(**{name: Q(value, BEST.assumption(name).unit) for name, value in changes.items()})
        try:
            centre, ends = tornadoes.worked(calculation, result, scenario, about)
        except ValueError:  # no value at an end
            continue
        rows = tornadoes.drawn(about, centre, ends)
        compared += len(rows)
        size = max(abs(row["value"]) for row in rows)
        assert here["centre"] == pytest.approx(centre, rel=ROUNDING)
        theirs = sorted(here["drawn"]["tables"]["bars"], key=PLACE)  # of two equal bars either may come first
        assert [row["name"] for row in theirs[::2]] == [row["name"] for row in rows[::2]]
        for mine, row in zip(sorted(rows, key=PLACE), theirs, strict=True):
            numbers = {key: value for key, value in mine.items() if type(value) is float}
            assert {key: row[key] for key in numbers} == pytest.approx(numbers, rel=0, abs=ROUNDING * size)
            assert {key: value for key, value in row.items() if key not in numbers} == {
                key: value for key, value in mine.items() if key not in numbers
            }
        assert here["sentence"] == tornadoes.sentence(about, centre, rows)
    assert compared > WORLDS * most


@pytest.mark.parametrize("chart", ["cost", "gap"])
def test_the_longest_bar_is_that_of_the_worlds(chart):
    calculation, result, names, most, log = CHARTS[chart]
    about = tornadoes.described(calculation, result, BEST, names, most, log)
    rows = tornadoes.drawn(about, *tornadoes.worked(calculation, result, BEST, about))
    found = worlds.tornado(calculation, result, BEST, names)
    unit = model.RESULTS[result][0]
    both = {rows[0]["value"], rows[1]["value"]}
    assert log or both == {end.m_as(unit) for end in found[0][1:]}
    assert about["bars"]["most"] * 2 == len(rows)


@pytest.mark.parametrize("at", [1.0, "ground_hour"])
def test_a_line_lies_where_python_has_it(tmp_path, at):
    result = "satellite_hour" if isinstance(at, str) else "satellite_hour_premium"
    line = ("Texas", at)
    about = tornadoes.described(model.comparison, result, BEST, FACTS, 5, False, line)
    given = [{}, {"grid_price": 200, "ground_discount_rate": 20}]
    found = in_node.run(tmp_path, f"{scripts()}\n{RUN}", {"about": about, "worlds": given})
    for changes, one in zip(given, found, strict=True):
        scenario = BEST.but(**{name: Q(value, BEST.assumption(name).unit) for name, value in changes.items()})
        [row] = tornadoes.beyond(about, model.comparison, scenario)
        assert one["drawn"]["tables"]["line"] == [
            {"label": "Texas", "value": pytest.approx(row["value"], rel=ROUNDING)}
        ]
        assert one["drawn"]["numbers"] == {"least": tornadoes.least([], [row])}
    assert isinstance(at, float) or len({one["drawn"]["tables"]["line"][0]["value"] for one in found}) == len(given)


def test_the_axis_numbers_below_zero_only_where_something_lies_there():
    assert tornadoes.least([{"from": 2.0, "value": 0.0}], []) == 0
    assert tornadoes.least([{"from": 2.0, "value": 0.5}], [{"value": -1.0}]) < -1


def test_two_ends_on_one_side_share_the_longer_bars_label():
    about = tornadoes.described(model.satellite, "cost_per_token", BEST, ["launch_price"], 1, False)
    [row] = about["bars"]["rows"]
    low, high = (row["template"].format(number(row[end])) for end in ("low", "high"))
    assert tornadoes.ends_said(about, row, (5.0, 7.0), 6.0) == [low, high]
    assert tornadoes.ends_said(about, row, (7.0, 9.0), 6.0) == ["", f"{high} ({low}: $7.00)"]
    assert tornadoes.ends_said(about, row, (6.0, 9.0), 6.0) == ["", high]


def test_the_readers_book_stays_behind_as_a_grey_line(tmp_path):
    about = tornadoes.described(model.satellite, "cost_per_token", BEST, FACTS, 5, True)
    found = in_node.run(tmp_path, f"{scripts()}\n{RUN}", {"about": about, "worlds": [{}, {"launch_price": 100}]})
    for one in found:
        assert one["drawn"]["tables"]["ghost"] == [{"value": pytest.approx(found[0]["centre"])}]
    assert found[1]["centre"] < found[0]["centre"]
    assert "number" not in told.opening(about, {}, {}, 0)
