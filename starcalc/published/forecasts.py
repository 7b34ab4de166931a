"""When others say that orbit will cost no more than the ground."""

from starcalc.tables import beside


def forecasts():
    """What each published forecast says, a dictionary a row, the earliest first; years, None where no end is set.

    who, said (year or month), year (the one named, or the middle of the range), low, high, claim, assumes, source and
    grade. They do not all forecast the same thing: `claim` says what. Neglects those who name no year. Source:
    forecasts.csv.

    >>> [row["year"] for row in forecasts() if row["who"] == "Deutsche Bank"]
    [2032.0]
    >>> [row["who"] for row in forecasts() if row["year"] is None]
    ['Sam Altman', 'Bearing Labs', 'Research Viewer']
    """
    rows = beside(__file__, "forecasts.csv", texts=("said",))
    return sorted(rows, key=lambda row: (row["year"] is None, row["year"] or row["low"]))
