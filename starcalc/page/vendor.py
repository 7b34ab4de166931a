"""The files that the book serves itself, so that reading it asks no other host for anything."""

from pathlib import Path
from struct import pack, unpack

import vl_convert

from starcalc.page import emitter


def add_vendor_files(app):
    """Puts model, claims and Vega beside the pages, so that reading the book asks no other host for anything."""
    if app.builder.format != "html":
        return
    vendor = Path(app.outdir, "_static", "vendor")
    vendor.mkdir(parents=True, exist_ok=True)
    bundle, made_by = vendor / "vega.js", f"/* Vega, bundled by vl-convert {vl_convert.__version__} */\n"
    if not bundle.exists() or not bundle.read_text("utf-8").startswith(made_by):  # bundling takes two seconds
        # The bundle's hundreds of short global names clash with the theme's: a function keeps them in.
        bundle.write_text(f"{made_by}(() => {{\n{vl_convert.javascript_bundle()}\n}})();\n", "utf-8")
    emitter.write(vendor.with_name("model.js"))
    emitter.write_bill(vendor.with_name("bill.js"))
    emitter.write_pictures(vendor.with_name("pictures.js"))
    emitter.write_claims(vendor.with_name("claims.js"))
    # The page at the bare address, which Jupyter Book writes, names no icon; a browser then looks for this one.
    drawing = Path(app.srcdir, "book", "favicon.svg")
    if drawing.exists():
        Path(app.outdir, "favicon.ico").write_bytes(icon(vl_convert.svg_to_png(drawing.read_text("utf-8"))))


def icon(png):
    """A PNG as the one picture of an icon file, whose header counts pictures, then says width, height and place."""
    width, height = unpack(">2I", png[16:24])
    return pack("<3H4B2H2I", 0, 1, 1, width % 256, height % 256, 0, 0, 1, 32, len(png), 22) + png
