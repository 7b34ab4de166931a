"""Single precision in physics: orbits, air, heat, sunlight and sky, at the ends of their ranges and beside their kinks.

As in test_single_precision_money, the expected answer is the double-precision one at the same, already rounded
arguments.
"""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from test_relations import KINKS, PORTABLE, samples
from test_single_precision_money import CLOSE, single

from starcalc.units import RELATIONS

HERE = [
    relation
    for relation in PORTABLE
    if relation.name.split(".")[0] in ("orbit", "environment", "thermal", "solar", "sky")
]
DAYS, RIGHT_ANGLE = 86400.0, np.pi / 2
CLOCK = np.linspace(0, 24 * 3600.0, 25)[:, None]
ANGLES = np.linspace(-RIGHT_ANGLE, RIGHT_ANGLE, 41)[:, None]
LOW_TO_HIGH = np.geomspace(1e3, 4e7, 60)  # m, to geostationary orbit

# Small, large and adjacent arguments, in plain units, at which digits cancel or single precision's range ends.
EDGES = {
    "orbit.period": {"altitude": np.geomspace(1.0, 1e9, 60)},
    "orbit.speed": {"altitude": np.geomspace(1.0, 1e9, 60)},
    "orbit.sun_synchronous_inclination": {"altitude": np.geomspace(1.0, 5.9e6, 60)},
    "orbit.earth_angular_radius": {"altitude": np.geomspace(1e3, 4e8, 60)},
    "orbit.sky_fraction": {"altitude": np.geomspace(1e3, 4e8, 60)},
    "orbit.beta_angle": {
        "solar_longitude": np.linspace(0.0, 2 * np.pi, 60),
        "ascending_node": np.linspace(-np.pi, np.pi, 21)[:, None],
        "inclination": np.linspace(0.0, np.pi, 9)[:, None, None],
    },
    "orbit.mean_solar_longitude": {"day_of_year": DAYS * np.linspace(-27758, 9131, 400)},  # 1950 to 2050
    "orbit.solar_longitude": {"day_of_year": DAYS * np.linspace(-27758, 9131, 400)},
    "orbit.solar_distance": {"day_of_year": DAYS * np.linspace(-27758, 9131, 400)},
    "orbit.sun_synchronous_beta": {
        "altitude": 560e3,
        "local_time": CLOCK,
        "day_of_year": DAYS * np.linspace(-365, 730, 400),
    },
    "orbit.eclipse_duration": {
        "altitude": 560e3,
        "local_time": CLOCK,
        "day_of_year": DAYS * np.linspace(0, 366, 400),
    },
    "orbit.eclipse_fraction": {"altitude": LOW_TO_HIGH, "beta": ANGLES},
    "orbit.umbra_fraction": {"altitude": LOW_TO_HIGH, "beta": ANGLES, "solar_distance": 1.5e11},
    "orbit.penumbra_fraction": {"altitude": LOW_TO_HIGH, "beta": ANGLES, "solar_distance": 1.5e11},
    "orbit.visible_sun": {"altitude": LOW_TO_HIGH, "beta": ANGLES, "solar_distance": 1.5e11},
    "orbit.mean_visible_sun": {"altitude": np.geomspace(1e3, 5.9e6, 40), "local_time": CLOCK},
    "orbit.least_beta": {"altitude": np.geomspace(1e3, 5.9e6, 40), "local_time": CLOCK},
    "orbit.mean_beta": {"altitude": np.geomspace(1e3, 5.9e6, 40), "local_time": CLOCK},
    "orbit.mean_edge_on_sunlight": {"altitude": np.geomspace(1e3, 5.9e6, 40), "local_time": CLOCK},
    "orbit.edge_on_output": {
        "altitude": np.geomspace(1e5, 5.9e6, 20),
        "local_time": CLOCK,
        "chip_hazard": np.array([0.01, 0.1, 0.5])[:, None, None],
        "array_hazard": np.array([0.0, 0.015])[:, None, None, None],
        "discount_rate": 0.13,
        "life": 5.0,
    },
    "orbit.edge_on_sunlight": {"beta": np.linspace(-RIGHT_ANGLE, RIGHT_ANGLE, 400)},
    "orbit.propellant": {
        "mass": 1e3,
        "delta_v": np.geomspace(1e-6, 1e5, 100),
        "specific_impulse": np.array([100.0, 1e3, 1e4])[:, None],
    },
    "orbit.propellant_load": {
        "dry_mass": 1e3,
        "delta_v": np.geomspace(1e-6, 2e4, 100),
        "specific_impulse": np.array([300.0, 1e3, 1e4])[:, None],
    },
    "orbit.hohmann_delta_v": {"low": 300e3, "high": 300e3 + np.geomspace(0.1, 4e8, 60)},
    "orbit.tidal_torque": {
        "altitude": LOW_TO_HIGH,
        "beta": ANGLES,
        "mass": np.array([1e-3, 1e7])[:, None, None],
        "side": np.array([1e-2, 1e4])[:, None, None, None],
    },
    "orbit.drag_force": {
        "density": np.geomspace(1e-20, 1e-8, 30),
        "speed": 7.6e3,
        "drag_coefficient": 2.2,
        "area": np.geomspace(1e-6, 1e6, 30)[:, None],
    },
    "orbit.plate_drag_coefficient": {
        "speed_ratio": np.geomspace(0.1, 100.0, 40),
        "incidence": ANGLES,
        "wall_temperature_ratio": 0.3,
    },
    "orbit.mean_plate_drag_coefficient": {
        "speed_ratio": np.geomspace(0.1, 100.0, 40),
        "beta": ANGLES,
        "wall_temperature_ratio": 0.3,
    },
    "environment.hazard": {"failure_rate": np.geomspace(1e-9, 0.999, 100)},
    "environment.yearly_loss": {"hazard": np.geomspace(1e-9, 50.0, 100)},
    "environment.survival": {
        "failure_rate": np.geomspace(1e-9, 5.0, 60),
        "duration": np.geomspace(0.01, 15.0, 20)[:, None],
    },
    "environment.collision_rate": {
        "density": np.geomspace(1e-24, 1e-12, 30),
        "area": np.geomspace(1e-4, 1e6, 20)[:, None],
        "relative_speed": 1e4,
    },
    "environment.yearly_hits": {
        "debris_flux": np.geomspace(1e-20, 1e-3, 30),
        "area": np.geomspace(1e-4, 1e6, 20)[:, None],
    },
    "environment.perforation_rate": {
        "perforations": np.geomspace(1e-3, 1e6, 20),
        "area": np.geomspace(1e-4, 1e6, 20)[:, None],
        "duration": np.geomspace(1.0, 1e10, 20)[:, None, None],
    },
    "environment.filling_time": {
        "fleet": 15e3,
        "launch_rate": 3e3 * (1 + np.geomspace(1e-5, 1e4, 100)),
        "life": 5.0,
    },
    "environment.air_density_fit": {
        "altitude": np.linspace(400e3, 1500e3, 60),
        "solar_flux": np.linspace(65.0, 250.0, 20)[:, None],
    },
    "environment.trapped_dose_fit": {
        "altitude": np.linspace(400e3, 1500e3, 60),
        "shield_thickness": np.geomspace(0.1001e-3, 20e-3, 20)[:, None],
    },
    "environment.plate_exposure": {"beta": np.linspace(-RIGHT_ANGLE, RIGHT_ANGLE, 200)},
    "environment.solar_proton_dose_fit": {
        "altitude": np.linspace(400e3, 1500e3, 60),
        "shield_thickness": np.geomspace(0.1001e-3, 20e-3, 20)[:, None],
    },
    "environment.total_dose_fit": {
        "altitude": np.linspace(400e3, 1500e3, 60),
        "shield_thickness": np.geomspace(0.1001e-3, 20e-3, 20)[:, None],
    },
    "orbit.joined_inertia": {
        "mass": np.geomspace(1e-3, 1e7, 20),
        "other_mass": np.geomspace(1e-3, 1e7, 20)[:, None],
        "distance": 20.0,
    },
    "orbit.gravity_gradient_torque": {"altitude": LOW_TO_HIGH, "inertia_difference": 8e5, "angle": ANGLES},
    "environment.debris_flux_fit": {"size": np.geomspace(1.001e-3, 0.0999, 200)},
    "environment.crowding": {"altitude": np.linspace(0.0, 3e6, 200)},
    "solar.irradiance": {"solar_distance": np.geomspace(1e9, 1e13, 40)},
    "solar.remaining_power": {
        "degradation": np.geomspace(1e-9, 0.5, 40),
        "duration": np.geomspace(0.01, 50.0, 20)[:, None],
    },
    "solar.mean_remaining_power": {
        "degradation": np.geomspace(1e-9, 0.9, 60),
        "duration": np.geomspace(0.01, 50.0, 20)[:, None],
    },
    "solar.cell_efficiency": {
        "reference_efficiency": 0.22,
        "temperature_coefficient": -0.0035,
        "temperature": np.linspace(50.0, 500.0, 100),
    },
    "solar.cable_mass": {
        "power": np.geomspace(1e-2, 1e9, 10),
        "voltage": np.geomspace(1.0, 1e6, 10)[:, None],
        "distance": np.geomspace(1e-3, 1e6, 10)[:, None, None],
        "cable_loss": 0.02,
        "conductor_density": 2700.0,
        "conductor_resistivity": 2.82e-8,
    },
    "thermal.earth_view_factor": {"altitude": LOW_TO_HIGH, "tilt": np.linspace(0.0, np.pi, 91)[:, None]},
    "thermal.albedo_load_fit": {
        "altitude": np.linspace(400e3, 1500e3, 40),
        "beta": np.linspace(0.0, RIGHT_ANGLE, 400)[:, None],
        "front": np.array([0.0, 1.0])[:, None, None],
    },
    "thermal.conduction_length": {
        "conductivity": np.geomspace(1e-2, 1e4, 10),
        "thickness": np.geomspace(1e-6, 1.0, 10)[:, None],
        "emissivity_sum": 1.7,
        "temperature": np.geomspace(3.0, 3e3, 10)[:, None, None],
    },
    "thermal.hot_spot_temperature_linear": {
        "power": np.array([1e-3, 1.0, 1e3]),
        "radius": np.geomspace(1e-3, 0.09, 12)[:, None],
        "cell_area": 0.0334,
        "conductivity": np.geomspace(1.0, 1e4, 8)[:, None, None],
        "thickness": np.geomspace(1e-4, 1e-2, 5)[:, None, None, None],
        "emissivity_sum": 1.75,
        "absorbed_flux": 1e3,
    },
    "thermal.radiated_flux": {"temperature": np.geomspace(1.0, 1e4, 60), "emissivity": 0.9},
    "thermal.radiator_area": {
        "heat": 130e3,
        "temperature": np.geomspace(250.0, 3e3, 60),
        "emissivity": 0.9,
        "absorbed_flux": 55.0,
        "faces": 1.0,
    },
    "thermal.radiator_temperature": {
        "heat": np.geomspace(1.0, 1e9, 30),
        "area": np.geomspace(1e-2, 1e5, 10)[:, None],
        "emissivity": 0.9,
        "absorbed_flux": 55.0,
        "faces": 1.0,
    },
    "sky.sunlit_depression": {"altitude": np.geomspace(1e-2, 4e8, 60)},
    "sky.ring_elevation": {
        "altitude": np.array([400e3, 1500e3]),
        "latitude": np.linspace(-0.7, 0.7, 15)[:, None],
        "solar_depression": np.array([0.0, 0.1, 0.3])[:, None, None],
        "solar_longitude": np.linspace(0.0, 2 * np.pi, 9)[:, None, None, None],
        "local_time": CLOCK[:, :, None, None, None],
    },
    "sky.plate_magnitude": {
        "area": np.geomspace(1e-6, 1e6, 20),
        "reflectivity": 0.2,
        "incidence": 1.0,
        "emergence": 0.5,
        "distance": np.geomspace(1.0, 4e8, 20)[:, None],
    },
}

GRAZING = "acos near 1 where the orbit only grazes the shadow: a rounding there counts by its square root"
CROSSING = "passes zero, where sines near 1 cancel"
UPRIGHT = f"{CROSSING}; and asin near 1 at 90°"

# What no formula can have to CLOSE, because it ends in a small rest of numbers near 1, each already rounded: why, and
# how far off it may be, in its own unit, at the right answer.
SMALL_RESTS = {
    "orbit.eclipse_fraction": (GRAZING, lambda share: 2e-7 / np.maximum(share, 1e-3)),
    "orbit.umbra_fraction": (GRAZING, lambda share: 2e-7 / np.maximum(share, 1e-3)),
    "orbit.penumbra_fraction": (GRAZING, lambda share: 2e-7 / np.maximum(share, 1e-3)),
    "orbit.eclipse_duration": (GRAZING, lambda time: 5751 * 5e-7 / np.maximum(time / 5751, 1e-3)),
    "orbit.mean_beta": ("acos near 1 where the Sun keeps to the orbit's plane", lambda beta: 5e-7 / beta),
    "orbit.least_beta": (CROSSING, lambda beta: 1e-6),
    "orbit.beta_angle": (UPRIGHT, lambda beta: 1e-6 / np.maximum(np.cos(beta), 1e-3)),
    "orbit.sun_synchronous_beta": (UPRIGHT, lambda beta: 5e-6 / np.maximum(np.cos(beta), 1e-3)),
    "sky.ring_elevation": (CROSSING, lambda elevation: 1e-6),
    "sky.plate_magnitude": ("a logarithm, which passes magnitude zero", lambda magnitude: 1e-5),
    "environment.filling_time": (
        "1 less almost 1 where launches only just hold up a fleet, whose satellites last five years",
        lambda time: 5 * 2e-7 * np.exp(time / 5),
    ),
    "thermal.earth_view_factor": ("½ less almost ½ where Earth is all but behind the plate", lambda factor: 1e-6),
    "thermal.albedo_load_fit": ("a dozen terms that all but cancel on the rear near β = 90°", lambda load: 1e-5),
}


def check(relation, arguments, loose=False):
    """Float32 arrays of NumPy and JAX, compiled, against double precision at the same numbers."""
    rounded, exact = single(arguments)
    expected = relation(**exact)
    assert np.isfinite(expected).all()
    floor = SMALL_RESTS[relation.name][1](expected) if loose and relation.name in SMALL_RESTS else 0.0
    allowed = np.maximum(CLOSE * np.abs(expected), floor)
    answers = {
        "NumPy": relation(**rounded),
        "JAX": jax.jit(relation)(**{name: jnp.asarray(value) for name, value in rounded.items()}),
    }
    assert answers["JAX"].dtype == np.float32
    for library, answer in answers.items():
        error = np.abs(np.asarray(answer, dtype=np.float64) - expected)
        wrong = ~(error <= allowed)
        at = {name: np.broadcast_to(value, wrong.shape)[wrong][:3] for name, value in exact.items()}
        assert not wrong.any(), f"{library}: off by {error[wrong][:3]} of {expected[wrong][:3]}, at {at}"


@pytest.mark.parametrize("relation", HERE, ids=lambda relation: relation.name)
def test_single_precision_is_right_inside_the_ranges(relation):
    assert not jax.config.jax_enable_x64
    check(relation, samples(relation))


@pytest.mark.parametrize("name", EDGES)
def test_single_precision_is_right_at_the_edges(name):
    check(RELATIONS[name], EDGES[name], loose=True)


@pytest.mark.parametrize("name", [name for name in KINKS if RELATIONS[name] in HERE])
def test_single_precision_is_right_beside_a_kink(name):
    check(RELATIONS[name], KINKS[name][1], loose=True)


@pytest.mark.parametrize("name", SMALL_RESTS)
def test_only_what_needs_it_is_held_to_less(name):
    def strictly():
        for arguments in [EDGES[name]] + ([KINKS[name][1]] if name in KINKS else []):
            check(RELATIONS[name], arguments)

    with pytest.raises(AssertionError, match="off by"):
        strictly()


WHOLE = {
    "solar.cell_efficiency": "reference_efficiency",
    "solar.array_power": "packing",
    "solar.array_area": "packing",
    "solar.battery_energy": "efficiency",
    "solar.radiation_pressure_force": "reflectivity",
    "thermal.earth_infrared_load": "view_factor",
    "thermal.panel_temperature": "absorptivity",
    "sky.plate_magnitude": "reflectivity",
}


@pytest.mark.parametrize("name", WHOLE)
def test_the_whole_is_a_share_in_single_precision_too(name):
    check(RELATIONS[name], samples(RELATIONS[name]) | {WHOLE[name]: np.ones(12)})
