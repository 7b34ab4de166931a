"""What stands against a release is named, and what a release is kept as is the same twice."""

import importlib.util
import re
import shutil
import subprocess
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
spec = importlib.util.spec_from_file_location("release_job", HOME / "jobs" / "release.py")
job = importlib.util.module_from_spec(spec)
spec.loader.exec_module(job)

DAY = date.today().isoformat()
READ = ("pyproject.toml", "CITATION.cff", "CHANGELOG.md", "starcalc/edition.py")


def git(home, *words):
    name = ["-c", "user.name=tester", "-c", "user.email=tester@example.org"]
    subprocess.run(["git", *name, *words], cwd=home, check=True, capture_output=True)


@pytest.fixture
def ready(tmp_path):
    """A repository in which nothing stands against a release 9.8.7."""
    for name in READ:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(HOME / name, tmp_path / name)
    edit(tmp_path, "pyproject.toml", r'^version = ".*"', 'version = "9.8.7"')
    edit(tmp_path, "starcalc/edition.py", r'EDITION = ".*?"', 'EDITION = "9.8.7"')
    edit(tmp_path, "CITATION.cff", r"^(date-released|version): .*\n", "")
    edit(tmp_path, "CITATION.cff", r"\Z", f"version: 9.8.7\ndate-released: {DAY}\n")
    edit(tmp_path, "CHANGELOG.md", r"^## \[Unreleased\]", f"## [Unreleased]\n\n## [9.8.7] - {DAY}")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    return tmp_path


def edit(home, name, pattern, instead):
    text = (home / name).read_text("utf-8")
    changed = re.sub(pattern, instead, text, flags=re.MULTILINE)
    assert changed != text
    (home / name).write_text(changed, "utf-8")


def commit(home):
    git(home, "add", "--all")
    git(home, "commit", "--quiet", "--message", "Change something")


def test_nothing_stands_against_a_release_that_is_ready(ready):
    assert job.problems("9.8.7", ready) == []


@pytest.mark.parametrize(
    ("name", "pattern", "instead", "said"),
    [
        ("pyproject.toml", r"9\.8\.7", "9.8.6", "pyproject.toml says 9.8.6, not 9.8.7"),
        ("starcalc/edition.py", r"9\.8\.7", "9.8.6", "starcalc/edition.py says 9.8.6, not 9.8.7"),
        ("CITATION.cff", r"9\.8\.7", "9.8.6", "CITATION.cff says 9.8.6, not 9.8.7"),
        ("CITATION.cff", r"date-released: .*", "date-released: 2020-01-01", "date-released: 2020-01-01"),
        ("CHANGELOG.md", r"\[9\.8\.7\]", "[9.8.6]", "no section `## [9.8.7] - YYYY-MM-DD`"),
        ("CHANGELOG.md", rf"\] - {DAY}", "] - unreleased", "dates 9.8.7 'unreleased'"),
        ("CHANGELOG.md", rf"\] - {DAY}", f"] - {date.today() + timedelta(days=2)}", "write a day that has come"),
    ],
)
def test_what_stands_against_a_release_is_named(ready, name, pattern, instead, said):
    edit(ready, name, pattern, instead)
    commit(ready)
    assert any(said in line for line in job.problems("9.8.7", ready))


def test_a_change_that_is_not_committed_and_a_tag_elsewhere_stand_against_it(ready):
    git(ready, "tag", "v9.8.7")
    assert job.problems("9.8.7", ready) == []
    (ready / "new.txt").write_text("new", "utf-8")
    assert job.problems("9.8.7", ready) == ["the tree has changes that are not committed: new.txt"]
    commit(ready)
    assert job.problems("9.8.7", ready) == ["there is a tag v9.8.7, and it is of another commit"]


@pytest.mark.parametrize("version", ["2", "v0.2.0", "0.2", "0.2.0-rc1", ""])
def test_what_is_no_version_is_refused(version):
    assert "is no version" in job.problems(version)[0]


def test_a_deposit_says_what_the_citation_says(ready):
    told = job.deposit("9.8.7", ready)
    assert told["title"] == "starcalc: does AI inference in orbit pay?"
    assert told["creators"] == [{"name": "the starcalc contributors"}]
    assert (told["version"], told["publication_date"], told["license"]) == ("9.8.7", DAY, "MIT")
    assert "satellite" in told["keywords"]
    assert told["description"].endswith(".")
    assert told["notes"].startswith("### ")


def test_a_book_is_packed_the_same_twice(tmp_path):
    folder = tmp_path / "html"
    (folder / "book").mkdir(parents=True)
    (folder / "book" / "page.html").write_text("<p>one</p>", "utf-8")
    (folder / "index.html").write_text("<p>two</p>", "utf-8")
    job.zipped(tmp_path / "one.zip", folder, "top")
    (folder / "index.html").touch()
    job.zipped(tmp_path / "two.zip", folder, "top")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.namelist() == ["top/book/page.html", "top/index.html"]


def test_the_workflow_publishes_what_the_job_makes_and_only_when_somebody_has_said_so():
    text = (HOME / ".github/workflows/release.yml").read_text("utf-8")
    assert 'nox -s release -- "${GITHUB_REF_NAME#v}"' in text
    assert "id-token: write" in text
    assert "if: vars.PUBLISH == 'true'" in text
    assert "password:" not in text
    assert "secrets." not in text
