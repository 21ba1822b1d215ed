"""Shores of one invented lake at all hours: hills, a cable bridge, houses with lights, reeds, snow, boats, birds."""

import numpy as np

from .light import F, canvas, mix, over, ramp, rgb, smooth, spectral, tap, water
from .outline import Pen, bough_tree, houses, person, reeds, ridge, willow

# Sky from the zenith to the shore, far and near hills, mist, the water's depth, the sun's glow.
HOURS = {
    "dawn": (("7f98b4", "c9cfd0", "f3d8b4", "f7dfbe"), ("b3b8bd", "3d524f"), "f5e0c6", "2c4447", "ffcf90"),
    "day": (("5f92bd", "97b9cf", "cbd9da", "e3e4dc"), ("8fa8b4", "355443"), "dfe6e4", "1f4650", "fff2d8"),
    "dusk": (("3c4668", "8a6c86", "e09a6c", "f5c078"), ("7d6a7c", "2a2c3a"), "e8b088", "27304a", "ffab58"),
    "night": (("0c1326", "16223c", "2b3a58", "42506a"), ("2a3650", "0d131f"), "3a4760", "0b1424", "8fa4c8"),
    "snow": (("4f6478", "74889a", "a9b6c0", "cfd5d8"), ("b4bec7", "5d6c78"), "dfe4e6", "3f525f", "fff6ea"),
    "rain": (("7d8a8f", "9aa6a8", "b7c0be", "c8cdc8"), ("9aa7a8", "3f5650"), "ccd3d0", "3c5252", "e8e8df"),
}


def shore(size, scale, hour="dawn", seed=1, line=0.6, sun=(0.9, 0.25), hills=4, tall=0.26, parts=()):
    """A view over the lake: `parts` are what stands in it, each a name with its own measures."""
    img, x, y = canvas(size, scale, 1.6)
    h, w = y.shape
    stops, (far, near), mist, deep, glow = HOURS[hour]
    img[:] = ramp(y, *zip((0, line * 0.4, line * 0.75, line), stops))
    d = np.hypot(x - sun[0], (y - sun[1]) * 1.05)
    if hour not in ("snow", "rain"):
        img += (np.exp(-d * 3.2) * (0.25 if hour == "night" else 0.8))[..., None] * rgb(glow)
        over(img, rgb("fffaf0") * (1.6 if hour == "night" else 3.0), smooth(0.034, 0.029, d))
    cloud, fog = spectral(512, 2.9, seed + 3, 0.25), spectral(512, 3.0, seed + 4, 0.3)
    drifts = spectral(512, 2.4, seed + 5)
    veil = 0.12 if hour == "night" else 0.5
    over(img, rgb(stops[3]) * 1.1, smooth(0.1, 1.9, tap(cloud, x * 0.27, y * 0.55)) * smooth(line, 0.05, y) * veil)
    for n in range(hills):
        share = (n + 1) / hills
        base = line - 0.10 * (1 - share)
        top = ridge(w, seed * 13 + n * 7, 0.5 + 0.01 * n, base, tall * (1 - 0.55 * share), 0.0045 * share**2, 70)
        m = smooth(-0.0008, 0.0008, y - top[None, :])
        lit = np.exp(-np.abs(x - sun[0]) * 1.7) * (1 - 0.7 * share)
        colour = mix(mix(rgb(far), rgb(near), share**1.4), rgb(glow), lit[..., None] * 0.6)
        colour = colour * (1 + (0.05 + 0.07 * share) * tap(fog, x * 3 + n, y * 5))[..., None]
        if hour == "snow":
            white = smooth(-0.5, 1.1, tap(drifts, x * 1.6 + n * 0.4, y * 2.6) + 0.8 - (y - top[None, :]) * 7)
            colour = mix(colour, rgb("f2f4f5"), (white * 0.8)[..., None])
        img[:] = mix(img, np.maximum(colour, 0.001), m[..., None])
        drift = smooth(-1.3, 0.9, tap(fog, x * 0.35 + n * 0.3, y * 0.8))
        over(img, rgb(mist), smooth(base - 0.09, base + 0.01, y) * m * (0.78 * (1 - share) + 0.12) * drift)
    for name, *more in parts:
        if name in BEHIND:
            BEHIND[name](img, x, y, line, hour, *more)
    water(img, line, 1.0, seed + 20, rgb(deep) * 0.8, amount=0.94, rough=0.012)
    over(img, rgb(mist), np.exp(-(((y - line - 0.004) / 0.02) ** 2)) * (0.2 if hour == "night" else 0.45))
    for name, *more in parts:
        if name in BEFORE:
            BEFORE[name](img, x, y, line, hour, *more)
    if hour == "snow":
        flakes = Pen((h, w))
        rng = np.random.Generator(np.random.PCG64(seed + 40))
        for _ in range(int(700 * w / h)):
            k = 0.0012 + 0.0026 * rng.random() ** 3
            flakes.oval(rng.random() * w / h, rng.random(), k, k * 1.2)
        over(img, rgb("ffffff") * 1.2, flakes.mask(1) * 0.75)
    dark = {"night": 1.5, "dusk": 1.15}.get(hour, 1.1)
    return img, dict(exposure=dark, bloom=0.14, grain=0.006, contrast=1.1, seed=seed + 100)


def cable_bridge(img, x, y, line, hour, left, right, towers, height):
    """A deck on cables from one or two towers, with lamps by night."""
    h, w = y.shape
    pen, lamps = Pen((h, w)), Pen((h, w))
    deck = line - 0.075
    pen.poly([(left, deck), (right, deck), (right, deck + 0.013), (left, deck + 0.013)])
    for px in np.arange(left + 0.03, right, 0.11):
        pen.poly([(px, deck), (px + 0.008, deck), (px + 0.008, line + 0.002), (px, line + 0.002)])
    for tx in towers:
        top = deck - height
        pen.poly([(tx - 0.014, line + 0.002), (tx - 0.003, top), (tx + 0.003, top), (tx + 0.014, line + 0.002)])
        for n in range(1, 13):
            for side in (-1, 1):
                pen.line([(tx, top + 0.012 * n), (tx + side * 0.030 * n, deck)], 0.0013)
    for px in np.arange(left, right, 0.028):
        lamps.oval(px, deck - 0.008, 0.0026, 0.0026)
    ink = {"night": "5a6684", "dusk": "2c2836"}.get(hour, "5c6468")
    over(img, rgb(ink), pen.mask() * 0.94)
    if hour in ("night", "dusk"):
        over(img, rgb("ffd58a") * 3, lamps.mask(1))


def village(img, x, y, line, hour, start, count, size, seed):
    """White houses at the water, their windows lit after sunset."""
    wall, dark = Pen(y.shape), Pen(y.shape)
    houses(wall, dark, start, line - 0.004, size, seed, count)
    houses(wall, dark, start + size * 0.4, line - 0.004 - size * 0.62, size * 0.85, seed + 3, max(count - 1, 1))
    late = hour in ("night", "dusk")
    end = start + size * 1.05 * (count + 1)
    ripple = 0.004 * np.sin(x * 23 + seed) + 0.003 * np.sin(x * 61)
    bank = smooth(0, 0.003, y - line + 0.012 + ripple) * smooth(start - 0.16, start, x) * smooth(end + 0.16, end, x)
    over(img, rgb({"night": "121826", "dusk": "2b2430", "snow": "8d969b"}.get(hour, "566048")), bank * 0.92)
    over(img, rgb({"night": "39435a", "dusk": "6a5560", "snow": "d8d5cf"}.get(hour, "c9c0b2")), wall.mask() * 0.95)
    over(img, rgb("ffc46a") * 2.2 if late else rgb("31393a"), dark.mask() * (0.9 if late else 0.85))


def stage(img, x, y, line, hour, at, size):
    """An open stage with a curved roof over the water, players on it, lanterns under the eaves."""
    shape = y.shape
    roof, posts, lamps, folk = Pen(shape), Pen(shape), Pen(shape), Pen(shape)
    k = size
    floor = line - 0.22 * k
    posts.poly([(at - 0.9 * k, floor), (at + 0.9 * k, floor), (at + 0.9 * k, floor + 0.06 * k), (at - 0.9 * k, floor + 0.06 * k)])
    for px in np.linspace(-0.82, 0.82, 6):
        posts.line([(at + px * k, floor - 0.72 * k), (at + px * k, line + 0.004)], 0.028 * k)
    eave = floor - 0.70 * k
    roof.curve(
        [
            (at - 1.18 * k, eave - 0.16 * k), (at - 0.9 * k, eave - 0.04 * k), (at, eave), (at + 0.9 * k, eave - 0.04 * k),
            (at + 1.18 * k, eave - 0.16 * k), (at + 0.72 * k, eave - 0.26 * k), (at + 0.42 * k, eave - 0.46 * k),
            (at - 0.42 * k, eave - 0.46 * k), (at - 0.72 * k, eave - 0.26 * k),
        ]
    )  # fmt: skip
    roof.poly([(at - 0.46 * k, eave - 0.46 * k), (at + 0.46 * k, eave - 0.46 * k), (at + 0.46 * k, eave - 0.52 * k), (at - 0.46 * k, eave - 0.52 * k)])
    for px in np.linspace(-0.72, 0.72, 7):
        lamps.oval(at + px * k, eave + 0.10 * k, 0.035 * k, 0.048 * k)
    glow = np.exp(-(((x - at) / (0.75 * k)) ** 2) - (((y - floor + 0.35 * k) / (0.30 * k)) ** 2))
    img += glow[..., None] * rgb("ffb060") * 1.1
    for px, arms, hat in ((-0.4, "reach", True), (-0.08, "down", True), (0.3, "book", False)):
        person(folk, at + px * k, floor, 0.44 * k, arms=arms, hat=hat, coat=1.3)
    over(img, rgb("3b1d18"), folk.mask() * 0.95)
    over(img, rgb("2a1c1c"), posts.mask() * 0.97)
    over(img, rgb("231f26"), roof.mask() * 0.98)
    over(img, rgb("ff5a30") * 2.4, lamps.mask(1))


def trees(img, x, y, line, hour, start, end, count, size, seed):
    """A row of broad trees along the bank."""
    rng = np.random.Generator(np.random.PCG64(seed))
    pen = Pen(y.shape)
    for px in np.linspace(start, end, count):
        bough_tree(pen, px + 0.03 * rng.random(), line - 0.003, size * (0.7 + 0.5 * rng.random()), rng, weep=0.4)
    ink = {"snow": "8c979c", "night": "0c1018", "dusk": "231f2a"}.get(hour, "4c5a3c")
    over(img, rgb(ink), pen.mask(1) * 0.9)


def boat(img, x, y, line, hour, at, low, size):
    """A narrow boat with somebody standing in it, and the shadow of both."""
    pen, shadow = Pen(y.shape), Pen(y.shape)
    k = size
    for p, f in ((pen, 1), (shadow, -1)):
        hull = [(at - 0.9 * k, low - 0.09 * k * f), (at - 0.6 * k, low), (at + 0.6 * k, low), (at + 0.95 * k, low - 0.12 * k * f), (at, low - 0.04 * k * f)]
        p.poly(hull)
        p.line([(at + 0.30 * k, low - 0.95 * k * f), (at + 0.62 * k, low + 0.18 * k * f)], 0.02 * k)
    person(pen, at + 0.12 * k, low - 0.03 * k, 0.72 * k, hat=True, arms="reach", coat=1.1)
    over(img, rgb("1c2425"), shadow.mask(3) * 0.4 * smooth(low + k, low, y))
    over(img, rgb("1a2020"), pen.mask() * 0.95)


def egrets(img, x, y, line, hour, left, right, top, low, count, seed):
    """White birds in flight."""
    pen = Pen(y.shape)
    rng = np.random.Generator(np.random.PCG64(seed))
    for _ in range(count):
        bx, by, k = left + (right - left) * rng.random(), top + (low - top) * rng.random(), 0.016 + 0.022 * rng.random()
        lift = -0.9 + 1.1 * rng.random()
        for side in (-1, 1):
            tip, elbow = (bx + side * k * 1.3, by + k * lift * 0.5), (bx + side * k * 0.55, by + k * (lift * 0.75 - 0.1))
            pen.poly([tip, elbow, (bx, by - 0.10 * k), (bx, by + 0.11 * k), (elbow[0], elbow[1] + 0.17 * k)])
        pen.line([(bx - 0.5 * k, by + 0.06 * k), (bx, by), (bx + 0.55 * k, by - 0.05 * k)], 0.15 * k)
    over(img, rgb("fbf8f0") * 1.15, pen.mask() * 0.95)


def reed_bed(img, x, y, line, hour, left, right, tall, seed):
    """Reeds close to the camera."""
    reeds(img, x, y, seed, left, right, tall, y.shape[0] / 900, 0.9)


def twigs(img, x, y, line, hour, seed):
    """Willow twigs that hang into the picture."""
    willow(img, x, y, seed)


def pier(img, x, y, line, hour, at, count, seed):
    """A wooden pier that runs towards the camera, with people on it."""
    pen, folk = Pen(y.shape), Pen(y.shape)
    pen.poly([(at - 0.02, line + 0.03), (at + 0.02, line + 0.03), (at + 0.26, 1.02), (at - 0.20, 1.02)])
    for t in np.linspace(0.05, 0.95, 9):
        py = line + 0.03 + (1 - line) * t * t
        half = 0.02 + 0.21 * t * t
        for side in (-1, 1):
            px = at + side * half + 0.03 * t * t
            pen.poly([(px, py), (px + 0.006 + 0.012 * t, py), (px + 0.006 + 0.012 * t, py - 0.03 - 0.06 * t), (px, py - 0.03 - 0.06 * t)])
    rng = np.random.Generator(np.random.PCG64(seed))
    for n in range(count):
        t = 0.30 + 0.55 * n / max(count - 1, 1)
        person(folk, at + (n % 2 - 0.5) * 0.17 * t + 0.02 * rng.random(), line + 0.03 + (1 - line) * t * t, 0.10 + 0.16 * t, bag=n % 2 == 0)
    over(img, rgb("3a3029"), pen.mask() * 0.93)
    over(img, rgb("1d1f22"), folk.mask() * 0.95)


BEHIND = {"bridge": cable_bridge, "village": village, "stage": stage, "trees": trees}
BEFORE = {"boat": boat, "egrets": egrets, "reeds": reed_bed, "twigs": twigs, "pier": pier}
