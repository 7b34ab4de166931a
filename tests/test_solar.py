"""Sunlight, cells and batteries against other tools and against what must hold."""

import numpy as np
import pandas
import pvlib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcalc import Q, Scenario, orbit, solar
from starcalc.units import plain_unit

ROUNDING = 1e-12  # a handful of multiplications
DISTANCES = np.array([147.1e9, 149.6e9, 152.1e9])


def over(name):
    """Numbers within the table's range of an assumption, in plain units."""
    row = Scenario().assumption(name)
    return between(*(Q(bound, row.unit).m_as(plain_unit(row.unit)) for bound in row.range))


def between(low, high):
    return st.floats(low, high, allow_subnormal=False)


# --- values of others ------------------------------------------------------------------------------------------------


def test_sunlight_over_2026_is_that_of_skyfield_and_astropy():
    days = pandas.date_range("2026-01-01", "2027-01-01", freq="6h", tz="UTC", inclusive="left")
    distance = pvlib.solarposition.nrel_earthsun_distance(days).to_numpy() * 149_597_870_700.0  # pvlib's SPA, in au
    sunlight = solar.irradiance(distance)
    # skyfield with DE421 and astropy 8.0.2, which agree to 0.01: perihelion, aphelion, mean
    assert sunlight.max() == pytest.approx(1407.6, abs=0.3)
    assert sunlight.min() == pytest.approx(1316.8, abs=0.3)
    assert sunlight.mean() == pytest.approx(1361.16, abs=0.3)


def test_sunlight_is_that_of_pvlib_day_by_day():
    days = pandas.date_range("2026-01-01", periods=365, freq="D", tz="UTC")
    theirs = pvlib.irradiance.get_extra_radiation(days, solar_constant=1361.0, method="nrel")
    ours = solar.irradiance(pvlib.solarposition.nrel_earthsun_distance(days).to_numpy() * 149_597_870_700.0)
    np.testing.assert_allclose(ours, theirs.to_numpy(), rtol=ROUNDING)


def test_a_year_of_sunlight_on_the_morning_orbit():
    # row S5: quadrature over skyfield DE421, cylinder shadow, 560 km, 06:00: facing the Sun, and edge-on to the motion
    year = orbit.year(560e3, 6 * 3600.0, 2026)
    sunlight = solar.irradiance(year["solar_distance"]) * year["visible_sun"]
    assert sunlight.mean() == pytest.approx(1295.1, rel=0.003)
    assert (sunlight * np.sin(np.abs(year["beta"]))).mean() == pytest.approx(1235.4, rel=0.003)


def test_area_for_130_kilowatts():
    assert solar.array_area(130e3, 1361.0, 0.22, 1.0) == pytest.approx(434.17, abs=0.05)  # closed form, row S2


def test_area_for_130_kilowatts_hot_old_and_with_gaps():
    efficiency = solar.cell_efficiency(0.22, -0.0035, 48.25 + 273.15)
    assert solar.array_area(130e3, 1361.0, efficiency * 0.85, 0.9) == pytest.approx(617.8, abs=0.5)  # row S3


def test_thirty_megawatts_on_a_hundred_tonnes_need_22_percent():
    area = 100e3 / 1.0  # at 1 kg/m²
    assert 30e6 / solar.array_power(1361.0, 1.0, 1.0, area, 0.0) == pytest.approx(0.22043, abs=0.0002)  # row S4


def test_sunlight_pushes_400_square_metres_with_1_8_millinewton():
    assert solar.radiation_pressure_force(1361.0, 400.0, 0.0) == pytest.approx(0.0018159229, rel=0.001)  # S A/c, row S6


# --- what must hold --------------------------------------------------------------------------------------------------


@given(distance=between(50e9, 800e9), factor=between(1.1, 10))
def test_sunlight_through_a_sphere_is_the_same_at_any_distance(distance, factor):
    near, far = solar.irradiance(distance), solar.irradiance(distance * factor)
    assert far * factor**2 == pytest.approx(near, rel=ROUNDING)


@given(over("reference_efficiency"), over("temperature_coefficient"), between(200, 400), between(1, 50))
def test_a_hotter_cell_is_worse(reference_efficiency, temperature_coefficient, temperature, rise):
    cool = solar.cell_efficiency(reference_efficiency, temperature_coefficient, temperature)
    assert solar.cell_efficiency(reference_efficiency, temperature_coefficient, temperature + rise) < cool
    assert solar.cell_efficiency(reference_efficiency, temperature_coefficient, 298.15) == reference_efficiency


@given(between(1e3, 2e5), over("irradiance"), over("reference_efficiency"), over("packing"))
def test_the_area_for_a_power_gives_that_power(power, irradiance, efficiency, packing):
    area = solar.array_area(power, irradiance, efficiency, packing)
    assert solar.array_power(irradiance, efficiency, packing, area, 0.0) == pytest.approx(power, rel=ROUNDING)


@given(over("irradiance"), over("reference_efficiency"), over("packing"), between(0, np.pi))
def test_no_array_gives_more_than_falls_on_it(irradiance, efficiency, packing, incidence):
    power = solar.array_power(irradiance, efficiency, packing, 1.0, incidence)
    assert 0 <= power <= irradiance * max(np.cos(incidence), 0.0)


def test_an_array_turned_away_gives_nothing():
    assert solar.array_power(1361.0, 0.22, 0.9, 600.0, np.radians(120)) == 0


@given(over("degradation"), over("life"), between(0.1, 5))
def test_power_only_falls_and_its_mean_lies_between_start_and_end(degradation, life, longer):
    end, mean = solar.remaining_power(degradation, life), solar.mean_remaining_power(degradation, life)
    assert solar.remaining_power(degradation, life + longer) < end < mean < 1


@given(over("degradation"), over("life"))
def test_mean_power_is_the_mean_of_the_power(degradation, life):
    nodes, weights = np.polynomial.legendre.leggauss(12)
    mean = solar.remaining_power(degradation, life * (nodes + 1) / 2) @ weights / 2
    assert solar.mean_remaining_power(degradation, life) == pytest.approx(mean, rel=ROUNDING)


def test_without_ageing_everything_remains():
    assert solar.remaining_power(0.0, 5.0) == 1
    assert solar.mean_remaining_power(0.0, 5.0) == 1


@given(between(1e3, 2e5), between(60, 2400), between(0.1, 0.9), between(0.7, 1))
def test_a_battery_gives_back_what_the_load_takes(power, duration, depth_of_discharge, efficiency):
    size = solar.battery_energy(power, duration, depth_of_discharge, efficiency)
    assert size * depth_of_discharge * efficiency == pytest.approx(power * duration, rel=ROUNDING)
    assert size > power * duration


VES180 = {"reference_cycles": 27_000.0, "reference_depth": 0.3, "exponent": 1.9}  # esa2005ves: five years in low orbit


def test_a_few_eclipses_a_year_allow_a_battery_twice_the_depth_of_every_lap():
    # an independent estimate: 7,450 cycles in five years allow 60 to 70 %
    assert solar.allowed_depth(7450.0, **VES180) == pytest.approx(0.6, abs=0.02)


def test_five_points_deeper_costs_a_quarter_of_the_cycles():
    # arXiv 2603.04372, of a battery made for 30 %
    assert solar.allowed_depth(0.75 * 27_000, **VES180) == pytest.approx(0.35, abs=0.002)


def test_sixty_thousand_cycles_are_had_at_a_fifth():
    # Saft's VES16: 60,000 cycles at 20 to 40 %
    assert solar.allowed_depth(60_000.0, **VES180) == pytest.approx(0.2, abs=0.01)


@given(between(10, 1e6), between(1e3, 1e5), between(0.1, 0.8), between(1, 3))
def test_no_battery_is_emptied_and_more_cycles_allow_less(cycles, reference_cycles, depth, exponent):
    few, many = (solar.allowed_depth(n, reference_cycles, depth, exponent) for n in (cycles, 2 * cycles))
    assert many <= few * (1 + ROUNDING) <= 0.8 * (1 + 3 * ROUNDING)
    assert solar.allowed_depth(reference_cycles, reference_cycles, depth, exponent) == pytest.approx(depth)


@given(over("irradiance"), between(1, 1000))
def test_a_mirror_is_pushed_twice_as_hard(irradiance, area):
    black, mirror = (solar.radiation_pressure_force(irradiance, area, ends) for ends in (0.0, 1.0))
    assert mirror == pytest.approx(2 * black, rel=ROUNDING)


# --- out of the domain -----------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:divide by zero:RuntimeWarning")
def test_nothing_to_divide_by_is_infinite_in_an_array_and_for_a_number():
    zero = np.zeros(1)
    cases = [
        (solar.irradiance, (zero,)),
        (solar.array_area, (130e3, zero, 0.22, 1.0)),
        (solar.array_area, (130e3, 1361.0, zero, 1.0)),
        (solar.battery_energy, (130e3, 1266.0, zero, 0.9)),
        (solar.battery_energy, (130e3, 1266.0, 0.3, zero)),
    ]
    for relation, arguments in cases:
        assert np.isposinf(relation(*arguments)).all(), relation.name
        assert relation(*(0.0 if argument is zero else argument for argument in arguments)) == np.inf, relation.name


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_a_loss_of_more_than_everything_has_no_answer():
    for degradation in (1.5, np.array([1.5])):
        assert np.isnan(solar.remaining_power(degradation, 2.5)).all()
        assert np.isnan(solar.mean_remaining_power(degradation, 2.5)).all()


@pytest.mark.parametrize("form", [float, lambda value: np.array([value])])
def test_percent_degrees_and_negative_sizes_have_no_answer(form):
    for answer in (
        solar.cell_efficiency(form(22.0), -0.0035, 321.4),
        solar.cell_efficiency(form(-0.22), -0.0035, 321.4),
        solar.cell_efficiency(0.22, -0.0035, form(-25.0)),
        solar.array_power(1361.0, form(22.0), 0.9, 600.0, 0.0),
        solar.array_power(1361.0, 0.22, form(90.0), 600.0, 0.0),
        solar.array_power(1361.0, 0.22, 0.9, form(-600.0), 0.0),
        solar.array_power(1361.0, 0.22, 0.9, 600.0, form(50.0)),
        solar.array_area(130e3, 1361.0, form(22.0), 0.9),
        solar.remaining_power(form(2.0), 5.0),  # (1 - 2)^5 is -1
        solar.remaining_power(form(-0.02), 5.0),
        solar.remaining_power(0.02, form(-5.0)),
        solar.mean_remaining_power(form(-0.02), 5.0),
        solar.mean_remaining_power(0.02, form(-5.0)),
        solar.battery_energy(130e3, 1266.0, form(40.0), 0.9),
        solar.battery_energy(130e3, 1266.0, 0.4, form(90.0)),
        solar.radiation_pressure_force(1361.0, form(-400.0), 0.0),
        solar.radiation_pressure_force(1361.0, 400.0, form(10.0)),
        solar.allowed_depth(form(-7450.0), 27e3, 0.3, 1.9),
        solar.allowed_depth(7450.0, form(-27e3), 0.3, 1.9),
        solar.allowed_depth(7450.0, 27e3, form(30.0), 1.9),
        solar.allowed_depth(7450.0, 27e3, 0.3, form(-1.9)),
        solar.cable_mass(6e3, 100.0, form(-20.0), 0.02, 2700.0, 2.82e-8),
        solar.cable_mass(6e3, 100.0, 20.0, form(2.0), 2700.0, 2.82e-8),
    ):
        assert np.isnan(answer).all()


def test_what_loses_everything_at_once_leaves_nothing():
    with np.errstate(divide="ignore", invalid="ignore"):
        for all_of_it in (1.0, np.ones(1)):
            assert solar.remaining_power(all_of_it, 5.0) == 0
            assert solar.mean_remaining_power(all_of_it, 5.0) == 0


@pytest.mark.parametrize("incidence", [-np.pi, np.pi / 2, np.pi])
def test_an_array_may_be_turned_all_the_way_in_either_precision(incidence):
    for exact in (incidence, np.array([incidence]), np.array([incidence], dtype=np.float32)):
        assert solar.array_power(1361.0, 0.22, 0.9, 600.0, exact) == pytest.approx(0, abs=1e-9)


def test_what_is_not_known_stays_unknown():
    assert np.isnan(solar.irradiance(np.nan))
    assert np.isnan(solar.cell_efficiency(np.nan, -0.0035, 300.0))
    assert np.isnan(solar.array_power(1361.0, 0.22, 0.9, 1.0, np.nan))
    assert np.isnan(solar.array_area(np.nan, 1361.0, 0.22, 0.9))
    assert np.isnan(solar.remaining_power(np.nan, 5.0))
    assert np.isnan(solar.mean_remaining_power(0.01, np.nan))
    assert np.isnan(solar.battery_energy(1e3, np.nan, 0.3, 0.9))
    assert np.isnan(solar.radiation_pressure_force(1361.0, np.nan, 0.0))


def test_far_from_the_sun_it_is_dark():
    assert solar.irradiance(np.inf) == 0
    assert np.isnan(solar.irradiance(-DISTANCES)).all()


def test_empty_and_mixed_shapes_come_back_as_they_broadcast():
    column, row = np.full((3, 1), 1361.0), np.array([0.2, 0.22])
    assert solar.array_area(130e3, column, row, 1.0).shape == (3, 2)
    assert solar.array_power(column, row, 0.9, 1.0, 0.0).shape == (3, 2)
    assert solar.mean_remaining_power(np.zeros((2, 1)), np.array([1.0, 2.0, 3.0])).shape == (2, 3)
    assert solar.battery_energy(column, row, 0.3, 0.9).shape == (3, 2)
    assert solar.irradiance(np.array([])).shape == (0,)
    assert solar.mean_remaining_power(np.array([]), 5.0).shape == (0,)
    with pytest.raises(ValueError, match="broadcast"):
        solar.battery_energy(np.ones(2), np.ones(3), 0.3, 0.9)


def test_a_cable_of_the_mass_loses_the_share_asked_for():
    power, voltage, length, loss, density, resistivity = 6e3, 100.0, 38.0, 0.02, 2700.0, 2.82e-8
    mass = solar.cable_mass(power, voltage, length, loss, density, resistivity)
    cross_section = mass / (density * 2 * length)  # out and back
    resistance = resistivity * 2 * length / cross_section
    assert (power / voltage) ** 2 * resistance == pytest.approx(loss * power)


def test_copper_makes_a_heavier_cable_than_aluminium():
    copper, aluminium = (
        solar.cable_mass(6e3, 100.0, 38.0, 0.02, *metal) for metal in ((8960.0, 1.68e-8), (2700.0, 2.82e-8))
    )
    assert 1.9 < copper / aluminium < 2.1
