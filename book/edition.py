"""Adds the built book to the folder of a site that keeps every edition.

    python book/edition.py SITE

The book goes to the top of SITE, in place of what was there. If CHANGELOG.md says when this edition came out, a copy
goes into a folder of its own too, v0.2.0, where it stays for ever: what stands there already is not written again.
Pages of older editions get a line at their top that leads to the same page of the newest. versions.json lists them all.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path

from starcalc import __version__
from starcalc.page.editions import CHANGELOG, FOLDERS, LIST, editions, folder, point_on

HOME = Path(__file__).parents[1]
BUILT = HOME / "_build" / "html"


def publish(built, site, released):
    """Puts a built book into a site's folder; `released` are the editions that are out, by the changelog."""
    site.mkdir(parents=True, exist_ok=True)
    strange = [path.name for path in site.iterdir() if not path.name.startswith(".")]
    if strange and not (site / LIST).exists():
        sys.exit(f"{site} holds {strange[0]} and no {LIST}: it is no folder of editions, so nothing of it is replaced")
    for path in site.iterdir():
        if path.name.startswith(".") or FOLDERS.fullmatch(path.name):
            continue
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(built, site, dirs_exist_ok=True)
    if __version__ in {edition.number for edition in released}:
        own = site / folder(__version__)
        if not own.exists():
            shutil.copytree(built, own)
    days = {edition.number: edition.day for edition in released}
    kept = [edition.number for edition in released if (site / folder(edition.number)).is_dir()]
    listed = [{"version": number, "date": days[number], "path": f"{folder(number)}/"} for number in kept]
    (site / LIST).write_text(json.dumps(listed, indent=1) + "\n", "utf-8", newline="\n")
    for number in kept:
        if number != __version__:
            point_on(site, number, __version__)
    return kept


def main():
    """Publish the book that was built last."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path, help="the folder of the site; made if it is not there")
    site = parser.parse_args().site
    if not (BUILT / "book" / "index.html").exists():
        sys.exit("there is no built book: run `nox -s book` first")
    known = editions((HOME / CHANGELOG).read_text("utf-8"))
    kept = publish(BUILT, site, [edition for edition in known if edition.day])
    print(f"{site}: edition {__version__} at the top; kept: {', '.join(kept) or 'none, since none is out'}")


if __name__ == "__main__":
    main()
