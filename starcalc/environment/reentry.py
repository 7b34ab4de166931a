"""What a fleet does to others: satellites that fall, people at risk below, dodging, wrecks and collisions above."""

from math import inf, pi
from typing import Annotated

from starcalc.arrays import xp
from starcalc.constants import R_EARTH, SECONDS_PER_YEAR
from starcalc.edges import log_one_less, not_negative
from starcalc.environment.objects import SHELL, NumberDensity, yearly_hits
from starcalc.units import Area, Array, Dimensionless, Length, Mass, PerYear, Speed, Years, relation

Volume = Annotated[Array, "m**3"]
CASUALTY_LIMIT = 1e-4  # risk of a casualty that one uncontrolled re-entry may carry
UNIT_MASS: Mass = 1.0
DECIMETRE = 0.1  # of a metre
STARLINK_MANOEUVRES: PerYear = 33.0  # for each satellite: 148,696 in half a year for about 9,000; 207,152 in the next


@relation
def reentries(fleet: Dimensionless, life: Years) -> PerYear:
    """Satellites of a steady fleet that fall in a year: N/t.

    Each is replaced when its life ends, and falls at once. No life: infinite; a negative number or life: NaN.
    Source: definition.

    >>> f"{reentries(230e3, 5.0):,.0f} a year"
    '46,000 a year'
    """
    return not_negative(fleet) / not_negative(life)


@relation
def casualties(reentries: PerYear, casualty_risk: Dimensionless) -> PerYear:
    """People hurt or killed in a year by what comes down: the re-entries times the risk of each.

    A standard lets each carry a risk of one in 10,000, and counts no fleet. A negative number: NaN.
    Source: NASA 2019 for the limit.

    >>> f"{casualties(46e3, CASUALTY_LIMIT):.1f} a year"
    '4.6 a year'
    """
    return not_negative(reentries) * not_negative(casualty_risk)


@relation
def avoidance_manoeuvres(fleet: Dimensionless, manoeuvre_rate: PerYear) -> PerYear:
    """Times in a year that a fleet's satellites leave their way for others: their number times the rate of each.

    Starlink's 9,000 or so dodge 33 times a year each, at a probability of collision of 3 in 10 million, most of them
    near 550 km; the rate grows with what flies there, the fleet itself too. A negative number: NaN.
    Source: SatNews 2026 for the manoeuvres.

    >>> f"{avoidance_manoeuvres(9000.0, STARLINK_MANOEUVRES):,.0f} a year"
    '297,000 a year'
    """
    return not_negative(fleet) * not_negative(manoeuvre_rate)


@relation
def shell_volume(altitude: Length) -> Volume:
    """Volume of a shell 35 km thick about a height, as objects are counted in: V = 4π ((R⊕+h)² + Δh²/12) Δh.

    Below the surface: NaN. Source: geometry.

    >>> f"{shell_volume(560e3) / 1e9:.4g} km³"
    '2.117e+10 km³'
    """
    return 4 * pi * ((R_EARTH + not_negative(altitude)) ** 2 + SHELL**2 / 12) * SHELL


@relation
def clearing_time(sinking_speed: Speed) -> Years:
    """Time in which the air clears a shell 35 km thick of what cannot hold its height: Δh / (v Y).

    At one speed all the way; lower down it goes faster. No air: infinite; rising: NaN. Source: definition.

    >>> f"{clearing_time(6.4e-3):.2f} years"
    '0.17 years'
    """
    return SHELL / not_negative(sinking_speed) / SECONDS_PER_YEAR


@relation
def wrecks(dying: PerYear, clearing_time: Years) -> Dimensionless:
    """Dead satellites that hang in a shell, where so many die in a year and the air takes so long to clear it: λ τ.

    The steady number, reached after a few τ. A negative number: NaN. Source: Little 1961.

    >>> f"{wrecks(72.0, 0.3):.0f}"
    '22'
    """
    return not_negative(dying) * not_negative(clearing_time)


@relation
def collisions(
    fleet: Dimensionless,
    wrecks: Dimensionless,
    strays: NumberDensity,
    volume: Volume,
    area: Area,
    relative_speed: Speed,
    undodged: Dimensionless,
) -> PerYear:
    """Collisions expected in a year in a shell of satellites that dodge, N, and wrecks that do not, W.

    (A n v (u N + W) + 4A v/V (u N W + W²/2)) Y, with u the share of approaches in which nobody steers away, and n
    strays in a unit of volume, each small beside a satellite's A; two satellites meet on 4A. Those that work never hit
    each other. Orbits lie every way: of one plane, whose satellites fly side by side, it counts too many. With N = 0
    and the fleet as W: nobody steers. A negative number: NaN; no volume: infinite.
    Source: Kessler and Cour-Palais 1978.

    >>> f"{collisions(18600.0, 22.0, 1.09e-17, 2.117e19, 25.0, 10e3, 0.01):.3f} a year"
    '0.024 a year'
    """
    alive, dead, share = not_negative(fleet), not_negative(wrecks), not_negative(undodged)
    speed = not_negative(relative_speed)
    with_strays = yearly_hits(not_negative(strays) * speed, area) * (share * alive + dead)
    pairs = share * alive * dead + dead**2 / 2
    return with_strays + 4 * yearly_hits(speed / not_negative(volume), area) * pairs


@relation
def fragments(mass: Mass) -> Dimensionless:
    """Pieces of a decimetre and more when a collision shatters everything: N = 0.1 (m/kg)^0.75 (d/m)^−1.71, d = 0.1 m.

    Such a piece can shatter a satellite in turn; a smaller one can only end it. The law is a fit to satellites shot on
    the ground and in orbit. Of four collisions of whole satellites since, one made as many. A negative mass: NaN.
    Source: Johnson et al. 2001, as remembered; Cimmino and others 2021 for the four.

    >>> f"{fragments(4615.0):,.0f}"
    '2,872'
    """
    return 0.1 * xp.pow(not_negative(mass) / UNIT_MASS, 0.75) * DECIMETRE**-1.71


@relation
def critical_fleet(
    volume: Volume,
    area: Area,
    relative_speed: Speed,
    fragments: Dimensionless,
    clearing_time: Years,
    undodged: Dimensionless,
) -> Dimensionless:
    """Satellites in a shell at which each collision leads to another before the air has cleared its pieces away.

    N = V / (A v Y · f · τ · u): f pieces large enough to shatter a satellite stay for τ and meet N of them, which dodge
    all but the share u. An order of magnitude: neglects what sinks into lower shells, fragments thrown higher, and the
    objects there already. No pieces, no time or all dodged: infinite; a negative number: NaN.
    Source: Kessler and Cour-Palais 1978, for the balance; the form is ours.

    >>> f"{critical_fleet(2.117e19, 25.0, 10e3, 2872.0, 0.37, 0.01):,.0f}"
    '252,517'
    """
    swept = yearly_hits(not_negative(relative_speed) / not_negative(volume), area)
    return 1 / (swept * not_negative(fragments) * not_negative(clearing_time) * not_negative(undodged))


@relation
def filling_time(fleet: Dimensionless, launch_rate: PerYear, life: Years) -> Years:
    """Time to put up a fleet whose satellites each last so long: t = −L ln(1 − N/(λ L)).

    As N' = λ − N/L, from none. A fleet that the launches cannot hold up, or no life: infinite; a
    negative number: NaN.
    Source: bookkeeping.

    >>> f"{filling_time(10000.0, 3000.0, 5.0):.2f} years", f"{filling_time(20000.0, 3000.0, 5.0):.0f}"
    ('5.49 years', 'inf')
    """
    share = not_negative(fleet) / (not_negative(launch_rate) * not_negative(life))
    beyond = share >= 1
    return xp.where(beyond, life + inf, -life * log_one_less(xp.where(beyond, 0.0, share)))
