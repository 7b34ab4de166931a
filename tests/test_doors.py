"""The ways in: what each door installs is what the chapters need."""

import ast
import json
import re
import tomllib
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import nbformat
import pytest
from packaging.requirements import Requirement

from starcalc.page import downloads

HOME = Path(__file__).parents[1]
PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
PAGES = (HOME / ".github/workflows/pages.yml").read_text("utf-8")


def extras_of_the_chapters():
    """The extras with which the job `execute` runs the chapters."""
    jobs = {
        node.name: node for node in ast.parse((HOME / "noxfile.py").read_text("utf-8")).body if hasattr(node, "name")
    }
    return set(ast.literal_eval(re.search(r"extras=(\[.*?\])", ast.unparse(jobs["execute"]))[1]))


def extras_of(text):
    """The extras in the first requirement of the package itself, as in `.[notebook,jax]`."""
    return set(re.search(r"\.\[([a-z,]+)\]", text)[1].split(","))


def test_binder_and_the_readme_install_all_that_the_chapters_need():
    for name in (".binder/requirements.txt", "README.md"):
        assert extras_of((HOME / name).read_text("utf-8")) == extras_of_the_chapters(), name


def test_every_door_asks_for_the_same_jupyterlab():
    lab = [line for line in PROJECT["dependency-groups"]["lab"] if isinstance(line, str)]
    assert {re.match(r"[a-z-]+", line)[0] for line in lab} == {"jupyterlab", "jupyterlab-myst"}
    assert set(lab) <= set((HOME / ".binder/requirements.txt").read_text("utf-8").split())
    assert set(lab) <= set(re.findall(r'"([^"\s]+)"', (HOME / "README.md").read_text("utf-8")))


# --- notebooks that leave the book ------------------------------------------------------------------------------------


def config(on_index=False, address="", **options):
    named = {"starcalc_on_index": on_index, "starcalc_notebooks": "notebooks", "html_baseurl": address}
    return SimpleNamespace(html_theme_options=options, **named)


KNOWN = {"repository_url": "https://example.org/orbit/starcalc", "repository_branch": "main"}


def test_a_download_installs_all_that_the_chapters_need():
    assert (
        set(downloads.EXTRAS.split(",")) == extras_of_the_chapters() == set(PROJECT["project"]["optional-dependencies"])
    )


def test_a_download_is_installed_from_the_index_the_book_the_repository_or_by_hand():
    published = downloads.requirement(config(on_index=True, **KNOWN))
    assert published == f"starcalc[{downloads.EXTRAS}]=={PROJECT['project']['version']}"
    assert downloads.requirement(config(**KNOWN)).endswith(" @ git+https://example.org/orbit/starcalc@main")
    assert downloads.requirement(config()) == ""
    offered = downloads.requirement(config(address="https://example.org/book/", **KNOWN))
    assert offered.endswith(f" @ https://example.org/book/{downloads.WHEEL}")
    for wanted in (published, offered, downloads.requirement(config(**KNOWN))):
        assert Requirement(wanted).extras == set(downloads.EXTRAS.split(","))


def test_the_book_offers_the_package_itself(tmp_path):
    app = SimpleNamespace(builder=SimpleNamespace(format="html"), outdir=tmp_path, confdir=HOME)
    downloads.write_wheel(app, None)
    with ZipFile(tmp_path / downloads.WHEEL) as wheel:
        names = wheel.namelist()
    assert {"starcalc/__init__.py", "starcalc/assumptions.toml", "starcalc/references.bib"} <= set(names)


@pytest.mark.parametrize("wanted", ["starcalc[notebook]==1.0", ""])
def test_a_download_begins_with_what_to_install_and_is_else_the_chapter(wanted):
    text = (HOME / "book/satellite.ipynb").read_text("utf-8")
    made = downloads.with_installation(text, wanted)
    assert downloads.with_installation(made, wanted) == made
    notebook = json.loads(made)
    nbformat.validate(notebook)
    first, *rest = notebook["cells"]
    said = "".join(first["source"])
    assert said.startswith(f'%pip install --quiet "{wanted}"\n') if wanted else "pip install" in said
    assert notebook | {"cells": rest} == json.loads(text)


def test_the_colab_button_leads_to_such_a_notebook_and_others_stay():
    buttons = [
        {"url": "https://colab.research.google.com/github/orbit/starcalc/blob/main/book/satellite.ipynb"},
        {"url": "https://mybinder.org/v2/gh/orbit/starcalc/main?urlpath=lab/tree/book/satellite.ipynb"},
    ]
    context = {"header_buttons": [{"buttons": buttons}, {"type": "javascript"}]}
    downloads.point_colab(SimpleNamespace(config=config(**KNOWN)), "book/satellite", "page.html", context, None)
    assert buttons[0]["url"].endswith("/github/orbit/starcalc/blob/notebooks/book/satellite.ipynb")
    assert "/starcalc/main?" in buttons[1]["url"]
    assert f"git push --quiet --force origin {config().starcalc_notebooks}\n" in PAGES
    assert re.search(rf"starcalc_notebooks: {config().starcalc_notebooks}\b", (HOME / "_config.yml").read_text("utf-8"))
