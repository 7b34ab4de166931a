"""Compares two builds of the book, file by file; `nox -s same` makes them, in two folders, from one commit.

python jobs/same.py FIRST SECOND [TODAY]    exit 1 and name each file that differs, or that says what day it is today
"""

import sys
from datetime import date
from pathlib import Path

FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%d %B %Y")  # of dates in pages


def files(folder):
    """Every file below a folder, by its name."""
    return {path.relative_to(folder).as_posix(): path for path in Path(folder).rglob("*") if path.is_file()}


def differences(first, second):
    """A line for each file that is in one folder only, or not the same in both, with the place where it departs."""
    one, other = files(first), files(second)
    found = [f"{name}: only in {first if name in one else second}" for name in sorted(one.keys() ^ other.keys())]
    for name in sorted(one.keys() & other.keys()):
        left, right = one[name].read_bytes(), other[name].read_bytes()
        if left != right:
            place = next((n for n, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), 0)
            shown = [text[max(0, place - 30) : place + 50].decode("utf-8", "replace") for text in (left, right)]
            found.append(f"{name}: {len(left)} and {len(right)} bytes, from byte {place}: {shown[0]!r}, {shown[1]!r}")
    return found


def dated(folder, day):
    """A line for each page that holds a day, which a build on another day would not."""
    words = [day.strftime(form).encode() for form in FORMS]
    pages = {name: path.read_bytes() for name, path in files(folder).items() if name.endswith((".html", ".js"))}
    return [
        f"{name}: says {day:%d %B %Y}" for name, text in sorted(pages.items()) if any(word in text for word in words)
    ]


def main(first, second, today=""):
    """Compare, print, and exit with 1 if anything was found."""
    found = differences(first, second)
    if today:
        found += dated(first, date.fromisoformat(today))
    if found:
        sys.exit("\n".join([*found, f"{len(found)} of {len(files(first))} files differ from build to build"]))
    print(f"{len(files(first))} files, the same in both builds")


if __name__ == "__main__":
    main(*sys.argv[1:])
