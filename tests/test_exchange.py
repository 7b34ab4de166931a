"""Citations as reference managers take them: the same entries in BibTeX, RIS and CSL, each with the main things."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from pybtex.database import parse_string

from starcalc import __version__
from starcalc.assumptions import sources
from starcalc.page import citation, exchange

ROOT = Path(__file__).parents[1]
FOUND = exchange.entries((ROOT / citation.REFERENCES).read_text("utf-8"))
DATE = "86400"  # of a build, as SOURCE_DATE_EPOCH


def ris(text):
    """RIS as a list of {tag: [value]}."""
    found = []
    for line in text.splitlines():
        tag, value = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line).groups()
        if tag == "TY":
            found.append({})
        found[-1].setdefault(tag, []).append(value)
    return found


RIS = {one["ID"][0]: one for one in ris(exchange.as_ris(FOUND))}
CSL = {one["id"]: one for one in json.loads(exchange.as_csl(FOUND))}


def test_every_source_is_in_all_three_lists():
    assert set(FOUND) == set(RIS) == set(CSL) == set(sources())


def test_an_entry_has_author_title_year_and_type_in_all_three():
    for key, entry in FOUND.items():
        line, item = RIS[key], CSL[key]
        assert entry["title"] == line["TI"][0] == item["title"] != ""
        assert entry["year"] == line["PY"][0] == str(item["issued"]["date-parts"][0][0]), key
        assert (line["TY"][0], item["type"]) == exchange.KINDS[entry["kind"]]
        assert len(entry["author"]) == len(line["AU"]) == len(item["author"]) >= 1
        assert entry.get("doi") == item.get("DOI") == line.get("DO", [None])[0]
        assert not re.search(r"[\\{}]", " ".join([*line["TI"], *line["AU"], *line.get("N1", [])])), key


def test_people_have_given_names_and_institutions_none():
    assert CSL["kopp2011"]["author"][0] == {"family": "Kopp", "given": "Greg"}
    assert RIS["kopp2011"]["AU"][0] == "Kopp, Greg"
    assert exchange.csl_names([("NASA", "")]) == [{"literal": "NASA"}]


def test_a_month_may_be_named_with_a_day_or_not_at_all():
    assert [exchange.month({"month": said}) for said in ("December", "3 March", "May")] == [12, 3, 5]
    assert exchange.month({}) == 0


@pytest.fixture
def app(tmp_path, monkeypatch):
    """What Sphinx hands over, of a book that may have an address."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DATE)
    config = SimpleNamespace(
        root_doc="book/index",
        html_baseurl="",
        html_title="Does it pay?",
        author="the starcalc contributors",
        html_theme_options={},
    )
    titles = {"book/heat": SimpleNamespace(astext=lambda: "How & why?")}
    titles["book/index"] = titles["book/heat"]
    env = SimpleNamespace(titles=titles, doc2path=lambda page: ROOT / f"{page}.ipynb")
    builder = SimpleNamespace(format="html", get_target_uri=lambda page: f"{page}.html")
    return SimpleNamespace(config=config, env=env, builder=builder, srcdir=ROOT, outdir=tmp_path)


@pytest.mark.parametrize("address", ["", "https://example.org/book/"])
def test_the_book_is_cited_as_its_repository_says(app, address):
    app.config.html_baseurl, context = address, {"body": ""}
    citation.add_citation(app, "book/index", "", context, object())
    about = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    entry = parse_string((app.outdir / "cite" / "starcalc.bib").read_text("utf-8"), "bibtex").entries["starcalc"]
    assert entry.fields["title"].strip("{}") == about["title"]
    assert str(entry.persons["author"][0]).strip("{}") == about["authors"][0]["name"]
    assert entry.fields["version"] == str(about["version"]) == __version__
    assert entry.fields["year"] == "1970"
    assert entry.fields.get("url", "") == (f"{address}book/index.html" if address else "")
    item = json.loads((app.outdir / "cite" / "starcalc.json").read_text("utf-8"))[0]
    assert (item["type"], item["title"], item["version"]) == ("book", about["title"], __version__)
    assert item["author"] == [{"literal": about["authors"][0]["name"]}]
    assert 'href="../cite/CITATION.cff"' in context["body"]


def test_a_chapter_has_its_own_files_and_leads_to_them(app):
    context = {"body": ""}
    citation.add_citation(app, "book/heat", "", context, object())
    links = re.findall(r'href="\.\./(cite/[^"]+)"', context["body"])
    assert [Path(link).suffix for link in links] == [".bib", ".ris", ".json"]
    assert all((app.outdir / link).is_file() for link in links)
    assert ris((app.outdir / "cite" / "starcalc-heat.ris").read_text("utf-8"))[0]["T2"] == ["Does it pay?"]
    assert json.loads((app.outdir / "cite" / "starcalc-heat.json").read_text("utf-8"))[0]["title"] == "How & why?"


@pytest.mark.parametrize("address", ["", "https://example.org/book"])
def test_the_published_citation_file_has_day_and_addresses(app, address):
    app.config.html_baseurl = address
    if address:
        app.config.html_theme_options["repository_url"] = "https://example.org/repository"
    citation.write_forms(app.outdir, "any", "")
    citation.write_lists(app, None)
    about = yaml.safe_load((app.outdir / "cite" / "CITATION.cff").read_text("utf-8"))
    assert about.pop("date-released").isoformat() == "1970-01-02"
    assert about.pop("url", "") == address
    assert about.pop("repository-code", "") == ("https://example.org/repository" if address else "")
    assert about == yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))


def test_the_list_of_references_leads_to_all_its_forms(app):
    text = (ROOT / "book" / "references.md").read_text("utf-8")
    citation.write_lists(app, None)
    links = re.findall(r'href="\.\./(cite/[^"]+)"', text)
    assert len(links) == len(citation.FORMS)
    assert all((app.outdir / link).is_file() for link in links)
