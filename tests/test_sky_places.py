"""Where satellites stand in the sky, beside skyfield: place, light and Sun at thirty-odd places, days and hours."""

from importlib.resources import files

import numpy as np
import pytest
from sgp4.api import WGS84, Satrec
from skyfield.api import EarthSatellite, load, load_file, wgs84
from skyfield.positionlib import Geocentric

from starcalc import orbit, sky
from starcalc.constants import AU, DAY, R_EARTH

HOUR = 3600.0

# Latitude and longitude in degrees; month, day and UT hour of 2026; altitude in km, inclination in degrees, 0 where it
# is sun-synchronous, and local time of the node in hours. Of each orbit the satellites within sight are looked at.
LOOKS = [
    (52, 0, 3, 20, 18.6, 560, 0, 18),
    (52, 0, 3, 20, 19.3, 560, 0, 18),
    (52, 13, 9, 23, 4.2, 560, 0, 6),
    (52, 0, 12, 21, 17.0, 560, 0, 18),
    (52, 0, 6, 21, 22.0, 560, 0, 18),
    (37.23, -80.4, 3, 20, 23.9, 720, 0, 18),
    (37.23, -80.4, 6, 21, 2.0, 980, 0, 16),
    (37.23, -80.4, 12, 21, 23.5, 980, 0, 20),
    (0, 0, 3, 20, 18.5, 560, 0, 18),
    (0, 100, 6, 21, 11.5, 1000, 0, 18),
    (0, -60, 9, 1, 22.3, 2000, 0, 6),
    (-33.9, 18.4, 12, 21, 18.8, 560, 0, 18),
    (-33.9, 151.2, 6, 21, 19.5, 560, 0, 6),
    (-45, 170, 3, 20, 6.9, 720, 0, 17),
    (-54.8, -68.3, 12, 21, 2.5, 560, 0, 18),
    (64.1, -21.9, 3, 1, 20.5, 560, 0, 18),
    (69.6, 18.9, 12, 21, 15.0, 560, 0, 18),
    (69.6, 18.9, 1, 15, 5.0, 560, 0, 6),
    (78.2, 15.6, 11, 10, 12.0, 560, 0, 18),
    (-77.8, 166.7, 6, 21, 3.0, 560, 0, 18),
    (89.9, 0, 12, 21, 6.0, 560, 0, 18),
    (-89.9, 0, 6, 21, 6.0, 1400, 0, 18),
    (48.9, 2.3, 7, 14, 21.5, 560, 0, 6),
    (34.1, -118.2, 10, 5, 2.5, 560, 0, 18),
    (19.8, -155.5, 10, 1, 4.8, 560, 30, 20),
    (28.6, 77.2, 3, 20, 13.8, 700, 30, 14),
    (1.35, 103.8, 6, 21, 13.0, 560, 30, 21),
    (-23.5, -46.6, 12, 21, 23.0, 950, 30, 9),
    (40.7, -74.0, 4, 4, 1.5, 550, 53, 20),
    (55.7, 37.6, 8, 8, 19.0, 550, 53, 1),
    (60, 25, 6, 21, 21.0, 550, 70, 12),
]


@pytest.fixture(scope="module")
def ephemeris():
    kernel = load_file(str(files("skyfield_data") / "data" / "de421.bsp"))
    yield kernel
    kernel.close()


def round_the_orbit(look, ephemeris):
    """What we and skyfield see of 240 satellites on an orbit: (ours, by a round Earth, by WGS 84), degrees and km.

    A look is at the node's local time by the mean Sun, so that its right ascension is that of the Greenwich meridian
    and the hours between; both in the true equator of date, as skyfield has it.
    """
    latitude, longitude, month, day, hour, altitude, inclination, node_hour = look
    time = load.timescale(builtin=True).ut1(2026, month, day, hour)
    clock = (hour + longitude / 15) % 24 * HOUR
    noon = (time.ut1 - 2461041.0) * DAY - clock + DAY / 2  # from noon of 31 December 2025
    tilt = np.radians(inclination) or orbit.sun_synchronous_inclination(altitude * 1e3)
    u = np.linspace(0, 2 * np.pi, 240, endpoint=False)
    at = (altitude * 1e3, tilt, node_hour * HOUR, u)
    ours = {
        "elevation": sky.satellite_elevation(*at, np.radians(latitude), clock),
        "azimuth": sky.satellite_azimuth(*at, np.radians(latitude), clock),
        "distance": sky.satellite_distance(*at, np.radians(latitude), clock),
        "lit": sky.illumination(*at, noon, clock) > 0.5,
        "phase": sky.phase_angle(*at, np.radians(latitude), noon, clock),
        "depression": sky.solar_depression(np.radians(latitude), noon, clock),
    }
    node = np.radians(15 * (time.gmst - hour + node_hour))
    of_date = np.stack(
        [
            np.cos(node) * np.cos(u) - np.sin(node) * np.sin(u) * np.cos(tilt),
            np.sin(node) * np.cos(u) + np.cos(node) * np.sin(u) * np.cos(tilt),
            np.sin(u) * np.sin(tilt),
        ]
    ) * (R_EARTH + altitude * 1e3)
    celestial = time.M.T @ of_date / AU
    satellites = [Geocentric(place, t=time) for place in celestial.T]
    lit = np.array([satellite.is_sunlit(ephemeris) for satellite in satellites])
    place = wgs84.latlon(latitude, longitude)
    sun = (ephemeris["earth"] + place).at(time).observe(ephemeris["sun"]).apparent()
    # the same two on a round Earth: the zenith at this latitude, in the frame that turns with the ground
    sidereal = np.radians(15 * time.gast + longitude)
    up = np.array([np.cos(np.radians(latitude)) * np.cos(sidereal), np.cos(np.radians(latitude)) * np.sin(sidereal), 0])
    up[2] = np.sin(np.radians(latitude))
    east = np.array([-np.sin(sidereal), np.cos(sidereal), 0])
    sight = of_date - R_EARTH * up[:, None]
    far = np.linalg.norm(sight, axis=0)
    toward_sun = time.M @ ephemeris["earth"].at(time).observe(ephemeris["sun"]).apparent().xyz.au
    toward_sun /= np.linalg.norm(toward_sun)
    round_earth = {
        "elevation": np.arcsin(up @ sight / far),
        "azimuth": np.arctan2(east @ sight, np.cross(up, east) @ sight) % (2 * np.pi),
        "distance": far,
        "lit": lit,
        "phase": np.arccos(-toward_sun @ sight / far),
        "depression": -np.arcsin(up @ toward_sun),
    }
    here = place.at(time)
    stand = [(satellite - here).altaz() for satellite in satellites]
    flattened = {
        "elevation": np.array([elevation.radians for elevation, _, _ in stand]),
        "azimuth": np.array([azimuth.radians for _, azimuth, _ in stand]),
        "depression": -sun.altaz()[0].radians,
    }
    return ours, round_earth, flattened


def name(look):
    return "{}N {}E {}-{} {}h, {} km {} deg {} h".format(*look)


@pytest.fixture(params=LOOKS, ids=name, scope="module")
def seen(request, ephemeris):
    return round_the_orbit(request.param, ephemeris)


def apart(one, other):
    """Degrees between two directions given as elevation and azimuth."""
    inner = np.sin(one["elevation"]) * np.sin(other["elevation"]) + np.cos(one["elevation"]) * np.cos(
        other["elevation"]
    ) * np.cos(one["azimuth"] - other["azimuth"])
    return np.degrees(np.arccos(np.minimum(inner, 1.0)))


def test_most_looks_are_at_something():
    def in_sight(latitude, longitude, month, day, hour, altitude, inclination, node):
        tilt = np.radians(inclination) or orbit.sun_synchronous_inclination(altitude * 1e3)
        round_it, clock = np.linspace(0, 2 * np.pi, 240), (hour + longitude / 15) % 24 * HOUR
        found = sky.satellite_elevation(altitude * 1e3, tilt, node * HOUR, round_it, np.radians(latitude), clock)
        return (found > 0).any()

    assert sum(in_sight(*look) for look in LOOKS) >= 25


def test_satellites_stand_where_skyfields_clock_and_equator_put_them_on_a_round_earth(seen):
    ours, round_earth, _ = seen
    assert np.degrees(np.abs(ours["elevation"] - round_earth["elevation"]).max()) < 0.03
    assert np.abs(ours["distance"] / round_earth["distance"] - 1).max() < 2e-4
    up = ours["elevation"] > 0
    # the equation of the equinoxes, 0.004°, tells ten times more in a sky whose satellites are ten times nearer than us
    assert (apart(ours, round_earth)[up] < 0.03).all()
    assert (np.degrees(np.abs(ours["phase"] - round_earth["phase"]))[up] < 0.03).all()


def test_the_sun_is_as_far_down_as_skyfield_has_it(seen):
    ours, round_earth, flattened = seen
    assert np.degrees(abs(ours["depression"] - round_earth["depression"])) < 0.015  # the Almanac's Sun, 0.01°
    assert np.degrees(abs(ours["depression"] - flattened["depression"])) < 0.015  # parallax, 0.0024°


def test_the_flattened_earth_moves_them_by_what_it_moves_the_ground(seen):
    # an observer at the pole stands 21 km nearer to the centre, at 45° his zenith points 0.19° aside
    ours, _, flattened = seen
    up = ours["elevation"] > np.radians(10)
    bound = np.degrees(22e3 / ours["distance"]) + 0.2
    assert (apart(ours, flattened) < bound)[up].all()


def test_they_are_lit_where_skyfield_has_them_lit(seen):
    ours, round_earth, _ = seen  # its Sun is a point, ours half a disc; 1.5° between neighbours
    assert (ours["lit"] != round_earth["lit"]).sum() <= 1


@pytest.mark.parametrize("look", LOOKS[::3], ids=name)
def test_satellites_fly_where_sgp4_has_them_from_the_same_elements(look):
    """Elements of a circle, flown by what flies the catalogue: bulges of the field move them by a dozen kilometres."""
    latitude, longitude, month, day, hour, altitude, inclination, node_hour = look
    scale = load.timescale(builtin=True)
    time = scale.ut1(2026, month, day, hour)
    tilt = np.radians(inclination) or orbit.sun_synchronous_inclination(altitude * 1e3)
    node = np.radians(15 * (time.gmst - hour + node_hour)) % (2 * np.pi)
    clock = (hour + longitude / 15) % 24 * HOUR
    for u in np.linspace(0, 2 * np.pi, 24, endpoint=False):
        record, epoch = Satrec(), time.ut1 - 2433281.5  # from 31 December 1949
        motion = 2 * np.pi / orbit.period(altitude * 1e3) * 60
        record.sgp4init(WGS84, "i", 1, epoch, 0.0, 0.0, 0.0, 1e-6, 0.0, tilt, u, motion, node)
        flown = (EarthSatellite.from_satrec(record, scale) - wgs84.latlon(latitude, longitude)).at(time).altaz()
        at = (altitude * 1e3, tilt, node_hour * HOUR, u, np.radians(latitude), clock)
        ours = {"elevation": sky.satellite_elevation(*at), "azimuth": sky.satellite_azimuth(*at)}
        theirs = {"elevation": flown[0].radians, "azimuth": flown[1].radians}
        if ours["elevation"] > np.radians(5):
            assert apart(ours, theirs) < np.degrees(40e3 / sky.satellite_distance(*at)) + 0.2
