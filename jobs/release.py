"""What a release has to be before it is one, and the files that it is kept as; `nox -s release` runs both.

python jobs/release.py check 0.2.0    exit 1 and name what stands against it
python jobs/release.py pack 0.2.0     put book, source and checksums beside wheel and sdist in dist/
"""

import hashlib
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from datetime import date
from pathlib import Path

HOME = Path(__file__).parents[1]
DIST = HOME / "dist"
VERSION = re.compile(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?")
STAMP = (1980, 1, 1, 0, 0, 0)  # of every file in a zip, so that two of them are alike


def versions(home=HOME):
    """The version by the file that states it."""
    cited = re.search(r"^version: *\"?([\w.]+)", (home / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    said = re.search(r'^EDITION = "([\w.]+)"', (home / "starcalc" / "edition.py").read_text("utf-8"), re.MULTILINE)
    project = tomllib.loads((home / "pyproject.toml").read_text("utf-8"))["project"]
    return {
        "pyproject.toml": project["version"],
        "starcalc/edition.py": said and said[1],
        "CITATION.cff": cited and cited[1],
    }


def section(version, home=HOME):
    """The date and the text of a version in the changelog; two empty texts where there is none."""
    text = (home / "CHANGELOG.md").read_text("utf-8")
    found = re.search(rf"^## \[{re.escape(version)}\] - (.*?)\n(.*?)(?=^## \[|\Z)", text, re.MULTILINE | re.DOTALL)
    return (found[1].strip(), found[2].strip()) if found else ("", "")


def git(*words, home=HOME):
    """What git says."""
    return subprocess.run(["git", *words], cwd=home, capture_output=True, text=True, check=True).stdout.strip()


def problems(version, home=HOME):
    """A sentence for each thing that stands against a release; none, and it can be made."""
    if not VERSION.fullmatch(version):
        return [f"{version!r} is no version; write one such as 0.2.0 or 0.2.0rc1"]
    found = [f"{name} says {said}, not {version}" for name, said in versions(home).items() if said != version]
    day, told = section(version, home)
    if not told:
        found.append(f"CHANGELOG.md has no section `## [{version}] - YYYY-MM-DD` with something in it")
    elif not re.fullmatch(r"\d{4}-\d\d-\d\d", day) or date.fromisoformat(day) > date.today():
        found.append(f"CHANGELOG.md dates {version} {day!r}; write a day that has come, such as {date.today()}")
    cited = re.search(r"^date-released: *\"?([\d-]+)", (home / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    if told and (not cited or cited[1] != day):
        found.append(f"CITATION.cff says date-released: {cited[1] if cited else 'nothing'}, the changelog {day}")
    if changed := git("status", "--porcelain", home=home):
        found.append(f"the tree has changes that are not committed: {', '.join(changed.split()[1::2][:5])}")
    if git("tag", "--list", f"v{version}", home=home):
        head, tagged = (git("rev-parse", name, home=home) for name in ("HEAD", f"v{version}^{{commit}}"))
        if head != tagged:
            found.append(f"there is a tag v{version}, and it is of another commit")
    return found


def zipped(path, folder, top):
    """Packs a folder so that packing it again gives the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(each for each in folder.rglob("*") if each.is_file()):
            entry = zipfile.ZipInfo(f"{top}/{file.relative_to(folder).as_posix()}", STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes())


def deposit(version, home=HOME):
    """What an archive that gives DOIs asks of a deposit, in Zenodo's words, from CITATION.cff and the changelog."""
    text = (home / "CITATION.cff").read_text("utf-8")
    words = re.search(r"^keywords:\n((?:  - .*\n?)+)", text, re.MULTILINE)[1]
    abstract = re.search(r"^abstract: >-\n((?:  .*\n)+)", text, re.MULTILINE)[1]
    return {
        "title": re.search(r'^title: "(.*)"', text, re.MULTILINE)[1],
        "upload_type": "software",
        "version": version,
        "publication_date": section(version, home)[0],
        "creators": [{"name": name} for name in re.findall(r"^  - name: (.*)$", text, re.MULTILINE)],
        "description": " ".join(abstract.split()),
        "keywords": [word.removeprefix("  - ") for word in words.splitlines()],
        "license": re.search(r"^license: (.*)$", text, re.MULTILINE)[1],
        "notes": section(version, home)[1],
    }


def pack(version):
    """Book, source, what to say of them, and a checksum of everything, in dist/; answers with the files."""
    DIST.mkdir(exist_ok=True)
    zipped(DIST / f"starcalc-{version}-book.zip", HOME / "_build" / "html", f"starcalc-{version}-book")
    source = DIST / f"starcalc-{version}-source.zip"
    git("archive", "--format=zip", f"--prefix=starcalc-{version}/", f"--output={source}", "HEAD")
    (DIST / "zenodo.json").write_text(json.dumps(deposit(version), indent=1, ensure_ascii=False) + "\n", "utf-8")
    files = sorted(path for path in DIST.iterdir() if path.is_file() and path.name != "SHA256SUMS")
    sums = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)
    (DIST / "SHA256SUMS").write_text(sums, "utf-8")
    return files


def main(job, version):
    """Check or pack, and say what comes next."""
    if job == "check":
        found = problems(version)
        sys.exit("\n".join(f"- {line}" for line in found) if found else 0)
    for path in pack(version):
        print(f"{path.stat().st_size / 1e6:8.2f} MB  {path.relative_to(HOME)}")
    print(f"next: git tag --annotate v{version} --message 'starcalc {version}' && git push origin v{version}")


if __name__ == "__main__":
    main(*sys.argv[1:])
