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
from starcalc.show.boxes import claim, verdicts
from starcalc.show.charts import agreement, bars, ladder, tornado
from starcalc.show.console import calculator
from starcalc.show.domes import sky_dome
from starcalc.show.drawings import scale_drawing
from starcalc.show.figures import Figure
from starcalc.show.histograms import histogram
from starcalc.show.listings import citation, source, worked
from starcalc.show.maps import by_date
from starcalc.show.pictures import orbit_picture
from starcalc.show.sentences import between, phrase, say, spread, times, words
from starcalc.show.tables import assumptions, elasticities, trends, whole_sum
from starcalc.show.waterfalls import waterfall
from starcalc.units import number

__all__ = [
    "agreement",
    "assumptions",
    "bars",
    "between",
    "by_date",
    "calculator",
    "citation",
    "claim",
    "elasticities",
    "figure",
    "histogram",
    "ladder",
    "number",
    "orbit_picture",
    "over_years",
    "phrase",
    "say",
    "scale_drawing",
    "sky_dome",
    "source",
    "spread",
    "times",
    "tornado",
    "trends",
    "verdicts",
    "waterfall",
    "whole_sum",
    "words",
    "worked",
]

figure = Figure  # in a chapter, show.figure(...) reads as the verb it is


def __dir__():
    return __all__
