"""What it costs to hold an orbit, to change it, and to stay straight in it."""

from typing import Annotated

from starcalc.arrays import xp
from starcalc.constants import GM_EARTH, R_EARTH, SECONDS_PER_YEAR, STANDARD_GRAVITY
from starcalc.edges import not_negative, one_less_exp, within_right_angle
from starcalc.units import Angle, Array, Force, Length, Mass, Speed, Time, Years, relation

Torque = Annotated[Array, "N*m"]


@relation
def delta_v(force: Force, mass: Mass, duration: Time) -> Speed:
    """Change of speed that a small, steady force makes: F t/m.

    The mass is taken as constant. No mass: infinite; a negative one: NaN. Source: Newton's second law.

    >>> f"{delta_v(6.9799e-3, 2000.0, 31557600.0):.2f} m/s"
    '110.13 m/s'
    """
    return force * duration / not_negative(mass)


@relation
def propellant(mass: Mass, delta_v: Speed, specific_impulse: Time) -> Mass:
    """Propellant for a change of speed: m (1 − e^(−Δv/(g₀ I))), with m the mass before the burn.

    A negative mass or specific impulse: NaN. Source: rocket equation, Curtis 2020, chapter on rocket vehicles.

    >>> f"{propellant(2000.0, 110.14, 2500.0):.3f} kg"
    '8.965 kg'
    """
    return not_negative(mass) * one_less_exp(delta_v / (STANDARD_GRAVITY * not_negative(specific_impulse)))


@relation
def lifetime_delta_v(force: Force, mass: Mass, life: Years) -> Speed:
    """Change of speed that a small, steady force makes over a life: F t Y/m, with Y the seconds of a year.

    As `delta_v`, for a duration in years. A negative mass: NaN. Source: Newton's second law.

    >>> f"{lifetime_delta_v(6.9799e-3, 2000.0, 5.0):.1f} m/s"
    '550.7 m/s'
    """
    return force * life * SECONDS_PER_YEAR / not_negative(mass)


@relation
def propellant_load(dry_mass: Mass, delta_v: Speed, specific_impulse: Time) -> Mass:
    """Propellant to carry for a change of speed: m (e^(Δv/(g₀ I)) − 1), with m the mass after the burn.

    As `propellant`, which starts from the mass before it. Source: rocket equation, Curtis 2020, chapter on
    rocket vehicles.

    >>> f"{propellant_load(2000.0, 110.14, 2500.0):.3f} kg"
    '9.005 kg'
    """
    return propellant(dry_mass, -delta_v, specific_impulse) * -1.0


@relation
def hohmann_delta_v(low: Length, high: Length) -> Speed:
    """Change of speed from one circular orbit to another by the ellipse that touches both: the sum of two burns.

    |√(2μ/r₁ − μ/a) − √(μ/r₁)| + |√(μ/r₂) − √(2μ/r₂ − μ/a)|, a = (r₁ + r₂)/2. So that close orbits lose no digits, each
    difference is written as |r₂ − r₁| √(μ/r₁) / (2a (1 + √(r₂/a))). In one plane, burns at once; the same up as down.
    Below the centre of the Earth: NaN. Source: Vallado 2013, algorithm 36.

    >>> f"{hohmann_delta_v(200e3, 560e3):.1f} m/s"
    '204.6 m/s'
    """
    near, far = R_EARTH + low, R_EARTH + high
    middle = (near + far) / 2
    first = xp.sqrt(GM_EARTH / near) / (1 + xp.sqrt(far / middle))
    last = xp.sqrt(GM_EARTH / far) / (1 + xp.sqrt(near / middle))
    return xp.abs(high - low) / (near + far) * (first + last)


@relation
def tidal_torque(altitude: Length, beta: Angle, mass: Mass, side: Length) -> Torque:
    """Mean torque by which the tide turns a square sheet held to the Sun into its orbit's plane: m a² n² |sin 2β| / 16.

    Gravity falls off with height, so a tilted sheet is pulled straight: 3 n² r × I r, averaged over a lap with the
    sheet's normal fixed, I = m a²/6 about the normal and half of it across, n² = μ/r³. Twice
    a lap it comes and goes, between nothing and twice its mean. None at β = 90°, where the sheet lies in the orbit's
    plane; none on average at 0°. Below the surface, a negative mass or side, or a β beyond ±90°: NaN.
    Source: Curtis 2020, on gravity-gradient stabilisation.

    >>> f"{tidal_torque(560e3, 1.29, 7600.0, 54.0):.3f} N·m"
    '0.880 N·m'
    """
    mean_motion_squared = GM_EARTH / (R_EARTH + not_negative(altitude)) ** 3
    tilting = xp.abs(xp.sin(2 * within_right_angle(beta)))
    return not_negative(mass) * not_negative(side) ** 2 * mean_motion_squared * tilting / 16
