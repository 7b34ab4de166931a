"""Pictures as numbers: what a drawing needs to know of a scenario, computed alike by NumPy and in a page.

A picture is some named tables and single numbers. A table has rows of constants, such as the number of a line and
of a point on it, and a function of a scenario of plain numbers and a row. It answers what Vega draws of the row, by
name, and is written as a calculation is: with `xp`, relations and calculations, nothing else. The single numbers come
from a function of the scenario alone. NumPy computes all rows of a table at once, `PICTURES["orbit"].tables(s)`; the
emitter writes the same functions into model.js, where `model.pictures.orbit(s)` answers `{tables, numbers}`: each table
by one loop over the same rows, before which stands, once, what does not hang on the row. The chart itself, a layer over
those tables, stands in `show`, and a figure there has the page set its tables and numbers anew at each move.

To add a picture: write its functions in a module here, each row's constants as whole numbers where that will do, since
they travel to the reader; name the Picture in PICTURES; draw it in `show`.
"""

from starcalc.pictures import bills, domes, orbits, satellites
from starcalc.pictures.forms import Picture, Table

__all__ = ["PICTURES", "Picture", "Table"]

PICTURES = {"bills": bills.PICTURE, "dome": domes.PICTURE, "orbit": orbits.PICTURE, "satellites": satellites.PICTURE}
