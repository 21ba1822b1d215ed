#!/usr/bin/env python3
"""Renders the pictures of the example edition (examples/linxi/manuscript).

Every picture is computed: landscapes in layers of haze over reflecting water, a height field, and two rooms traced
analytically. Nothing is taken from a photograph. The same numpy and Pillow give the same pictures, since every
random number comes from a fixed seed.

    python3 make_pictures.py [--out DIR] [--only NAME] [--scale 1.0]

Needs numpy and Pillow (see README.md beside this file).
"""

import argparse
import pathlib

from painter.harbour import harbour
from painter.lane import lane
from painter.library import library
from painter.light import finish
from painter.rivers import bridge, ferry
from painter.terraces import terraces

PICTURES = {
    "图1.jpg": (bridge, (1560, 1040)),
    "图2.jpg": (harbour, (900, 600)),
    "图3.jpg": (terraces, (900, 600)),
    "图4.jpg": (library, (900, 600)),
    "图5.jpg": (lane, (900, 600)),
    "柳渡口的渡船.jpg": (ferry, (1560, 1040)),
}


def main():
    """Renders what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parent / "linxi" / "manuscript")
    parser.add_argument("--only", help="name of one picture, such as 图1.jpg")
    parser.add_argument("--scale", type=float, default=1.0, help="smaller for a quick look")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for name, (paint, size) in PICTURES.items():
        if args.only in (None, name):
            image, how = paint(size, args.scale)
            finish(image, args.out / name, (int(size[0] * args.scale), int(size[1] * args.scale)), **how)
            print(name)


if __name__ == "__main__":
    main()
