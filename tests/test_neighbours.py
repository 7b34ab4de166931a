"""Manners among other people's libraries: units are shared, labels and masks come back, other quantities convert."""

import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import astropy.units
import cloudpickle
import dask
import joblib
import numpy as np
import pandas
import pint
import pytest
import unyt
import xarray
from test_relations import PORTABLE, each, first, samples

from starcalc import Q, Scenario, economics, model, network, orbit, thermal
from starcalc.labels import KINDS
from starcalc.units import registry, text

KELVINS = "print(mc.potential_temperature(850 * units.hPa, 10 * units.degC))"
METPY = "from metpy.units import units; import metpy.calc as mc"
ROUNDING = 1e-12
STEPS = 1e-9  # an array along more axes sums in another order


def said(code):
    """What a fresh interpreter prints."""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


# --- pint's registry ------------------------------------------------------------------------------


def test_metpy_and_we_give_our_own_numbers_whoever_comes_first():
    ours = (
        "from starcalc import Q, orbit, model, Scenario, thermal; "
        "print(orbit.period(Q(560, 'km')), thermal.radiated_flux(Q(20, 'degC'), 0.9), "
        "model.satellite(Scenario()).cost_per_token)"
    )
    alone, beside_us, after_them = said(f"{METPY}; {KELVINS}; import starcalc; {KELVINS}; {ours}").splitlines()
    assert alone.startswith("296.6")
    assert beside_us == alone
    first, again, beside_them = said(f"{ours}; {METPY}; {KELVINS}; {ours}").splitlines()
    assert again == alone
    assert after_them == beside_them == first


def test_a_registry_that_is_set_is_extended_and_never_replaced():
    code = """
import pint
mine = pint.UnitRegistry()
mine.define("widget = [widgets]")
pint.set_application_registry(mine)
before = mine.Quantity(3, "widget / year")
shown = [f"{mine.Quantity(2, unit):~P}" for unit in ("year", "bit", "ton", "degree", "rads")]
from starcalc import Q, orbit
assert pint.get_application_registry().get() is mine
assert [f"{mine.Quantity(2, unit):~P}" for unit in ("year", "bit", "ton", "degree", "rads")] == shown
assert mine.Quantity(2, "bit").dimensionless
assert (before + Q(1, "widget / year")).m == 4
assert orbit.period(Q(560, "km"))._REGISTRY is mine
print(Q(3, "USD / widget").units, orbit.period(mine.Quantity(560, "km")).to("minute").m)
"""
    assert said(code).startswith("USD / widget 95.857")


def test_a_unit_that_somebody_has_is_left_as_it_is():
    code = """
import pint
mine = pint.UnitRegistry()
mine.define("EUR = [money]")
mine.define("USD = 0.9 EUR")
pint.set_application_registry(mine)
from starcalc import Q, Scenario, model
assert round(Q(1, "USD").to("EUR").m, 9) == 0.9
print(round(model.ground(Scenario()).cost_per_token.m, 4))
"""
    assert float(said(code)) == pytest.approx(model.ground(Scenario()).cost_per_token.m, abs=1e-4)


@pytest.mark.parametrize("foreign_first", [True, False])
def test_a_quantity_of_another_registry_is_taken_at_both_doors_and_leaves_no_trace(foreign_first):
    code = f"""
import pint
theirs = pint.UnitRegistry()
from starcalc import Q, Scenario, model, orbit
def foreign():
    print(orbit.period(theirs.Quantity(560, "km")).m)
    print(model.satellite(Scenario().but(altitude=theirs.Quantity(0.56, "Mm"))).cost_per_token.m)
    print(Scenario().si.but(altitude=theirs.Quantity(560, "km")).altitude)
def own():
    print(orbit.period(Q(560, "km")).m)
    print(model.satellite(Scenario()).cost_per_token.m)
    print(Scenario().si.altitude)
for step in {"(foreign, own, foreign)" if foreign_first else "(own, foreign, own)"}: step()
"""
    thrice = said(code).splitlines()
    np.testing.assert_allclose(np.array(thrice[:3], float), np.array(thrice[3:6], float), rtol=ROUNDING)
    np.testing.assert_allclose(np.array(thrice[:3], float), np.array(thrice[6:], float), rtol=ROUNDING)


def test_a_unit_that_only_they_have_is_refused_with_what_to_do():
    theirs = pint.UnitRegistry()
    theirs.define("ell = 1.143 m")
    with pytest.raises(
        TypeError, match=r"another pint registry, whose units .*ell.* define them in pint\.get_application"
    ):
        orbit.period(theirs.Quantity(5e5, "ell"))


def test_dollars_may_be_written_as_dollars():
    assert Q("10 $/Mtoken") == Q(10, "USD/Mtoken")
    assert Q("$1500/kg") == Q(1500, "$/kg") == Q(1500, "USD/kg")
    assert Scenario().but(launch_price=Q(200, "$/kg")).launch_price == Q(200, "USD/kg")


def test_an_american_ton_is_refused_with_both_spellings():
    for call in (
        lambda: Scenario().but(payload=Q(100, "ton")),
        lambda: orbit.delta_v(Q(1, "N"), Q(1, "ton"), Q(1, "s")),
    ):
        with pytest.raises(TypeError, match=r'"ton", pint.s short ton of 907 kg: write "t" for 1000 kg, or "US_ton"'):
            call()
    assert Scenario().but(payload=Q(100, "US_ton")).quantity("payload").m == pytest.approx(90.718474)


def test_a_count_is_no_information_and_no_angle():
    with pytest.raises(TypeError, match="bits_per_token must be in bit/token"):
        network.token_bit_rate(Q(1, "token/s"), Q(2, "1/token"))
    with pytest.raises(TypeError, match=r"tilt must be in rad, but is 58\.9: write Q"):
        thermal.earth_view_factor(Q(560, "km"), Q(58.9, ""))


# --- other processes ------------------------------------------------------------------------------


def notebook_function():
    """A function as a notebook defines it: no other process can import it, so it travels by value."""
    space = {"__name__": "__main__"}
    exec(
        "from starcalc import Q, Scenario, model\n"
        "def cost(price):\n"
        "    return model.satellite(Scenario().but(launch_price=Q(price, 'USD/kg'))).cost_per_token\n",
        space,
    )
    return space["cost"]


def test_a_notebooks_function_travels_to_other_processes():
    cost = notebook_function()
    here = [cost(price).m for price in (100, 1500)]
    copy = cloudpickle.loads(cloudpickle.dumps(cost))
    assert [copy(price).m for price in (100, 1500)] == here
    by_joblib = joblib.Parallel(n_jobs=2)(joblib.delayed(cost)(price) for price in (100, 1500))
    assert [found.m for found in by_joblib] == here
    with dask.config.set(scheduler="processes", num_workers=2):
        by_dask = dask.compute(*(dask.delayed(cost)(price) for price in (100, 1500)))
    assert [found.m for found in by_dask] == here
    assert by_dask[0] + by_joblib[1] == Q(sum(here), "USD/Mtoken")


def test_relations_and_results_travel_too():
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(orbit.period, Q(560, "km")).result() == orbit.period(Q(560, "km"))
    result = model.ground(Scenario())
    assert cloudpickle.loads(cloudpickle.dumps(result)) == result


# --- labels, masks, lists -------------------------------------------------------------------------

LABELS = [f"case {i}" for i in range(12)]


def numbers(relation):
    """The arguments of a relation that are arrays of samples, and those that are not."""
    drawn = samples(relation)
    arrays = {name: value for name, value in drawn.items() if np.ndim(value)}
    return arrays, {name: value for name, value in drawn.items() if name not in arrays}


@each(PORTABLE)
def test_series_come_back_labelled(relation):
    arrays, others = numbers(relation)
    found = relation(**{name: pandas.Series(value, LABELS) for name, value in arrays.items()}, **others)
    assert list(found.index) == LABELS
    np.testing.assert_allclose(found.to_numpy(), relation(**arrays, **others), rtol=ROUNDING)


@each(PORTABLE)
def test_data_arrays_come_back_labelled_and_broadcast_by_name(relation):
    arrays, others = numbers(relation)
    spread = dict(list(arrays.items())[:2])
    named = {
        name: xarray.DataArray(value[:4], dims=[f"along_{name}"], coords={f"along_{name}": range(4)})
        for name, value in spread.items()
    }
    rest = {name: float(value[0]) for name, value in arrays.items() if name not in spread} | others
    found = relation(**named, **rest)
    assert set(found.dims) == {f"along_{name}" for name in spread}
    if len(spread) == 2:
        one, two = spread
        plain = relation(**{one: spread[one][:4, None], two: spread[two][None, :4]}, **rest)
        np.testing.assert_allclose(found.transpose(f"along_{one}", f"along_{two}").data, plain, rtol=STEPS)
    assert list(found[found.dims[0]].data) == list(range(4))


@each(PORTABLE)
def test_what_is_masked_stays_masked(relation):
    arrays, others = numbers(relation)
    name = next(iter(arrays))
    mask = np.arange(12) % 5 == 2
    broken = np.where(mask, -9999.0, arrays[name])
    found = relation(**arrays | {name: np.ma.masked_array(broken, mask)}, **others)
    assert isinstance(found, np.ma.MaskedArray)
    assert list(np.ma.getmaskarray(found)) == list(mask)
    np.testing.assert_allclose(found.compressed(), np.asarray(relation(**arrays, **others))[~mask], rtol=ROUNDING)


@each(PORTABLE)
def test_lists_are_arrays(relation):
    arrays, others = numbers(relation)
    found = relation(**{name: value.tolist() for name, value in arrays.items()}, **others)
    np.testing.assert_array_equal(found, relation(**arrays, **others))


def test_tables_keep_labels_and_masks_too():
    altitudes = pandas.Series([500e3, 600e3], ["low", "high"])
    assert list(orbit.decay_time(altitudes, 300e3, 10.0, 1000.0, 140.0).index) == ["low", "high"]
    masked = orbit.decay_time(np.ma.masked_array([500e3, 0.0], [False, True]), 300e3, 10.0, 1000.0, 140.0)
    assert list(masked.mask) == [False, True]


def test_a_data_array_that_names_its_unit_is_converted_and_so_is_the_answer():
    named = xarray.DataArray([400.0, 560.0], dims="height", attrs={"units": "km"})
    found = orbit.period(named)
    assert found.attrs["units"] == "second"
    np.testing.assert_allclose(found.data, orbit.period(np.array([400e3, 560e3])), rtol=ROUNDING)
    held = orbit.period(xarray.DataArray(Q([400.0, 560.0], "km"), dims="height"))
    np.testing.assert_allclose(held.data.m_as("s"), found.data, rtol=ROUNDING)
    force = orbit.drag_force(
        Q(1e-13, "kg/m**3"), Q(7.6, "km/s"), 2.2, xarray.DataArray(Q([1.0, 2.0], "m**2"), dims="a")
    )
    assert force.data.units == registry.newton
    with pytest.raises(TypeError, match="altitude must be convertible to m"):
        orbit.period(named.assign_attrs(units="hour"))


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (
            lambda: orbit.beta_angle(pandas.Series([1.0]), pandas.Series([1.0], ["b"]), 1.0),
            "different labels; align them",
        ),
        (
            lambda: orbit.beta_angle(pandas.Series([1.0]), xarray.DataArray([1.0]), 1.0),
            "pandas and xarray objects do not",
        ),
        (lambda: orbit.beta_angle(xarray.DataArray([1.0]), np.array([1.0, 2.0]), 1.0), "give a DataArray, or a single"),
        (lambda: orbit.period(xarray.Dataset()), "altitude is a Dataset; give a DataArray"),
        (lambda: orbit.period(pandas.Series(["low"])), "holds .*, no numbers"),
        (lambda: orbit.year(pandas.Series([5e5, 6e5]), 64800.0), "orbit.year answers with a table: give plain arrays"),
        (lambda: economics.payback_time(Q(1, "USD"), pandas.Series([1.0])), r"has no unit, though capital came"),
        (
            lambda: Scenario().but(altitude=pandas.Series([5e5])),
            r"altitude is a Series: give its plain numbers to scenario\.si",
        ),
        (lambda: orbit.period(["low"]), "altitude is a list that is no array of numbers"),
    ],
)
def test_labels_that_do_not_fit_are_refused(call, complaint):
    with pytest.raises(TypeError, match=complaint):
        call()


@pytest.mark.parametrize("calculation", [model.satellite, model.module, model.ground, model.comparison, model.height])
def test_a_whole_model_keeps_labels_and_masks(calculation):
    plain, heights = Scenario().si, np.array([500e3, 600e3, 700e3])
    expected = vars(calculation(plain.but(altitude=heights)))
    series = vars(calculation(plain.but(altitude=pandas.Series(heights, list("abc")))))
    named = vars(calculation(plain.but(altitude=xarray.DataArray(heights, dims="height"))))
    masked = vars(calculation(plain.but(altitude=np.ma.masked_array(heights, [False, True, False]))))
    moved = [name for name, value in expected.items() if np.ndim(value) and np.ptp(value)]
    assert moved or calculation is model.ground
    for name in moved:
        assert list(series[name].index) == list("abc"), name
        assert named[name].dims == ("height",), name
        assert list(np.ma.getmaskarray(masked[name])) == [False, True, False], name
        for found in (series[name].to_numpy(), named[name].data):
            np.testing.assert_allclose(found, expected[name], rtol=ROUNDING, err_msg=name)


def test_a_scenario_takes_a_data_array_with_its_unit():
    named = xarray.DataArray([500.0, 600.0], dims="height", attrs={"units": "km"})
    found = model.satellite(Scenario().si.but(altitude=named)).period
    np.testing.assert_allclose(found.data, orbit.period(np.array([500e3, 600e3])), rtol=ROUNDING)


# --- quantities of other libraries ----------------------------------------------------------------


@pytest.mark.parametrize("height", [560 * astropy.units.km, unyt.unyt_quantity(560, "km")], ids=["astropy", "unyt"])
def test_other_libraries_quantities_are_converted(height):
    assert orbit.period(height).m_as("s") == pytest.approx(orbit.period(560e3), rel=ROUNDING)
    assert Scenario().but(altitude=height).quantity("altitude").m == pytest.approx(560)
    assert Scenario().si.but(altitude=height).altitude == pytest.approx(560e3)
    with pytest.raises(
        TypeError, match=r"altitude is a quantity of (astropy|unyt).*write Q\(x\.value, str\(x\.units?\)\)"
    ):
        orbit.period(
            height / (3 * type(height)(1, "s")) if isinstance(height, unyt.unyt_quantity) else height / astropy.units.s
        )


def test_what_their_library_does_not_know_is_refused_with_the_line_to_write():
    with pytest.raises(TypeError, match=r"capital is a quantity of astropy, .*write Q\(x\.value, str\(x\.unit\)\)"):
        economics.payback_time(3 * astropy.units.m, Q(1, "USD/year"))


def test_a_quantity_is_told_by_its_type():
    assert KINDS[type(Q(1, "m"))] == "quantity"
    assert text(Q([1, 2], "km")) == "ndarray km"
    assert first(orbit.period)["altitude"] > 0
