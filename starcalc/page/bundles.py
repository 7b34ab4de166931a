"""Fewer files to fetch: the style sheets that all pages share as one, the scripts that all share as two, the theme's
that stand before the model, and the book's own.

Each stays beside the pages by itself, for the worker that loads some of them and for those who read them.
"""

import hashlib
import re
from pathlib import Path

TAG = re.compile(
    r'<link(?=[^>]*\brel="stylesheet")[^>]*\bhref="(?:\.\./)*_static/(?P<sheet>[^"?]+)[^>]*>'
    r'|<script\b[^>]*\bsrc="(?:\.\./)*_static/(?P<script>[^"?]+)[^>]*></script>'
)
IMPORT = re.compile(r"@import\s+[\"']([^\"']+)[\"']\s*;")
ADDRESS = re.compile(r"url\(\s*([\"']?)(?!data:|#)([^\"')]+)\1\s*\)")
SHEET, THEME, SCRIPT = "book.css", "theme.js", "book.js"
PARTS = re.compile(r"/\* of (.*) \*/")
ALONE = "model.js"  # which the worker loads too, and finds in the browser's cache
VEGA = "vendor/vega.js"
USUAL = 800  # a script's priority where none is given; what comes later waits for a page's own
LIVE = 'class="starcalc-spec"'


def bundle(app, exception):
    """Has each page load one style sheet and one script for many; Sphinx calls it when a build has finished."""
    if exception or app.builder.format != "html":
        return
    out = Path(app.outdir)
    static = out / "_static"
    paths = [page for page in sorted(out.rglob("*.html")) if not page.relative_to(out).parts[0].startswith("_")]
    pages = {path: path.read_text("utf-8") for path in paths}
    files_of_all = ((name, given.get("priority", USUAL)) for name, given in app.config.html_js_files)
    shared = [name for name, priority in files_of_all if priority == USUAL and name != ALONE]
    # The policy drops a script whose file the build has taken away.
    scripts = [name for name in common(static, pages.values(), "script", THEME) if (static / name).is_file()]
    files = {
        SHEET: written(static, SHEET, common(static, pages.values(), "sheet", SHEET)),
        THEME: written(static, THEME, scripts),
        SCRIPT: written(static, SCRIPT, shared),
    }
    for path, text in pages.items():
        made = bundled(text, "../" * (len(path.relative_to(out).parts) - 1) + "_static/", files)
        if made != text:
            path.write_text(made, "utf-8", newline="\n")


def common(static, texts, kind, whole):
    """What all pages load of a kind, up to the model, in its order; of pages bundled before, what is said there."""
    runs = [[tag[kind] for tag in TAG.finditer(text) if tag[kind]] for text in texts]
    runs = [run[: run.index(ALONE)] if ALONE in run else run for run in runs if run and whole not in run]
    if not runs:
        return PARTS.match((static / whole).read_text("utf-8"))[1].split()
    return [part for part in runs[0] if all(part in run for run in runs)]


def written(static, name, parts):
    """Writes files as one, which begins with their names; answers with them and with the digest for links."""
    whole = sheet if name.endswith(".css") else lambda file, static: file.read_text("utf-8")
    between = "\n" if name.endswith(".css") else "\n;\n"  # for a script may leave out its last semicolon
    text = between.join([f"/* of {' '.join(parts)} */", *(whole(static / part, static) for part in parts)])
    (static / name).write_text(text, "utf-8", newline="\n")
    return parts, hashlib.sha256(text.encode()).hexdigest()[:8]


def sheet(file, static):
    """A style sheet with those that it imports, its addresses as from the folder of static files."""
    text = IMPORT.sub(lambda found: sheet(file.parent / found[1], static), file.read_text("utf-8"))
    text = text.removeprefix("\ufeff").replace('@charset "UTF-8";', "")
    return ADDRESS.sub(lambda found: f'url("{moved(found[2], file.parent.resolve(), static.resolve())}")', text)


def moved(address, folder, static):
    """An address in a file of one folder, as from another; one that is so already stays."""
    target = (folder / address).resolve()
    return target.relative_to(static).as_posix() if target.is_file() else address


def bundled(text, root, files):
    """A page that loads the bundles in place of their parts, and asks for Vega early where it has charts."""
    where = {part: name for name, (parts, _) in files.items() for part in parts}
    seen = set()

    def instead(tag):
        name = where.get(tag["sheet"] or tag["script"])
        if not name or name in seen:
            return "" if name else tag[0]
        seen.add(name)
        address = f"{root}{name}?v={files[name][1]}"
        return (
            f'<link rel="stylesheet" href="{address}" />'
            if name.endswith(".css")
            else f'<script defer="defer" src="{address}"></script>'
        )

    made = TAG.sub(instead, text)
    if LIVE not in made or VEGA in made:
        return made
    early = f'<script type="text/early" src="{root}{VEGA}"></script>'  # which first.js has fetched, last of all
    return made.replace("</body>", f"{early}\n  </body>", 1)
