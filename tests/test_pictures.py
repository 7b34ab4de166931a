"""The pictures: what they draw is what the relations say, wherever the sliders stand."""

import json
from html import escape

import numpy as np
import pytest
import vl_convert
from test_show import moves

from starcalc import Q, Scenario, model, orbit, show
from starcalc.constants import DAY, R_EARTH
from starcalc.model.accounts import CRAFT, LINES
from starcalc.pictures import bills
from starcalc.pictures import orbits as orbit_points
from starcalc.show import drawings
from starcalc.show.specs import MIME

ABOUT = {"name": "trial", "title": "A trial", "caption": "What to see.", "alt": "Earth and a ring."}
BEST = Scenario()
PICTURES = {
    "bills": show.bills(**ABOUT),
    "the post's bills": show.bills(Scenario("seed"), **ABOUT),
    "orbit": show.orbit_picture(**ABOUT),
    "orbit, day only": show.orbit_picture(BEST.but(altitude=Q(900, "km")), ["day_of_year"], **ABOUT),
    "satellites": show.scale_drawing(**ABOUT),
    "the post's satellites": show.scale_drawing(Scenario("seed"), ["satellite_power", "module_power"], **ABOUT),
}
each_picture = pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
OLDEST = "5.8"  # Vega-Lite's versions: JupyterLab 4 draws with one of the fifth


@each_picture
def test_vega_draws_a_picture_in_the_page_and_in_jupyterlab(picture):
    spec = picture.spec()
    json.dumps(spec, allow_nan=False)
    for version in (OLDEST, None):
        svg = vl_convert.vegalite_to_svg(spec, vl_version=version, allowed_base_urls=[])
        assert "NaN" not in svg
    assert spec["description"] == picture.alt
    assert spec["usermeta"]["starcalc"]["shape"].keys() == {"wide", "narrow"}


@each_picture
def test_a_panel_draws_when_a_slider_moves(picture):
    words, chart, row, *_ = picture.panel().children
    before = chart.outputs[0]["data"][MIME]
    slider, box = row.children
    slider.value = int(0.7 * slider.max)
    moved = picture.but(**{picture.rows[0].name: box.value})
    assert chart.outputs[0]["data"][MIME] == picture.computed(moved) != before
    assert words.value == escape(picture.sentence(moved)).replace("$", "<span>$</span>")


@pytest.mark.parametrize("missing", ["name", "caption", "alt"])
@pytest.mark.parametrize("picture", [show.orbit_picture, show.scale_drawing])
def test_a_picture_without_words_is_refused(picture, missing):
    with pytest.raises(ValueError, match=f"needs a {missing}"):
        picture(**ABOUT | {missing: ""}).spec()


# --- the orbit ------------------------------------------------------------------------------------

DAYS = np.array([1.0, 80, 130, 172, 200, 266, 355])


def point(of, *arguments, **values):
    """A point of a picture as NumPy computes it, its axes last."""
    return np.stack(np.broadcast_arrays(*of(BEST.si.but(**values), *arguments)), axis=-1)


def orbits(dark, altitude, local_time, days, share):
    """Points of the ring on some days, as they are drawn: (day, share, axis)."""
    days, share = np.meshgrid(days * DAY, share, indexing="ij")
    return point(orbit_points.ring, bool(dark), share, altitude=altitude, local_time=local_time, day_of_year=days)


@pytest.mark.parametrize("altitude", [560e3, 1200e3])
@pytest.mark.parametrize("local_time", [17.5 * 3600, 18 * 3600.0])
def test_the_ring_is_a_circle_at_its_altitude_whose_normal_stands_beta_off_the_suns_plane(altitude, local_time):
    ring = orbits(0, altitude, local_time, DAYS, np.linspace(0, 2, 9)[:-1])
    assert np.linalg.norm(ring, axis=-1) == pytest.approx(1 + altitude / R_EARTH, rel=1e-9)
    normal = np.cross(ring[:, 0], ring[:, 2])
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    assert np.abs((ring * normal[:, None]).sum(axis=-1)).max() < 1e-9
    beta = orbit.sun_synchronous_beta(altitude, local_time, DAYS * DAY)
    assert np.abs(normal[:, 0]) == pytest.approx(np.abs(np.sin(beta)), abs=1e-9)


@pytest.mark.parametrize("altitude", [450e3, 560e3, 1200e3])
def test_what_is_drawn_dark_lies_in_the_shadow_and_nothing_else_does(altitude):
    """To a hundredth of a radius: the true shadow narrows, and a day's longest eclipse is drawn."""

    def depth(ring):
        return np.where(ring[..., 0] < 0, 1 - np.hypot(ring[..., 1], ring[..., 2]), -1)

    dusk = 18 * 3600.0
    eclipsed = DAYS[orbit.eclipse_duration(altitude, dusk, DAYS * DAY) > 0]
    if eclipsed.size:
        assert depth(orbits(1, altitude, dusk, eclipsed, np.linspace(-1, 1, 9))).min() > -0.01
    assert depth(orbits(0, altitude, dusk, DAYS, np.linspace(0, 2, 33))).max() < 0.01


def test_dusk_in_june_is_dark_and_in_december_in_the_sun():
    half_turns = [orbit_points.eclipse_share(BEST.si.but(day_of_year=day * DAY)) for day in (172, 355)]
    assert half_turns[0] * orbit.period(560e3) == pytest.approx(orbit.eclipse_duration(560e3, 18 * 3600.0, 172 * DAY))
    assert half_turns[1] == 0


def test_the_north_pole_leans_to_the_sun_in_june_and_greenwich_faces_it_at_noon():
    pole = point(orbit_points.globe, np.pi / 2, 0.0, 1.0, day_of_year=DAYS * DAY)
    greenwich = point(orbit_points.globe, 0.0, 0.0, 1.0, day_of_year=DAYS * DAY)
    june, december = list(DAYS).index(172), list(DAYS).index(355)
    assert np.degrees(np.arcsin(pole[[june, december], 0])) == pytest.approx([23.44, -23.44], abs=0.01)
    declination = np.arcsin(pole[:, 0])
    assert (greenwich[:, 0] > 0.99 * np.cos(declination)).all()  # but for the equation of time


def test_the_viewers_axes_are_square():
    for right, up, toward in orbit_points.VIEWS.values():
        assert np.stack([right, up, toward]) @ np.stack([right, up, toward]).T == pytest.approx(np.eye(3), abs=1e-12)
        assert np.cross(right, up) == pytest.approx(toward)
    assert orbit_points.VIEWS["sun"][2] == pytest.approx([1, 0, 0])


# --- the satellites -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["satellites", "the post's satellites"])
def test_the_drawing_has_the_areas_of_the_calculation(name):
    picture = PICTURES[name]
    for sliders in moves(picture):
        scenario = picture.but(**sliders)
        satellite, module = model.satellite(scenario), model.module(scenario)
        _, drawn = picture.drawn(scenario)
        areas = drawn["span"] * drawn["chord"], drawn["fin"] * drawn["span"], drawn["part_length"] * drawn["part_width"]
        expected = [q.m_as("m**2") for q in (satellite.array_area, satellite.radiator_area, module.module_area)]
        assert areas == pytest.approx(expected, rel=1e-9)
        assert drawn["gpus_per_module"] == pytest.approx(module.gpus_per_module.m_as(""), rel=1e-9)


def test_what_a_drawing_says_is_what_it_draws():
    small, large = (
        vl_convert.vegalite_to_svg(show.scale_drawing(BEST.but(module_power=Q(p, "kW")), **ABOUT).spec())
        for p in (3, 9)
    )
    for power, svg in ((3, small), (9, large)):
        found = model.module(BEST.but(module_power=Q(power, "kW")))
        assert f"{found.module_area.m_as('m**2'):.0f} m², {found.gpus_per_module.m_as(''):.1f} GPUs" in svg
        assert svg.count(drawings.CHIP) == round(found.gpus_per_module.m_as(""))


def test_the_person_is_a_metre_and_eighty():
    heights = [v for part in (drawings.PERSON, drawings.HEAD) for _, v in part]
    assert (min(heights), max(heights)) == pytest.approx((0, 1.8))


# --- figures of a relation ------------------------------------------------------------------------


def test_a_relations_result_is_shown_in_the_unit_and_the_words_asked_for():
    options = {"unit": "min", "label": "longest eclipse"}
    chart = show.figure(orbit.eclipse_duration, "eclipse_duration", "day_of_year", ["altitude"], **options, **ABOUT)
    spec = chart.spec()
    assert spec["usermeta"]["starcalc"]["sentence"] == "At the book's values: longest eclipse 21.1 minutes."
    assert chart.at(day_of_year=172) == pytest.approx(21.08, abs=0.01)
    assert "longest eclipse (min)" in vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])


def test_an_axis_of_days_shows_the_months():
    chart = show.figure(orbit.eclipse_duration, "eclipse_duration", "day_of_year", unit="min", **ABOUT)
    svg = vl_convert.vegalite_to_svg(chart.spec(), allowed_base_urls=[])
    assert ">day of the year<" in svg
    assert all(f">{month}<" in svg for month in ("Feb", "Jun", "Nov"))


def test_a_unit_of_another_dimension_is_refused():
    with pytest.raises(ValueError, match=r"figure 'trial': eclipse_duration \(second\) cannot be shown in km"):
        show.figure(orbit.eclipse_duration, "eclipse_duration", "day_of_year", unit="km", **ABOUT)


# --- the bills --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["bills", "the post's bills"])
@pytest.mark.parametrize("price", [0, 250, 3000])
def test_the_parts_of_a_bill_follow_each_other_up_to_what_an_hour_costs(name, price):
    scenario = PICTURES[name].but(launch_price=price)
    tables, drawn = PICTURES[name].drawn(scenario)
    for place, design in enumerate((model.satellite, model.module, model.ground)):
        parts = [row for row in tables["parts"] if row["place"] == place]
        starts, ends = ([row[end] for row in parts] for end in ("start", "end"))
        assert starts == [0, *ends[:-1]]
        assert ends == sorted(ends), "a part of less than nothing"
        cost = design(scenario).gpu_hour_cost.m_as("USD/hour")
        assert ends[-1] == pytest.approx(cost, rel=1e-12)
        assert drawn[("box", "sheet", "Texas")[place]] == pytest.approx(cost, rel=1e-12)


def test_every_line_of_a_bill_is_in_one_part_of_the_picture():
    named = [line for lines in bills.PARTS.values() for line in lines]
    assert sorted([*named, CRAFT]) == sorted(LINES)


def test_a_free_launch_lifts_nothing_and_the_axis_holds_the_dearest():
    tables, _ = PICTURES["bills"].drawn(PICTURES["bills"].but(launch_price=0))
    launch = list(bills.PARTS).index("launch")
    assert all(row["start"] == row["end"] for row in tables["parts"] if row["part"] == launch)
    _, drawn = PICTURES["bills"].drawn(PICTURES["bills"].but(launch_price=30_000))
    assert drawn["reach"] > max(drawn["box"], drawn["sheet"])
