"""Circular orbits of any inclination: how their node drifts, how low the Sun gets, how much of the year is dark."""

from math import pi, sin
from typing import Annotated

import numpy as np

from starcalc.arrays import average, xp
from starcalc.constants import DAY, GM_EARTH, J2, OBLIQUITY, R_EARTH, TROPICAL_YEAR
from starcalc.edges import kept, not_negative, within_right_angle
from starcalc.orbit.eclipse import horizon, shaded_share
from starcalc.units import Angle, Array, Dimensionless, Length, Time, relation

Turning = Annotated[Array, "rad/s"]


@relation
def node_rate(altitude: Length, inclination: Angle) -> Turning:
    """Rate at which oblateness turns the node of a circular orbit: Ω̇ = −(3/2) J₂ √(μ/R⊕³) (R⊕/a)^3.5 cos i.

    Positive eastward; `sun_synchronous_inclination` is where it equals one turn a tropical year. First order in J₂;
    neglects Sun and Moon. Below the surface, or an inclination beyond 0° to 180°: NaN.
    Source: Vallado 2013, eq. 9-37.

    >>> f"{node_rate(500e3, 0.5236) * 86400 * 57.29578:.2f} degrees a day"
    '-6.63 degrees a day'
    """
    steepness = 1.5 * J2 * (GM_EARTH / R_EARTH**3) ** 0.5
    closeness = R_EARTH / (R_EARTH + not_negative(altitude))
    return -steepness * xp.pow(closeness, 3.5) * xp.cos(tilted(inclination))


@relation
def local_time_drift(altitude: Length, inclination: Angle) -> Dimensionless:
    """How fast the local time of a node runs away from that of a sun-synchronous one: (Ω̇ − 2π/year) (day/2π).

    Seconds of local time in a second; zero where `sun_synchronous_inclination` has it, positive toward later. As
    `node_rate` neglects and refuses.
    Source: Vallado 2013, section 11.4.

    >>> f"{local_time_drift(560e3, 1.7040 + 0.0017453) * 30 * 86400 / 60:.1f} min a month"
    '1.5 min a month'
    """
    return (node_rate(altitude, inclination) - 2 * pi / TROPICAL_YEAR) * DAY / (2 * pi)


@relation
def inclination_drift(altitude: Length, inclination: Angle, local_time: Time) -> Turning:
    """Rate at which the Sun tilts an orbit that keeps its local time: ¾ (n☉²/n) cos⁴(ε/2) sin i sin 2(Ω − L).

    Ω − L = 2π (τ/24 h − 1/2), with τ the local time of the ascending node, n☉ one turn a year and n the orbit's own.
    Nothing at 6 h, 12 h, 18 h and 24 h; most between, where it moves the node in turn (`local_time_drift`) unless
    thrusters hold the plane. The mean over a year; neglects the Moon, which averages out, and the Sun's uneven pace.
    Below the surface, or an inclination beyond 0° to 180°: NaN.
    Source: torque of a distant body on a ring, averaged over a year; Vallado 2013, section 9.6.

    >>> f"{inclination_drift(560e3, 1.7040, 16 * 3600.0) * 3.15576e7 * 57.29578:.4f} degrees a year"
    '0.0388 degrees a year'
    """
    own = xp.sqrt(GM_EARTH / R_EARTH**3 * (R_EARTH / (R_EARTH + not_negative(altitude))) ** 3)
    pull = 0.75 * (2 * pi / TROPICAL_YEAR) ** 2 / own * xp.cos(OBLIQUITY / 2) ** 4
    return pull * xp.sin(tilted(inclination)) * xp.sin(4 * pi * (local_time / DAY - 0.5))


@relation(portable=False)
def drifted_local_time(altitude: Length, inclination: Angle, local_time: Time, duration: Time) -> Time:
    """Local time of a node that nobody holds, after a while: τ' = `local_time_drift`, i' = `inclination_drift`.

    The Sun tilts the orbit, and that turns the node: a slow pendulum, at rest where the node is 6 h or 18 h and the
    orbit sun-synchronous. In 200 steps by Runge and Kutta, to a second over ten years. Neglects that the orbit sinks.
    Beyond 24 h it goes on counting. Below the surface, or an inclination beyond 0° to 180°: NaN.
    Source: `local_time_drift` and `inclination_drift`.

    >>> f"{drifted_local_time(640e3, 1.7105, 5.68 * 3600, 5 * 31557600.0) / 3600:.2f} h"
    '6.56 h'
    """
    step = np.asarray(duration) / 200

    def rates(node, tilt):
        return local_time_drift(altitude, tilt), inclination_drift(altitude, tilt, node)

    node, tilt = local_time + 0 * step, inclination + 0 * step
    for _ in range(200):
        first = rates(node, tilt)
        second = rates(node + step / 2 * first[0], tilt + step / 2 * first[1])
        third = rates(node + step / 2 * second[0], tilt + step / 2 * second[1])
        fourth = rates(node + step * third[0], tilt + step * third[1])
        node, tilt = (
            old + step / 6 * (a + 2 * b + 2 * c + d)
            for old, a, b, c, d in zip((node, tilt), first, second, third, fourth, strict=True)
        )
    return node


@relation
def veiled_fraction(altitude: Length, beta: Angle, air_height: Length) -> Dimensionless:
    """Share of a circular orbit in which the Sun stands behind Earth or its air up to a height.

    acos(√(1 − ((R⊕+z)/a)²) / cos β)/π, as `eclipse_fraction` for an Earth larger by z. To a panel some 10 km of air are
    as good as rock, to a telescope for the far ultraviolet 200. An orbit within that air, or a β beyond ±90°: NaN.
    Source: Vallado 2013, section 5.3.

    >>> f"{veiled_fraction(640e3, 1.0, 0.0):.4f} {veiled_fraction(640e3, 1.0, 200e3):.4f}"
    '0.2192 0.2768'
    """
    ball = R_EARTH + not_negative(air_height)
    above = not_negative(altitude - air_height)
    edge = xp.sqrt(above * (2 * ball + above)) / (R_EARTH + not_negative(altitude))
    return shaded_share(edge, xp.abs(xp.cos(within_right_angle(beta))))


@relation
def greatest_beta(inclination: Angle) -> Angle:
    """Largest |β| that an orbit meets as its node drifts through a year: the lesser of i + ε and 90°.

    i counts from 0° or 180°, whichever is nearer. Where `earth_angular_radius` is larger still, every lap has a night.
    Not for a sun-synchronous orbit, whose node keeps pace with the Sun. An inclination beyond 0° to
    180°: NaN. Source: Vallado 2013, section 5.3.

    >>> f"{greatest_beta(0.5236):.4f} rad"
    '0.9327 rad'
    """
    lean = xp.minimum(tilted(inclination), pi - inclination)
    return xp.minimum(lean + OBLIQUITY, pi / 2)


@relation
def mean_eclipse_fraction(altitude: Length, inclination: Angle) -> Dimensionless:
    """Mean share of its time that an orbit of any inclination spends in Earth's shadow, its node drifting all round.

    The mean of `eclipse_fraction` over four declinations of the Sun and sixteen places of the node, sin β = cos i sin δ
    + sin i cos δ sin φ; to 0.003. Not for a node that keeps its local time, which is `mean_visible_sun`. A cylinder's
    shadow. Below the surface, or an inclination beyond 0° to 180°: NaN.
    Source: `eclipse_fraction`; Vallado 2013, section 5.3.

    >>> f"{mean_eclipse_fraction(500e3, 0.5236):.3f}"
    '0.361'
    """
    edge, cos_tilt, sin_tilt = horizon(altitude), xp.cos(tilted(inclination)), xp.sin(inclination)

    def shaded(north, across):
        sin_beta = cos_tilt * north + sin_tilt * across
        return shaded_share(edge, xp.sqrt(xp.maximum(1 - sin_beta**2, 0.0)))

    return average(shaded, SUNS_AND_NODES, like=(altitude, inclination))


def tilted(inclination):
    """An inclination, and NaN beyond 0° to 180°."""
    return kept(inclination, lambda it: (it >= 0) & (it < 3.1416))


def suns_and_nodes(seasons, nodes):
    """Directions of the Sun from an orbit whose node drifts: to the north, and across the line of nodes.

    A quarter of the year and half a turn of the node stand for all; the rest differs by the sign of β.
    """
    for season in range(seasons):
        north = sin(OBLIQUITY) * sin((season + 0.5) / seasons * pi / 2)
        for node in range(nodes):
            yield north, (1 - north**2) ** 0.5 * sin(((node + 0.5) / nodes - 0.5) * pi)


SUNS_AND_NODES = tuple(suns_and_nodes(4, 16))
