#!/usr/bin/env python3
"""Draws the program's icon, 版心: a page whose type area holds a headline, a picture and columns.

Writes icon.png (512 px), 128x128.png, 32x32.png, icon.ico and icon.icns beside itself. Only the standard
library; run it again after a change of the drawing: python3 src-tauri/icons/draw.py
"""
import pathlib
import struct
import zlib

HERE = pathlib.Path(__file__).parent
GROUND, PAPER, INK, RED, GREY = (38, 42, 51), (250, 249, 246), (38, 42, 51), (200, 52, 42), (176, 178, 184)

# x, y, width, height, corner radius, colour; in units of 1/512 of the icon, painted in order.
SHAPES = [
    (16, 16, 480, 480, 104, GROUND),
    (120, 72, 272, 368, 12, PAPER),
    (152, 104, 208, 44, 0, RED),
    (152, 168, 136, 24, 0, INK),
    (304, 168, 56, 96, 0, GREY),
]
for column in (152, 228):
    SHAPES += [(column, y, 60, 10, 0, GREY) for y in (208, 230, 252)]
for column in (152, 228, 304):
    SHAPES += [(column, y, 56, 10, 0, GREY) for y in (288, 310, 332, 354, 376, 398)]


def inside(x, y, shape):
    """Whether the point lies in the rounded rectangle."""
    left, top, width, height, radius, _ = shape
    if not (left <= x < left + width and top <= y < top + height):
        return False
    dx = max(left + radius - x, x - (left + width - radius), 0)
    dy = max(top + radius - y, y - (top + height - radius), 0)
    return dx * dx + dy * dy <= radius * radius


def draw(size, samples=4):
    """The icon as rows of RGBA, each pixel the mean of samples × samples points."""
    rows = []
    for row in range(size):
        line = bytearray()
        for column in range(size):
            red = green = blue = hits = 0
            for i in range(samples * samples):
                x = (column + (i % samples + 0.5) / samples) * 512 / size
                y = (row + (i // samples + 0.5) / samples) * 512 / size
                for shape in reversed(SHAPES):
                    if inside(x, y, shape):
                        red, green, blue = (a + b for a, b in zip((red, green, blue), shape[5]))
                        hits += 1
                        break
            mean = [round(v / hits) for v in (red, green, blue)] if hits else [0, 0, 0]
            line += bytes(mean + [round(255 * hits / (samples * samples))])
        rows.append(bytes(line))
    return rows


def png(size):
    """The icon as a PNG file."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    raw = b"".join(b"\0" + row for row in draw(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b""))


def ico(pngs):
    """A Windows icon of PNG images."""
    head, body = struct.pack("<HHH", 0, 1, len(pngs)), b""
    for size, data in pngs.items():
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), 6 + 16 * len(pngs) + len(body))
        body += data
    return head + body


def icns(pngs):
    """A macOS icon of PNG images."""
    kinds = {128: b"ic07", 256: b"ic08", 512: b"ic09"}
    body = b"".join(kinds[s] + struct.pack(">I", len(d) + 8) + d for s, d in pngs.items() if s in kinds)
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def main():
    """Writes the files."""
    made = {size: png(size) for size in (16, 32, 48, 128, 256, 512)}
    (HERE / "icon.png").write_bytes(made[512])
    (HERE / "128x128.png").write_bytes(made[128])
    (HERE / "32x32.png").write_bytes(made[32])
    (HERE / "icon.ico").write_bytes(ico({s: made[s] for s in (16, 32, 48, 256)}))
    (HERE / "icon.icns").write_bytes(icns(made))


if __name__ == "__main__":
    main()
