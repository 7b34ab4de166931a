"""A chart as a small picture beside its spec, for GitHub and others who show notebooks and draw no charts."""

from base64 import b64encode
from importlib import import_module
from importlib.util import find_spec
from struct import pack, unpack
from zlib import compress, crc32, decompress

import numpy as np

SCALE = 1.0
SHADES = 16  # colours of the picture: four bits a pixel
COARSE = 24  # of 256 levels: colours nearer than this are one


def png(spec):
    """The chart as PNG in base64, or None where vl-convert is not installed, which the package does not need."""
    if find_spec("vl_convert") is None:
        return None
    drawn = import_module("vl_convert").vegalite_to_png(
        spec | {"background": "white"}, scale=SCALE, allowed_base_urls=[]
    )
    return b64encode(with_few_colours(drawn)).decode() + "\n"  # as nbformat writes it


def with_few_colours(data):
    """A PNG of eight bits and four channels as one of a palette, a fifth as large."""
    pixels = decoded(data)[..., :3].astype(int)
    coarse = pixels // COARSE
    keys = (coarse[..., 0] << 16 | coarse[..., 1] << 8 | coarse[..., 2]).ravel()
    kinds, places, counts = np.unique(keys, return_inverse=True, return_counts=True)
    flat = pixels.reshape(-1, 3)
    means = np.stack([np.bincount(places, flat[:, channel]) / counts for channel in range(3)], axis=1)
    saturated = np.ptp(means, axis=1) > COARSE  # a thin coloured line has few pixels, and matters
    common = np.argsort(-counts * np.where(saturated, 8, 1), kind="stable")[:SHADES]
    nearest = ((means[:, None] - means[common]) ** 2).sum(axis=2).argmin(axis=1)
    return encoded(nearest[places].reshape(pixels.shape[:2]).astype(np.uint8), means[common].round().astype(np.uint8))


def chunks(data):
    """The parts of a PNG: (kind, content)."""
    place = 8
    while place < len(data):
        (length,) = unpack(">I", data[place : place + 4])
        yield data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        place += 12 + length


def decoded(data):
    """The pixels of a PNG of eight bits and four channels."""
    parts = list(chunks(data))
    width, height = unpack(">2I", parts[0][1][:8])
    raw = decompress(b"".join(content for kind, content in parts if kind == b"IDAT"))
    rows = np.frombuffer(raw, np.uint8).reshape(height, 1 + 4 * width)
    found = np.zeros((height + 1, width + 1, 4), np.uint8)  # with an empty row above and an empty column on the left
    for number, (kind, line) in enumerate(zip(rows[:, 0], rows[:, 1:].reshape(height, width, 4), strict=True)):
        found[number + 1, 1:] = unfiltered(kind, line, found[number])
    return found[1:, 1:]


def unfiltered(kind, line, above):
    """A row of pixels, of which what its filter foretells was taken away."""
    if kind == 0:
        return line
    if kind == 1:
        return np.cumsum(line, axis=0, dtype=np.uint8)
    if kind == 2:
        return line + above[1:]
    done, left = np.zeros_like(line, dtype=int), np.zeros(4, int)
    up, corner = above[1:].astype(int), above[:-1].astype(int)
    for place, pixel in enumerate(line.astype(int)):
        foretold = (left + up[place]) // 2 if kind == 3 else paeth(left, up[place], corner[place])
        left = done[place] = (pixel + foretold) % 256
    return done.astype(np.uint8)


def paeth(left, up, corner):
    """PNG's own predictor: whichever neighbour is nearest to left + up - corner."""
    guess = left + up - corner
    near = np.abs(guess - left), np.abs(guess - up), np.abs(guess - corner)
    return np.where((near[0] <= near[1]) & (near[0] <= near[2]), left, np.where(near[1] <= near[2], up, corner))


def encoded(places, palette):
    """A PNG of a palette of up to sixteen colours."""
    height, width = places.shape
    even = np.pad(places, ((0, 0), (0, width % 2)))
    rows = np.pad(even[:, ::2] << 4 | even[:, 1::2], ((0, 0), (1, 0)))  # before each row stands its filter: none
    parts = [
        (b"IHDR", pack(">2I5B", width, height, 4, 3, 0, 0, 0)),
        (b"PLTE", palette.tobytes()),
        (b"IDAT", compress(rows.tobytes(), 9)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(content)) + kind + content + pack(">I", crc32(kind + content)) for kind, content in parts
    )
