"""What rockets lift, in kilograms and in kilowatts, and what it costs."""

from math import nan
from typing import Annotated

from starcalc.arrays import xp
from starcalc.constants import R_EARTH
from starcalc.edges import not_negative, within_right_angle
from starcalc.orbit import speed
from starcalc.units import (
    Angle,
    ArealDensity,
    Array,
    Dimensionless,
    Irradiance,
    Length,
    Mass,
    Money,
    MoneyPerMass,
    Power,
    Speed,
    relation,
)

Volume = Annotated[Array, "m**3"]
EARTH_ROTATION: Annotated[Array, "rad/s", r"\omega_\oplus"] = 7.292115e-5  # WGS 84 (NIMA TR8350.2, table 3.1)


@relation
def launch_azimuth(latitude: Angle, inclination: Angle) -> Angle:
    """Direction of flight at the site for a launch to the south, clockwise from north: β = π − asin(cos i / cos φ).

    Over an Earth that stands still; `rotating_launch_azimuth` turns it. An orbit that does not pass over the site, a
    latitude beyond ±90° or an inclination beyond 0° to 180°: NaN.
    Source: Vallado 2013, section 6.4; Curtis 2020, eq. 6.24.

    >>> f"{launch_azimuth(0.6044, 1.7040):.4f} rad"
    '3.3037 rad'
    """
    return xp.pi - xp.atan2(xp.cos(inclination), southward(latitude, inclination))


@relation
def rotating_launch_azimuth(latitude: Angle, inclination: Angle, altitude: Length) -> Angle:
    """Direction in which the rocket leaves the pad for the south, which already moves east with the Earth.

    tan(π − β) = (v sin β₀ − ω R⊕ cos φ) / (v |cos β₀|), with v the speed on a circular orbit at the altitude of
    insertion and β₀ by `launch_azimuth`, with its NaN. Neglects the climb.
    Source: Vallado 2013, section 6.4.

    >>> f"{rotating_launch_azimuth(0.6044, 1.7040, 200e3):.4f} rad"
    '3.3518 rad'
    """
    east = eastward_speed(latitude, inclination, altitude)
    return xp.pi - xp.atan2(east, southward_speed(latitude, inclination, altitude))


@relation
def site_delta_v_penalty(latitude: Angle, inclination: Angle, reference_inclination: Angle, altitude: Length) -> Speed:
    """Speed that a launch must add over one due east from a site at latitude `reference_inclination`.

    √((v sin β₀ − ω R⊕ cos φ)² + (v cos β₀)²) − (v − ω R⊕ cos i₀), as in `rotating_launch_azimuth`: the site's lost
    help from the Earth's rotation. Losses to gravity and drag are taken as equal. Negative: an easier orbit than the
    reference. What `launch_azimuth` has no answer for: NaN. Source: Vallado 2013, section 6.4.

    >>> f"{site_delta_v_penalty(0.6044, 1.7040, 0.4974, 200e3):.1f} m/s"
    '479.6 m/s'
    """
    east = eastward_speed(latitude, inclination, altitude)
    needed = xp.sqrt(east**2 + southward_speed(latitude, inclination, altitude) ** 2)
    return needed - (speed(altitude) - site_speed(reference_inclination))


def eastward_speed(latitude, inclination, altitude):
    """Speed to the east that the rocket itself must give."""
    return speed(altitude) * xp.cos(inclination) / xp.cos(latitude) - site_speed(latitude)


def southward_speed(latitude, inclination, altitude):
    """Speed to the south that the rocket must give."""
    return speed(altitude) * southward(latitude, inclination) / xp.cos(latitude)


def southward(latitude, inclination):
    """√(cos² φ − cos² i): the share of a velocity that points south, times cos φ."""
    inclination = xp.where((inclination >= 0) & (inclination < 3.1416), inclination, nan)
    latitude = within_right_angle(latitude)
    return xp.sqrt(xp.sin(inclination - latitude) * xp.sin(inclination + latitude))


def site_speed(latitude):
    """Speed to the east of a site on the turning Earth."""
    return EARTH_ROTATION * R_EARTH * xp.cos(within_right_angle(latitude))


@relation
def payload_after_penalty(
    payload: Mass, dry_mass: Mass, propellant: Mass, delta_v: Speed, exhaust_speed: Speed
) -> Mass:
    """Payload left when the upper stage has `delta_v` more to do with the same propellant: m_p / (k − 1) − m_s.

    k = (1 + m_p / (m + m_s)) exp(Δv / u), with m the payload without the penalty, m_s the stage's dry mass, m_p its
    propellant and u the exhaust's speed. The first stage gains nothing from the lighter load, so it errs low. Beyond
    the stage's reach: zero. It hangs on the orbit that the quoted payload is for: against 28.5° a polar launch pays
    480 m/s, against the maker's guide, up to 98.9°, nothing (SpaceX 2020). A mass or an exhaust's speed below zero:
    NaN. Source: rocket equation, Curtis 2020.

    >>> f"{payload_after_penalty(100e3, 100e3, 1.2e6, 480.0, 3700.0):.0f} kg"
    '72175 kg'
    """
    payload, dry_mass, propellant = not_negative(payload), not_negative(dry_mass), not_negative(propellant)
    growth = (1 + propellant / (payload + dry_mass)) * xp.exp(delta_v / not_negative(exhaust_speed))
    return xp.maximum(propellant / (growth - 1) - dry_mass, 0.0)


@relation
def power_per_launch(payload: Mass, areal_density: ArealDensity, areal_power: Irradiance) -> Power:
    """Electric power that one launch carries, if all of it is sheet: P = m p / ρ.

    A bound: nothing but sheet flies, and the sheet fills the payload's mass before its volume. No areal density:
    infinite; below zero, as a payload: NaN. Source: bookkeeping.

    >>> f"{power_per_launch(100e3, 1.0, 300.0):.0f} W"
    '30000000 W'
    """
    return not_negative(payload) / not_negative(areal_density) * areal_power


@relation
def launches(mass: Mass, payload: Mass) -> Dimensionless:
    """Launches that a mass takes: m / m_p, not rounded.

    By mass alone; volume may bind first. No payload: infinite. A mass below zero: NaN. Source: bookkeeping.

    >>> f"{launches(2.9e6, 100e3):.1f}"
    '29.0'
    """
    return not_negative(mass) / not_negative(payload)


@relation
def launch_cost(mass: Mass, launch_price: MoneyPerMass) -> Money:
    """Price of lifting a mass: m c.

    Proportional, as if launches could be shared. A mass or a price below zero: NaN. Source: bookkeeping.

    >>> f"{launch_cost(2600.0, 1500.0):.0f} USD"
    '3900000 USD'
    """
    return not_negative(mass) * not_negative(launch_price)


@relation
def folded_thickness(payload_volume: Volume, areal_density: ArealDensity, payload: Mass) -> Length:
    """Thickness that a sheet may have when folded if a full load is to fit: t = V ρ / m.

    Every corner filled, no walls, no crane. No payload: infinite. A volume or a payload below zero: NaN.
    Source: bookkeeping.

    >>> f"{folded_thickness(614.0, 1.0, 100e3) * 1e3:.2f} mm"
    '6.14 mm'
    """
    return not_negative(payload_volume) * areal_density / not_negative(payload)
