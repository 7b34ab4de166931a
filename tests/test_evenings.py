"""What the chapter on the ring says of an evening and of a year, beside the relations one by one."""

import numpy as np
import pytest

from starcalc import Q, Scenario, model, show, sky

WINTER = Scenario().but(observer_latitude=Q(52, "deg"), day_of_year=Q(355, "day"))


def test_an_evening_has_the_ring_climb_pass_and_turn_its_back():
    hours = show.evening(WINTER, 16.75, 17.25, 18.0)
    assert list(hours) == ["16:45", "17:15", "18:00"]
    early, full, late = hours.values()
    assert (early.side, late.side) == ("east", "west")
    assert early.top < full.top < 90
    assert early.least_phase < full.least_phase < late.least_phase  # a flare is easiest when the ring is first seen
    assert full.north < 15 < full.south < 45
    assert (late.north, late.south) == (90, 90)  # faint everywhere
    assert full.bright == pytest.approx(model.ring(WINTER.but(hour=Q(17.25, "hour"))).bright.m)
    assert full.fewer(0.0) == pytest.approx(full.bright, rel=0.05)
    assert full.fewer(1.0) < full.fewer(0.0)


def test_where_nobody_is_up_nothing_is_the_brightest():
    (noon,) = show.evening(WINTER.but(observer_latitude=Q(0, "deg")), 12.0).values()
    assert np.isnan(noon.brightest)
    assert noon.least_phase == 180


def test_the_sun_is_six_degrees_down_when_the_clock_says():
    clock = show.sunset_clock(WINTER, 6)
    hour, minute = map(int, clock.split(":"))
    down = sky.solar_depression(Q(52, "deg"), Q(355, "day"), Q(hour + minute / 60, "hour"))
    assert down.m_as("deg") == pytest.approx(6, abs=0.1)
    assert show.sunset_clock(WINTER.but(observer_latitude=Q(80, "deg")), 1) == "never"  # it never rose


def test_the_ring_shows_in_the_dark_half_of_the_year_and_never_on_the_equator():
    year = show.ring_year(Scenario(), step=20)
    assert year.winter > 0.5
    assert year.share(-1, 1) == 0
    assert year.share(35, 70) == pytest.approx(35, abs=8)
    assert year.at(52) == pytest.approx(35, abs=8)
    assert all(5 <= edge <= 20 for edge in year.edges)
    assert year.minutes["evening"].shape == year.nights.shape == (year.latitudes.size, year.days.size)


def test_what_is_left_out_is_small_but_for_mirrors_and_the_sunset():
    left, seen = show.left_out(WINTER.but(hour=Q(17.25, "hour"))), model.ring(WINTER.but(hour=Q(17.25, "hour")))
    assert 0.5 * seen.bright.m < left.west < seen.bright.m
    assert 0 < left.lifted < 0.05
    assert abs(left.flat) < 0.02
    assert left.bulge == pytest.approx(13.3, abs=0.2)  # WGS 84 at 52°
    assert 0.2 < left.trees / seen.in_sight.m < 0.5
    assert left.glint == pytest.approx(-8, abs=0.5)
