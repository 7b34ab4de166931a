"""What the naked eye sees: how dark the sky is at dusk, how faint a star shows in it, how many stars there are."""

from math import degrees, log

from starcalc.arrays import average, xp
from starcalc.edges import kept
from starcalc.sky.brightness import Magnitude, airmass
from starcalc.units import Angle, Dimensionless, relation

END_OF_TWILIGHT = 17.317  # degrees, where the second of the twilight's two curves is darkest
NIGHTFALL = 12.612  # degrees, where the two cross
DAYLIGHT = 4.0  # magnitudes of a square second of arc, of a blue sky
FOUND = 1.0  # magnitudes by which a point in a bright sky must exceed what the cones just see, to be found
EYES = ((7.93, 4.316), (4.305 - FOUND, 2.316))  # rods and cones: what they reach, and how light drowns it
STEPS = tuple(((step + 0.5) / 24,) for step in range(24))


@relation
def twilight_brightness(solar_depression: Angle) -> Magnitude:
    """Brightness of the clear, moonless sky overhead, in magnitudes of a square second of arc: 6.749 + 1.057 d at dusk.

    d is the Sun's depression in degrees, to 12.6; thence −0.585 + 2.577 d − 0.0744 d², to 17.3, and 21.73 in the night.
    A fit to meters in the Netherlands and photometry on Paranal, joined where its branches cross. With the Sun up the
    line goes on to 4, a blue sky at noon. Toward the Sun the sky is several magnitudes brighter, which is where the
    ring stands, and near a town all night. Beyond 90°: NaN.
    Source: Kleijn 2017; Patat et al. 2006 for Paranal.

    >>> f"{twilight_brightness(0.2094):.1f} mag in a square second of arc"
    '19.4 mag in a square second of arc'
    """
    down = kept(solar_depression * degrees(1), lambda it: (it > -90.01) & (it < 90.01))
    late = xp.minimum(down, END_OF_TWILIGHT)
    dusk = xp.maximum(6.7489 + 1.057 * down, DAYLIGHT)
    return xp.where(down < NIGHTFALL, dusk, -0.5845 + 2.5768 * late - 0.0744 * late**2)


@relation
def limiting_magnitude(sky_brightness: Magnitude) -> Magnitude:
    """Faintest star that a good eye sees overhead: 7.93 − 5 log₁₀(1 + 10^(4.316 − S/5)), S the sky in mag per arcsec².

    6.5 under a dark sky. So the rods of the eye; where it is brighter than some 17 the cones see more, 4.305 − 1 −
    5 log₁₀(1 + 10^(2.316 − S/5)). Where both see alike each helps the other, by less than half a magnitude: their
    sensitivities add as right-angled vectors do, which is our choice. The 1 is ours too: Schaefer's cones see what
    stands where they are told to look, and at dusk nobody tells. Before the Sun is 10° down that is a magnitude of
    doubt. Eyes differ by as much, and a moving point is easier to find than one among stars. The relation wants the
    blue sky and gets the yellow, some tenths.
    Source: Schaefer 1990, as turned round for sky meters; the sum of rods and cones is ours.

    >>> [round(float(limiting_magnitude(sky)), 1) for sky in (21.73, 17.5, 6.75)]  # in the dark, a city, at sunset
    [6.5, 3.8, -1.7]
    """
    rods, cones = (
        best - 5 / log(10) * xp.log(1 + xp.exp(log(10) * (veil - sky_brightness / 5))) for best, veil in EYES
    )
    better, other = xp.maximum(rods, cones), xp.minimum(rods, cones)
    return better + 1.25 / log(10) * xp.log(1 + xp.exp(0.8 * log(10) * (other - better)))


@relation
def star_count(limiting_magnitude: Magnitude) -> Dimensionless:
    """Stars on the whole sky that are brighter than a magnitude: log₁₀ N = 0.634 + 0.543 m − 0.0055 m².

    Without air. A fit to counts from magnitude 1 to 8, each met to 8 %; brighter, it goes on as a share of a star.
    Source: counts of the Bright Star Catalogue, Hoffleit and Jaschek 1991.

    >>> f"{star_count(6.0):,.0f} stars"
    '4,943 stars'
    """
    return xp.exp(log(10) * (0.634 + 0.543 * limiting_magnitude - 0.0055 * limiting_magnitude**2))


@relation
def stars_in_sight(limiting_magnitude: Magnitude, extinction_coefficient: Magnitude) -> Dimensionless:
    """Stars that one sees at once above a flat horizon: ½ ∫ N(m − k X(e)) d(sin e), N the whole sky's without air.

    m is the faintest that reaches the eye, k the loss at the zenith, X the airmass; the sky is as dark everywhere, and
    the stars are spread evenly, though the Milky Way has more. The mean over 24 heights: to 1 %. A negative k: NaN.
    Source: `star_count`; Kasten and Young 1989 for the airmass.

    >>> f"{stars_in_sight(6.5, 0.15):,.0f} stars"
    '2,673 stars'
    """
    loss = kept(extinction_coefficient, lambda it: it >= 0)

    def seen(sine):
        return star_count(limiting_magnitude - loss * airmass(xp.asin(sine)))

    return average(seen, STEPS, like=(limiting_magnitude, extinction_coefficient)) / 2
