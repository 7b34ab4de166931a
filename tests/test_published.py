"""Other people's models come out as they were published, and move as they should when an input moves."""

from inspect import signature

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcalc import Q, inference, published
from starcalc.assumptions import GRADES, sources

# Relative tolerance by model: what rounding in print allows. McCalip's code was run, the others' numbers are printed.
TOLERANCE = {
    "mccalip": 1e-4,
    "turyshev": 5e-3,
    "starcloud": 1e-3,
    "suncatcher": 2e-3,
    "ai1": 0.2 / 337,  # 0.2 K
    "gaalema": 2e-3,
    "deepseek": 1.1e-3,  # the margin is printed in whole percent
    "llama3_faults": 0.0005 / 0.0908,
    "shell": 1e-3,
    "falcon9": 0.5 / 24,  # half a satellite
}
MODELS = [pytest.param(getattr(published, name), id=name) for name in TOLERANCE]
POSITIVE = st.floats(0.01, 100)


def close(ours, theirs, tolerance):
    unit = getattr(theirs, "units", "")
    return np.allclose(Q(ours).m_as(unit), Q(theirs).m_as(unit), rtol=tolerance, atol=0)


@pytest.mark.parametrize("model", MODELS)
def test_a_published_model_is_reproduced_from_its_own_inputs(model):
    found = model()
    assert found.published
    for name, theirs in found.published.items():
        ours = getattr(found, name)
        assert close(ours, theirs, TOLERANCE[model.__name__]), f"{name}: {ours} is not {theirs}"


@pytest.mark.parametrize("model", MODELS)
def test_what_was_published_stays_when_an_input_changes(model):
    default, name = next((p.default, n) for n, p in signature(model).parameters.items() if isinstance(p.default, Q))
    changed, usual = model(**{name: Q(0.9 * default.m, default.units)}), model()
    assert all(close(changed.published[key], value, 0) for key, value in usual.published.items())
    assert any(not close(getattr(changed, key), getattr(usual, key), 1e-9) for key in usual.published)


@pytest.mark.parametrize("model", MODELS)
def test_a_wrong_dimension_is_refused(model):
    name = next(n for n, p in signature(model).parameters.items() if isinstance(p.default, Q))
    with pytest.raises(TypeError, match="convert"):
        model(**{name: Q(1, "cd")})


@pytest.mark.parametrize("model", MODELS)
def test_an_unknown_input_is_refused_by_name(model):
    with pytest.raises(TypeError, match=rf"^published\.{model.__name__} has no input 'colour'; it takes "):
        model(colour=1)


NAMES = [(name, key) for name in TOLERANCE for key in signature(getattr(published, name)).parameters]


@pytest.mark.parametrize(("name", "key"), NAMES)
def test_every_input_is_refused_by_name_with_what_to_write(name, key):
    model = getattr(published, name)
    default = signature(model).parameters[key].default
    for wrong in (None, "500", {}, object(), [1, "two"]):
        with pytest.raises(TypeError, match=rf"^published\.{name}: {key}.*; give a "):
            model(**{key: wrong})
    if isinstance(default, Q):
        with pytest.raises(TypeError, match=rf"^published\.{name}: {key}=500 has no unit; give Q\(500, \""):
            model(**{key: 500})
    else:
        with pytest.raises(TypeError, match=rf"^published\.{name}: {key} is 5 year; give a number without a unit"):
            model(**{key: Q(5, "year")})
    if key != "latitude":
        wrong = Q(-1000, default.units) if isinstance(default, Q) else -1
        with pytest.raises(ValueError, match=rf"^published\.{name}: {key} is .*; give a number that is not negative"):
            model(**{key: wrong})
        with pytest.raises(ValueError, match=rf"^published\.{name}: {key} is nan"):
            model(**{key: Q(np.nan, default.units) if isinstance(default, Q) else np.nan})


def test_inputs_of_a_model_are_whole_numbers_shares_and_percent_where_their_defaults_are():
    with pytest.raises(ValueError, match=r"^published\.mccalip: years is 1\.5; give a whole number, such as 5"):
        published.mccalip(years=1.5)
    with pytest.raises(ValueError, match=r"^published\.mccalip: years is 0; give a whole number of years, at least 1"):
        published.mccalip(years=0)
    with pytest.raises(ValueError, match=r"sunlit_fraction is 98; give a share from 0 to 1, such as 0\.98"):
        published.mccalip(sunlit_fraction=98)
    with pytest.raises(ValueError, match="degradation is 120 %/year; give at most a hundred percent"):
        published.mccalip(degradation=Q(120, "percent/year"))
    in_percent = published.mccalip(sunlit_fraction=Q(98, "percent"))
    assert in_percent.total == published.mccalip().total
    assert published.mccalip(launch_price=Q(0, "USD/kg")).total < published.mccalip().total


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: published.mccalip(payload=Q(0, "t")), "no answer for payload=0 t: .*infinity"),
        (lambda: published.mccalip(sunlit_fraction=0), "no answer for sunlit_fraction=0: .*division"),
        (lambda: published.suncatcher(life=Q(0, "year")), "no answer for life=0 a: .*divide"),
        (lambda: published.starcloud(temperature=Q(-100, "degC")), "no answer for temperature=-100 °C"),
        (lambda: published.ai1(power=Q([1, 2, 3], "kW")), "no answer for power="),
        (lambda: published.shell(low=Q(600, "km")), "give a shell whose low end is lower"),
        (lambda: published.falcon9(inclination=Q(97.6, "deg")), "give several"),
    ],
)
def test_inputs_that_do_not_go_together_are_named(call, said):
    with pytest.raises(ValueError, match=rf"^published\..*{said}"):
        call()


def test_a_difference_of_temperatures_is_no_temperature():
    with pytest.raises(TypeError, match=r"^published\.starcloud: temperature is a difference of temperatures"):
        published.starcloud(temperature=Q(20, "delta_degC"))


def test_a_site_in_the_south_is_no_worse_than_one_in_the_north():
    south, north = (published.falcon9(latitude=Q(way * 34.6, "deg")).satellites for way in (-1, 1))
    assert south == pytest.approx(north)


def test_starclouds_fluxes_agree_to_a_twentieth_of_a_watt():
    found = published.starcloud()
    assert found.flux_per_side.m_as("W/m**2") == pytest.approx(385.24, abs=0.05)
    assert found.net_flux.m_as("W/m**2") == pytest.approx(633.08, abs=0.05)


def test_suncatchers_own_rounding_is_within_two_percent():
    assert close(published.suncatcher().launched_power_price, Q([810, 14_700], "USD/kW/year"), 0.02)


def test_deepseeks_day_left_five_times_its_cost():
    assert published.deepseek().margin.m_as("percent") == pytest.approx(545.5, rel=1e-3)


def test_mlperfs_totals_make_the_rates_per_gpu_of_the_table():
    rows = {row["setting"]: row["published"] for row in published_rows("Llama-2-70B fp8")}
    assert rows["offline"] == pytest.approx(24_524.9 / 8, rel=1e-3)
    assert rows["server"] == pytest.approx(21_605.79 / 8, rel=1e-3)
    tokens_per_sample = 24_524.9 / 84.4792
    assert tokens_per_sample == pytest.approx(290.3, rel=1e-3)  # which the table takes as the reply


def published_rows(model):
    return [row for row in inference.benchmarks() if row["model"] == model]


def test_mccalips_total_rises_with_the_launch_price_by_the_mass():
    cheap, dear = published.mccalip(), published.mccalip(launch_price=Q(1000, "USD/kg"))
    assert (dear.total - cheap.total).m_as("GUSD") == pytest.approx(29_390_055 * 500 / 1e9, rel=1e-4)
    assert dear.break_even_launch_price == cheap.break_even_launch_price


@given(degradation=st.floats(0, 0.1), more=st.floats(0.001, 0.1))
def test_faster_ageing_never_needs_fewer_satellites(degradation, more):
    few = published.mccalip(degradation=Q(degradation, "1/year")).satellites
    assert published.mccalip(degradation=Q(degradation + more, "1/year")).satellites >= few


@given(power=POSITIVE, factor=st.floats(1.1, 10))
def test_turyshevs_radiator_grows_with_its_power(power, factor):
    small, large = (published.turyshev(power=Q(p, "MW")).area for p in (power, factor * power))
    assert (large / small).m_as("") == pytest.approx(factor)


@given(power=POSITIVE)
def test_ai1s_radiator_is_never_colder_than_its_sink(power):
    assert published.ai1(power=Q(power, "kW"), area=Q(110, "m**2")).temperature.m_as("K") > 220


@pytest.mark.parametrize("row", published.dawn_dusk_years(), ids=lambda row: f"{row['tool']}, {row['local_time']:g} h")
def test_a_dawn_dusk_year_is_that_of_other_tools(row):
    longest, days, visible_sun = row["ours"]
    if row["longest"]:
        assert longest.m_as("minute") == pytest.approx(row["longest"], abs=0.2)
    assert days == pytest.approx(row["days"], abs=4)  # the season's first days are grazes of seconds
    assert visible_sun.m_as("") == pytest.approx(row["visible_sun"], abs=0.002)


# --- arrays ---------------------------------------------------------------------------------------


def test_every_array_names_a_source_that_the_book_lists_and_makes_something_of_its_mass():
    for row in published.designs():
        assert row["source"] in sources(), row["name"]
        assert row["grade"] in GRADES
        assert 10 < row["specific_power"] < 300, row["name"]


def test_an_array_and_a_proposal_stand_in_the_data_as_their_models_have_them():
    rows = {row["name"]: row["specific_power"] for row in published.designs()}
    assert rows["Gaalema, cells and chips in one sheet"] == pytest.approx(
        published.gaalema().specific_power.m_as("W/kg")
    )
    assert rows["Space station, iROSA, as used"] < rows["Space station, iROSA, new"]
