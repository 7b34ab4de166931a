"""The files that the book serves itself, so that reading it asks no other host for anything."""

from hashlib import sha256
from pathlib import Path
from struct import pack, unpack

import vl_convert

from starcalc.page import emitter
from starcalc.pictures import PICTURES

NPM = "https://cdn.jsdelivr.net/npm"  # as vl-convert names what it carries: nothing is fetched
VEGA = (  # the parts that draw charts which the build has compiled, without maps, forces, trees and clouds of words
    f'import {{View as vegaView}} from "{NPM}/vega-view@6.1.0/+esm";'
    f'import {{parse as vegaParse}} from "{NPM}/vega-parser@7.1.0/+esm";'
    f'import {{Warn as vegaWarn}} from "{NPM}/vega-util@2.1.0/+esm";'
    f'import {{transforms as vegaTransforms}} from "{NPM}/vega-dataflow@6.1.0/+esm";'
    f'import * as vegaOfData from "{NPM}/vega-transforms@5.1.0/+esm";'
    f'import * as vegaOfViews from "{NPM}/vega-view-transforms@5.1.0/+esm";'
    f'import * as vegaOfMarks from "{NPM}/vega-encode@5.1.0/+esm";'
    f'import {{expressionInterpreter as vegaInterpreter}} from "{NPM}/vega-interpreter@2.0.0/+esm";'
    "Object.assign(vegaTransforms, vegaOfData, vegaOfViews, vegaOfMarks);"
    "window.vega = { View: vegaView, parse: vegaParse, Warn: vegaWarn, interpreter: vegaInterpreter };"
)


def add_vendor_files(app):
    """Puts model, claims and Vega beside the pages, so that reading the book asks no other host for anything."""
    if app.builder.format != "html":
        return
    vendor = Path(app.outdir, "_static", "vendor")
    vendor.mkdir(parents=True, exist_ok=True)
    asked = sha256("".join(VEGA).encode()).hexdigest()[:12]
    bundle, made_by = vendor / "vega.js", f"/* Vega, bundled by vl-convert {vl_convert.__version__}, {asked} */\n"
    if not bundle.exists() or not bundle.read_text("utf-8").startswith(made_by):  # bundling takes two seconds
        # The bundle's hundreds of short global names clash with the theme's: a function keeps them in.
        bundle.write_text(f"{made_by}(() => {{\n{vl_convert.javascript_bundle(VEGA)}\n}})();\n", "utf-8")
    emitter.write(vendor.with_name("model.js"))
    emitter.write_bill(vendor.with_name("bill.js"))
    for name in PICTURES:
        emitter.write_pictures(vendor.with_name(f"picture-{name}.js"), name)
    emitter.write_claims(vendor.with_name("claims.js"))
    # The page at the bare address, which Jupyter Book writes, names no icon; a browser then looks for this one.
    drawing = Path(app.srcdir, "book", "favicon.svg")
    if drawing.exists():
        Path(app.outdir, "favicon.ico").write_bytes(icon(vl_convert.svg_to_png(drawing.read_text("utf-8"))))


def icon(png):
    """A PNG as the one picture of an icon file, whose header counts pictures, then says width, height and place."""
    width, height = unpack(">2I", png[16:24])
    return pack("<3H4B2H2I", 0, 1, 1, width % 256, height % 256, 0, 0, 1, 32, len(png), 22) + png
