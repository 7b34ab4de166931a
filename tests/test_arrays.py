"""Formulas, and the one spelling of functions for every array library."""

import math

import numpy as np
import pytest

from starcalc.arrays import INFIX, PORTABLE, Formula, in_order, symbol, xp

X, Y = symbol("x"), symbol("y")


# --- guards ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("formula", [X, X > 3, X == 3])
def test_a_formula_is_neither_true_nor_false(formula):
    with pytest.raises(TypeError, match=r"xp\.where"):
        bool(formula)


def test_python_cannot_choose_a_branch_by_a_formula():
    with pytest.raises(TypeError, match=r"xp\.where"):
        max(X, Y)


@pytest.mark.parametrize("convert", [float, math.sqrt, math.sin])
def test_a_formula_is_not_a_number_yet(convert):
    with pytest.raises(TypeError, match="not a number yet"):
        convert(X)


@pytest.mark.parametrize("loop", [list, tuple, sum, set])
def test_a_formula_cannot_be_looped_over(loop):
    with pytest.raises(TypeError, match="looped over"):
        loop(X)


def test_numpy_functions_refuse_a_formula():
    with pytest.raises(TypeError):
        np.sqrt(X)


def test_an_array_in_a_formula_is_refused():
    with pytest.raises(TypeError, match="single numbers"):
        in_order([X * np.array([1.0, 2.0])])


def test_an_integer_cannot_be_made_of_a_formula():
    with pytest.raises(TypeError):
        int(X)


def test_comparing_formulas_records_the_comparison():
    assert (X == 3).operation == "eq"
    assert (X != Y).operation == "ne"
    assert len({X, Y, X}) == 2


# --- what is written ------------------------------------------------------------------------------

AT = {"x": np.array([0.3, 0.7, 0.9]), "y": np.array([0.2, 0.8, 0.5])}

OPERATIONS = {
    "sum": lambda x, y: x + y + 1 + (2 + x),
    "difference": lambda x, y: x - (y - 1) - (2 - x),
    "product": lambda x, y: x * y * 3 * (4 * x),
    "quotient": lambda x, y: x / (y / 3) / (2 / x),
    "power": lambda x, y: (x**2) ** y + 2**x,
    "sign": lambda x, y: -x - -y,
    "comparison": lambda x, y: xp.where(x < y, 1.0, 2.0) + xp.where(x >= y, 4.0, 8.0) + xp.where(x <= 0.7, 16.0, 32.0),
    "equality": lambda x, y: xp.where(x == 0.7, 1.0, 2.0) + xp.where(x != 0.7, 10.0, 20.0),
    "logic": lambda x, y: xp.where((x > 0.5) & (y > 0.6) | ~(x > 0.4), 1.0, 2.0),
    "infinity": lambda x, y: xp.where(x > 0.5, math.inf, -math.inf),
    "no number": lambda x, y: xp.where(x > 0.5, math.nan, 0.0),
    "tiny and huge": lambda x, y: x * 1e-300 * 1e300 + y * 5.670374419e-8,
    "abs": lambda x, y: xp.abs(x - y),
    "acos": lambda x, y: xp.acos(x),
    "asin": lambda x, y: xp.asin(x),
    "atan": lambda x, y: xp.atan(x),
    "atan2": lambda x, y: xp.atan2(x - 0.5, y - 0.6),
    "cos": lambda x, y: xp.cos(x),
    "exp": lambda x, y: xp.exp(x),
    "log": lambda x, y: xp.log(x),
    "maximum": lambda x, y: xp.maximum(x, y),
    "minimum": lambda x, y: xp.minimum(x, y),
    "pow": lambda x, y: xp.pow(x, y),
    "sin": lambda x, y: xp.sin(x),
    "sqrt": lambda x, y: xp.sqrt(x),
    "tan": lambda x, y: xp.tan(x),
    "where": lambda x, y: xp.where(x > y, x, y),
}


def test_every_function_of_the_portable_subset_is_tried():
    assert PORTABLE.keys() <= OPERATIONS.keys()


def test_every_infix_operation_is_met():
    formulas = [body(X, Y) for body in OPERATIONS.values()]
    met = {operation for _, operation, _ in in_order([f for f in formulas if isinstance(f, Formula)])[0]}
    assert INFIX.keys() <= met


def test_equal_steps_are_one_step_however_often_they_are_written():
    steps, _ = in_order([xp.sin(X) * xp.sin(X)])
    assert [operation for _, operation, _ in steps] == ["symbol", "sin", "mul"]


def test_nested_reuses_grow_by_a_constant_number_of_steps_each():
    sizes, formula = [], X
    for _ in range(12):
        formula = xp.sqrt(formula * formula + formula + 1) / (1 + formula * formula * 1e-8)
        sizes.append(len(in_order([formula])[0]))
    assert len(set(np.diff(sizes))) == 1


def test_a_year_of_hours_needs_no_recursion():
    chain = X
    for _ in range(8766):
        chain = chain + 1
    assert len(in_order([chain])[0]) == 8767


@pytest.mark.parametrize("other", [np.float64(2.0), np.int64(2), np.float32(2.0)])
def test_numpys_single_numbers_hand_over_to_a_formula(other):
    assert all(isinstance(formula, Formula) for formula in (other * X, X * other, other - X, other**X, other / X))


def test_a_comparison_with_numpys_number_hands_over_too():
    assert isinstance(np.float64(2.0) > X, Formula)


# --- xp -------------------------------------------------------------------------------------------


def test_plain_numbers_are_served_by_numpy():
    assert xp.sqrt(4.0) == 2
    assert xp.maximum(1, 2) == 2
    assert xp.where(True, 1.0, 2.0) == 1


def test_a_quantity_keeps_its_unit_in_numpys_hands():
    from starcalc import Q

    assert xp.sqrt(Q(4, "m**2")) == Q(2, "m")


@pytest.mark.usefixtures("x64")
@pytest.mark.parametrize("order", [1, -1])
def test_the_argument_that_is_no_plain_number_chooses_the_library(order):
    import dask.array
    import jax.numpy as jnp

    for other in (jnp.asarray([1.0, 3.0]), dask.array.from_array(np.array([1.0, 3.0])), X):
        assert isinstance(xp.maximum(*[2.0, other][::order]), type(other))
        assert isinstance(xp.maximum(*[np.float64(2.0), other][::order]), type(other))


def test_a_library_without_array_functions_is_refused():
    with pytest.raises(TypeError):
        xp.sqrt("four")
