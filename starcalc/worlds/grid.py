"""Results over named axes, as xarray has them."""

import numpy as np
import pint

from starcalc.model import RESULTS
from starcalc.scenario import asks
from starcalc.units import Q, Unit, plain_magnitude, plain_unit
from starcalc.worlds.asking import listed, results_of, shown_in


@asks
def sweep(calculation, results, scenario, **axes):
    """Results of a calculation at every combination of some assumptions' values, with named axes.

    Each axis is an assumption with its values, a Quantity such as Q([400, 500, 600], "km"), or plain numbers where the
    table's unit is none. One result by name gives an xarray.DataArray, a list of names a Dataset, with a dimension an
    axis in the order given, coordinates in the units given, results in the unit in which they are shown, and both in
    `attrs["units"]`. NaN where there is no answer. ImportError where xarray is not installed; ValueError for an unknown
    result, or an axis that is none or has no values, with the nearest name.

    >>> from starcalc import Q, Scenario, model
    >>> found = sweep(model.satellite, "mass", Scenario(), altitude=Q([560, 800], "km"), battery=[0, 1])
    >>> found.dims, found.attrs["units"], round(float(found.sel(altitude=560, battery=0)))
    (('altitude', 'battery'), 'kg', 4618)
    """
    try:
        import xarray
    except ImportError:
        raise ImportError("sweep needs xarray, which is not installed: pip install xarray") from None
    names = listed(results, "sweep")
    if not axes:
        raise ValueError("sweep needs at least one axis, such as altitude=Q([400, 500], 'km')")
    axes = {name: axis_of(name, values, scenario) for name, values in axes.items()}
    coordinates = {
        name: xarray.DataArray(values.magnitude, dims=name, attrs=labels(name, values.units, scenario))
        for name, values in axes.items()
    }
    found = over(calculation, names, scenario, axes)
    shape = tuple(values.size for values in axes.values())
    arrays = {}
    for name, values in found.items():
        unit = shown_in(name, scenario)
        shown = Q(np.broadcast_to(values, shape), plain_unit(unit)).m_as(unit)
        arrays[name] = xarray.DataArray(
            np.array(shown), coordinates, list(axes), name, labels(name, Unit(unit), scenario)
        )
    return arrays[results] if isinstance(results, str) else xarray.Dataset(arrays)


def over(calculation, results, scenario, axes):
    """Results on the grid of some axes, each along a dimension of its own: only what hangs on several is a table."""
    moved = {}
    for i, (name, values) in enumerate(axes.items()):
        unit = plain_unit(scenario.assumption(name).unit)
        shape = [1] * i + [-1] + [1] * (len(axes) - i - 1)
        moved[name] = np.reshape(plain_magnitude(values, unit, name), shape)
    return results_of(calculation, scenario.si.but(**moved), results)


def axis_of(name, values, scenario):
    """The values of an axis as a Quantity with one dimension."""
    whole = scenario.but(**{name: values}).quantity(name)
    if np.ndim(whole.magnitude) != 1 or not np.size(whole.magnitude):
        raise ValueError(f"the axis {name} must be one row of values, such as Q([1, 2, 3], ...), not {values!r:.60}")
    return values if isinstance(values, pint.Quantity) else whole


def labels(name, unit, scenario):
    """What xarray writes at an axis: the unit and the words for an assumption or a result."""
    about = scenario.assumption(name).about.split(";")[0] if name in scenario.names() else RESULTS[name][2]
    return {"units": f"{unit:~P}", "long_name": about}
