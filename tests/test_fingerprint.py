"""A stored output that is older than its table or its code is found, and the book is not built from it."""

import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from sphinx.errors import ExtensionError

from starcalc import fingerprint
from starcalc.page.freshness import DRAFT, refuse_stale

HOME = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """A copy of the package to spoil."""
    folder = tmp_path_factory.mktemp("package") / "starcalc"
    return shutil.copytree(HOME / "starcalc", folder, ignore=shutil.ignore_patterns("__pycache__"))


@pytest.fixture
def change(package):
    """The digest of the package with a text at the end of one of its files."""

    def once(name, text):
        path = package / name
        before = path.read_bytes() if path.exists() else None
        path.write_bytes((before or b"") + text.encode())
        try:
            return fingerprint.digest(package)
        finally:
            path.write_bytes(before) if before is not None else path.unlink()

    return once


@pytest.fixture
def app(tmp_path, monkeypatch):
    """What Sphinx hands over, with a book of two chapters that were run just now."""
    monkeypatch.delenv(DRAFT, raising=False)
    (tmp_path / "book").mkdir()
    for name in ("ground", "heat"):
        notebook = json.loads((HOME / "book" / f"{name}.ipynb").read_text("utf-8"))
        notebook["metadata"][fingerprint.KEY] = {"fingerprint": fingerprint.fingerprint(notebook)}
        (tmp_path / "book" / f"{name}.ipynb").write_text(json.dumps(notebook), "utf-8")
    return SimpleNamespace(srcdir=tmp_path, builder=SimpleNamespace(format="html"))


def rewrite(app, name, change):
    path = app.srcdir / "book" / f"{name}.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    change(notebook)
    path.write_text(json.dumps(notebook), "utf-8")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("assumptions.toml", "\n[another_row]\nvalue = 1\n"),
        ("orbit/circular.py", "\n# a comment that a listing may show\n"),
        ("show/sentences.py", "\n\n"),
        ("launch/prices.csv", "a,b\n"),
        ("designs/new.toml", 'title = "new"\n'),
    ],
)
def test_a_change_that_can_reach_a_chapter_counts(package, change, name, text):
    assert change(name, text) != fingerprint.digest(package)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page/extension.py", "\n# a comment\n"),
        ("page/reference/symbols.toml", "\n'x' = ['', 'y']\n"),
        ("environment/make_air_density.py", "\n# a comment\n"),
        ("assumptions.toml", "\n# a comment\n"),
        ("launch/prices.csv", "# a comment\n"),
        ("scenario.pyi", "\nx: int\n"),
        ("disputes.py", "\n# a comment\n"),
        ("__pycache__/x.pyc", "x"),
    ],
)
def test_a_change_that_cannot_does_not(package, change, name, text):
    (package / "__pycache__").mkdir(exist_ok=True)
    if name == "assumptions.toml":
        text = "# a comment\n"
    assert change(name, text) == fingerprint.digest(package)


def test_how_lines_end_does_not_count(package, change):
    path = package / "orbit" / "circular.py"
    before, found = path.read_bytes(), fingerprint.digest(package)
    path.write_bytes(before.replace(b"\n", b"\r\n"))
    assert fingerprint.digest(package) == found
    path.write_bytes(before)


def test_a_book_of_fresh_chapters_is_built(app):
    assert refuse_stale(app) is None


def test_a_chapter_whose_code_was_edited_and_not_run_is_named_with_the_command(app):
    rewrite(app, "heat", lambda notebook: notebook["cells"][1].update(cell_type="code", source=["2 + 2"]))
    with pytest.raises(ExtensionError, match=r"came from: heat; run `nox -s execute -- heat`"):
        refuse_stale(app)


def test_prose_may_change_without_a_run(app):
    rewrite(app, "heat", lambda notebook: notebook["cells"].append({"cell_type": "markdown", "source": ["New."]}))
    assert refuse_stale(app) is None


def test_after_a_change_of_the_table_every_chapter_is_stale(app, monkeypatch):
    monkeypatch.setattr(fingerprint, "package", lambda: "another")
    with pytest.raises(ExtensionError, match=r"came from: ground, heat; run `nox -s execute`, look"):
        refuse_stale(app)


def test_a_chapter_without_a_fingerprint_is_stale_and_a_draft_is_built(app, monkeypatch):
    rewrite(app, "ground", lambda notebook: notebook["metadata"].clear())
    with pytest.raises(ExtensionError, match="ground"):
        refuse_stale(app)
    monkeypatch.setenv(DRAFT, "1")
    assert refuse_stale(app) is None


def test_a_notebook_that_says_the_same_is_confirmed(tmp_path, monkeypatch, capsys):
    monkeypatch.syspath_prepend(str(HOME / "book"))
    import execute

    text = json.dumps({"cells": [], "metadata": {"language_info": {}, "starcalc": {"fingerprint": "abc"}}}, indent=1)
    path = tmp_path / "page.ipynb"
    path.write_text(text.replace("abc", "old"), "utf-8")
    assert execute.update(path, text, check=True) == ["page.ipynb"]
    assert execute.update(path, text, check=False) == ["page.ipynb"]
    assert execute.update(path, text, check=True) == []
    path.write_text("other", "utf-8")
    assert execute.update(path, text, check=True) == ["page.ipynb"]
    words = [line.split(": ")[1] for line in capsys.readouterr().out.splitlines()]
    assert words == ["confirmed", "confirmed", "unchanged", "changed"]


def test_a_notebook_whose_charts_are_drawn_with_other_fonts_passes_the_check(tmp_path, monkeypatch, capsys):
    monkeypatch.syspath_prepend(str(HOME / "book"))
    import execute

    text = json.dumps({"data": {"chart": {"mark": "line"}, "image/png": "iVBORw0K"}}, indent=1)
    path = tmp_path / "page.ipynb"
    path.write_text(text.replace("iVBORw0K", "iVBORother"), "utf-8")
    assert execute.update(path, text, check=True) == []
    path.write_text(text.replace("line", "bar"), "utf-8")
    assert execute.update(path, text, check=True) == ["page.ipynb"]
    words = [line.split(": ")[1] for line in capsys.readouterr().out.splitlines()]
    assert words == ["redrawn", "changed"]
