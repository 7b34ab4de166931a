"""What thin air does to an orbit, and what it costs to undo it. Read these as `orbit.drag_force` and so on."""

from math import nan, pi, sin
from typing import Annotated

import numpy as np

from starcalc.arrays import xp
from starcalc.constants import GAS_CONSTANT, GM_EARTH, R_EARTH, SECONDS_PER_YEAR, STANDARD_GRAVITY
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
    Years,
    relation,
)

MolarMass = Annotated[Array, "kg/mol"]
Torque = Annotated[Array, "N*m"]

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


@relation
def drag_force(density: Density, speed: Speed, drag_coefficient: Dimensionless, area: Area) -> Force:
    """Drag of thin air: F = ½ ρ v² C A, with C for the same area A.

    Neglects that the air turns with Earth, some 2 % of the force on a sun-synchronous orbit.
    Source: {cite:t}`vallado2013`, eq. 8-28.

    >>> f"{drag_force(2.7614e-13, 7579.62, 2.2, 400.0) * 1e3:.3f} mN"
    '6.980 mN'
    """
    return density * speed**2 * drag_coefficient * area / 2


@relation
def molecular_speed_ratio(speed: Speed, temperature: Temperature, molar_mass: MolarMass) -> Dimensionless:
    """Speed over that of the gas molecules: s = v / √(2 R T/M).

    Above 5 the air is a beam, with a little skin friction. Vacuum's cold, T = 0: infinite.
    Source: {cite:t}`sentman1961`.

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
    there remains 2/(√π s), which a bare edge would not give. No speed: NaN.
    Source: {cite:t}`sentman1961`.

    >>> f"{plate_drag_coefficient(7.305, 0.0, 0.3):.4f} {plate_drag_coefficient(7.305, 1.5708, 0.3):.4f}"
    '0.1545 2.1516'
    """
    return plate_drag(speed_ratio, xp.abs(xp.sin(incidence)), xp.sqrt(wall_temperature_ratio))


@relation
def edge_drag_coefficient(speed_ratio: Dimensionless) -> Dimensionless:
    """Drag coefficient of a thin plate held edge-on among free molecules, on the area of one face: C = 2/(√π s).

    What reaches the two faces by its own heat; `plate_drag_coefficient` at no incidence. Neglects the edge itself. No
    speed: NaN. Source: {cite:t}`sentman1961`.

    >>> f"{edge_drag_coefficient(7.305):.4f}"
    '0.1545'
    """
    return 2 / pi**0.5 / xp.where(speed_ratio > 0, speed_ratio, nan)


@relation
def edge_on_sunlight(beta: Angle) -> Dimensionless:
    """Orbit-mean share of sunlight on a sheet that flies edge-on and rolls toward the Sun: (2/π) E(cos β).

    The mean of √(1 − cos² β sin² u): the circumference of an ellipse of half-axes 1 and |sin β| over that of a circle,
    by Ramanujan's second formula, (1 + b)/2 × (1 + 3h/(10 + √(4 − 3h))), h = ((1 − b)/(1 + b))², b = |sin β|; to 10⁻⁹
    above 30°, 0.0003 at 0. Neglects eclipses. Source: {cite:t}`dlmf`, section 19.9, for the ellipse.

    >>> f"{edge_on_sunlight(1.2923):.4f}"
    '0.9808'
    """
    return ellipse(xp.abs(xp.sin(beta)))


@relation
def mean_plate_drag_coefficient(
    speed_ratio: Dimensionless, beta: Angle, wall_temperature_ratio: Dimensionless
) -> Dimensionless:
    """Orbit-mean drag coefficient of a plate held to the Sun, both faces together, on the area of one.

    The mean of `plate_drag_coefficient` over sin θ = cos β |sin u|, u = 0…90° in 24 steps: to 10⁻⁶ for speed ratios up
    to 15. The air is at rest. No speed: NaN. Source: {cite:t}`sentman1961`.

    >>> f"{mean_plate_drag_coefficient(7.305, 1.0285, 0.3):.4f}"
    '0.6925'
    """
    total, reach, wall = 0.0, xp.abs(xp.cos(beta)), xp.sqrt(wall_temperature_ratio)
    for step in range(24):
        total = total + plate_drag(speed_ratio, reach * sin((step + 0.5) * pi / 48), wall)
    return total / 24


@relation
def delta_v(force: Force, mass: Mass, duration: Time) -> Speed:
    """Change of speed that a small, steady force makes: F t/m.

    The mass is taken as constant. No mass: infinite. Source: Newton's second law.

    >>> f"{delta_v(6.9799e-3, 2000.0, 31557600.0):.2f} m/s"
    '110.13 m/s'
    """
    return force * duration / mass


@relation
def propellant(mass: Mass, delta_v: Speed, specific_impulse: Time) -> Mass:
    """Propellant for a change of speed: m (1 − e^(−Δv/(g₀ I))), with m the mass before the burn.

    Source: rocket equation, {cite:t}`curtis2020`, chapter on rocket vehicles.

    >>> f"{propellant(2000.0, 110.14, 2500.0):.3f} kg"
    '8.965 kg'
    """
    ratio = delta_v / (STANDARD_GRAVITY * specific_impulse)
    small = xp.abs(ratio) < 1e-5  # there the difference loses digits and the series has them all
    return mass * xp.where(small, ratio - ratio**2 / 2 + ratio**3 / 6, 1 - xp.exp(-ratio))


@relation
def lifetime_delta_v(force: Force, mass: Mass, life: Years) -> Speed:
    """Change of speed that a small, steady force makes over a life: F t Y/m, with Y the seconds of a year.

    As `delta_v`, for a duration in years. Source: Newton's second law.

    >>> f"{lifetime_delta_v(6.9799e-3, 2000.0, 5.0):.1f} m/s"
    '550.7 m/s'
    """
    return force * life * SECONDS_PER_YEAR / mass


@relation
def propellant_load(dry_mass: Mass, delta_v: Speed, specific_impulse: Time) -> Mass:
    """Propellant to carry for a change of speed: m (e^(Δv/(g₀ I)) − 1), with m the mass after the burn.

    As `propellant`, which starts from the mass before it. Source: rocket equation, {cite:t}`curtis2020`, chapter on
    rocket vehicles.

    >>> f"{propellant_load(2000.0, 110.14, 2500.0):.3f} kg"
    '9.005 kg'
    """
    return propellant(dry_mass, -delta_v, specific_impulse) * -1.0


@relation
def hohmann_delta_v(low: Length, high: Length) -> Speed:
    """Change of speed from one circular orbit to another by the ellipse that touches both: the sum of two burns.

    |√(2μ/r₁ − μ/a) − √(μ/r₁)| + |√(μ/r₂) − √(2μ/r₂ − μ/a)|, a = (r₁ + r₂)/2. In one plane, burns at once; the same up
    as down. Below the centre of the Earth: NaN. Source: {cite:t}`vallado2013`, algorithm 36.

    >>> f"{hohmann_delta_v(200e3, 560e3):.1f} m/s"
    '204.6 m/s'
    """
    near, far = R_EARTH + low, R_EARTH + high
    first, last = (xp.sqrt(2 * GM_EARTH * other / (here * (near + far))) for here, other in ((near, far), (far, near)))
    return xp.abs(first - xp.sqrt(GM_EARTH / near)) + xp.abs(xp.sqrt(GM_EARTH / far) - last)


@relation
def tidal_torque(altitude: Length, beta: Angle, mass: Mass, side: Length) -> Torque:
    """Mean torque by which the tide turns a square sheet held to the Sun into its orbit's plane: m a² n² |sin 2β| / 16.

    Gravity falls off with height, so a tilted sheet is pulled straight: 3 n² r × I r, averaged over a lap with the
    sheet's normal fixed, I = m a²/6 about the normal and half of it across, n² = μ/r³. Twice
    a lap it comes and goes, between nothing and twice its mean. None at β = 90°, where the sheet lies in the orbit's
    plane; none on average at 0°.
    Source: {cite:t}`curtis2020`, on gravity-gradient stabilisation.

    >>> f"{tidal_torque(560e3, 1.29, 7600.0, 54.0):.3f} N·m"
    '0.880 N·m'
    """
    mean_motion_squared = GM_EARTH / (R_EARTH + altitude) ** 3
    return mass * side**2 * mean_motion_squared * xp.abs(xp.sin(2 * beta)) / 16


@relation
def ring_spacing(altitude: Length, satellites: Dimensionless) -> Length:
    """Distance between neighbours that share one orbit evenly: 2π (R⊕ + h) / n.

    Along the orbit. None: infinite for arrays, ZeroDivisionError for plain numbers. Source: circumference of a circle.

    >>> f"{ring_spacing(560e3, 1000.0) / 1e3:.2f} km"
    '43.59 km'
    """
    return 2 * pi * (R_EARTH + altitude) / satellites


@relation(portable=False)
def decay_time(
    altitude: Length, final_altitude: Length, ballistic_area: Area, mass: Mass, solar_flux: SolarFlux
) -> Time:
    """Time to sink from one circular orbit to a lower one: t = ∫ m dh / (ρ(h) C A √(μ a)), ballistic_area = C A.

    Constant solar flux, which no decay of years has; the factor between quiet and active Sun is fifty. Steps of 1/500
    of the way: 0.1 %. Upward, or outside the table of `air_density`: NaN. No drag: infinite.
    Source: {cite:t}`vallado2013`, chapter 9; air from {cite:t}`emmert2022`.

    >>> f"{decay_time(560e3, 180e3, 880.0, 2000.0, 140.0) / 86400:.1f} days"
    '117.9 days'
    """
    start, end, sun = (np.asarray(a, dtype=float)[..., None] for a in (altitude, final_altitude, solar_flux))
    height = end + np.where(start >= end, start - end, nan) * np.linspace(0, 1, 501)
    slowness = 1 / (air_density(height, sun) * np.sqrt(GM_EARTH * (R_EARTH + height)))
    return np.asarray(mass) / ballistic_area * np.trapezoid(slowness, height, axis=-1)


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
