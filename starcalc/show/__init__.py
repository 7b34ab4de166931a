"""What a chapter shows: sentences with computed numbers, source, worked calculations, tables, claims and figures."""

from importlib import import_module

for library in ("altair", "ipywidgets", "IPython", "pybtex"):
    try:
        import_module(library)
    except ImportError as error:
        raise ImportError(
            f"starcalc.show needs {error.name}, which is not installed: pip install altair ipywidgets ipython pybtex"
        ) from None

from starcalc.show.bands import over_years
from starcalc.show.bills import bills
from starcalc.show.boxes import claim, verdicts
from starcalc.show.calendars import by_year, foreseen
from starcalc.show.charts import agreement, bars, ladder
from starcalc.show.console import calculator
from starcalc.show.domes import sky_dome
from starcalc.show.drawings import module_drawing, scale_drawing
from starcalc.show.evenings import evening, left_out, ring_year, sunset_clock
from starcalc.show.figures import Figure
from starcalc.show.flows import flow, heat_flow
from starcalc.show.histograms import histogram
from starcalc.show.listings import citation, source, worked
from starcalc.show.maps import by_date
from starcalc.show.pictures import orbit_picture
from starcalc.show.plans import sheet_and_wind, squares
from starcalc.show.sentences import between, phrase, say, solution, spread, times, words
from starcalc.show.strips import slices
from starcalc.show.tables import assumptions, elasticities, trends, whole_sum
from starcalc.show.tornadoes import tornado
from starcalc.show.trials import tried, way
from starcalc.show.waterfalls import waterfall
from starcalc.units import number

__all__ = [
    "agreement",
    "assumptions",
    "bars",
    "between",
    "bills",
    "by_date",
    "by_year",
    "calculator",
    "citation",
    "claim",
    "elasticities",
    "evening",
    "figure",
    "flow",
    "foreseen",
    "heat_flow",
    "histogram",
    "ladder",
    "left_out",
    "module_drawing",
    "number",
    "orbit_picture",
    "over_years",
    "phrase",
    "ring_year",
    "say",
    "scale_drawing",
    "sheet_and_wind",
    "sky_dome",
    "slices",
    "solution",
    "source",
    "spread",
    "squares",
    "sunset_clock",
    "times",
    "tornado",
    "trends",
    "tried",
    "verdicts",
    "waterfall",
    "way",
    "whole_sum",
    "words",
    "worked",
]

figure = Figure  # in a chapter, show.figure(...) reads as the verb it is


def __dir__():
    return __all__
