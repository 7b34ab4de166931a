"""Which way everything faces: what turns a satellite out of its attitude, and what holds it there."""

from typing import Annotated

from starcalc.arrays import xp
from starcalc.constants import GM_EARTH, R_EARTH
from starcalc.edges import not_negative
from starcalc.units import Angle, Area, Array, Length, Mass, Time, relation

Torque = Annotated[Array, "N*m"]
Inertia = Annotated[Array, "kg*m**2"]
Pressure = Annotated[Array, "N/m**2"]
Momentum = Annotated[Array, "N*m*s"]
SpecificMomentum = Annotated[Array, "N*m*s/kg"]
MagneticField = Annotated[Array, "T"]
MagneticMoment = Annotated[Array, "A*m**2"]


@relation
def plate_inertia(mass: Mass, length: Length) -> Inertia:
    """Moment of inertia of a thin plate about the middle line across its length: m L²/12.

    About the line along its length take the width for L; about its normal both are added. A negative mass or length:
    NaN. Source: Curtis 2020, on moments of inertia.

    >>> f"{plate_inertia(1800.0, 42.0):.3g} kg·m²"
    '2.65e+05 kg·m²'
    """
    return not_negative(mass) * not_negative(length) ** 2 / 12


@relation
def joined_inertia(mass: Mass, other_mass: Mass, distance: Length) -> Inertia:
    """Moment of inertia that two bodies have for standing apart: m₁ m₂ d²/(m₁ + m₂), beside that of each alone.

    About an axis through their common centre, across the line between theirs. A negative mass or distance: NaN.
    Source: parallel axes, Curtis 2020, on moments of inertia.

    >>> f"{joined_inertia(1800.0, 2600.0, 21.0):.3g} kg·m²"
    '4.69e+05 kg·m²'
    """
    mass, other_mass = not_negative(mass), not_negative(other_mass)
    return mass / (mass + other_mass) * other_mass * not_negative(distance) ** 2


@relation
def centre_offset(mass: Mass, other_mass: Mass, distance: Length) -> Length:
    """How far a body's centre lies from the common one of two: m₂ d/(m₁ + m₂), with m₁ its own mass.

    A negative mass or distance: NaN. Source: definition of the centre of mass.

    >>> f"{centre_offset(1800.0, 2600.0, 21.0):.1f} m"
    '12.4 m'
    """
    other_mass = not_negative(other_mass)
    return other_mass / (not_negative(mass) + other_mass) * not_negative(distance)


@relation
def gravity_gradient_torque(altitude: Length, inertia_difference: Inertia, angle: Angle) -> Torque:
    """Torque by which the tide turns a long body toward the vertical: T = (3/2) (μ/a³) ΔI |sin 2θ|.

    ΔI is the inertia across the long axis less that about it, θ the angle of that axis to the vertical; greatest at
    45°, none at 0°, where it holds, and at 90°, where it does not. `tidal_torque` is its mean over a lap for a sheet
    held to the Sun. Below the surface, or a negative ΔI: NaN.
    Source: Curtis 2020, on gravity-gradient stabilisation.

    >>> f"{gravity_gradient_torque(560e3, 8e5, 0.7854):.2f} N·m"
    '1.43 N·m'
    """
    mean_motion_squared = GM_EARTH / (R_EARTH + not_negative(altitude)) ** 3
    return 1.5 * mean_motion_squared * not_negative(inertia_difference) * xp.abs(xp.sin(2 * angle))


@relation
def pressure_torque(pressure: Pressure, area: Area, offset: Length) -> Torque:
    """Torque of a push on a surface whose centre does not lie before the centre of mass: T = p A x.

    Of sunlight or of air alike; the push is square to the surface. A negative area or offset: NaN.
    Source: definition.

    >>> f"{pressure_torque(5.1e-6, 590.0, 12.0) * 1e3:.0f} mN·m"
    '36 mN·m'
    """
    return pressure * not_negative(area) * not_negative(offset)


@relation
def secular_momentum(torque: Torque, duration: Time) -> Momentum:
    """Angular momentum that a torque of one direction piles up: T t.

    Sunlight on an array that faces the Sun pushes so, and wheels alone cannot hold it for ever. A negative time: NaN.
    Source: Euler's second law.

    >>> f"{secular_momentum(0.035, 5738.0):.0f} N·m·s a lap"
    '201 N·m·s a lap'
    """
    return torque * not_negative(duration)


@relation
def stored_momentum(torque: Torque, period: Time) -> Momentum:
    """Angular momentum that a torque of T sin(2π t/P) takes up in one half of its period and gives back: T P/π.

    What wheels must hold between one end of their swing and the other. The tide's torque comes and goes twice a lap,
    so its P is half a lap. A negative period: NaN. Source: the integral of a sine over half a wave.

    >>> f"{stored_momentum(1.43, 5738.0 / 2):.0f} N·m·s"
    '1306 N·m·s'
    """
    return torque * not_negative(period) / xp.pi


@relation
def wheel_mass(momentum: Momentum, specific_momentum: SpecificMomentum) -> Mass:
    """Mass of reaction wheels for an angular momentum: H/h, h what a kilogram of wheel holds.

    One axis; spare wheels and wheels askew are a factor on H. No h: infinite; a negative one: NaN.
    Source: definition.

    >>> f"{wheel_mass(200.0, 5.0):.0f} kg"
    '40 kg'
    """
    return momentum / not_negative(specific_momentum)


@relation
def magnetic_moment(momentum: Momentum, magnetic_field: MagneticField, period: Time) -> MagneticMoment:
    """Magnetic moment of rods that shed an angular momentum against Earth's field in a period: H/(B P).

    As if the field stood square to the rods all the time, which doubles or so what is needed in truth; B is 25 to
    50 µT in low orbit. No field or time: infinite; a negative one: NaN. Source: torque of a dipole, Curtis 2020.

    >>> f"{magnetic_moment(201.0, 3e-5, 5738.0):,.0f} A·m²"
    '1,168 A·m²'
    """
    return momentum / (not_negative(magnetic_field) * not_negative(period))
