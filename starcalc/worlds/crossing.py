"""The nearest world in which an answer flips: the first-order reliability method."""

from typing import NamedTuple

import numpy as np
import pint

from starcalc.scenario import Scenario, asks
from starcalc.units import Q, number, plain_magnitude, plain_unit, text
from starcalc.worlds.asking import number_of, shown_in
from starcalc.worlds.marginals import Marginals
from starcalc.worlds.steps import Steps

REACH = 5.0  # standard deviations, within which lies all but a millionth of a fact's probability
CLOSE = 1e-6  # of the way from the middle world to the target, within which the target counts as met


class Move(NamedTuple):
    """A fact in the nearest world: its share of the way there, its value, and the half-ranges from its median."""

    name: str
    share: float
    value: pint.Quantity
    moved: float


class Crossing(NamedTuple):
    """The nearest world in which a result meets a target.

    `distance` is β, in standard deviations from the middle world; `moves` has a row a fact, the largest share first.
    """

    world: Scenario
    distance: float
    moves: list[Move]

    def __repr__(self):
        rows = [
            f"{move.name}: {text(move.value, 3)}, {move.moved:+.2f} half-ranges, {number(100 * move.share, 2)} %"
            for move in self.moves
            if move.share > 0.01
        ]
        return "\n".join([f"<a world {self.distance:.2f} standard deviations away>", *rows])


@asks
def nearest_world(calculation, result, target, scenario, facts=None):
    """The most probable world in which a result meets a target: a `Crossing`, facts moved, choices kept.

    Each fact is measured in standard deviations of a normal law with the same probability below it, from its median, so
    that the middle world, all facts at their medians, is the origin; the answer is the point of the surface
    result = target that lies nearest. A fact's share is αᵢ² = zᵢ²/β². Facts that the result does not read stay as they
    are; of a bundle, the share is that of all together. Slopes are exact, by the chain rule.

    How many worlds lie beyond, `monte_carlo` counts: Φ(−β) takes the surface for a plane, and the small curvatures of a
    hundred facts add up to factors. Neglects that the surface may come near in several places: the nearest is looked
    for from the middle world and from the far end of its slopes. ValueError with how near the result comes where no
    world within 5 standard deviations in every fact meets the target.
    Source: Hasofer and Lind 1974.

    >>> from starcalc import Q, Scenario, model
    >>> flip = nearest_world(model.ground, "levelised_energy_cost", Q(120, "USD/MWh"), Scenario("gas"))
    >>> round(flip.distance, 1), [move.name for move in flip.moves][:2]
    (3.5, ['gas_price', 'gas_plant_efficiency'])
    """
    unit = plain_unit(shown_in(result, scenario))
    goal = plain_magnitude(target, unit, "worlds.nearest_world: target")
    if np.ndim(goal):
        raise ValueError(f"worlds.nearest_world: target must be one Quantity, not {target!r:.60}")
    number_of(calculation, scenario.si, result)
    steps = Steps(calculation, scenario, [result], Marginals(scenario, facts).names)
    if not steps.reads:
        raise ValueError(f"{result} reads no open fact, so that no world moves it")
    surface = Surface(steps, Marginals(scenario, steps.reads), result, float(goal))
    point = surface.nearest()
    if point is None:
        came = Q(surface.nearest_miss(), unit).to(shown_in(result, scenario))
        raise ValueError(
            f"{result} never meets {text(target)} while facts stay within their ranges: the nearest it comes is "
            f"{text(came)}"
        )
    return crossing_at(point, surface, scenario)


class Surface:
    """Where a result meets its target, in standard normal deviates of the facts, one a coordinate."""

    def __init__(self, steps, marginals, result, goal):
        self.steps, self.marginals, self.result, self.goal = steps, marginals, result, goal
        self.origin, self.scale, self.known = np.zeros(marginals.count), 1.0, {}
        self.scale, self.known = abs(self.excess(self.origin)[0]) or abs(goal) or 1.0, {}

    def excess(self, point):
        """By how much the result exceeds the target, in units of its excess in the middle world, and the slopes.

        The last answer is kept, because SciPy asks for value and slopes apart.
        """
        key = point.tobytes()
        if key not in self.known:
            self.known = {key: self._excess(point)}
        return self.known[key]

    def _excess(self, point):
        values, stretch = self.marginals.normal(point)
        found, slopes = self.steps.slopes(values, self.result)
        along = np.zeros(self.marginals.count)
        parts = [slopes[name] * stretch[name] for name in self.marginals.names]
        np.add.at(along, self.marginals.places, parts)
        return (float(found) - self.goal) / self.scale, along / self.scale

    def nearest(self):
        """The nearest point of the surface; None where none is found."""
        starts = [self.origin, self.downhill()]
        found = [point for point in map(self._search, starts) if point is not None]
        return min(found, key=np.linalg.norm, default=None)

    def downhill(self):
        """The place, as far as facts reach, toward which the result goes to the target fastest from the origin."""
        start, slopes = self.excess(self.origin)
        return -np.sign(start) * slopes / (np.linalg.norm(slopes) or 1.0) * REACH

    def _search(self, start):
        """The nearest point that sequential quadratic programming finds from a start, if the target is met there."""
        from scipy.optimize import minimize

        meets = {
            "type": "eq",
            "fun": lambda point: self.excess(point)[0],
            "jac": lambda point: self.excess(point)[1][None],
        }
        found = minimize(
            lambda point: point @ point / 2,
            start,
            jac=lambda point: point,
            bounds=[(-REACH, REACH)] * len(start),
            constraints=[meets],
            method="SLSQP",
            options={"maxiter": 200, "ftol": 1e-10},
        )
        return found.x if abs(self.excess(found.x)[0]) < CLOSE else None

    def nearest_miss(self):
        """The result where it comes nearest to the target."""
        from scipy.optimize import minimize

        def miss(point):
            off, slopes = self.excess(point)
            return off**2, 2 * off * slopes

        starts = (self.origin, self.downhill())
        bounds = [(-REACH, REACH)] * len(self.origin)
        found = [minimize(miss, start, jac=True, bounds=bounds, method="L-BFGS-B").x for start in starts]
        best = min(found, key=lambda point: abs(self.excess(point)[0]))
        return self.excess(best)[0] * self.scale + self.goal


def crossing_at(point, surface, scenario):
    """The answer at a point of the surface."""
    distance = float(np.linalg.norm(point))
    marginals = surface.marginals
    values, moved = marginals.normal(point)[0], marginals.moved(point)
    world = scenario.si.but(**{name: float(value) for name, value in values.items()}).with_units
    moves = [
        Move(
            name,
            float(point[place] ** 2 / distance**2) if distance else 0.0,
            world.quantity(name),
            float(moved[name]),
        )
        for name, place in zip(marginals.names, marginals.places, strict=True)
    ]
    return Crossing(world, distance, sorted(moves, key=lambda move: -move.share))
