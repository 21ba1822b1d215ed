#!/usr/bin/env python3
"""Renders the pictures of the paper 《云汀日报》 (examples/yunting): one lake at all hours, computed as the others are.

    python3 make_yunting.py [--out DIR] [--only PATH] [--scale 1.0]

Needs numpy and Pillow (see README.md beside this file).
"""

import argparse
import pathlib

from PIL import Image, ImageDraw, ImageFont

from painter.light import finish
from painter.shores import shore

DPI = 200
# A picture is kept at the first of these qualities at which its file is no larger than LARGEST.
QUALITIES = (82, 78, 74, 70)
LARGEST = 300_000

# File below examples/yunting, size in pixels, the view.
PICTURES = {
    "2026-11-24/pictures/s01-k1.jpg": ((1750, 1170), dict(hour="dawn", seed=5, line=0.66, sun=(0.42, 0.40), parts=(
        ("bridge", -0.05, 1.65, (0.52, 1.12), 0.34), ("boat", 1.18, 0.86, 0.07), ("egrets", 0.15, 0.45, 0.16, 0.34, 5, 3)))),
    "2026-11-24/pictures/s06-k1.jpg": ((1750, 860), dict(hour="day", seed=9, line=0.52, sun=(2.3, -0.2), tall=0.2, parts=(
        ("trees", 0.05, 0.5, 4, 0.12, 4), ("egrets", 0.5, 1.95, 0.16, 0.66, 24, 6), ("reeds", -0.05, 0.6, 0.40, 5)))),
    "2026-11-25/pictures/s01-k1.jpg": ((1750, 1090), dict(hour="dusk", seed=14, line=0.70, sun=(0.36, 0.40), parts=(
        ("village", -0.05, 5, 0.085, 7), ("stage", 0.98, 0.32), ("trees", 1.42, 1.6, 2, 0.22, 9), ("boat", 0.34, 0.88, 0.085)))),
    "2026-11-25/pictures/s02-k1.jpg": ((720, 480), dict(hour="rain", seed=23, line=0.55, tall=0.22, parts=(
        ("village", 0.62, 4, 0.10, 15), ("boat", 0.42, 0.78, 0.15), ("twigs", 6)))),
    "2026-11-26/pictures/s01-k1.jpg": ((1750, 1330), dict(hour="snow", seed=31, line=0.62, tall=0.42, sun=(0.8, 0.1), parts=(
        ("village", 0.98, 5, 0.085, 21), ("trees", 0.0, 0.34, 3, 0.17, 12), ("boat", 0.62, 0.82, 0.10)))),
    "2026-11-26/pictures/s01-k2.jpg": ((1040, 680), dict(hour="dawn", seed=37, line=0.50, sun=(0.72, 0.30), tall=0.18, parts=(
        ("egrets", 0.3, 1.3, 0.14, 0.66, 15, 8), ("reeds", 0.9, 1.55, 0.40, 9)))),
    "2026-11-26/pictures/s01-k3.jpg": ((1040, 760), dict(hour="dusk", seed=41, line=0.62, sun=(0.36, 0.46), parts=(
        ("bridge", 0.30, 1.5, (0.86,), 0.36), ("village", -0.02, 4, 0.075, 33), ("pier", 0.42, 3, 4)))),
    "2026-11-26/pictures/s01-k4.jpg": ((700, 960), dict(hour="day", seed=47, line=0.60, sun=(0.62, 0.13), tall=0.36, parts=(
        ("trees", 0.02, 0.28, 3, 0.13, 16), ("pier", 0.44, 2, 6)))),
    "2026-11-26/pictures/s01-k5.jpg": ((1040, 570), dict(hour="night", seed=53, line=0.58, sun=(1.48, 0.18), tall=0.24, parts=(
        ("village", 0.10, 9, 0.13, 41),))),
    "2026-11-26/pictures/s01-k6.jpg": ((1040, 570), dict(hour="rain", seed=59, line=0.50, tall=0.24, parts=(
        ("boat", 1.10, 0.76, 0.20), ("twigs", 11)))),
    "2026-11-28/pictures/s01-k1.jpg": ((1180, 780), dict(hour="dawn", seed=61, line=0.58, sun=(1.15, 0.28), tall=0.30, parts=(
        ("village", 0.66, 4, 0.075, 51), ("pier", 0.52, 4, 8), ("twigs", 13)))),
    "2026-11-28/pictures/s03-k1.jpg": ((600, 430), dict(hour="day", seed=67, line=0.56, sun=(1.3, -0.3), tall=0.3, parts=(
        ("trees", 0.9, 1.3, 3, 0.15, 19), ("boat", 0.45, 0.80, 0.17)))),
}


# Advertisements: file, size, dots per inch, the view, and the words on it with face, size, left and top, where the
# advertisement is 1900 wide.
FONTS = pathlib.Path(__file__).parent.parent / "fonts"
SONG, KAI, HEI = (
    FONTS / name
    for name in (
        "noto-serif-sc/NotoSerifSC-Black.ttf",
        "lxgw-wenkai/LXGWWenKai-Regular.ttf",
        "noto-sans-sc/NotoSansSC-Regular.ttf",
    )
)
ADS = (
    ("2026-11-24/ads/contest.jpg", (2100, 1413), 151, dict(hour="night", seed=71, line=0.70, sun=(1.34, 0.10), tall=0.22,
        parts=(("bridge", 0.55, 1.7, (1.05,), 0.30), ("village", -0.03, 6, 0.075, 61))), (
        (SONG, 150, 105, 170, "同一面湖　不同的你"),
        (KAI, 58, 112, 385, "第六届“云汀四季”全民摄影展　征集作品"),
        (HEI, 34, 112, 1085, "征稿时间　即日起至2027年2月28日　　手机、相机拍摄均可，不收任何费用"),
        (HEI, 34, 112, 1145, "投稿网址　www.yunting-daily.example/photo　　入选作品在云汀湖大桥两岸展出"),
    )),
    ("2026-11-25/ads/cruise.jpg", (2100, 479), 151, dict(hour="dusk", seed=83, line=0.74, sun=(3.9, 0.36), tall=0.3,
        parts=(("bridge", 2.5, 4.6, (3.5,), 0.52), ("boat", 2.3, 0.90, 0.16))), (
        (SONG, 96, 90, 70, "今晚　坐船看戏去"),
        (KAI, 44, 96, 212, "云汀湖夜游船　每晚18时30分自芦湾码头开出，直靠水上戏台"),
        (HEI, 30, 96, 310, "成人40元　儿童与65岁以上老人免票　　云汀湖游船公司　电话 0000-0000"),
    )),
    ("2026-11-26/ads/map.jpg", (2100, 479), 151, dict(hour="day", seed=89, line=0.62, sun=(4.9, -0.3), tall=0.34,
        parts=(("trees", 2.9, 4.2, 9, 0.22, 23), ("egrets", 2.4, 4.1, 0.10, 0.40, 12, 27))), (
        (SONG, 96, 90, 70, "老堤九里　一步一景"),
        (KAI, 44, 96, 212, "《云汀湖徒步地图》新版　各区文化馆、图书馆免费领取"),
        (HEI, 30, 96, 310, "云汀市体育公园管理处　www.yunting-walk.example"),
    )),
)


def keep(picture, path, dpi):
    """Writes a picture as it is kept in the repository."""
    picture.load()
    for quality in QUALITIES:
        picture.save(path, quality=quality, dpi=(dpi, dpi), optimize=True)
        if path.stat().st_size <= LARGEST:
            return


def advertisement(path, size, dpi, view, words, scale):
    """An advertisement: its words drawn over its view."""
    image, how = shore(size, scale, **view)
    finish(image, path, (int(size[0] * scale), int(size[1] * scale)), **how)
    picture = Image.open(path)
    draw = ImageDraw.Draw(picture)
    one = size[0] * scale / 1900
    for font, high, left, top, text in words:
        face = ImageFont.truetype(str(font), int(high * one))
        draw.text((left * one, top * one), text, font=face, fill=(250, 247, 236))
    keep(picture, path, dpi)


def main():
    """Renders what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parent / "yunting")
    parser.add_argument("--only", help="one picture, such as 2026-11-24/pictures/s01-k1.jpg")
    parser.add_argument("--scale", type=float, default=1.0, help="smaller for a quick look")
    args = parser.parse_args()
    for name, (size, view) in PICTURES.items():
        if args.only not in (None, name):
            continue
        out = args.out / name
        out.parent.mkdir(parents=True, exist_ok=True)
        image, how = shore(size, args.scale, **view)
        finish(image, out, (int(size[0] * args.scale), int(size[1] * args.scale)), **how)
        keep(Image.open(out), out, DPI)
        print(name)
    for name, size, dpi, view, words in ADS:
        if args.only in (None, name):
            out = args.out / name
            out.parent.mkdir(parents=True, exist_ok=True)
            advertisement(out, size, dpi, view, words, args.scale)
            print(name)


if __name__ == "__main__":
    main()
