#!/usr/bin/env python3
"""Builds newsprint-tr002.icc from the characterisation data of CGATS TR 002 (see newsprint-tr002.md).

usage: build_newsprint.py TR002.ti3 sRGB.icc OUT.icc

Needs ArgyllCMS (Debian: argyll) on the PATH. The data and the source profile are in Debian's
icc-profiles-free (/usr/share/color/icc). Same versions in, same bytes out.
"""
import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

DESCRIPTION = "Banxin newsprint 240, based on CGATS TR 002"
COPYRIGHT = (
    "Based on the characterization data of ANSI CGATS/SNAP TR 002-2007, Copyright 2007 by NPES, whose "
    "derivative profiles may be distributed. This profile itself: no rights reserved (CC0-1.0)."
)
TARGET = "ICCHDAT CGATS TR 002"
# The reference date of the profile, so that every build of it has the same bytes.
DATE = (2026, 11, 23, 0, 0, 0)
RECIPE = [
    "-qm", "-bm",                       # medium quality tables both ways: 173 kB
    "-l", "225",                        # ink limit; colprof overshoots by up to 4 %, the house limit is 240
    "-kp", "0", ".1", "1", "1", ".6",   # heavy black from early on: greys hold on a newspaper press
    "-nc",                              # the measurements stay out; the target tag below names them
    "-cmt", "-dpp",                     # a picture for the monitor, judged in practical light
]


def tags(profile: bytes) -> list[tuple[bytes, bytes]]:
    """The tags in order, each with its data."""
    count = struct.unpack_from(">I", profile, 128)[0]
    rows = [struct.unpack_from(">4sII", profile, 132 + 12 * i) for i in range(count)]
    return [(name, profile[at : at + size]) for name, at, size in rows]


def assemble(header: bytes, entries: list[tuple[bytes, bytes]]) -> bytes:
    """A profile of these tags; equal data is stored once."""
    at = 132 + 12 * len(entries)
    table, body, places = b"", b"", {}
    for name, data in entries:
        if data not in places:
            padding = -(at + len(body)) % 4
            body += b"\0" * padding
            places[data] = at + len(body)
            body += data
        table += struct.pack(">4sII", name, places[data], len(data))
    body += b"\0" * (-(at + len(body)) % 4)
    size = at + len(body)
    dated = struct.pack(">I", size) + header[4:24] + struct.pack(">6H", *DATE) + header[36:128]
    return dated + struct.pack(">I", len(entries)) + table + body


def main() -> None:
    data, source, out = sys.argv[1:4]
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(data, Path(folder) / "tr002.ti3")
        command = ["colprof", *RECIPE, "-s", source, "-D", DESCRIPTION, "-C", COPYRIGHT, "-O", "out.icc", "tr002"]
        subprocess.run(command, cwd=folder, check=True)
        built = (Path(folder) / "out.icc").read_bytes()
    target = b"text\0\0\0\0" + TARGET.encode("ascii") + b"\0"
    entries = [entry for entry in tags(built) if entry[0] not in (b"targ", b"arts")] + [(b"targ", target)]
    Path(out).write_bytes(assemble(built[:128], entries))


if __name__ == "__main__":
    main()
