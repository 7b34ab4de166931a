"""A figure made again from what it tells its page, to compare a page with Python."""

from starcalc import Q, Scenario, model
from starcalc.show import Figure
from starcalc.units import RELATIONS

UNITS = {"cent/Mtoken": "cUSD/Mtoken"}  # of figures that show results in another unit than the table of results


def figure_of(about):
    """The figure whose description a page holds, but for its words."""
    base, axis = about["base"], about.get("axis")
    scenario = Scenario(*base["overlays"])

    def unit_of(name):
        return scenario.assumption(name).unit

    scenario = scenario.but(**{name: Q(value, unit_of(name)) for name, value in base["changes"].items()})
    menus = {
        menu["name"]: {
            choice: {name: Q(value, unit_of(name)) for name, value in sets.items()}
            for choice, sets in zip(menu["choices"], menu["sets"], strict=True)
        }
        for menu in about.get("menus", [])
    }
    sliders = [slider["name"] for slider in about["sliders"]]
    against = sliders.pop(0) if axis else None
    alone, results = "arguments" in about, about["results"]
    return Figure(
        RELATIONS[about["of"]] if alone else getattr(model, about["of"]),
        [result["result"] for result in results],
        against,
        sliders,
        scenario,
        **{key: about[key] for key in ("name", "caption", "alt")},
        title=about["name"],
        names=[result["name"] for result in results],
        log=bool(axis) and axis["y_scale"] == "log",
        between=(axis["low"], axis["high"]) if axis else None,
        unit=results[0]["unit"] if alone else UNITS.get(results[0]["unit"]),
        menus=menus,
        picture=about.get("picture"),
    )


def moved(figure, values, chosen=None):
    """The figure's scenario with sliders and choices moved."""
    scenario = figure.choose(**(chosen or {}))
    return scenario.but(**{name: Q(value, scenario.assumption(name).unit) for name, value in values.items()})
