"""Asks every web address that the book names whether it is still there, and the Internet Archive for a copy of each.

    python jobs/links.py              ask, write the copies that are new into book/archives.json, say what is gone
    python jobs/links.py --save       and ask the Archive to keep what it has no copy of
    python jobs/links.py --no-check   only look for copies

Exits 1 if an address is gone. What refuses to speak to a program, as many publishers do, is not gone. A copy that is
known stays; delete its line to have it looked for again.
"""

import argparse
import http.client
import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from time import sleep
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

HOME = Path(__file__).parents[1]
BOOK = HOME / "book"
COPIES = BOOK / "archives.json"
ARCHIVE, SAVE = "https://archive.org", "https://web.archive.org"
AGENT = "Mozilla/5.0 (compatible; starcalc link check)"
PATIENCE, PAUSE = 30, 1  # seconds for an answer; between two questions to one host
GONE = (404, 410, 451)
FIELD = re.compile(r"^\s*(url|doi)\s*=\s*[{\"](.*?)[}\"],?\s*$", re.MULTILINE)
ADDRESS = re.compile(r"https?://[^\s\"'`<>|{}\]]+")


def addresses(home=HOME):
    """Every address that the book names: {address: the files that name it}."""
    found = {}
    bib = home / "book" / "references.bib"
    for kind, value in FIELD.findall(bib.read_text("utf-8")):
        value = re.sub(r"\\([_%&#~])", r"\1", value)
        found.setdefault(f"https://doi.org/{value}" if kind == "doi" else value, set()).add(bib.name)
    tables = [path for kind in ("toml", "csv") for path in (home / "starcalc").rglob(f"*.{kind}")]
    for path in [*tables, *(home / "book").glob("*.md"), *home.glob("*.md")]:
        for address in ADDRESS.findall(path.read_text("utf-8")):
            found.setdefault(trimmed(address), set()).add(path.name)
    return found


def trimmed(address):
    """An address without the punctuation of the sentence around it; a bracket that it opens itself stays.

    >>> trimmed("https://example.org/a_(b))."), trimmed("https://example.org/,")
    ('https://example.org/a_(b)', 'https://example.org/')
    """
    while address and (address[-1] in ".,;:*" or (address[-1] == ")" and address.count(")") > address.count("("))):
        address = address[:-1]
    return address


def asked(address, method="GET"):
    """What an address answers: (status, where one ends up, text), after redirections."""
    request = Request(address, headers={"User-Agent": AGENT}, method=method)
    try:
        with urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, answer.url, answer.read(1_000_000).decode("utf-8", "replace")
    except HTTPError as error:
        error.close()
        return error.code, address, ""


def state(address):
    """ "there", "refused" with the status, or "gone" with the reason."""
    try:
        status, *_ = asked(address, "HEAD")
        if status >= 400:  # some know no HEAD
            status, *_ = asked(address)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return f"gone: {getattr(error, 'reason', error)}"
    if status in GONE:
        return f"gone: {status}"
    return "there" if status < 400 else f"refused: {status}"


def copy_of(address, archive=ARCHIVE):
    """The Archive's copy that is nearest to today, {"copy": address, "day": ISO date}; None if there is none."""
    status, _, text = asked(f"{archive}/wayback/available?url={quote(address, safe='')}")
    if status != 200:
        raise OSError(f"the Archive answers {status}")
    closest = json.loads(text).get("archived_snapshots", {}).get("closest", {})
    if not closest.get("available") or not str(closest.get("status", "200")).startswith("2"):
        return None
    day = datetime.strptime(closest["timestamp"][:8], "%Y%m%d").date().isoformat()
    return {"copy": re.sub(r"^http://", "https://", closest["url"]), "day": day}


def kept(address, save=SAVE):
    """Asks the Archive to keep a page; whether it will."""
    status, *_ = asked(f"{save}/save/{address}")
    return status < 400


def by_host(found, ask):
    """What `ask` says of each address, eight hosts at a time and one address of a host after the other."""
    hosts = {}
    for address in sorted(found):
        hosts.setdefault(urlsplit(address).netloc, []).append(address)

    def visit(listed):
        answers = {}
        for number, address in enumerate(listed):
            sleep(PAUSE if number else 0)
            answers[address] = ask(address)
        return answers

    with ThreadPoolExecutor(8) as pool:
        return {address: said for answers in pool.map(visit, hosts.values()) for address, said in answers.items()}


def look_for_copies(found, arguments):
    """The copies that are known, with those that the Archive has now; says what it could not find."""
    copies = json.loads(COPIES.read_text("utf-8")) if COPIES.exists() else {}
    copies = {address: copy for address, copy in copies.items() if address in found}
    for number, address in enumerate(sorted(found.keys() - copies.keys())):
        if address.startswith("https://doi.org/"):  # which is meant to stay
            continue
        sleep(PAUSE if number else 0)
        try:
            copy = copy_of(address, arguments.archive)
            if copy:
                copies[address] = copy
            elif arguments.save:
                print(f"- {'asked to keep' if kept(address, arguments.saver) else 'will not keep'}: {address}")
            else:
                print(f"- no copy: {address}")
        except (OSError, http.client.HTTPException, ValueError) as error:
            print(f"- not answered: {address} ({error})")
    return dict(sorted(copies.items()))


def main():
    """Look for copies, then ask every address; exit with 1 if any is gone."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--save", action="store_true", help="ask the Archive to keep what it has no copy of")
    parser.add_argument("--no-check", action="store_true", help="only look for copies")
    parser.add_argument("--archive", default=ARCHIVE, help="who is asked for copies")
    parser.add_argument("--saver", default=SAVE, help="who is asked to keep pages")
    arguments = parser.parse_args()
    found = addresses()
    copies = look_for_copies(found, arguments)
    COPIES.write_text(json.dumps(copies, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(f"{len(copies)} of {len(found)} addresses have a copy in {COPIES.relative_to(HOME)}")
    states = {} if arguments.no_check else by_host(found, state)
    gone = {address: said for address, said in states.items() if said.startswith("gone")}
    refused = sum(said.startswith("refused") for said in states.values())
    for address, said in sorted(gone.items()):
        copy = copies.get(address, {}).get("copy", "no copy")
        print(f"- {said}: {address}, in {', '.join(sorted(found[address]))}; {copy}")
    if states:
        print(f"{len(states)} asked, {refused} of them refused to speak to a program, {len(gone)} are gone")
    sys.exit(1 if gone else 0)


if __name__ == "__main__":
    main()
