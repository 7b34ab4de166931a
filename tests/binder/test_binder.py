"""What Binder makes of the repository, by repo2docker's own classes; nothing is built, so no Docker is needed."""

import re
from pathlib import Path

import pytest
from repo2docker.app import Repo2Docker
from repo2docker.buildpacks.conda.supported_python_version import SUPPORTED_PYTHON_VERSION

HOME = Path(__file__).parents[2]
RUNTIME = re.fullmatch(r"python-(\d+\.\d+)\s*", (HOME / ".binder/runtime.txt").read_text("utf-8"))[1]


@pytest.fixture
def pack(monkeypatch):
    """The first build pack that takes the repository, as Binder goes through them."""
    monkeypatch.chdir(HOME)
    app = Repo2Docker(platform="linux/amd64")
    packs = (kind(base_image=app.base_image) for kind in app.buildpacks)
    found = next(pack for pack in packs if pack.detect())
    found.platform = app.platform
    return found


def test_binder_takes_the_repository_for_a_python_one_and_reads_its_folder(pack):
    assert type(pack).__name__ == "PythonBuildPack"
    assert pack.binder_dir == ".binder"


def test_binder_starts_the_python_that_the_runtime_names(pack):
    assert pack.python_version == RUNTIME
    assert RUNTIME in {str(version) for version in SUPPORTED_PYTHON_VERSION}


def test_binder_installs_the_package_from_the_whole_tree(pack):
    recipe = pack.render()
    assert recipe.lstrip().startswith("FROM ")
    # The requirements name ".", so the tree has to be there before they are installed.
    tree, install = recipe.index("src/ ${REPO_DIR}/"), recipe.index('pip install --no-cache-dir -r ".binder')
    assert tree < install
    assert f"environment.py-{RUNTIME}" in " ".join(pack.get_build_script_files())
