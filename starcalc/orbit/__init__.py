"""The circular, sun-synchronous orbit: how fast, how tilted, how sunny, and what the air does to it."""

from starcalc.orbit.almanac import mean_solar_longitude, solar_distance, solar_longitude
from starcalc.orbit.circular import (
    beta_angle,
    earth_angular_radius,
    period,
    ring_spacing,
    sky_fraction,
    speed,
    sun_synchronous_inclination,
)
from starcalc.orbit.drag import (
    decay_time,
    drag_force,
    edge_drag_coefficient,
    edge_on_sunlight,
    mean_plate_drag_coefficient,
    molecular_speed_ratio,
    plate_drag_coefficient,
)
from starcalc.orbit.eclipse import (
    eclipse_duration,
    eclipse_fraction,
    eclipse_free_altitude,
    least_beta,
    mean_beta,
    mean_edge_on_sunlight,
    mean_visible_sun,
    penumbra_fraction,
    sun_synchronous_beta,
    umbra_fraction,
    visible_sun,
    year,
)
from starcalc.orbit.manoeuvres import (
    delta_v,
    hohmann_delta_v,
    lifetime_delta_v,
    propellant,
    propellant_load,
    tidal_torque,
)

__all__ = [
    "beta_angle",
    "decay_time",
    "delta_v",
    "drag_force",
    "earth_angular_radius",
    "eclipse_duration",
    "eclipse_fraction",
    "eclipse_free_altitude",
    "edge_drag_coefficient",
    "edge_on_sunlight",
    "hohmann_delta_v",
    "least_beta",
    "lifetime_delta_v",
    "mean_beta",
    "mean_edge_on_sunlight",
    "mean_plate_drag_coefficient",
    "mean_solar_longitude",
    "mean_visible_sun",
    "molecular_speed_ratio",
    "penumbra_fraction",
    "period",
    "plate_drag_coefficient",
    "propellant",
    "propellant_load",
    "ring_spacing",
    "sky_fraction",
    "solar_distance",
    "solar_longitude",
    "speed",
    "sun_synchronous_beta",
    "sun_synchronous_inclination",
    "tidal_torque",
    "umbra_fraction",
    "visible_sun",
    "year",
]


def __dir__():
    return __all__
