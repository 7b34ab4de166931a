"""What thin air does to an orbit: drag on plates broadside and edge-on, and how long until they fall."""

from math import nan, pi, sin
from typing import Annotated

import numpy as np

from starcalc.arrays import average, xp
from starcalc.constants import GAS_CONSTANT, GM_EARTH, R_EARTH
from starcalc.edges import not_negative, within_right_angle
from starcalc.environment import Density, SolarFlux, air_density
from starcalc.units import (
    Angle,
    Area,
    Array,
    Dimensionless,
    Force,
    Length,
    Mass,
    Speed,
    Temperature,
    Time,
    relation,
)

MolarMass = Annotated[Array, "kg/mol"]
ERROR_FUNCTION = (  # highest power first
    0.0871483697,
    -0.5704208198,
    1.4420434367,
    -1.6575665637,
    0.6988353783,
    -0.1400122421,
    0.4073143251,
    0.9981516473,
    -1.265493548,
)
AreaPerMass = Annotated[Array, "m**2/kg"]
TUMBLING = 1.1  # drag coefficient, on the area of one face, of a plate that tumbles: half of that broadside
GROUND_MOMENTUM: Annotated[Array, "m**2/s"] = (GM_EARTH * R_EARTH) ** 0.5
QUARTER_TURN = tuple((sin((step + 0.5) * pi / 48),) for step in range(24))


@relation
def drag_force(density: Density, speed: Speed, drag_coefficient: Dimensionless, area: Area) -> Force:
    """Drag of thin air: F = ½ ρ v² C A, with C for the same area A.

    Neglects that the air turns with Earth, some 2 % of the force on a sun-synchronous orbit. A negative area: NaN.
    Source: Vallado 2013, eq. 8-28.

    >>> f"{drag_force(2.7614e-13, 7579.62, 2.2, 400.0) * 1e3:.3f} mN"
    '6.980 mN'
    """
    return density * speed**2 * drag_coefficient * not_negative(area) / 2


@relation
def molecular_speed_ratio(speed: Speed, temperature: Temperature, molar_mass: MolarMass) -> Dimensionless:
    """Speed over that of the gas molecules: s = v / √(2 R T/M).

    Above 5 the air is a beam, with a little skin friction. Vacuum's cold, T = 0: infinite.
    Source: Sentman 1961.

    >>> f"{molecular_speed_ratio(7579.62, 1036.0, 0.015999):.3f}"
    '7.304'
    """
    return speed / xp.sqrt(2 * GAS_CONSTANT * temperature / molar_mass)


@relation
def plate_drag_coefficient(
    speed_ratio: Dimensionless, incidence: Angle, wall_temperature_ratio: Dimensionless
) -> Dimensionless:
    """Drag coefficient of a flat plate among free molecules, both faces together, on the area of one.

    C = 2 e^(−x²)/(√π s) + sin θ (2 + 1/s²) erf x + (√π/s) sin² θ √(T_w/T), x = s sin θ. θ is the angle between the
    plate's plane and the flow, 0 edge-on; every molecule is thrown back diffusely at the wall's temperature. Edge-on
    there remains 2/(√π s), which a bare edge would not give. No speed, or an incidence beyond ±90°: NaN.
    Source: Sentman 1961.

    >>> f"{plate_drag_coefficient(7.305, 0.0, 0.3):.4f} {plate_drag_coefficient(7.305, 1.5708, 0.3):.4f}"
    '0.1545 2.1516'
    """
    return plate_drag(speed_ratio, xp.abs(xp.sin(within_right_angle(incidence))), xp.sqrt(wall_temperature_ratio))


@relation
def edge_drag_coefficient(speed_ratio: Dimensionless) -> Dimensionless:
    """Drag coefficient of a thin plate held edge-on among free molecules, on the area of one face: C = 2/(√π s).

    What reaches the two faces by its own heat; `plate_drag_coefficient` at no incidence. Neglects the edge itself. No
    speed: NaN. Source: Sentman 1961.

    >>> f"{edge_drag_coefficient(7.305):.4f}"
    '0.1545'
    """
    return 2 / pi**0.5 / xp.where(speed_ratio > 0, speed_ratio, nan)


@relation
def edge_on_sunlight(beta: Angle) -> Dimensionless:
    """Orbit-mean share of sunlight on a sheet that flies edge-on and rolls toward the Sun: (2/π) E(cos β).

    The mean of √(1 − cos² β sin² u): the circumference of an ellipse of half-axes 1 and |sin β| over that of a circle,
    by Ramanujan's second formula, (1 + b)/2 × (1 + 3h/(10 + √(4 − 3h))), h = ((1 − b)/(1 + b))², b = |sin β|; to 10⁻⁹
    above 30°, 0.0003 at 0. Neglects eclipses. Beyond ±90°: NaN. Source: NIST 2024, section 19.9, for the ellipse.

    >>> f"{edge_on_sunlight(1.2923):.4f}"
    '0.9808'
    """
    return ellipse(xp.abs(xp.sin(within_right_angle(beta))))


@relation
def mean_plate_drag_coefficient(
    speed_ratio: Dimensionless, beta: Angle, wall_temperature_ratio: Dimensionless
) -> Dimensionless:
    """Orbit-mean drag coefficient of a plate held to the Sun, both faces together, on the area of one.

    The mean of `plate_drag_coefficient` over sin θ = cos β |sin u|, u = 0…90° in 24 steps: to 10⁻⁶ for speed ratios up
    to 15. The air is at rest. No speed, or a β beyond ±90°: NaN. Source: Sentman 1961.

    >>> f"{mean_plate_drag_coefficient(7.305, 1.0285, 0.3):.4f}"
    '0.6925'
    """
    reach, wall = xp.abs(xp.cos(within_right_angle(beta))), xp.sqrt(wall_temperature_ratio)
    like = speed_ratio, reach, wall
    return average(lambda sine: plate_drag(speed_ratio, reach * sine, wall), QUARTER_TURN, like)


@relation(portable=False)
def decay_time(
    altitude: Length, final_altitude: Length, ballistic_area: Area, mass: Mass, solar_flux: SolarFlux
) -> Time:
    """Time to sink from one circular orbit to a lower one: t = ∫ m dh / (ρ(h) C A √(μ a)), ballistic_area = C A.

    Constant solar flux, which no decay of years has; the factor between quiet and active Sun is fifty. Steps of 1/500
    of the way: 0.1 %. Upward, outside the table of `air_density`, a negative mass or area: NaN. No drag: infinite.
    Source: Vallado 2013, chapter 9; air from Emmert et al. 2022.

    >>> f"{decay_time(560e3, 180e3, 880.0, 2000.0, 140.0) / 86400:.1f} days"
    '117.9 days'
    """
    start, end, sun = (np.asarray(a, dtype=float)[..., None] for a in (altitude, final_altitude, solar_flux))
    height = end + np.where(start >= end, start - end, nan) * np.linspace(0, 1, 501)
    slowness = 1 / (air_density(height, sun) * np.sqrt(GM_EARTH * (R_EARTH + height)))
    return not_negative(np.asarray(mass)) / not_negative(ballistic_area) * np.trapezoid(slowness, height, axis=-1)


@relation
def sinking_speed(altitude: Length, density: Density, area_per_mass: AreaPerMass) -> Speed:
    """How fast a circular orbit sinks in thin air: −dh/dt = ρ (C A/m) √(μ a), area_per_mass = C A/m.

    What `decay_time` sums up. A plate that tumbles shows half its area in the mean: C A is then `TUMBLING` times one
    face. Below the surface or a negative area: NaN. Source: Vallado 2013, chapter 9.

    >>> f"{sinking_speed(560e3, 2.76e-13, 880.0 / 2000.0) * 86400:.0f} m a day"
    '552 m a day'
    """
    root = xp.sqrt((R_EARTH + not_negative(altitude)) / R_EARTH)
    return density * not_negative(area_per_mass) * GROUND_MOMENTUM * root


def plate_drag(speed_ratio, sine, wall):
    """Drag coefficient of a plate by the sine of its incidence and the root of its wall's temperature ratio."""
    speed_ratio = xp.where(speed_ratio > 0, speed_ratio, nan)
    across = speed_ratio * sine
    friction = 2 / pi**0.5 / speed_ratio * xp.exp(-(across**2))
    pressure = sine * (2 + 1 / speed_ratio**2) * error_function(across)
    return friction + pressure + pi**0.5 / speed_ratio * sine**2 * wall


def ellipse(half_axis):
    """Circumference of an ellipse whose other half-axis is 1, over that of a circle; by Ramanujan."""
    lopsided = ((1 - half_axis) / (1 + half_axis)) ** 2
    return (1 + half_axis) / 2 * (1 + 3 * lopsided / (10 + xp.sqrt(4 - 3 * lopsided)))


def error_function(x):
    """erf x for x ≥ 0, by 1 − t e^(p(t) − x²) with t = 1/(1 + x/2) and our own fit of p: within 2e-8."""
    t, exponent = 1 / (1 + x / 2), 0.0
    for coefficient in ERROR_FUNCTION:
        exponent = exponent * t + coefficient
    return 1 - t * xp.exp(exponent - x**2)
