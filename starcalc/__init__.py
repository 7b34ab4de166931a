"""The sums behind AI inference in orbit, from sunlight to dollars per million tokens.

>>> from starcalc import Q, Scenario, model
>>> print(f"{model.satellite(Scenario('seed')).revenue.to('MUSD/year'):.3gP}")
4.1 megaUSD/year

Kernels: orbit, environment, solar, thermal, inference, network, launch, economics, sky, climate. The whole
calculation: model. What would change it: worlds. The post's claims: claims. Other people's models: published. What
chapters show: show, which is imported by itself, because it needs a notebook's libraries.
"""

from starcalc import (
    claims,
    climate,
    economics,
    environment,
    inference,
    launch,
    model,
    network,
    orbit,
    published,
    sky,
    solar,
    thermal,
    worlds,
)
from starcalc.edition import EDITION
from starcalc.scenario import Scenario
from starcalc.units import Q

__version__ = EDITION
__all__ = [
    "Q",
    "Scenario",
    "claims",
    "climate",
    "economics",
    "environment",
    "inference",
    "launch",
    "model",
    "network",
    "orbit",
    "published",
    "sky",
    "solar",
    "thermal",
    "worlds",
]


def __dir__():
    return __all__
