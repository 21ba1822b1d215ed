"""Two river mornings: the arched bridge in the mist (图1) and the ferry at 柳渡口."""

import numpy as np

from .light import F, blur, canvas, hash01, mix, over, pick, ramp, rgb, smooth, spectral, tap, water
from .outline import Pen, bough_tree, houses, person, reeds, ridge, schoolchild, willow


def arch_bridge(pen, shade, left, right, water_y, rise):
    """A stone bridge of three arches from `left` to `right`; `shade` takes the inner sides of the arches."""
    n = 240
    xs = np.linspace(left, right, n)
    t = (xs - left) / (right - left)
    deck = water_y - 0.035 - rise * np.sin(np.pi * t) ** 1.35
    pen.poly(list(zip(xs, deck)) + [(right, water_y + 0.004), (left, water_y + 0.004)])
    span = right - left
    for centre, r in ((0.5, 0.155), (0.235, 0.092), (0.765, 0.092)):
        cx, rr = left + centre * span, r * span
        a = np.linspace(0, np.pi, 60)
        hole = [(cx - rr * np.cos(v), water_y + 0.006 - rr * np.sin(v) * 0.98) for v in a]
        pen.poly(hole, 0)
        inner = [(px + rr * 0.10, max(py, water_y + 0.006 - rr * 0.98) + 0.0015) for px, py in hole[::-1]]
        shade.poly(hole + inner)
        shade.poly([(px + rr * 0.10, py) for px, py in hole], 0)
    posts = np.linspace(0.03, 0.97, 34)
    top = lambda v: water_y - 0.035 - rise * np.sin(np.pi * v) ** 1.35
    for v in posts:
        px = left + v * span
        pen.line([(px, top(v) + 0.002), (px, top(v) - 0.0145)], 0.0032)
    for off, width in ((-0.0115, 0.0026), (-0.006, 0.0014)):
        pen.line([(left + v * span, top(v) + off) for v in np.linspace(0.02, 0.98, 120)], width)
    return top


def bridge(size, scale):
    """图1: an arched bridge, hills behind hills, a fishing raft, everything half drowned in mist."""
    img, x, y = canvas(size, scale)
    h, w = y.shape
    line = 0.61
    sun = (1.13, 0.205)
    img[:] = ramp(y, (0, "8fa6bd"), (0.22, "c0cad2"), (0.42, "eed9c0"), (0.6, "f6dfc4"))
    d = np.hypot(x - sun[0], (y - sun[1]) * 1.05)
    img += (np.exp(-d * 3.0) * 0.85)[..., None] * rgb("ffd9a0") + (np.exp(-((d / 0.09) ** 2)) * 0.9)[..., None] * rgb(
        "fff0d0"
    )
    over(img, rgb("fffaf0") * 3.2, smooth(0.033, 0.029, d))
    cloud = spectral(1024, 2.9, 11, 0.22)
    over(img, rgb("fff0dc") * 1.15, smooth(0.1, 1.9, tap(cloud, x * 0.28, y * 0.5)) * smooth(0.5, 0.05, y) * 0.55)
    fog = spectral(1024, 3.0, 12, 0.3)
    layers = [  # seed, rough, base, height, bumps, far colour, near colour, mist
        (31, 0.50, 0.47, 0.27, 0.000, "b9c0c4", 0.86),
        (45, 0.52, 0.50, 0.24, 0.000, "98a5ad", 0.74),
        (28, 0.55, 0.53, 0.22, 0.0016, "76899a", 0.60),
        (77, 0.55, 0.57, 0.18, 0.0030, "526a72", 0.44),
        (63, 0.50, 0.605, 0.13, 0.0052, "33494a", 0.25),
    ]
    for n, (seed, rough, base, height, bumps, colour, haze) in enumerate(layers):
        sky = ridge(w, seed, rough, base, height, bumps, 60 + 25 * (5 - n))
        if n == 3:
            sky += (smooth(0.25, 0.95, x[0]) * 0.075).astype(F)
        if n == 4:
            sky += (smooth(0.18, 0.62, x[0]) * 0.12).astype(F)
        m = smooth(-0.0008, 0.0008, y - sky[None, :])
        lit = np.exp(-np.abs(x - sun[0]) * 1.6) * (0.35 + 0.12 * n)
        c = mix(rgb(colour), rgb("f4cfa0"), (lit * haze)[..., None] * 0.8)
        leaf = spectral(1024, 1.5, seed + 100)
        depth = y - sky[None, :]
        c = (
            c
            * (1 + (0.05 + 0.05 * n) * tap(leaf, x * 0.9 + n, y * 1.4))[..., None]
            * (1 - 0.25 * smooth(0, 0.1, depth))[..., None]
        )
        img[:] = mix(img, np.maximum(c, 0.002), m[..., None])
        drift = tap(fog, x * 0.3 + n * 0.21, y * 0.7 + n * 0.37)
        rise_ = 0.05 + 0.035 * (4 - n) * 0.6
        mist = (
            smooth(base - rise_ * 2.1, base + 0.01, y + drift * 0.018) * (0.55 + 0.45 * haze) * smooth(-1.4, 0.8, drift)
        )
        over(
            img,
            mix(rgb("f7e3cb"), rgb("dfe2e2"), smooth(0.2, 1.4, np.abs(x - sun[0]))[..., None]) * 1.02,
            np.clip(mist, 0, 0.97),
        )
    # the village on the left bank
    wall, dark = Pen((h, w)), Pen((h, w))
    houses(wall, dark, -0.03, line - 0.006, 0.066, 5, 6)
    houses(wall, dark, -0.05, line - 0.036, 0.056, 8, 5)
    m = wall.mask()
    over(
        img,
        mix(rgb("cdbfae"), rgb("8f8f8e"), smooth(0.5, 0, x)[..., None])
        * (0.9 + 0.07 * tap(cloud, x * 3, y * 3))[..., None],
        m * 0.95,
    )
    over(img, rgb("2c3334"), dark.mask() * 0.9)
    bank = ridge(w, 91, 0.5, line - 0.004, 0.012, 0.006, 150) + smooth(0.34, 0.52, x[0]) * 0.05
    m = smooth(0, 0.002, y - bank[None, :])
    over(img, rgb("2b3a34") * (1 + 0.25 * tap(cloud, x * 5, y * 8))[..., None], m * smooth(0.54, 0.40, x))
    over(
        img,
        rgb("efe0cc"),
        smooth(line - 0.09, line - 0.02, y)
        * smooth(0.05, 0.6, x)
        * 0.42
        * smooth(-1.2, 1.0, tap(fog, x * 0.5, y * 1.1)),
    )
    # the bridge
    stone, shade = Pen((h, w)), Pen((h, w))
    arch_bridge(stone, shade, 0.36, 1.30, line, 0.105)
    m = stone.mask()
    course = np.floor(y * 230)
    block = hash01(np.floor(x * 105 + (course % 2) * 0.5), course)
    seam = smooth(0.0, 0.10, np.abs((y * 230) % 1 - 0.5) * 2 - 0.78) * 0.3
    c = mix(rgb("4d4b48"), rgb("5f5a52"), block[..., None]) * (1 - seam + 0.10 * tap(cloud, x * 4, y * 4))[..., None]
    c = mix(c, rgb("ead3b6"), smooth(0.45, 1.35, x)[..., None] * 0.72)
    img[:] = mix(img, c, m[..., None])
    over(img, mix(rgb("26282a"), rgb("c2ab8c"), smooth(0.5, 1.4, x)[..., None] * 0.7), shade.mask(1) * 0.8)
    far_bank = ridge(w, 17, 0.5, line - 0.004, 0.03, 0.012, 70) + smooth(1.34, 1.2, x[0]) * 0.06
    m = smooth(0, 0.0025, y - far_bank[None, :]) * smooth(1.19, 1.26, x)
    over(
        img,
        mix(rgb("7d7c6e"), rgb("dcc9ae"), smooth(line - 0.07, line, y)[..., None] * 0.8)
        * (1 + 0.2 * tap(cloud, x * 5, y * 8))[..., None],
        m * 0.93,
    )
    folk = Pen((h, w))
    top = lambda px: line - 0.035 - 0.105 * np.sin(np.pi * (px - 0.36) / 0.94) ** 1.35
    for px, k, kind in ((0.66, 0.036, {"hat": True}), (0.695, 0.034, {"bag": True}), (0.93, 0.033, {})):
        person(folk, px, top(px) - 0.001, k, **kind)
    over(img, rgb("3a3936"), folk.mask() * 0.85)
    over(
        img,
        rgb("f6e2c6"),
        np.exp(-(((y - line + 0.006) / 0.028) ** 2)) * smooth(-1.0, 1.6, tap(fog, x * 0.45 + 0.6, y * 0.9)) * 0.75,
    )
    lean = water(img, line, 1.0, 21, rgb("2e4345") * 0.8, amount=0.95, rough=0.012, tint=(0.97, 0.98, 1.0))
    y0 = h - lean.shape[0]
    # mist that lies on the water
    veil = np.exp(-(((y - line - 0.004) / 0.03) ** 2)) * 0.55 + np.exp(
        -(((y - line - 0.075) / 0.035) ** 2)
    ) * 0.35 * smooth(-0.4, 1.8, tap(fog, x * 0.4, y * 1.2 + 0.4))
    veil[:y0] *= smooth(line - 0.05, line, y[:y0])
    over(img, rgb("f3dfc6"), np.clip(veil, 0, 0.9))
    # the raft and its mirror image
    raft, mirror = Pen((h, w)), Pen((h, w))
    ry = 0.805
    for pen, sign in ((raft, 1), (mirror, -1)):
        f = lambda px, py: (px, ry + (py - ry) * sign)
        pen.poly(
            [
                f(0.70, ry),
                f(0.715, ry + 0.012 * sign),
                f(0.99, ry + 0.010 * sign),
                f(1.015, ry - 0.016),
                f(1.003, ry - 0.018),
                f(0.985, ry - 0.003),
                f(0.72, ry - 0.004),
            ]
        )
        pen.curve([f(0.765, ry - 0.004), f(0.763, ry - 0.036), f(0.80, ry - 0.036), f(0.798, ry - 0.004)])
    person(raft, 0.885, ry - 0.003, 0.118, lean=0.05, hat=True, coat=1.12, arms="reach")
    raft.line([(0.905, ry - 0.135), (0.985, ry + 0.075)], 0.0034)
    raft.oval(0.94, ry - 0.018, 0.010, 0.014)
    mm = np.zeros_like(y)
    body = raft.mask()
    ryp = int(ry * h)
    flip = body[: ryp + 1][::-1]
    n = min(h - ryp, flip.shape[0])
    mm[ryp : ryp + n] = flip[:n]
    wob = np.zeros_like(y)
    wob[y0:] = lean * h * 0.035
    mm = pick(mm[..., None], np.arange(w)[None, :] + wob, np.arange(h)[:, None] + wob * 0.7)[..., 0]
    over(img, rgb("22302f"), blur(mm, h / 700) * 0.8 * smooth(ry + 0.22, ry, y))
    over(img, rgb("1c2423"), body * 0.96)
    glow = np.clip(body - np.roll(body, (int(h * 0.0016), -int(h * 0.0018)), (0, 1)), 0, 1)
    over(img, rgb("ffdcae"), glow * 0.55)
    # birds, and leaves near the camera
    birds = Pen((h, w))
    rng = np.random.Generator(np.random.PCG64(4))
    for _ in range(7):
        bx, by, k = 0.36 + 0.36 * rng.random(), 0.12 + 0.12 * rng.random(), 0.006 + 0.006 * rng.random()
        birds.line(
            [
                (bx - k, by - k * 0.5 * rng.random()),
                (bx - k * 0.4, by - k * 0.35),
                (bx, by),
                (bx + k * 0.45, by - k * 0.4),
                (bx + k, by - k * 0.45 * rng.random()),
            ],
            0.0016,
        )
    over(img, rgb("4b5257"), birds.mask(1) * 0.8)
    willow(img, x, y, 7)
    return img, dict(exposure=1.12, bloom=0.12, warm=(1.02, 1.0, 0.97), grain=0.009, contrast=1.14, seed=101)


def ferry(size, scale):
    """The ferryman, second from the left, takes children across the river to school."""
    img, x, y = canvas(size, scale)
    h, w = y.shape
    line, sun = 0.50, (0.30, 0.235)
    cloud, fog = spectral(1024, 2.9, 111, 0.3), spectral(1024, 3.0, 112, 0.3)
    img[:] = ramp(y, (0, "8aa0b4"), (0.2, "c9cec6"), (0.38, "f4d9a8"), (0.5, "f8dfae"))
    d = np.hypot(x - sun[0], y - sun[1])
    img += (np.exp(-d * 3.4) * 0.9)[..., None] * rgb("ffd08a") + (np.exp(-((d / 0.08) ** 2)) * 0.8)[..., None] * rgb(
        "fff0cc"
    )
    over(img, rgb("fffaf0") * 3.0, smooth(0.030, 0.026, d))
    over(img, rgb("fff0d8") * 1.1, smooth(0.2, 1.8, tap(cloud, x * 0.25, y * 0.6)) * smooth(0.45, 0.05, y) * 0.5)
    for n, (seed, base, height, bumps, colour, haze) in enumerate(
        (
            (131, 0.40, 0.13, 0, "a9b4b4", 0.85),
            (147, 0.43, 0.13, 0.0012, "8a9a94", 0.7),
            (152, 0.465, 0.10, 0.003, "63776a", 0.52),
        )
    ):
        top = ridge(w, seed, 0.52, base, height, bumps, 70)
        m = smooth(-0.0008, 0.0008, y - top[None, :])
        lit = np.exp(-np.abs(x - sun[0]) * 1.7) * haze
        c = mix(rgb(colour), rgb("f6cf8e"), lit[..., None] * 0.85) * (1 + 0.06 * tap(fog, x * 3, y * 5))[..., None]
        img[:] = mix(img, c, m[..., None])
        over(img, rgb("f6dfb6"), smooth(base - 0.07, base + 0.01, y + 0.015 * tap(fog, x * 0.4 + n, y)) * m * 0.85)
    rng = np.random.Generator(np.random.PCG64(113))
    # the far bank: school roofs among trees, steps down to the water
    roofs, dark = Pen((h, w)), Pen((h, w))
    houses(roofs, dark, 0.98, line - 0.008, 0.062, 22, 6)
    over(img, rgb("cbbd9f"), roofs.mask() * 0.85)
    over(img, rgb("5b5a4c"), dark.mask() * 0.75)
    for group, colour, alpha in (
        ((0.02, 0.12, 0.2, 0.52, 0.63, 0.92, 1.36, 1.45), "7f8560", 0.75),
        ((0.07, 0.42, 0.47, 0.74, 0.84, 1.20, 1.50), "5a6345", 0.85),
    ):
        grove = Pen((h, w))
        for px in group:
            bough_tree(grove, px, line - 0.004, 0.085 + 0.06 * rng.random(), rng, weep=0.5)
        m = grove.mask(1)
        over(img, mix(rgb(colour), rgb("f4cf8e"), (np.exp(-np.abs(x - sun[0]) * 1.9) * 0.7)[..., None]), m * alpha)
    bank = ridge(w, 191, 0.5, line - 0.006, 0.010, 0.005, 170)
    m = smooth(0, 0.0015, y - bank[None, :])
    over(
        img,
        mix(rgb("4e5238"), rgb("e0bd80"), (np.exp(-np.abs(x - sun[0]) * 2.2) * 0.6)[..., None])
        * (1 + 0.2 * tap(cloud, x * 5, y * 8))[..., None],
        m * 0.92,
    )
    steps = Pen((h, w))
    for i in range(7):
        steps.poly(
            [
                (1.13 - 0.004 * i, line - 0.030 + 0.0045 * i),
                (1.17 + 0.004 * i, line - 0.030 + 0.0045 * i),
                (1.17 + 0.004 * i, line - 0.0275 + 0.0045 * i),
                (1.13 - 0.004 * i, line - 0.0275 + 0.0045 * i),
            ]
        )
    over(img, rgb("d8c9a6"), steps.mask() * 0.8)
    over(
        img,
        rgb("f8e4bd"),
        np.exp(-(((y - line + 0.012) / 0.03) ** 2)) * smooth(-1.2, 1.3, tap(fog, x * 0.5 + 0.2, y * 0.9)) * 0.72,
    )
    egrets = Pen((h, w))
    for _ in range(6):
        bx, by, k = 0.72 + 0.5 * rng.random(), 0.12 + 0.16 * rng.random(), 0.010 + 0.012 * rng.random()
        up = -0.9 + 0.9 * rng.random()
        for side, lift in ((-1, up), (1, up * 0.8)):
            tip, elbow = (bx + side * k * 1.25, by + k * lift * 0.5), (
                bx + side * k * 0.55,
                by + k * (lift * 0.75 - 0.1),
            )
            egrets.poly(
                [
                    tip,
                    elbow,
                    (bx + side * 0.05 * k, by - 0.10 * k),
                    (bx + side * 0.02 * k, by + 0.10 * k),
                    (elbow[0], elbow[1] + 0.16 * k),
                ]
            )
        egrets.line([(bx - 0.45 * k, by + 0.06 * k), (bx, by), (bx + 0.5 * k, by - 0.04 * k)], 0.14 * k)
        egrets.line([(bx - 0.9 * k, by + 0.10 * k), (bx - 0.45 * k, by + 0.06 * k)], 0.04 * k)
        egrets.line([(bx + 0.5 * k, by - 0.04 * k), (bx + 0.8 * k, by + 0.0 * k)], 0.045 * k)
    over(img, rgb("fffaf0") * 1.5, egrets.mask(1) * 0.95)
    lean = water(img, line, 0.9, 121, rgb("33443a") * 0.8, amount=0.96, rough=0.013)
    over(img, rgb("f8e2b8"), np.exp(-(((y - line - 0.002) / 0.022) ** 2)) * 0.5)
    # the boat: hull, thwarts, people, in one mask for the mirror and several for the paint
    wl = 0.775
    left, right = 0.34, 1.22
    parts = {
        name: Pen((h, w)) for name in ("hull", "inside", "coat", "body", "skin", "straw", "hair", "vest", "bag", "pole")
    }
    sheer = (
        lambda t: wl
        - 0.052
        - 0.030 * (2 * t - 1) ** 2
        - 0.030 * max(t - 0.55, 0) ** 2 * 4
        - 0.012 * max(0.2 - t, 0) * 5
    )
    ts = np.linspace(0, 1, 80)
    rim = [(left + (right - left) * t, sheer(t)) for t in ts]
    parts["hull"].poly(
        rim + [(right - 0.035, wl - 0.025), (right - 0.085, wl), (left + 0.05, wl), (left + 0.012, wl - 0.03)]
    )
    parts["inside"].poly([(px, py - 0.014 * np.sin(np.pi * t)) for (px, py), t in zip(rim, ts)] + rim[::-1])

    def child(px, hh, seat=False, **looks):
        feet = sheer((px - left) / (right - left)) + 0.035
        schoolchild(parts, px, feet + (hh * 0.33 if seat else 0), hh, **looks)

    child(0.475, 0.165, hair="tail")
    feet = sheer(0.30) + 0.03
    man = left + 0.30 * (right - left)
    person(parts["coat"], man, feet, 0.235, lean=0.06, coat=1.12, arms="reach")
    head = (man + 0.0141, feet - 0.235)
    parts["skin"].oval(head[0] + 0.0035, head[1] + 0.021, 0.0092, 0.0115)
    parts["skin"].oval(head[0] + 0.066, head[1] + 0.004, 0.0065, 0.0065)
    parts["straw"].poly(
        [
            (head[0] - 0.036, head[1] + 0.013),
            (head[0], head[1] - 0.010),
            (head[0] + 0.036, head[1] + 0.013),
            (head[0], head[1] + 0.0175),
        ]
    )
    for px, hh, looks in (
        (0.735, 0.146, {"hair": "cap"}),
        (0.812, 0.168, {"hair": "tail", "arm": "point"}),
        (0.905, 0.156, {"seat": True, "face": -1}),
        (0.985, 0.160, {"hair": "cap", "face": -1}),
        (1.085, 0.154, {"seat": True, "hair": "tail"}),
    ):
        child(px, hh, **looks)
    hand = (man + 0.06 * 0.235 + 0.066, feet - 0.235 + 0.012)
    parts["pole"].line([(hand[0] - 0.05, hand[1] - 0.13), hand, (hand[0] + 0.118, wl + 0.105)], 0.0042)
    masks = {k: p.mask() for k, p in parts.items()}
    for name in ("coat", "body", "skin", "straw", "hair", "vest", "bag"):
        masks[name] = (
            masks[name]
            * (1 - masks["hull"])
            * (y < np.interp(x[0], [q[0] for q in rim], [q[1] for q in rim])[None, :] + 0.004)
        )
    colours = {
        "inside": "3d2f22",
        "coat": "343d46",
        "straw": "7d6639",
        "body": "262624",
        "hair": "1d1815",
        "bag": "2c3542",
        "vest": "94552c",
        "skin": "6b4a37",
        "hull": "3a2c20",
        "pole": "8c733f",
    }
    light = np.clip(1 - (y - 0.5) * 1.2, 0.4, 1)
    grain = tap(cloud, x * 0.35, y * 9)
    seams = smooth(
        0.40, 0.47, np.abs(((y - wl + 0.03 * (2 * (x - left) / (right - left) - 1) ** 2) / 0.0155) % 1 - 0.5)
    )
    boat = np.zeros((h, w, 4), F)
    for name in ("inside", "coat", "body", "skin", "straw", "hair", "bag", "vest", "hull"):
        c = rgb(colours[name]) * light[..., None]
        if name == "hull":
            c = c * ((1.25 + 0.30 * grain) * (1 - 0.45 * seams) * (1 - 0.45 * smooth(wl - 0.022, wl, y)))[..., None]
            c = mix(
                c,
                rgb("3a5049") * 0.8,
                (
                    smooth(
                        0.017,
                        0.013,
                        np.abs(y - np.interp(x[0], [q[0] for q in rim], [q[1] for q in rim])[None, :] - 0.013),
                    )
                    * 0.75
                )[..., None],
            )
        m = masks[name]
        body_soft = blur(m, h / 160)
        if name in ("vest", "bag", "body", "coat"):
            edge = np.roll(body_soft, (int(h * 0.005), int(h * 0.011)), (0, 1)) - np.roll(
                body_soft, (0, -int(h * 0.011)), (0, 1)
            )
            c = c * (0.62 * np.clip(1 - 0.85 * edge, 0.25, 1.9) * (1 + 0.22 * tap(cloud, x * 6, y * 4)))[..., None]
        boat[..., :3] = mix(boat[..., :3], np.maximum(c, 0.001), m[..., None])
        boat[..., 3] = np.maximum(boat[..., 3], m)
    m = boat[..., 3]
    rim_light = np.clip(m - np.roll(m, (int(h * 0.0022), int(h * 0.0022)), (0, 1)), 0, 1)
    boat[..., :3] += rim_light[..., None] * rgb("ffd28c") * 1.1
    boat[..., :3] = mix(boat[..., :3], rgb(colours["pole"]) * 0.8, (masks["pole"] * (y < wl + 0.02))[..., None])
    boat[..., 3] = np.maximum(boat[..., 3], masks["pole"] * (y < wl + 0.02))
    row, y0 = int(wl * h), h - lean.shape[0]
    mirror = np.zeros_like(boat)
    n = min(h - row, row)
    mirror[row : row + n] = boat[row - n : row][::-1]
    wob = np.zeros_like(y)
    wob[y0:] = lean
    away = smooth(wl, wl + 0.2, y)
    seen = np.zeros_like(boat)
    for q in (-1.2, -0.4, 0.4, 1.2):
        seen += (
            pick(
                mirror,
                np.arange(w)[None, :] + wob * h * 0.022,
                np.arange(h)[:, None] + (wob * 0.05 + q * 0.004 * away) * h,
            )
            / 4
        )
    alpha = seen[..., 3] * (y > wl) * (0.82 - 0.45 * away)
    img[:] = mix(img, seen[..., :3] / np.maximum(seen[..., 3:], 0.05) * 0.8 + rgb("3b4a42") * 0.10, alpha[..., None])
    over(
        img,
        rgb("1c1c14"),
        np.exp(-(((y - wl - 0.003) / 0.006) ** 2))
        * smooth(left, left + 0.08, x)
        * smooth(right - 0.04, right - 0.11, x)
        * 0.7,
    )
    wake = (
        np.exp(-(((y - wl - 0.012 - (left + 0.06 - x) * 0.10) / 0.005) ** 2))
        * smooth(left + 0.08, left, x)
        * smooth(-0.05, 0.3, x)
    )
    wake += (
        np.exp(-(((y - wl - 0.010 - (right - 0.08 - x) * 0.085) / 0.004) ** 2))
        * smooth(right - 0.07, right - 0.12, x)
        * smooth(0.5, 1.05, x)
        * 0.8
    )
    wake += np.exp(-((np.hypot((x - hand[0] - 0.105) * 0.28, y - wl - 0.083) / 0.006 - 1.6) ** 2)) * 0.7
    img += (wake * 0.28)[..., None] * rgb("ffe3b0")
    img[:] = mix(img, boat[..., :3], boat[..., 3:])
    over(img, rgb("a8894e") * 0.5, masks["pole"] * (y >= wl + 0.02) * (y < wl + 0.09) * 0.9)
    reeds(img, x, y, 141, -0.06, 0.30, 0.36, h / 330, 0.93)
    reeds(img, x, y, 142, 1.30, 1.56, 0.27, h / 420, 0.93)
    return img, dict(exposure=1.12, bloom=0.12, contrast=1.12, warm=(1.02, 1.0, 0.96), seed=106)
