"""Rockets: what they lift, in kilograms and in kilowatts, what that costs whom, and where Starlink's have gone."""

from starcalc.launch.prices import learning, payers, prices, who_pays
from starcalc.launch.record import POST, record, sun_synchronous_launches
from starcalc.launch.rocket import (
    folded_thickness,
    launch_azimuth,
    launch_cost,
    launches,
    payload_after_penalty,
    power_per_launch,
    rotating_launch_azimuth,
    site_delta_v_penalty,
)

__all__ = [
    "POST",
    "folded_thickness",
    "launch_azimuth",
    "launch_cost",
    "launches",
    "learning",
    "payers",
    "payload_after_penalty",
    "power_per_launch",
    "prices",
    "record",
    "rotating_launch_azimuth",
    "site_delta_v_penalty",
    "sun_synchronous_launches",
    "who_pays",
]


def __dir__():
    return __all__
