"""What comes to the door beside plain numbers: lists, masks, labels, and other libraries' quantities.

A relation is written for numbers and arrays. Here pandas and xarray objects are opened for it and closed again with
their labels, masked arrays with their mask; astropy's and unyt's quantities become pint's.
"""

import sys
from difflib import get_close_matches
from functools import cache

import numpy as np

PLAIN, QUANTITY, TEXT, LIST = "plain", "quantity", "text", "list"
MASKED, LABELLED, FOREIGN, WRONG = "masked", "labelled", "foreign", "wrong"
RECORDED = "recorded"


class Kinds(dict):
    """How the door takes each type of argument, found out once for each."""

    def __missing__(self, kind):
        library = kind.__module__.partition(".")[0]
        if hasattr(kind, "dimensionality") and hasattr(kind, "magnitude"):
            found = QUANTITY
        elif hasattr(kind, "recorded_call"):
            found = RECORDED
        elif issubclass(kind, str):
            found = TEXT
        elif issubclass(kind, list | tuple | range):
            found = LIST
        elif issubclass(kind, np.ma.MaskedArray):
            found = MASKED
        elif library in ("pandas", "xarray"):
            found = LABELLED
        elif library in ("astropy", "unyt") and hasattr(kind, "to_value"):
            found = FOREIGN
        elif issubclass(kind, complex | np.complexfloating | dict | set | bytes | type(None)) or library == "pint":
            found = WRONG
        else:
            number = any(hasattr(kind, name) for name in ("__float__", "__array__", "__array_namespace__"))
            found = PLAIN if number else WRONG
        self[kind] = found
        return found


KINDS = Kinds()


def opened(value, unit, whose):
    """An argument as a number, an array, a label's object or a pair of number and unit, where it came as another thing.

    `unit` is the one wanted, None for text; `whose` begins the error message.
    """
    kind = KINDS[type(value)]
    if kind is LIST:
        try:
            return np.asarray(value, dtype=float)
        except (TypeError, ValueError):
            raise TypeError(
                f"{whose} is a {type(value).__name__} that is no array of numbers: {value!r:.60}; for Quantities write "
                "Q([...], unit)"
            ) from None
    if kind is FOREIGN and unit is not None:
        try:
            return value.to_value(f"{unit:D}".replace(" ", "")), unit
        except Exception as error:  # each library has its own kinds of error
            theirs = "unit" if hasattr(value, "unit") else "units"
            raise TypeError(
                f"{whose} is a quantity of {type(value).__module__.partition('.')[0]}, which does not convert to "
                f"{unit:~P} ({error}); write Q(x.value, str(x.{theirs}))"
            ) from None
    if kind is WRONG:
        raise TypeError(f"{whose}={value!r:.60} is no number; give a number, an array or a Quantity")
    return value


def at_the_limit(kernel, args, kwargs):
    """What a kernel answers where Python's floats would stop: the infinity or the NaN that NumPy's reach."""
    with np.errstate(all="ignore"):
        return kernel(*map(float64, args), **{name: float64(value) for name, value in kwargs.items()})


def float64(value):
    """A Python number as NumPy's, which divides by zero."""
    return np.float64(value) if isinstance(value, int | float) else value


def masked(kernel, plain):
    """A kernel's answer to masked arrays: what is masked in any of them is masked in it."""
    masks = [np.ma.getmaskarray(value) for value in plain.values() if KINDS[type(value)] is MASKED]
    mask = np.logical_or.reduce(np.broadcast_arrays(*masks))
    filled = {name: unmasked(value) if KINDS[type(value)] is MASKED else value for name, value in plain.items()}
    result = kernel(**filled)
    if isinstance(result, dict):
        raise TypeError("a table of columns cannot carry a mask; give plain arrays, such as x.compressed()")
    return np.ma.masked_array(result, mask=np.broadcast_to(mask, np.shape(result)))


def unmasked(array):
    """A masked array with a number that counts in the place of those that do not."""
    known = array.compressed()
    return array.filled(known[0] if known.size else np.nan)


def labelled(call, given, quantity):
    """A relation's answer to pandas or xarray objects, with their labels; `quantity` makes a Quantity."""
    if isinstance(call.unit, dict):
        raise TypeError(f"{call.name} answers with a table: give plain arrays, such as x.to_numpy()")
    library = {type(value).__module__.partition(".")[0] for value in given.values() if KINDS[type(value)] is LABELLED}
    if len(library) > 1:
        raise TypeError(f"{call.name}: pandas and xarray objects do not mix; convert one with .to_xarray()")
    return across_dims(call, given, quantity) if library == {"xarray"} else along_index(call, given)


def across_dims(call, given, quantity):
    """A relation over DataArrays, broadcast by the names of their dimensions.

    One that holds Quantities, or that names its unit in attrs["units"], is converted, and so is the answer.
    """
    import xarray

    arrays = {name: value for name, value in given.items() if KINDS[type(value)] is LABELLED}
    for name, value in given.items():
        if not isinstance(value, xarray.DataArray) and (name in arrays or np.ndim(value)):
            raise TypeError(f"{call.name}: {name} is a {type(value).__name__}; give a DataArray, or a single number")
    held = {name: array for name, array in arrays.items() if hasattr(array.data, "dimensionality")}
    units = {name: a.data.units if name in held else a.attrs.get("units") for name, a in arrays.items()}
    bare = {name: a.copy(data=a.data.magnitude) if name in held else a for name, a in arrays.items()}
    answers = []

    def plainly(*values):
        named = dict(zip(bare, values, strict=True))
        named = {name: value if units[name] is None else quantity(value, units[name]) for name, value in named.items()}
        answers.append(call(**given | named))
        return getattr(answers[-1], "magnitude", answers[-1])

    result = xarray.apply_ufunc(plainly, *bare.values(), dask="allowed")
    if not hasattr(answers[-1], "units"):
        return result
    if held:
        return result.copy(data=quantity(result.data, answers[-1].units))
    return result.assign_attrs(units=f"{answers[-1].units:D}")


def along_index(call, given):
    """A relation over pandas objects that share an index."""
    frames = {name: value for name, value in given.items() if KINDS[type(value)] is LABELLED}
    first, like = next(iter(frames.items()))
    for name, value in frames.items():
        if type(value) is not type(like) or not all(map(same, value.axes, like.axes)):
            raise TypeError(f"{call.name}: {name} and {first} have different labels; align them first, by {name}.align")
        if getattr(value, "dtype", np.dtype(float)).kind not in "fiu":
            raise TypeError(f"{call.name}: {name} holds {value.dtype}, no numbers; give numbers in plain units")
    result = call(**given | {name: value.to_numpy(dtype=float) for name, value in frames.items()})
    return relabelled(result, like)


def relabelled(result, like):
    """An array with the labels of a pandas object."""
    axes = dict(zip(("index", "columns"), like.axes, strict=False))
    return type(like)(np.array(np.broadcast_to(result, like.shape)), **axes)


def same(labels, others):
    """Whether two axes carry the same labels."""
    return labels.equals(others)


def numbers_in(value):
    """The numbers in a value as a NumPy array, or None where they are not known yet: Formulas, tracers, Dask's."""
    if isinstance(value, int | float | np.number | np.ndarray):
        return np.asarray(value.compressed() if KINDS[type(value)] is MASKED else value, dtype=float)
    inner = value.data if KINDS[type(value)] is LABELLED and hasattr(value, "data") else value
    return None if inner is None or is_later(type(inner)) else np.asarray(inner, dtype=float)


@cache
def is_later(kind):
    """Whether objects of a type stand for numbers that are computed later."""
    return kind.__module__.startswith("dask") or any(base.__name__ in ("Formula", "Tracer") for base in kind.__mro__)


def where(condition, yes, no):
    """NumPy's `where` for arrays with masks or labels, which it would lose."""
    for value in (condition, yes, no):
        if KINDS[type(value)] is MASKED:
            return np.ma.where(condition, yes, no)
        if KINDS[type(value)] is LABELLED:
            library = sys.modules[type(value).__module__.partition(".")[0]]
            labelled_where = getattr(library, "where", None)  # xarray's
            chosen = (labelled_where or np.where)(condition, yes, no)
            return chosen if labelled_where else relabelled(chosen, value)
    return np.where(condition, yes, no)


def nearest(word, words):
    """The nearest known name, as the end of an error message."""
    close = get_close_matches(str(word), list(words), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
