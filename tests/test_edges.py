"""What has no answer gets none: negative sizes, degrees for radians, percent for shares; and digits near 1."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcalc import environment, orbit, sky, solar, thermal
from starcalc.edges import exp_less_one, log_one_plus, power_less_one

ROUNDING = 1e-14  # a series cut where it no longer counts, and a handful of operations

NOWHERE = {
    "a negative mass falls": (orbit.decay_time, (500e3, 300e3, 10.0, -2000.0, 140.0)),
    "a negative area drags": (orbit.drag_force, (1e-13, 7.6e3, 2.2, -4.0)),
    "a negative mass is pushed": (orbit.delta_v, (1e-3, -2000.0, 3e7)),
    "a negative mass is pushed for years": (orbit.lifetime_delta_v, (1e-3, -2000.0, 5.0)),
    "propellant of a negative impulse": (orbit.propellant, (2000.0, 110.0, -1.0)),
    "propellant for a negative mass": (orbit.propellant_load, (-2000.0, 110.0, 2500.0)),
    "the tide on a negative mass": (orbit.tidal_torque, (560e3, 1.29, -7600.0, 54.0)),
    "a ring of fewer than none": (orbit.ring_spacing, (560e3, -10.0)),
    "sunlight at a negative distance": (solar.irradiance, (-1.5e11,)),
    "a battery of 40 for 40 %": (solar.battery_energy, (130e3, 1266.0, 40.0, 0.9)),
    "an array packed by 90 for 90 %": (solar.array_area, (130e3, 1361.0, 0.22, 90.0)),
    "an array of efficiency 22 for 22 %": (solar.array_power, (1361.0, 22.0, 0.9, 600.0, 0.0)),
    "a radiator of negative faces": (thermal.radiator_area, (130e3, 330.0, 0.9, 50.0, -1.0)),
    "a surface of negative emissivity": (thermal.radiated_flux, (330.0, -0.9)),
    "a tilt of 90 for 90°": (thermal.earth_view_factor, (560e3, 90.0)),
    "a latitude of 52 for 52°": (sky.ring_elevation, (560e3, 52.0, 0.2, 0.0, 64800.0)),
    "survival of a negative rate": (environment.survival, (-0.1, 5.0)),
    "survival of negative years": (environment.survival, (0.1, -5.0)),
    "holes in a negative area": (environment.perforation_rate, (174.0, -60.0, 3e8)),
}


@pytest.mark.parametrize(("relation", "arguments"), NOWHERE.values(), ids=NOWHERE)
def test_where_there_is_no_answer_none_is_given(relation, arguments):
    with np.errstate(invalid="ignore"):
        assert np.isnan(relation(*arguments))
        assert np.isnan(relation(*map(np.asarray, arguments)))


@given(st.floats(-0.9, 10.0))
def test_a_logarithm_near_one_has_all_its_digits(x):
    assert log_one_plus(x) == pytest.approx(np.log1p(x), rel=ROUNDING, abs=1e-300)


@given(st.floats(-30.0, 30.0))
def test_an_exponential_near_one_has_all_its_digits(y):
    assert exp_less_one(y) == pytest.approx(np.expm1(y), rel=ROUNDING, abs=1e-300)


@given(st.floats(-0.9, 2.0), st.floats(0.0, 30.0))
def test_a_power_near_one_has_all_its_digits(x, exponent):
    exact = np.expm1(exponent * np.log1p(x))
    assert power_less_one(x, exponent) == pytest.approx(exact, rel=10 * ROUNDING, abs=1e-300)


def test_the_edges_keep_their_digits_in_single_precision():
    small = np.array([-1e-2, -1e-4, 1e-6, 1e-3, 0.019, 0.021, 0.049, 0.051], dtype=np.float32)
    for ours, theirs in ((log_one_plus, np.log1p), (exp_less_one, np.expm1)):
        np.testing.assert_allclose(ours(small), theirs(small.astype(float)), rtol=1e-5)
    exact = np.expm1(5 * np.log1p(small.astype(float)))
    np.testing.assert_allclose(power_less_one(small, 5), exact, rtol=1e-5)
