"""Two builds of one commit are compared file by file, and a page that knows what day it is gives itself away."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

JOB = Path(__file__).parents[1] / "jobs" / "same.py"
DAY = date(2026, 3, 9)


@pytest.fixture
def builds(tmp_path):
    """Two folders of a page and a script, alike."""
    for name in ("first", "second"):
        folder = tmp_path / name / "book"
        folder.mkdir(parents=True)
        (folder / "page.html").write_text("<p>2.3 times Texas</p>", encoding="utf-8")
        (folder / "page.js").write_text("1 + 1", encoding="utf-8")
    return tmp_path / "first", tmp_path / "second"


def compared(builds, *more):
    done = subprocess.run([sys.executable, str(JOB), *map(str, builds), *more], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_two_builds_alike_pass(builds):
    assert compared(builds, DAY.isoformat()) == (0, "2 files, the same in both builds\n")


def test_a_byte_that_differs_is_shown(builds):
    (builds[1] / "book/page.html").write_text("<p>2.4 times Texas</p>", encoding="utf-8")
    status, text = compared(builds)
    assert status == 1
    assert "book/page.html: 22 and 22 bytes, from byte 5: " in text
    assert "1 of 2 files differ" in text


def test_a_file_that_one_build_lacks_is_named(builds):
    (builds[0] / ".buildinfo").write_text("config", encoding="utf-8")
    status, text = compared(builds)
    assert status == 1
    assert f".buildinfo: only in {builds[0]}" in text


@pytest.mark.parametrize("said", ["2026-03-09", "2026/03/09", "09 March 2026"])
def test_a_page_that_says_what_day_it_is_is_named(builds, said):
    for folder in builds:
        (folder / "book/page.html").write_text(f"Last updated on {said}", encoding="utf-8")
    assert compared(builds)[0] == 0
    status, text = compared(builds, DAY.isoformat())
    assert status == 1
    assert "book/page.html: says 09 March 2026" in text
