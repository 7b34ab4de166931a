"""The table of assumptions: what stands in it, what it refuses, and how scenarios hand it out."""

import pickle
import re

import numpy as np
import pytest

from starcalc import Q, Scenario, model
from starcalc.assumptions import GRADES, KINDS, ROLES, SCALES, TABLE, read, sources
from starcalc.units import Unit, plain_unit

ROWS, OVERLAYS = read(TABLE)

GOOD = {
    "value": "560",
    "unit": '"km"',
    "range": "[400, 1500]",
    "symbol": '"h"',
    "about": '"altitude of the orbit"',
    "kind": '"given"',
    "source": '"handmer2025"',
    "grade": '"A"',
    "role": '"choice"',
}


@pytest.fixture
def table(tmp_path):
    """A function that reads a small table: one good row with some fields replaced, or left out where None; and more."""

    def made(more="", **fields):
        path = tmp_path / "assumptions.toml"
        lines = [f"{key} = {value}" for key, value in (GOOD | fields).items() if value is not None]
        path.write_text("\n".join(["[altitude]", *lines, more]), encoding="utf-8")
        read.cache_clear()
        return read(path)

    yield made
    read.cache_clear()


# --- the table as it is ---------------------------------------------------------------------------


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.name)
def test_a_row_of_the_table_can_be_argued_about(row):
    assert row.holds(row.quantity)
    assert row.source in sources()
    assert (row.kind in KINDS, row.grade in GRADES, row.role in ROLES, row.scale in SCALES) == (True,) * 4
    assert re.fullmatch(r"[a-z][a-z0-9_]*", row.name)
    assert row.symbol.strip()
    assert row.about.strip()
    assert not row.about.endswith(".")
    assert Q(1, plain_unit(row.unit)).is_compatible_with(row.unit)


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.name)
def test_only_what_the_post_says_is_given(row):
    assert (row.kind == "given") <= (row.source == "handmer2025")


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.name)
def test_what_is_our_own_guess_says_so(row):
    assert (row.source == "starcalc2026") <= (row.kind == "estimate")


def test_no_symbol_stands_for_two_assumptions():
    symbols = [row.symbol for row in ROWS.values()]
    assert len(symbols) == len(set(symbols))


def test_no_assumption_is_called_like_what_a_scenario_does():
    assert not set(ROWS) & {name for name in dir(Scenario) if not name.startswith("__")}


def test_no_name_carries_a_unit():
    units = {"km", "kw", "kg", "usd", "hours", "seconds", "years", "percent", "w", "m2", "kwh", "mw", "gw", "kelvin"}
    assert not [name for name in ROWS if units & set(name.split("_"))]


@pytest.mark.parametrize(("name", "rows"), OVERLAYS.items(), ids=OVERLAYS)
def test_an_overlay_changes_what_it_names_and_says_whose_number_that_is(name, rows):
    for key, row in rows.items():
        assert row.source in sources()
        assert (row.unit, row.range, row.symbol) == (ROWS[key].unit, ROWS[key].range, ROWS[key].symbol)
        assert getattr(Scenario(name), key) == row.quantity


def test_the_post_is_quoted_for_everything_that_its_scenario_changes_but_the_chip_that_it_names():
    for name, row in OVERLAYS["seed"].items():
        assert (row.kind, row.source) == ("given", "handmer2025") or name in OVERLAYS["h100"], name


def test_the_best_estimate_stays_inside_every_range():
    assert Scenario().outside() == []


# --- what a table may not be ----------------------------------------------------------------------


def test_a_good_row_is_read(table):
    rows, overlays = table()
    assert rows["altitude"].quantity == Q(560, "km")
    assert (rows["altitude"].scale, overlays) == ("linear", {})


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"sorce": '"x"'}, r"unknown field 'sorce'; did you mean 'source'\?"),
        ({"colour": '"red"'}, "unknown field 'colour'$"),
        ({"source": None}, "source is missing"),
        ({"range": None}, "range is missing"),
        ({"value": None}, "value is missing"),
        ({"value": "1600"}, r"value 1600 lies outside its range \[400, 1500\]"),
        ({"value": "399.9"}, r"value 399\.9 lies outside its range"),
        ({"value": "nan"}, "value nan lies outside its range"),
        ({"value": '"560"'}, "value and range must be numbers"),
        ({"value": "true"}, "value and range must be numbers"),
        ({"range": '["low", "high"]'}, "value and range must be numbers"),
        ({"range": "[1500, 400]"}, "low < high"),
        ({"range": "[400]"}, r"\[low, high\]"),
        ({"range": "[400, 560, 1500]"}, r"\[low, high\]"),
        ({"range": "400"}, r"\[low, high\]"),
        ({"range": "[400, nan]"}, "low < high"),
        ({"unit": '"klometer"'}, "unit 'klometer' is not one that"),
        ({"unit": '"km**"'}, r"unit 'km\*\*' is not one that"),
        ({"unit": '"km) + ("'}, "is not one that"),
        ({"unit": "5"}, "unit 5 is not one that"),
        ({"kind": '"guess"'}, "kind 'guess' must be one of given, measured, quoted, estimate"),
        ({"grade": '"E"'}, "grade 'E' must be one of A, B, C, D"),
        ({"scale": '"cubic"'}, "scale 'cubic' must be one of linear, log"),
        ({"scale": '"log"', "range": "[0, 1500]"}, "a log scale needs a range above zero"),
        ({"source": '"handmer2205"'}, r"source 'handmer2205' is not a key of references\.bib; did you mean 'handmer20"),
        ({"source": '"zzzzzzzzzz"'}, r"source 'zzzzzzzzzz' is not a key of references\.bib$"),
    ],
    ids=lambda value: " ".join(f"{k}={v}" for k, v in value.items()) if isinstance(value, dict) else "",
)
def test_a_broken_row_is_refused_by_name(table, fields, complaint):
    with pytest.raises(ValueError, match=rf"^assumptions\.toml, \[altitude\]: .*{complaint}"):
        table(**fields)


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ("[altitude]\nvalue = 1", "assumptions.toml is not valid TOML: .*line"),
        (
            "[scenario.high]\naltitud = 1",
            r"\[scenario\.high\]: no assumption called 'altitud'; did you mean 'altitude'\?",
        ),
        (
            '[scenario.high]\naltitude = { value = 1, unit = "m", kind = "given", source = "dlmf", grade = "A" }',
            r"\[scenario\.high\] altitude: 'unit' cannot be changed here",
        ),
        (
            "[scenario.high]\naltitude = { value = 1 }",
            r"\[scenario\.high\] altitude: value, kind, source and grade are needed",
        ),
        ("[scenario.high]\naltitude = 1000", r"\[scenario\.high\] altitude"),
        (
            '[scenario.high]\naltitude = { value = 1, kind = "given", source = "zzzzzzzzzz", grade = "A" }',
            r"\[altitude\]: source 'zzzzzzzzzz' is not a key",
        ),
        (
            '[scenario.high]\naltitude = { value = "x", kind = "given", source = "handmer2025", grade = "A" }',
            r"\[altitude\]: value and range must be numbers",
        ),
    ],
    ids=["twice", "unknown name", "unit", "no source", "bare number", "source", "text"],
)
def test_a_broken_overlay_is_refused_by_name(table, more, complaint):
    with pytest.raises(ValueError, match=complaint):
        table(more)


def test_a_table_that_is_no_toml_is_refused_with_its_line(table):
    with pytest.raises(ValueError, match=r"assumptions\.toml is not valid TOML: .*line"):
        table("[tilt\n")


def test_a_number_without_a_table_of_its_own_is_refused(tmp_path):
    path = tmp_path / "assumptions.toml"
    path.write_text("altitude = 560\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"altitude must be a table of its own, \[altitude\]"):
        read(path)


def test_an_overlay_may_leave_the_range(table):
    high = 'altitude = { value = 2000, kind = "given", source = "handmer2025", grade = "A" }'
    assert table(f"[scenario.high]\n{high}")[1]["high"]["altitude"].value == 2000


# --- scenarios ------------------------------------------------------------------------------------


def test_a_scenario_gives_quantities_in_the_tables_units():
    altitude = Scenario().altitude
    assert (altitude, altitude.units) == (Q(560, "km"), Unit("km"))


def test_an_unknown_scenario_is_refused_with_the_nearest_name():
    with pytest.raises(ValueError, match=r"no scenario called 'sead'; did you mean 'seed'\?; there are: seed"):
        Scenario("sead")


def test_an_unknown_assumption_is_refused_with_the_nearest_name():
    complaint = r"no assumption called 'altitud'; did you mean 'altitude'\?"
    for scenario in (Scenario(), Scenario().si):
        with pytest.raises(AttributeError, match=complaint):
            scenario.altitud  # noqa: B018
        with pytest.raises(AttributeError, match=complaint):
            scenario.but(altitud=Q(800, "km"))
        with pytest.raises(AttributeError, match=complaint):
            scenario.assumption("altitud")


def test_a_name_that_resembles_nothing_is_refused_without_a_guess():
    with pytest.raises(AttributeError, match=r"no assumption called 'zzzzzz'$"):
        Scenario().but(zzzzzz=1)


def test_a_wrong_dimension_is_refused_by_name():
    with pytest.raises(
        TypeError, match=r"^altitude must be convertible to km \[length\], but 90 min \[time\] was given"
    ):
        Scenario().but(altitude=Q(90, "min"))
    with pytest.raises(TypeError, match="altitude must be convertible to km"):
        Scenario().si.but(altitude=Q(90, "min"))


def test_a_plain_number_is_refused_where_there_is_a_unit():
    with pytest.raises(TypeError, match=r'altitude=800 has no unit; give a Quantity, such as Q\(800, "km"\)'):
        Scenario().but(altitude=800)


def test_text_is_refused():
    for scenario in (Scenario(), Scenario().si):
        with pytest.raises(TypeError, match=r"altitude was given the text '800 km'; give a Quantity"):
            scenario.but(altitude="800 km")


def test_a_bare_number_passes_where_there_is_no_unit():
    assert Scenario().but(gpus_given=100).gpus_given == Q(100, "")


def test_a_share_may_be_given_as_a_number_and_is_kept_in_percent():
    packed = Scenario().but(packing=0.85)
    assert packed.quantity("packing").m_as("percent") == pytest.approx(85)
    assert packed.outside() == []


def test_any_unit_of_the_right_dimension_passes():
    far = Scenario().but(altitude=Q(500, "mile"))
    assert far.quantity("altitude").m_as("km") == pytest.approx(804.672)
    assert far.si.altitude == pytest.approx(804_672)


def test_a_value_outside_the_range_passes_and_is_flagged():
    low = Scenario().but(altitude=Q(300, "km"))
    assert low.outside() == ["altitude"]
    assert repr(low) == "Scenario() but altitude = 300 km (outside 400 to 1,500)"
    assert low.si.outside() == ["altitude"]


def test_the_ends_of_a_range_are_inside():
    for end in ROWS["altitude"].range:
        assert Scenario().but(altitude=Q(end, "km")).outside() == []


@pytest.mark.parametrize(
    ("changes", "error", "complaint"),
    [
        (
            {"altitude": Q(float("nan"), "km")},
            ValueError,
            "altitude is not a number (NaN); give one in km, such as Q(560",
        ),
        ({"altitude": Q([500, float("nan")], "km")}, ValueError, "altitude is not a number (NaN)"),
        ({"altitude": Q(-5, "km")}, ValueError, "altitude = -5 km cannot be: it is at least 0 km"),
        (
            {"availability": 95},
            ValueError,
            'availability = 9,500 % cannot be: it lies between 0 and 100 %; for 95 percent write Q(95, "percent")',
        ),
        ({"availability": [0.9, 95]}, ValueError, "availability = 9,500 % cannot be"),
        ({"packing": 1.2}, ValueError, "packing = 120 % cannot be"),
        ({"degradation": Q(120, "percent/year")}, ValueError, "degradation = 120 %/year cannot be"),
        ({"failure_rate": Q(150, "percent/year")}, ValueError, "failure_rate = 150 %/year cannot be"),
        ({"absorptivity": 1.1}, ValueError, "absorptivity = 1.1 cannot be: it lies between 0 and 1"),
        ({"launch_price": Q(-1, "USD/kg")}, ValueError, "launch_price = -1 USD/kg cannot be"),
        ({"satellite_power": Q(-130, "kW")}, ValueError, "satellite_power = -130 kW cannot be"),
        ({"life": Q(-1, "year")}, ValueError, "life = -1 year cannot be"),
        ({"bus_mass": Q([1, -1], "kg")}, ValueError, "bus_mass = -1 kg cannot be"),
        ({"die_limit": Q(-300, "degC")}, ValueError, "die_limit = -26.85 K cannot be"),
        ({"radiator_faces": 3}, ValueError, "radiator_faces = 3 cannot be: it lies between 1 and 2"),
        ({"spots_per_gpu": 0.5}, ValueError, "spots_per_gpu = 0.5 cannot be: it is at least 1"),
        (
            {"user_latitude": Q(95, "deg")},
            ValueError,
            "user_latitude = 95 deg cannot be: it lies between -90 and 90 deg",
        ),
        ({"pue": 0.9}, ValueError, "pue = 0.9 cannot be"),
        ({"battery": True}, TypeError, "battery=True: write 1 for yes and 0 for no"),
        ({"battery": None}, TypeError, "battery=None is no number"),
        ({"battery": 1 + 2j}, TypeError, "battery=(1+2j) is no number"),
        (
            {"payload": Q(100, "ton")},
            TypeError,
            'payload is in "ton", pint\'s short ton of 907 kg: write "t" for 1000 kg',
        ),
        ({"die_limit": Q(48, "delta_degC")}, TypeError, "is a difference of temperatures, 48 Δ°C"),
        ({"tilt": 1.5}, TypeError, 'tilt=1.5 has no unit; give a Quantity, such as Q(1.5, "deg")'),
        ({"tilt": Q(58.9, "")}, TypeError, 'tilt must be in deg, but is 58.9: write Q(..., "deg") or the like'),
        ({"bits_per_token": Q(32, "1/token")}, TypeError, "bits_per_token must be in bit/token"),
    ],
    ids=lambda value: ", ".join(value) if isinstance(value, dict) else "",
)
def test_what_cannot_be_is_refused_by_name(changes, error, complaint):
    with pytest.raises(error) as caught:
        Scenario().but(**changes)
    assert complaint in str(caught.value)
    assert str(caught.value).startswith(next(iter(changes)))


def test_plain_scenarios_refuse_what_cannot_be_too():
    for changes in ({"altitude": -5.0}, {"availability": 95.0}, {"altitude": np.array([5e5, np.nan])}, {"life": -1}):
        with pytest.raises(ValueError, match=r"cannot be|not a number"):
            Scenario().si.but(**changes)


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.name)
def test_the_range_of_a_row_is_possible(row):
    least, largest = row.possible
    assert least <= row.range[0]
    assert row.range[1] <= largest


def test_prices_may_rise_and_a_launch_may_be_free():
    assert Scenario().but(decline=Q(-5, "percent/year"), launch_price=Q(0, "USD/kg")).outside() == ["launch_price"]


def test_the_post_leaves_the_ranges_where_it_switches_things_off():
    outside = Scenario("seed").outside()
    assert "degradation" in outside
    assert "altitude" not in outside


def test_a_scenario_says_what_it_is():
    assert repr(Scenario()) == "Scenario()"
    assert repr(Scenario("seed")) == "Scenario('seed')"
    assert repr(Scenario("seed").but(price=Q(5, "USD/Mtoken"))) == "Scenario('seed') but price = 5 USD/Mtoken"


def test_a_scenario_does_not_change():
    scenario = Scenario()
    with pytest.raises(AttributeError, match=r"scenario\.but\(altitude=\.\.\.\)"):
        scenario.altitude = Q(800, "km")
    scenario.but(altitude=Q(800, "km"))
    assert scenario.altitude == Q(560, "km")


def test_changes_add_up():
    twice = Scenario().but(altitude=Q(800, "km")).but(price=Q(2, "USD/Mtoken")).but(altitude=Q(900, "km"))
    assert (twice.altitude, twice.price) == (Q(900, "km"), Q(2, "USD/Mtoken"))
    assert repr(twice) == "Scenario() but altitude = 900 km, price = 2 USD/Mtoken"
    assert twice.changes() == ["altitude", "price"]


def test_a_plain_scenario_is_in_si_but_years_stay_years():
    plain = Scenario().si
    assert plain.altitude == pytest.approx(560e3)
    assert plain.local_time == pytest.approx(18 * 3600)
    assert plain.life == pytest.approx(5)
    assert plain.discount_rate == pytest.approx(0.13)
    assert plain.gpu_rent == pytest.approx(Scenario().gpu_rent.m_as("USD/hour") / 3600)
    assert plain.si is plain
    assert all(not isinstance(getattr(plain, name), Q) for name in plain.names())


def test_a_plain_scenario_takes_plain_numbers_in_si():
    plain = Scenario().si.but(altitude=800e3)
    assert plain.altitude == 800e3
    assert plain.quantity("altitude") == Q(800, "km")
    assert Scenario().si.but(altitude=Q(800, "km")).altitude == pytest.approx(800e3)


def test_a_scenario_holds_arrays():
    several = Scenario().but(altitude=Q(np.array([500.0, 600.0]), "km"))
    np.testing.assert_allclose(several.si.altitude, [500e3, 600e3])
    assert several.outside() == []
    assert repr(several) == "Scenario() but altitude = ndarray in km"
    assert Scenario().but(altitude=Q(np.array([300.0, 600.0]), "km")).outside() == ["altitude"]


def test_an_array_scenario_runs_the_whole_calculation():
    prices = Q(np.array([0.5, 1.0, 2.0]), "USD/Mtoken")
    revenue = model.satellite(Scenario().but(price=prices)).revenue
    np.testing.assert_allclose(revenue.m_as("USD/year") / revenue.m_as("USD/year")[0], [1, 2, 4], rtol=1e-12)


def test_a_row_knows_whose_number_it_is():
    assert Scenario("seed").assumption("price").kind == "given"
    assert Scenario().assumption("price").kind == "quoted"


def test_a_scenario_offers_its_names_to_the_tab_key():
    assert {"altitude", "price", "but"} <= set(dir(Scenario()))


def test_a_scenario_reads_by_name_and_loops_over_its_names():
    scenario = Scenario()
    assert scenario["altitude"] == scenario.altitude
    assert list(scenario) == scenario.names() == list(dict(scenario))
    assert len(scenario) == len(ROWS)
    assert "altitude" in scenario
    assert "altitud" not in scenario
    with pytest.raises(KeyError, match="no assumption called 'altitud'; did you mean 'altitude'"):
        scenario["altitud"]


def test_scenarios_are_equal_where_their_numbers_are():
    assert Scenario() == Scenario().but(altitude=Q(560e3, "m"))
    assert Scenario() != Scenario().but(altitude=Q(561, "km"))
    assert Scenario("seed") != Scenario()
    assert Scenario().si != Scenario()
    assert Scenario() != "Scenario()"
    assert Scenario() == pickle.loads(pickle.dumps(Scenario()))
    several = Scenario().but(altitude=Q([500, 600], "km"))
    assert several == Scenario().but(altitude=Q([500, 600], "km")) != Scenario().but(altitude=Q([500, 601], "km"))
    assert hash(Scenario()) == hash(Scenario().but(altitude=Q(560e3, "m")))


def test_overlays_compose_the_later_over_the_earlier():
    both = Scenario("seed", "gas")
    assert both.price == Scenario("seed").price
    assert (both.gas, both.time_to_power) == (Scenario("gas").gas, Scenario("gas").time_to_power)
    assert both.overlays == ("seed", "gas")
    assert repr(both) == "Scenario('seed', 'gas')"
    assert Scenario("gas", "solar").time_to_power == Scenario("solar").time_to_power
    with pytest.raises(ValueError, match=r"no scenario called 3; .*there are: seed"):
        Scenario(3)


def test_a_scenario_prints_as_a_table_and_shows_as_one():
    printed, shown = str(Scenario().but(altitude=Q(800, "km"))), Scenario()._repr_html_()
    assert printed.startswith("Scenario() but altitude = 800 km\naltitude ")
    assert len(printed.splitlines()) == 1 + len(ROWS)
    assert shown.count("<tr>") == 1 + len(ROWS)
    assert "altitude of the orbit; circular" in shown


@pytest.mark.parametrize(
    "scenario",
    [
        Scenario(),
        Scenario("seed", "gas"),
        Scenario("seed").but(altitude=Q(0.8, "Mm"), price=Q(5, "USD/Mtoken"), packing=0.7),
        Scenario().but(altitude=Q([500, 600], "km"), die_limit=Q(60, "degC")),
    ],
    ids=repr,
)
def test_a_scenario_survives_a_file(scenario, tmp_path):
    path = tmp_path / "world.toml"
    path.write_text(scenario.to_toml(), encoding="utf-8")
    for copy in (
        Scenario.from_toml(path),
        Scenario.from_toml(scenario.to_toml()),
        Scenario.from_toml(scenario.si.to_toml()),
    ):
        assert copy.changes() == scenario.changes()
        for name in scenario:
            np.testing.assert_allclose(copy.quantity(name).m, scenario.quantity(name).m, rtol=1e-15)


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        ("altitude = = 3", "this is no TOML"),
        ("[change]\naltitude = 3", "'change' is not known here; there are: overlays, year, rates, changes"),
        ("[changes]\naltitude = 800", r"altitude: write \{ value = \.\.\., unit = \"km\" \}, not 800"),
        ('overlays = ["sead"]', "no scenario called 'sead'; did you mean 'seed'"),
        ('[changes]\naltitude = { value = -3, unit = "km" }', "altitude = -3 km cannot be"),
    ],
)
def test_a_broken_file_is_refused(toml, complaint):
    with pytest.raises(ValueError, match=complaint):
        Scenario.from_toml(toml)


def test_nothing_can_be_taken_from_a_scenario():
    scenario = Scenario()
    with pytest.raises(AttributeError, match="does not change"):
        del scenario._plain


def test_a_scenario_survives_pickling():
    copy = pickle.loads(pickle.dumps(Scenario().but(altitude=Q(800, "km"))))
    assert copy.altitude == Q(800, "km")
    assert repr(copy) == "Scenario() but altitude = 800 km"
