"""The sky over an observer, from the horizon to the zenith, as `show.sky_dome` draws it: looking up, so east is left.

North is up, the zenith in the middle, the horizon a circle of radius 100, and heights are even: 0.9° to a unit.
"""

from math import pi

from starcalc import model, orbit, sky
from starcalc.arrays import xp
from starcalc.pictures.forms import Picture, Table
from starcalc.sky.places import observer, past_noon, satellite, sunward
from starcalc.sky.ring import dot

HORIZON = 100  # radius of the drawing
DIGITS = 8
RANKS = DIGITS**3  # satellites that are drawn, at most
GOLDEN = 0.6180339887498949
DARKEST, BRIGHTEST = 21.73, 6.75  # magnitudes of a square second of arc at the zenith: in the night, at sunset


def placed(elevation, azimuth):
    """Where something stands in the drawing."""
    far = HORIZON * (1 - elevation / (pi / 2))
    return {"x": -far * xp.sin(azimuth), "y": far * xp.cos(azimuth)}


def down(s):
    """How far the Sun is below the horizon."""
    return sky.solar_depression(s.observer_latitude, s.day_of_year, s.hour)


def eye(s):
    """The faintest magnitude that the eye sees overhead."""
    return sky.limiting_magnitude(sky.twilight_brightness(xp.maximum(down(s), 0.0)))


def satellites(s, row):
    """A sample of the ring: places evenly along what of it is above the horizon, as many as there are, or RANKS.

    A satellite's rank has the digits of its place in the other order, so that the first few are spread over the whole
    arc; its plane is as if drawn by lot, but always alike.
    `kind`: 2 bright enough for the eye, 1 in the Sun and too faint, 0 in Earth's shadow, -1 not there.
    """
    tilt = orbit.sun_synchronous_inclination(s.altitude)
    rank, turned = 64 * row.i + 8 * row.j + row.k, 64 * row.k + 8 * row.j + row.i
    node_time = s.local_time + s.node_spread * 2 / pi * xp.asin(xp.sin(pi * GOLDEN * turned))
    node, zenith = 2 * pi * (node_time / 86400 - 0.5), observer(s.observer_latitude, s.hour)
    o, p = dot(zenith, satellite(tilt, node, 0 * tilt)), dot(zenith, satellite(tilt, node, 0 * tilt + pi / 2))
    across, reach = xp.sqrt(xp.maximum(o * o + p * p, 1e-30)), xp.cos(sky.sunlit_depression(s.altitude))
    half = xp.where(across > reach, xp.acos(xp.minimum(reach / xp.maximum(across, reach), 1.0)), 0.0)
    place = xp.atan2(p, o) + half * (2 * (turned + 0.5) / RANKS - 1)
    at = (s.altitude, tilt, node_time, place)
    elevation = sky.satellite_elevation(*at, s.observer_latitude, s.hour)
    azimuth = sky.satellite_azimuth(*at, s.observer_latitude, s.hour)
    light = sky.illumination(*at, s.day_of_year, s.hour)
    phase = sky.phase_angle(*at, s.observer_latitude, s.day_of_year, s.hour)
    distance = sky.satellite_distance(*at, s.observer_latitude, s.hour)
    area = model.satellite(s).array_area
    whole = sky.satellite_magnitude(area, s.array_reflectivity, s.body_area, s.body_reflectivity, phase, distance)
    magnitude = sky.apparent_magnitude(whole, light, elevation, s.extinction)
    there = (half > 0) & (elevation > 0) & (rank < model.ring(s).ring_satellites * half / pi)
    kind = xp.where(light < 0.02, 0.0, xp.where(magnitude < eye(s), 2.0, 1.0))
    return placed(elevation, azimuth) | {
        "magnitude": xp.minimum(magnitude, 12.0),
        "kind": xp.where(there, kind, -1.0),
    }


def stars(s, row):
    """A star: where it is, how bright it shows through the air, and whether the eye sees it."""
    at = (row.ascension * (pi / 18000), row.declination * (pi / 18000), s.observer_latitude, s.day_of_year, s.hour)
    elevation = sky.star_elevation(*at)
    magnitude = sky.apparent_magnitude(row.hundredths / 100, 1.0, elevation, s.extinction)
    return placed(elevation, sky.star_azimuth(*at)) | {
        "magnitude": xp.minimum(magnitude, 12.0),
        "up": xp.where(elevation > 0, 1.0, 0.0),
        "seen": xp.where((elevation > 0) & (magnitude < eye(s)), 1.0, 0.0),
    }


def solar_place(s):
    """The Sun's parts toward the east and toward the north."""
    sun, turn = sunward(s.day_of_year, s.hour), 2 * pi * past_noon(s.hour)
    x, y, z = sun
    outward, east = x * xp.cos(turn) + y * xp.sin(turn), y * xp.cos(turn) - x * xp.sin(turn)
    high, level = xp.sin(s.observer_latitude), xp.cos(s.observer_latitude)
    return east, z * level - outward * high


def sunset(s):
    """Where the Sun stands in the drawing, beyond its circle by night, and how light the sky and the sunset are.

    `light` is the sky's brightness overhead, by which the eye's limit goes, from 0 in the night to 0.8 at sunset and 1
    by day; `glow` is drawn as a sunset looks, and nothing counts by it.
    """
    east, north = solar_place(s)
    depth, level = down(s) * (180 / pi), xp.sqrt(xp.maximum(east * east + north * north, 1e-30))
    far = HORIZON * (1 + depth / 90)
    dusk = (DARKEST - sky.twilight_brightness(xp.maximum(down(s), 0.0))) / (DARKEST - BRIGHTEST)
    day = xp.minimum(xp.maximum(-depth / 6, 0.0), 1.0)
    return {
        "sun_x": -far * east / level,
        "sun_y": far * north / level,
        "light": 0.8 * dusk + 0.2 * day,
        "glow": xp.minimum(xp.maximum(1 - depth / 19, 0.0), 1.0) * xp.maximum(xp.minimum(1 + depth / 12, 1.0), 0.15),
    }


def numbers(s):
    """What is told beside the drawing, angles in degrees, and where and how the Sun lights it."""
    found = model.ring(s)
    return {
        "sun_down": down(s) * (180 / pi),
        "eye_limit": found.eye_limit,
        "in_sight": found.in_sight,
        "bright": found.bright,
        "stars_seen": found.stars,
        "day": s.day_of_year / 86400,
        "clock": s.hour / 3600,
        "latitude": s.observer_latitude * (180 / pi),
    } | sunset(s)


CATALOGUE = tuple(
    (place, round(100 * star.right_ascension), round(100 * star.declination), round(100 * star.magnitude))
    for place, star in enumerate(sky.bright_stars())
)
PICTURE = Picture(
    numbers,
    {
        "stars": Table(("star", "ascension", "declination", "hundredths"), CATALOGUE, stars),
        "satellites": Table(
            ("i", "j", "k"),
            tuple((i, j, k) for i in range(DIGITS) for j in range(DIGITS) for k in range(DIGITS)),
            satellites,
        ),
    },
)
