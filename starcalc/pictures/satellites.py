"""The lengths of both designs, as `show.scale_drawing` draws them: every area is the calculation's."""

from starcalc import model
from starcalc.arrays import xp
from starcalc.pictures.forms import Picture

MODULE_ASPECT = 2  # length to width of a module, which the calculation leaves open and a drawing cannot


def numbers(s):
    """Lengths in metres, areas in square metres, and counts.

    The radiator holds its edge to the Sun, and stands to the wind as the scenario says: at 90° along the array's long
    side, edge-on to Earth.
    """
    satellite, module = model.satellite(s), model.module(s)
    chord, part = xp.sqrt(satellite.array_area / s.array_aspect), xp.sqrt(module.module_area / MODULE_ASPECT)
    span = s.array_aspect * chord
    return {
        "chord": chord,
        "span": span,
        "fin": satellite.radiator_area / span,
        "along": span * xp.sin(s.radiator_incidence),
        "across": span * xp.cos(s.radiator_incidence),
        "part_width": part,
        "part_length": MODULE_ASPECT * part,
        "cells": 1 / (1 + module.bare_share),
        "array_area": satellite.array_area,
        "radiator_area": satellite.radiator_area,
        "gpus": satellite.gpus,
        "module_area": module.module_area,
        "gpus_per_module": module.gpus_per_module,
    }


PICTURE = Picture(numbers)
