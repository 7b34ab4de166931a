"""Heat against other tools, against rays, and against what must hold."""

import warnings
from math import inf, log, nan, pi

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special
from scipy.integrate import solve_bvp, solve_ivp

from starcalc import Q, Scenario, thermal
from starcalc.constants import R_EARTH, STEFAN_BOLTZMANN
from starcalc.thermal.conduction import modified_bessel
from starcalc.thermal.radiation import mean_glow
from starcalc.units import plain_unit

ROUNDING = 1e-12  # a handful of operations
BESSEL = 1e-5  # the trapezium rule that stands for the modified Bessel functions
RINGS = 1e-4  # a thousand rings for a sheet

H = 560e3
CHIP = {"radius": 0.03, "cell_area": 2.338, "conductivity": 167.0, "thickness": 0.37e-3, "emissivity_sum": 1.75}
SUN_AND_EARTH = (0.92 - 0.22) * 1361 + 1.75 * 0.25606 * 237  # what both faces of a sheet take in, W/m²

# Ranges in plain units over which the arguments of solar, thermal, conduction and sky can be tried.
ARGUMENT_SAMPLES = {
    "absorbed_flux": (0.0, 150.0),
    "absorptivity": (0.85, 0.94),
    "altitude": (400e3, 1500e3),
    "area": (1.0, 1000.0),
    "back_emissivity": (0.75, 0.9),
    "beta": (-1.57, 1.57),
    "cell_area": (0.02, 3.0),
    "conductivity": (10.0, 2000.0),
    "degradation": (0.004, 0.03),
    "depth_of_discharge": (0.1, 0.8),
    "distance": (1e6, 3e6),
    "duration": (60.0, 6000.0),
    "earth_infrared": (200.0, 270.0),
    "efficiency": (0.1, 0.35),
    "electric_fraction": (0.0, 0.3),
    "emergence": (0.0, 1.5),
    "emissivity": (0.5, 0.95),
    "emissivity_sum": (0.8, 1.9),
    "face": ["front", "rear"],
    "faces": (1.0, 2.0),
    "front": (0.0, 1.0),
    "front_emissivity": (0.75, 0.9),
    "heat": (1e3, 2e5),
    "heat_capacity": (300.0, 3000.0),
    "incidence": (0.0, 1.5),
    "initial_temperature": (280.0, 350.0),
    "irradiance": (1316.0, 1408.0),
    "latitude": (0.0, 0.7),
    "local_time": (57600.0, 72000.0),
    "packing": (0.8, 0.95),
    "power": (1.0, 700.0),
    "radius": (0.003, 0.05),
    "reference_efficiency": (0.17, 0.32),
    "reflectivity": (0.05, 1.0),
    "resistance": (0.01, 1.0),
    "sink_temperature": (250.0, 350.0),
    "solar_depression": (0.0, 0.3),
    "solar_distance": (147.1e9, 152.1e9),
    "solar_longitude": (0.0, 2 * pi),
    "temperature": (290.0, 400.0),
    "temperature_coefficient": (-0.0045, -0.002),
    "thickness": (5e-5, 5e-3),
    "tilt": (0.01, 3.13),
    "view_factor": (0.01, 0.9),
    "solar.remaining_power.duration": (0.1, 10.0),
    "solar.mean_remaining_power.duration": (0.1, 10.0),
    "sky.plate_magnitude.area": (1.0, 10.0),  # fainter than magnitude 0, where the sum would cancel
}


def some(name):
    """A number from the table's range of an assumption, or from the samples above."""
    if name in Scenario().names():
        row = Scenario().assumption(name)
        low, high = (Q(bound, row.unit).m_as(plain_unit(row.unit)) for bound in row.range)
    else:
        low, high = ARGUMENT_SAMPLES[name]
    return st.floats(low, high, allow_subnormal=False)


def some_chip(**instead):
    """Arguments of a chip on its sheet."""
    names = ("power", "radius", "cell_area", "conductivity", "thickness", "emissivity_sum", "absorbed_flux")
    return st.fixed_dictionaries({name: some(name) for name in names} | instead)


# --- view factors against other tools --------------------------------------------------------------------------------


@pytest.mark.parametrize(("tilt", "others"), [(0, 0.845088), (75, 0.373265), (90, 0.256062)])
def test_earth_fills_as_much_of_a_plates_view_as_the_catalogue_says(tilt, others):
    # Howell B-43 and Cunningham in closed form; 4e6 rays agree to 2e-4; double integration gives 0.2560623: row T1
    assert thermal.earth_view_factor(H, np.radians(tilt)) == pytest.approx(others, abs=2e-5)


@pytest.mark.parametrize("altitude", [400e3, 560e3, 1500e3])
@pytest.mark.parametrize("tilt", [0, 20, 40, 75, 90, 110, 130])
def test_the_view_factor_is_that_of_pyviewfactor(altitude, tilt):
    """Earth fills the same cone as the disc of its visible edge, cut off where the plate's plane cuts it."""
    import pyviewfactor  # here, as it takes seconds, in each process that only looks which tests there are

    tilt, ratio = np.radians(tilt), 1 + altitude / R_EARTH
    horizon = np.sqrt(1 - 1 / ratio**2)
    radius, depth = horizon * 1000, ratio * horizon**2 * 1000  # of the disc; R⊕ is 1000, the plate's side 1
    cut = -depth * np.cos(tilt) / (radius * np.sin(tilt)) if tilt else -inf
    if cut >= 1:
        assert thermal.earth_view_factor(altitude, tilt) == 0
        return
    last = np.arccos(cut) if cut > -1 else pi
    round_ = np.linspace(-last, last, 721)[: 720 if cut <= -1 else None]
    edge = np.stack([radius * np.cos(round_), radius * np.sin(round_), np.full_like(round_, depth)], axis=1)
    along, across = np.array([np.cos(tilt), 0, -np.sin(tilt)]), np.array([0, 1, 0])
    corners = [(along * i + across * j) / 2 for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    plate, earth = polygon(corners), polygon(edge[::-1])
    assert pyviewfactor.compute_viewfactor(earth, plate) == pytest.approx(
        thermal.earth_view_factor(altitude, tilt),
        abs=3e-4,  # 720 corners stand for a circle, and the plate is not small
    )


def polygon(points):
    import pyvista

    return pyvista.PolyData(np.array(points, float), faces=[len(points), *range(len(points))])


def rays(tilt_sign, count, seed):
    """Directions from a plate that faces +x or -x, as often as the cosine law has them, and unit-free positions."""
    rng = np.random.default_rng(seed)
    sine, turn = np.sqrt(rng.random(count)), 2 * pi * rng.random(count)
    direction = np.stack([tilt_sign * np.sqrt(1 - sine**2), sine * np.cos(turn), sine * np.sin(turn)])
    return direction, 2 * pi * rng.random(count)


def first_hit(position, direction):
    """Where rays meet the unit sphere, and whether they do."""
    along = (position * direction).sum(axis=0)
    inside = along**2 - (position**2).sum(axis=0) + 1
    hit = (inside > 0) & (along < 0)
    return position + direction * (-along - np.sqrt(np.where(hit, inside, 0))), hit


@pytest.mark.parametrize("tilt", [0, 30, 75, 90, 105, 140, 170])
def test_the_view_factor_is_the_share_of_rays_that_meet_earth(tilt):
    count, tilt = 400_000, np.radians(tilt)
    direction, _ = rays(1, count, seed=1)
    position = -(1 + H / R_EARTH) * np.array([[np.cos(tilt)], [np.sin(tilt)], [0.0]])  # nadir at `tilt` from +x
    share = first_hit(position, direction)[1].mean()
    assert thermal.earth_view_factor(H, tilt) == pytest.approx(share, abs=4 * 0.5 / np.sqrt(count))


# --- what must hold of view factors ----------------------------------------------------------------------------------


@given(some("altitude"), st.floats(0, pi))
def test_front_and_back_together_see_what_an_edge_cannot_hide(altitude, tilt):
    front, back = thermal.earth_view_factor(altitude, tilt), thermal.earth_view_factor(altitude, pi - tilt)
    whole = thermal.earth_view_factor(altitude, 0.0)
    assert 0 <= back <= whole + ROUNDING
    assert front - back == pytest.approx(np.cos(tilt) * whole, abs=ROUNDING)  # ∫ n·l dΩ over Earth is a vector


@given(some("altitude"), st.floats(0, pi), st.floats(0.001, 0.5))
def test_a_plate_turned_away_sees_less_of_earth(altitude, tilt, turn):
    near, far = thermal.earth_view_factor(altitude, np.array([tilt, min(tilt + turn, pi)]))
    assert far <= near + ROUNDING


@given(some("altitude"), st.floats(0, pi), st.floats(1, 3))
def test_a_higher_plate_sees_less_of_earth(altitude, tilt, times):
    assert thermal.earth_view_factor(altitude * times, tilt) <= thermal.earth_view_factor(altitude, tilt) + ROUNDING


def test_on_the_ground_a_plate_sees_half_of_what_it_turns_to():
    tilt = np.linspace(0, pi, 13)
    np.testing.assert_allclose(thermal.earth_view_factor(0.0, tilt), (1 + np.cos(tilt)) / 2, atol=ROUNDING)


@pytest.mark.parametrize("altitude", [1.0, 400e3, 560e3, 1500e3, 3.6e7])
def test_the_view_factor_has_no_step_and_no_warning_where_the_plane_begins_to_cut(altitude):
    edge = np.arccos(1 / (1 + altitude / R_EARTH))
    steps = np.array([0, 1e-16, 1e-15, 1e-12, 1e-9, 1e-6])
    for at in (edge, pi - edge):
        tilt = np.concatenate([at - steps, at + steps])
        with warnings.catch_warnings(action="error"):
            values = thermal.earth_view_factor(altitude, tilt)
        np.testing.assert_allclose(values, max(np.cos(at), 0) / (1 + altitude / R_EARTH) ** 2, atol=3e-6)


@pytest.mark.parametrize("at", [0.0, 0.4045, pi / 2, 2.7371, pi])
def test_the_view_factor_has_a_slope_everywhere(at):
    with jax.enable_x64(True):
        slope = jax.vmap(jax.grad(thermal.earth_view_factor, argnums=(0, 1)), (None, 0))
        tilt = at + jnp.array([-1e-4, -1e-8, -1e-12, 0, 1e-12, 1e-8, 1e-4])
        height, turn = slope(H, tilt)
        assert np.isfinite(height).all()
        assert (np.abs(turn) <= 1).all()


# --- albedo ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("beta", "face", "others"), [(58.93, "rear", 24.2), (58.93, "front", 10.8), (90, "rear", 0), (90, "front", 10.8)]
)
def test_reflected_sunlight_is_that_of_traced_rays(beta, face, others):
    # row T8: Monte Carlo rays, Lambert Earth of albedo 0.30, 560 km
    assert thermal.albedo_load(H, np.radians(beta), face) == pytest.approx(others, rel=0.03, abs=1e-9)


@pytest.mark.parametrize("face", ["front", "rear"])
@pytest.mark.parametrize(("altitude", "beta"), [(400e3, 60), (560e3, 75), (1400e3, 85), (800e3, 20)])
def test_reflected_sunlight_is_that_of_our_own_rays(altitude, beta, face):
    count, beta = 400_000, np.radians(beta)
    direction, orbit = rays(1 if face == "front" else -1, count, seed=2)  # the Sun at +x
    position = (1 + altitude / R_EARTH) * np.stack(
        [np.cos(beta) * np.cos(orbit), np.sin(orbit), np.sin(beta) * np.cos(orbit)]
    )
    place, hit = first_hit(position, direction)
    glow = 0.30 * 1361 * np.where(hit, np.maximum(place[0], 0), 0)
    error = glow.std() / np.sqrt(count)
    assert thermal.albedo_load(altitude, beta, face) == pytest.approx(glow.mean(), abs=4 * error)


@given(some("altitude"), st.floats(0, pi / 2))
def test_both_faces_together_get_no_more_than_the_sunlit_earth_sends(altitude, beta):
    front, rear = (thermal.albedo_load(altitude, beta, face) for face in ("front", "rear"))
    assert front >= 0
    assert rear >= 0
    assert front + rear < 0.30 * 1361 * 2 * (1 - np.sqrt(1 - (1 + altitude / R_EARTH) ** -2))  # all of it at full glow


@given(some("altitude"), st.floats(-pi / 2, pi / 2))
def test_dawn_and_dusk_side_get_the_same(altitude, beta):
    for face in ("front", "rear"):
        one, other = (thermal.albedo_load(altitude, angle, face) for angle in (beta, -beta))
        assert one == pytest.approx(other, rel=ROUNDING, abs=ROUNDING)


def test_the_quadrature_has_converged():
    args = np.array([400e3, 560e3, 1500e3])[:, None, None], np.radians([0, 30, 60, 89])[:, None], np.array([1.0, -1.0])
    coarse, fine = mean_glow(*args), mean_glow(*args, points=96)
    np.testing.assert_allclose(coarse, fine, rtol=1e-3, atol=2e-5)  # 2e-5 sr·… is 0.003 W/m²


def test_the_portable_fit_of_albedo_keeps_to_its_residual():
    altitude, beta = np.linspace(400e3, 1500e3, 23)[:, None], np.radians(np.linspace(0, 90, 31))
    for face, front in (("front", 1.0), ("rear", 0.0)):
        residual = thermal.albedo_load_fit(altitude, beta, front) - thermal.albedo_load(altitude, beta, face)
        assert np.abs(residual).max() < 0.15


# --- radiators and panels --------------------------------------------------------------------------------------------


def test_a_thin_panel_has_the_temperature_of_the_closed_form():
    closed = [thermal.panel_temperature(1361.0, 0.9, share, 0.85, 0.85, 0.25606, 237.0) for share in (0.0, 0.22)]
    assert closed == pytest.approx([342.6, 321.4], abs=0.05)  # row T4


def test_a_radiator_for_130_kilowatts_has_the_area_of_the_closed_form():
    areas = thermal.radiator_area(130e3, np.array([300.0, 350.0]), 0.9, 0.9 * 0.256062 * 237, 1.0)
    np.testing.assert_allclose(areas, [362.37, 182.79], atol=0.2)  # row T5


def test_a_bus_that_radiates_130_kilowatts_glows():
    assert thermal.radiator_temperature(130e3, 21.0, 0.9, 0.9 * 0.256062 * 237, 1.0) == pytest.approx(
        591.5, abs=1
    )  # T7


@given(some("heat"), some("temperature"), some("emissivity"), some("absorbed_flux"), some("faces"))
def test_a_radiator_of_the_right_area_has_the_right_temperature(heat, temperature, emissivity, absorbed_flux, faces):
    area = thermal.radiator_area(heat, temperature, emissivity, absorbed_flux, faces)
    again = thermal.radiator_temperature(heat, area, emissivity, absorbed_flux, faces)
    assert again == pytest.approx(temperature, rel=ROUNDING)


@given(some("irradiance"), some("absorptivity"), some("electric_fraction"), some("view_factor"), some("earth_infrared"))
def test_a_panel_radiates_what_it_takes_in(irradiance, absorptivity, electric_fraction, view_factor, earth_infrared):
    arguments = (irradiance, absorptivity, electric_fraction, 0.85, 0.75, view_factor, earth_infrared)
    out = thermal.radiated_flux(thermal.panel_temperature(*arguments), 0.85 + 0.75)
    earth = (0.85 + 0.75) * thermal.earth_infrared_load(view_factor, earth_infrared)
    assert out == pytest.approx((absorptivity - electric_fraction) * irradiance + earth, rel=ROUNDING)


@given(some("temperature"), some("emissivity"))
def test_twice_as_hot_is_sixteen_times_as_bright(temperature, emissivity):
    once, twice = thermal.radiated_flux(temperature, emissivity), thermal.radiated_flux(2 * temperature, emissivity)
    assert twice == pytest.approx(16 * once, rel=ROUNDING)


# --- heat in a sheet -------------------------------------------------------------------------------------------------


def by_collocation(power, radius, cell_area, conductivity, thickness, emissivity_sum, absorbed_flux):
    """The same sheet by scipy's solve_bvp, in the logarithm of the radius."""
    sheet, sigma = conductivity * thickness, emissivity_sum * STEFAN_BOLTZMANN
    mean = ((absorbed_flux + power / cell_area) / sigma) ** 0.25
    span = log(np.sqrt(cell_area / pi) / radius)

    def slopes(s, y):
        return np.array([y[1], (radius * np.exp(s)) ** 2 * (sigma * np.abs(y[0]) ** 3 * y[0] - absorbed_flux) / sheet])

    def ends(inner, outer):
        return np.array([inner[1] + power / (2 * pi * sheet), outer[1]])

    s = np.linspace(0, span, 200)
    solution = solve_bvp(
        slopes, ends, s, [mean + 300 * (1 - s / span), -300 / span + 0 * s], tol=1e-7, max_nodes=50_000
    )
    assert solution.success
    return solution.sol(0)[0]


def test_a_700_watt_chip_on_bare_foil_is_far_too_hot():
    assert thermal.hot_spot_temperature(700.0, **CHIP, absorbed_flux=SUN_AND_EARTH) == pytest.approx(
        1306, rel=0.01
    )  # T11


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"power": 10.0, "cell_area": 0.0334},
        {"power": 10.0, "cell_area": 0.0334, "radius": 0.005},
        {"power": 50.0, "cell_area": 0.167, "thickness": 1e-3, "absorbed_flux": 0.0},
        {"power": 5.0, "cell_area": 0.01, "radius": 0.003, "conductivity": 1.0, "thickness": 1e-4},
        {"power": 300.0, "cell_area": 1.0, "conductivity": 2000.0, "thickness": 5e-3},
    ],
)
def test_a_hot_spot_is_that_of_collocation(changes):
    chip = {"power": 700.0} | CHIP | {"absorbed_flux": SUN_AND_EARTH} | changes
    assert thermal.hot_spot_temperature(**chip) == pytest.approx(by_collocation(**chip), rel=RINGS)


@given(some_chip())
def test_a_hot_spot_lies_between_the_mean_and_the_linear_bound(chip):
    ring = chip["cell_area"] - pi * chip["radius"] ** 2
    sigma = chip["emissivity_sum"] * STEFAN_BOLTZMANN
    mean = ((chip["absorbed_flux"] + chip["power"] / ring) / sigma) ** 0.25
    hot, bound = thermal.hot_spot_temperature(**chip), thermal.hot_spot_temperature_linear(**chip)
    assert mean * (1 - RINGS) <= hot <= bound * (1 + RINGS)


@given(some_chip(power=st.floats(1e-4, 1e-3), absorbed_flux=st.floats(100.0, 1200.0)))
def test_a_faint_hot_spot_is_as_the_linear_form_has_it(chip):
    base = (chip["absorbed_flux"] / chip["emissivity_sum"] / STEFAN_BOLTZMANN) ** 0.25
    hot, linear = thermal.hot_spot_temperature(**chip) - base, thermal.hot_spot_temperature_linear(**chip) - base
    assert hot == pytest.approx(linear, rel=0.01, abs=1e-6)


@given(some_chip(), st.floats(1.1, 3))
def test_a_hot_spot_cools_with_more_copper_more_sheet_and_less_power(chip, times):
    hot = thermal.hot_spot_temperature(**chip) * (1 + RINGS)
    for name in ("conductivity", "thickness", "cell_area", "emissivity_sum"):
        assert thermal.hot_spot_temperature(**chip | {name: chip[name] * times}) <= hot, name
    assert thermal.hot_spot_temperature(**chip | {"power": chip["power"] / times}) <= hot


@given(some_chip(), st.floats(0.1, 10))
def test_only_conductivity_times_thickness_counts(chip, times):
    other = chip | {"conductivity": chip["conductivity"] * times, "thickness": chip["thickness"] / times}
    for relation in (thermal.hot_spot_temperature, thermal.hot_spot_temperature_linear):
        assert relation(**other) == pytest.approx(relation(**chip), rel=1e-9)


def test_a_sheet_of_diamond_is_everywhere_as_warm_as_its_mean():
    hot = thermal.hot_spot_temperature(700.0, **CHIP | {"conductivity": 1e9}, absorbed_flux=SUN_AND_EARTH)
    ring = CHIP["cell_area"] - pi * CHIP["radius"] ** 2
    mean = ((SUN_AND_EARTH + 700 / ring) / (1.75 * STEFAN_BOLTZMANN)) ** 0.25
    assert hot == pytest.approx(mean, rel=1e-5)


def test_bessel_functions_are_those_of_scipy():
    x = np.geomspace(1e-4, 8e3, 300)
    expected = special.ive(0, x), special.ive(1, x), special.kve(0, x), special.kve(1, x)
    np.testing.assert_allclose(modified_bessel(x), expected, rtol=BESSEL)


def test_the_linear_hot_spot_is_the_exact_solution_of_the_linear_sheet():
    power, radius, area, sheet, sigma = 10.0, 0.02, 0.0334, 167.0 * 0.37e-3, 1.75 * STEFAN_BOLTZMANN
    mean = ((SUN_AND_EARTH + power / (area - pi * radius**2)) / sigma) ** 0.25
    loss = 4 * sigma * mean**3  # per area and kelvin
    x, outer = radius * np.sqrt(loss / sheet), np.sqrt(area / pi * loss / sheet)
    above = special.k0(x) * special.i1(outer) + special.i0(x) * special.k1(outer)
    below = special.k1(x) * special.i1(outer) - special.i1(x) * special.k1(outer)
    rise = power / (2 * pi * sheet * x) * above / below
    expected = mean - power / (area - pi * radius**2) / loss + rise
    assert thermal.hot_spot_temperature_linear(
        power, radius, area, 167.0, 0.37e-3, 1.75, SUN_AND_EARTH
    ) == pytest.approx(expected, rel=1e-7)


@given(some("conductivity"), some("thickness"), some("emissivity_sum"), some("temperature"))
def test_heat_spreads_less_far_when_hot(conductivity, thickness, emissivity_sum, temperature):
    cool, hot = thermal.conduction_length(conductivity, thickness, emissivity_sum, temperature * np.array([1, 4]))
    assert cool == pytest.approx(8 * hot, rel=ROUNDING)


def test_a_chip_without_power_is_as_cool_as_its_sink():
    assert thermal.junction_temperature(330.0, 0.0, 0.05) == 330
    assert thermal.junction_temperature(330.0, 700.0, 0.05) == pytest.approx(365, rel=ROUNDING)


# --- eclipse ---------------------------------------------------------------------------------------------------------


def test_a_panel_cools_in_eclipse_as_scipy_has_it():
    cold = thermal.eclipse_temperature(342.05, 21.1 * 60, 900.0, 1.75, 1.75 * 0.25606 * 237)
    assert cold == pytest.approx(183.17, abs=0.3)  # solve_ivp, row T9


@given(st.floats(0.0, 600.0), some("duration"), some("heat_capacity"), some("emissivity_sum"), st.floats(0.0, 1200.0))
def test_cooling_and_warming_are_those_of_an_implicit_solver(start, duration, heat_capacity, emissivity_sum, absorbed):
    sigma = emissivity_sum * STEFAN_BOLTZMANN
    path = solve_ivp(
        lambda _, t: (absorbed - sigma * t**4) / heat_capacity, (0, duration), [start], "Radau", rtol=1e-8, atol=1e-6
    )
    ours = thermal.eclipse_temperature(start, duration, heat_capacity, emissivity_sum, absorbed)
    assert ours == pytest.approx(path.y[0, -1], rel=1e-6, abs=1e-4)


@given(st.floats(250.0, 400.0), st.floats(10.0, 6000.0), some("heat_capacity"), some("emissivity_sum"))
def test_without_any_gain_the_closed_form_holds(start, duration, heat_capacity, emissivity_sum):
    closed = (start**-3 + 3 * emissivity_sum * STEFAN_BOLTZMANN * duration / heat_capacity) ** (-1 / 3)
    assert thermal.eclipse_temperature(start, duration, heat_capacity, emissivity_sum, 0.0) == pytest.approx(
        closed, rel=1e-8
    )


@given(st.floats(100.0, 400.0), some("duration"), some("heat_capacity"), some("emissivity_sum"), st.floats(1.0, 1200.0))
def test_the_implicit_closed_form_gives_the_time_back(start, duration, heat_capacity, emissivity_sum, absorbed):
    rest = (absorbed / emissivity_sum / STEFAN_BOLTZMANN) ** 0.25
    end = thermal.eclipse_temperature(start, duration, heat_capacity, emissivity_sum, absorbed)

    def clock(temperature):
        x = temperature / rest
        return np.log(abs((1 + x) / (1 - x))) + 2 * np.arctan(x)

    if min(abs(end - rest), abs(start - rest)) > 0.01:
        elapsed = (clock(end) - clock(start)) * heat_capacity / (4 * emissivity_sum * STEFAN_BOLTZMANN * rest**3)
        assert elapsed == pytest.approx(duration, rel=1e-4)


@given(st.floats(1.0, 600.0), some("duration"), some("heat_capacity"), some("emissivity_sum"), st.floats(1.0, 1200.0))
def test_a_sheet_goes_toward_its_equilibrium_and_not_past_it(start, duration, heat_capacity, emissivity_sum, absorbed):
    soon, later = thermal.eclipse_temperature(
        start, duration * np.array([1, 2]), heat_capacity, emissivity_sum, absorbed
    )
    rest = thermal.eclipse_temperature(start, inf, heat_capacity, emissivity_sum, absorbed)
    assert rest == pytest.approx((absorbed / emissivity_sum / STEFAN_BOLTZMANN) ** 0.25, rel=ROUNDING)
    low, high = sorted([start, rest])
    assert low * (1 - 1e-9) <= min(soon, later)
    assert max(soon, later) <= high * (1 + 1e-9)
    assert abs(later - rest) <= abs(soon - rest) + 1e-6


def test_no_time_no_change():
    assert thermal.eclipse_temperature(342.05, 0.0, 900.0, 1.75, 106.2) == pytest.approx(342.05, rel=ROUNDING)


# --- out of the domain -----------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
@pytest.mark.parametrize("form", [float, lambda value: np.array([value])])
def test_what_has_no_answer_is_nan(form):
    for answer in (
        thermal.earth_view_factor(form(-1.0), 1.0),
        thermal.earth_view_factor(form(-7e6), 1.0),
        thermal.earth_view_factor(form(-1e9), 1.0),
        thermal.earth_view_factor(form(H), nan),
        thermal.albedo_load(form(-1.0), 1.0, "front"),
        thermal.albedo_load(form(-1e9), 1.0, "rear"),
        thermal.albedo_load(form(H), nan, "rear"),
        thermal.albedo_load_fit(form(-1.0), 1.0, 1.0),
        thermal.albedo_load_fit(form(-1e9), 1.0, 1.0),
        thermal.radiated_flux(form(-1.0), 0.9),
        thermal.radiator_area(130e3, form(150.0), 0.9, 200.0, 1.0),
        thermal.radiator_area(130e3, form(0.0), 0.9, 0.0, 1.0),
        thermal.radiator_temperature(form(-130e3), 21.0, 0.9, 50.0, 1.0),
        thermal.panel_temperature(form(1361.0), 0.2, 0.9, 0.85, 0.85, 0.2, 200.0),
        thermal.conduction_length(form(-167.0), 1e-3, 1.75, 300.0),
        thermal.conduction_length(form(167.0), 1e-3, 1.75, -300.0),
        thermal.hot_spot_temperature_linear(form(10.0), 0.2, 0.0334, 167.0, 1e-3, 1.75, 100.0),
        thermal.hot_spot_temperature_linear(form(10.0), 0.02, 0.0334, 1e30, 1e-3, 1.75, 100.0),
        thermal.junction_temperature(form(nan), 1.0, 1.0),
        thermal.junction_temperature(form(-20.0), 1.0, 1.0),
        thermal.junction_temperature(330.0, 700.0, form(-0.05)),
        thermal.earth_view_factor(H, form(90.0)),  # degrees
        thermal.albedo_load(H, form(58.93), "rear"),
        thermal.albedo_load_fit(H, form(58.93), 0.0),
        thermal.earth_infrared_load(form(25.6), 237.0),  # percent
        thermal.radiated_flux(330.0, form(90.0)),
        thermal.radiated_flux(330.0, form(-0.9)),
        thermal.radiator_area(130e3, 330.0, form(90.0), 50.0, 1.0),
        thermal.radiator_area(130e3, 330.0, 0.9, 50.0, form(-1.0)),
        thermal.radiator_area(form(-130e3), 330.0, 0.9, 50.0, 1.0),
        thermal.radiator_temperature(130e3, form(-21.0), 0.9, 50.0, -1.0),
        thermal.radiator_temperature(1.0, form(-21.0), 0.9, 50.0, 1.0),
        thermal.radiator_temperature(130e3, 21.0, form(90.0), 50.0, 1.0),
        thermal.panel_temperature(1361.0, form(90.0), 0.22, 0.85, 0.85, 0.256, 237.0),
        thermal.panel_temperature(1361.0, 0.9, form(-0.22), 0.85, 0.85, 0.256, 237.0),
        thermal.panel_temperature(1361.0, 0.9, 0.22, form(-0.8), 0.85, 0.256, 237.0),
        thermal.panel_temperature(1361.0, 0.9, 0.22, 0.85, form(85.0), 0.256, 237.0),
        thermal.panel_temperature(1361.0, 0.9, 0.22, 0.85, 0.85, form(25.6), 237.0),
        thermal.hot_spot_temperature_linear(form(-10.0), 0.02, 0.0334, 167.0, 1e-3, 1.75, 1e3),
        thermal.hot_spot_temperature_linear(10.0, 0.02, 0.0334, 167.0, 1e-3, 1.75, form(-100.0)),
    ):
        assert np.isnan(answer).all()


STRANGE = [nan, inf, -inf, 0.0, -1.0, 1e300, -1e300, 1e-300, 1e31, 1e-31]


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("value", STRANGE)
def test_a_sheet_that_cannot_be_has_no_temperature(value):
    chip = {"power": 10.0} | CHIP | {"absorbed_flux": 100.0}
    for name in chip:
        hot = thermal.hot_spot_temperature(**chip | {name: value})
        fine = name in ("power", "absorbed_flux") and 0 <= value < 1e30
        assert (100 < hot < 2000) if fine else np.isnan(hot), name


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("value", STRANGE)
def test_an_eclipse_that_cannot_be_has_no_end(value):
    sheet = {"initial_temperature": 300.0, "duration": 1e3, "heat_capacity": 900.0}
    sheet |= {"emissivity_sum": 1.75, "absorbed_flux": 100.0}
    for name in sheet:
        cold = thermal.eclipse_temperature(**sheet | {name: value})
        fine = value >= 0 if name == "duration" else 0 <= value < 1e30
        fine = fine and not (name in ("heat_capacity", "emissivity_sum") and value < 1e-30)
        assert (100 < cold <= 300) if fine else np.isnan(cold), name


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("value", STRANGE)
def test_reflected_sunlight_at_strange_places_is_something_or_nan(value):
    for face in ("front", "rear"):
        load = thermal.albedo_load(value, 1.0, face)
        assert 0 <= load < 300 if value >= 0 else np.isnan(load)
        turned = thermal.albedo_load(H, value, face)
        assert 0 <= turned < 300 if abs(value) <= pi / 2 else np.isnan(turned)


@pytest.mark.parametrize("face", ["back", "", "FRONT"])
def test_an_unknown_face_is_refused_with_the_remedy(face):
    with pytest.raises(ValueError, match=f"face must be 'front' or 'rear', but '{face}' was given"):
        thermal.albedo_load(H, 1.0, face)


def test_empty_and_mixed_shapes_come_back_as_they_broadcast():
    empty, column, row = np.array([]), np.full((3, 1), H), np.array([1.0, 1.2])
    assert thermal.earth_view_factor(empty, 1.0).shape == (0,)
    assert thermal.earth_view_factor(column, row).shape == (3, 2)
    assert thermal.albedo_load(empty, 1.0, "front").shape == (0,)
    assert thermal.albedo_load(column, row, "rear").shape == (3, 2)
    assert thermal.albedo_load_fit(column, row, 0.5).shape == (3, 2)
    assert thermal.radiator_area(130e3, np.full((3, 1), 330.0), np.array([0.8, 0.9]), 50.0, 2.0).shape == (3, 2)
    assert thermal.hot_spot_temperature(empty, **CHIP, absorbed_flux=1e3).shape == (0,)
    assert thermal.hot_spot_temperature(np.ones((3, 1)), **CHIP, absorbed_flux=np.array([1e3, 1e2])).shape == (3, 2)
    assert thermal.hot_spot_temperature_linear(empty, **CHIP, absorbed_flux=1e3).shape == (0,)
    assert thermal.eclipse_temperature(empty, 1e3, 900.0, 1.75, 100.0).shape == (0,)
    assert thermal.eclipse_temperature(np.full((3, 1), 300.0), np.array([1.0, 2.0]), 900.0, 1.75, 1.0).shape == (3, 2)
    with pytest.raises(ValueError, match="broadcast"):
        thermal.eclipse_temperature(np.ones(2), np.ones(3), 900.0, 1.75, 100.0)


def test_quantities_go_in_and_out():
    load = thermal.albedo_load(Q(560, "km"), Q(58.93, "deg"), "rear")
    assert load.m_as("W/m**2") == pytest.approx(24.204, abs=0.001)
    hot = thermal.hot_spot_temperature(
        Q(10, "W"), Q(2, "cm"), Q(334, "cm**2"), Q(167, "W/m/K"), Q(0.37, "mm"), 1.75, Q(1058.9, "W/m**2")
    )
    assert hot.m_as("degC") == pytest.approx(366.32 - 273.15, abs=0.01)
