"""图2: the harbour at dusk."""

import numpy as np

from .light import blur, canvas, mix, over, pick, ramp, rgb, smooth, spectral, tap, water
from .outline import Pen, person, ridge


def dusk(x, y, horizon, sun, cloud, fine):
    """Evening sky over `horizon` with clouds lit from below; returns light."""
    up = np.clip((horizon - y) / horizon, 0, 1)
    sky = ramp(up, (0, "ffc58c"), (0.10, "efa479"), (0.24, "cf8f80"), (0.45, "8f7f90"), (0.7, "566889"), (1, "2c4465"))
    d = np.hypot((x - sun) * 0.75, (y - horizon + 0.015) * 1.5)
    sky = sky * (0.78 + 0.5 * np.exp(-d * 2.4))[..., None] + (np.exp(-d * 6) * 1.1)[..., None] * rgb("ffc070")
    z = 1 / (up + 0.10)
    u, v = (x - 0.75) * z * 0.085, z * 0.16
    body = tap(cloud, u, v) + 0.45 * tap(fine, u * 2.2, v * 2.2)
    thick = smooth(0.15, 1.35, body + 0.25 * np.sin(up * 9)) * smooth(0.02, 0.14, up) * smooth(1.15, 0.7, up)
    ahead = tap(cloud, u, v + 0.012) + 0.45 * tap(fine, u * 2.2, v * 2.2 + 0.026)
    edge = np.clip(0.62 + (body - ahead) * 1.1, 0, 1.35)
    glow = mix(rgb("ff9a62") * 1.25, rgb("b0848a"), smooth(0.12, 0.6, up)[..., None])
    dark = mix(rgb("7a4a58"), rgb("2e3354"), smooth(0.08, 0.5, up)[..., None])
    c = mix(dark, glow, edge[..., None]) * (0.72 + 0.75 * np.exp(-d * 2.2))[..., None]
    over(sky, c, thick * 0.92)
    return sky


def trawler(pen, lamp, x, y, k, face=1, seed=0):
    """A fishing boat at anchor, bow to the right where `face` is 1."""
    rng = np.random.Generator(np.random.PCG64(seed))
    f = lambda px, py: (x + px * k * face, y - py * k)
    sheer = [(t, 0.19 + 0.05 * min(t + 0.4, 0) ** 2 + 0.27 * max(t, 0) ** 2.2) for t in np.linspace(-1, 1.12, 40)]
    pen.poly([f(*q) for q in sheer] + [f(1.06, 0.3), f(0.98, 0.14), f(0.88, 0.0), f(-0.93, 0.0), f(-1.0, 0.1)])
    for t in np.linspace(-0.95, 0.98, 22):
        top = 0.19 + 0.05 * min(t + 0.4, 0) ** 2 + 0.27 * max(t, 0) ** 2.2
        pen.line([f(t, top), f(t, top + 0.075)], 0.008 * k)
    pen.line([f(q, v + 0.075) for q, v in sheer], 0.009 * k)
    pen.poly([f(-0.78, 0.18), f(-0.78, 0.62), f(-0.26, 0.62), f(-0.2, 0.18)])
    pen.poly([f(-0.84, 0.62), f(-0.84, 0.67), f(-0.16, 0.67), f(-0.16, 0.62)])
    pen.poly([f(-0.66, 0.66), f(-0.66, 0.84), f(-0.36, 0.84), f(-0.32, 0.66)])
    for wx in (-0.7, -0.53, -0.37):
        for half in (0, 0.055):
            pane = [f(wx + half, 0.42), f(wx + half, 0.53), f(wx + half + 0.047, 0.53), f(wx + half + 0.047, 0.42)]
            pen.poly(pane, 0)
            lamp.poly(pane, 40 + int(60 * rng.random()))
    pen.line([f(-0.84, 0.67), f(-0.84, 0.76), f(-0.16, 0.76), f(-0.16, 0.67)], 0.008 * k)
    pen.poly([f(-0.62, 0.84), f(-0.6, 0.93), f(-0.5, 0.93), f(-0.48, 0.84)])
    pen.line([f(0.08, 0.2), f(0.08, 1.55)], 0.026 * k)
    pen.line([f(-0.52, 0.8), f(-0.52, 1.32)], 0.02 * k)
    pen.line([f(0.08, 0.62), f(0.86, 1.12)], 0.02 * k)
    pen.line([f(0.08, 0.58), f(-0.4, 1.0)], 0.014 * k)
    for a, b in (
        ((0.08, 1.5), (1.08, 0.42)),
        ((0.08, 1.5), (-0.52, 1.28)),
        ((-0.52, 1.28), (-0.96, 0.24)),
        ((0.86, 1.12), (0.08, 1.5)),
        ((0.86, 1.12), (0.8, 0.34)),
    ):
        pen.line([f(*a), f(*b)], 0.007 * k)
    for q, v, s in ((0.2, 0.2, 0.07), (0.33, 0.2, 0.09), (0.46, 0.2, 0.06), (0.66, 0.26, 0.05)):
        pen.curve([f(q - s, v), f(q - s * 0.7, v + s * 1.1), f(q + s * 0.5, v + s * 1.2), f(q + s, v)])
    lamp.oval(*f(0.08, 1.56), 0.02 * k, 0.02 * k, 255)
    lamp.oval(*f(-0.52, 1.33), 0.013 * k, 0.013 * k, 190)


def harbour(size, scale):
    """图2: fishing boats come home to the harbour; a lighthouse, the town's lights, the afterglow."""
    img, x, y = canvas(size, scale, 3)
    h, w = y.shape
    line, sun = 0.555, 0.98
    cloud, fine = spectral(1024, 3.1, 61, 0.5), spectral(1024, 2.2, 62, 0.5)
    img[:] = dusk(x, y, line, sun, cloud, fine)
    for n, (seed, base, height, colour) in enumerate(
        ((15, line - 0.01, 0.13, "8d6073"), (26, line, 0.095, "5c4560"), (42, line + 0.003, 0.06, "322c45"))
    ):
        top = ridge(w, seed, 0.5, base, height, 0.001 * n, 90) + smooth(0.45 + 0.1 * n, 1.1, x[0]) * (
            0.075 - 0.02 * n
        ) * (1 if n else 0.6)
        m = smooth(-0.001, 0.001, y - top[None, :])
        over(img, mix(rgb(colour), rgb("e8885c"), (np.exp(-np.abs(x - sun) * 2.6) * (0.55 - 0.14 * n))[..., None]), m)
        over(img, rgb("e59a74"), smooth(base - 0.06, base, y) * (0.34 - 0.1 * n) * m)
    rng = np.random.Generator(np.random.PCG64(9))
    town, lamp = Pen((h, w)), Pen((h, w))
    px = -0.01
    while px < 0.62:
        bw, bh = 0.012 + 0.028 * rng.random(), (0.016 + 0.034 * rng.random()) * (1.25 - px)
        town.poly(
            [
                (px, line + 0.01),
                (px, line - bh),
                (px + bw * 0.5, line - bh - 0.008 * (rng.random() < 0.5)),
                (px + bw, line - bh),
                (px + bw, line + 0.01),
            ]
        )
        for wx in np.arange(px + 0.004, px + bw - 0.003, 0.0058):
            for wy in np.arange(line - bh + 0.005, line - 0.004, 0.0075):
                if rng.random() < 0.36:
                    lamp.poly(
                        [(wx, wy), (wx + 0.0026, wy), (wx + 0.0026, wy + 0.0036), (wx, wy + 0.0036)],
                        int(60 + 170 * rng.random()),
                    )
        px += bw * (0.9 + 0.25 * rng.random())
    for qx in np.arange(0.02, 0.9, 0.037):
        lamp.oval(qx, line - 0.0075, 0.0017, 0.0017, 255)
    over(img, mix(rgb("3a3048"), rgb("6b4150"), smooth(0, 0.7, x)[..., None]), town.mask())
    pier = Pen((h, w))
    pier.poly([(1.14, line + 0.012), (1.16, line - 0.014), (1.52, line - 0.022), (1.52, line + 0.012)])
    pier.poly([(1.196, line - 0.012), (1.204, line - 0.128), (1.232, line - 0.128), (1.240, line - 0.012)])
    pier.poly([(1.197, line - 0.128), (1.239, line - 0.128), (1.239, line - 0.134), (1.197, line - 0.134)])
    pier.poly([(1.206, line - 0.134), (1.206, line - 0.160), (1.230, line - 0.160), (1.230, line - 0.134)])
    pier.poly([(1.202, line - 0.158), (1.218, line - 0.178), (1.234, line - 0.158)])
    over(img, rgb("3a2b38"), pier.mask())
    lamp.oval(1.218, line - 0.147, 0.010, 0.009, 255)
    img += (np.exp(-np.hypot(x - 1.218, y - line + 0.147) * 55) * 1.6)[..., None] * rgb("ffdc9a")
    boats, near = Pen((h, w)), Pen((h, w))
    trawler(boats, lamp, 0.70, line + 0.004, 0.036, -1, 3)
    trawler(boats, lamp, 0.86, line + 0.006, 0.044, -1, 4)
    trawler(boats, lamp, 1.06, line + 0.004, 0.03, -1, 6)
    over(img, rgb("35283a"), boats.mask())
    fire = lamp.mask()
    img += (fire * 2.4 + blur(fire, h / 260) * 1.5 + blur(fire, h / 70) * 1.2)[..., None] * rgb("ffc27a")
    water(img, line, 1.25, 33, rgb("182436"), amount=0.9, rough=0.016, tint=(0.98, 0.95, 1.0))
    # the boats near the camera have waterlines of their own
    for bx, by, k, face, seed in ((0.30, 0.685, 0.165, 1, 12), (1.17, 0.765, 0.235, -1, 18)):
        near, glow = Pen((h, w)), Pen((h, w))
        trawler(near, glow, bx, by, k, face, seed)
        if seed == 18:
            for dx, hh, kind in ((0.34, 0.105, {"hat": True}), (0.56, 0.10, {"arms": "reach"})):
                person(near, bx - dx * k, by - 0.19 * k, hh * 0.86, **kind)
        body, fire = near.mask(), glow.mask()
        light = (fire * 3.4 + blur(fire, h / 260) * 1.1 + blur(fire, h / 50) * 1.3)[..., None] * rgb("ffc27a")
        layer = np.concatenate([body[..., None], light], -1)
        row = int(by * h)
        mirror = np.zeros_like(layer)
        n = min(h - row, row)
        mirror[row : row + n] = layer[row - n : row][::-1]
        ripple = spectral(1024, 2.3, seed)
        z = 1 / np.clip(y - line + 0.06, 0.02, None)
        wob = tap(ripple, x * z * 0.16, z * 0.42) * smooth(by - 0.01, by + 0.1, y)
        out = np.zeros_like(layer)
        for s in (-1.1, -0.4, 0.4, 1.1):
            out += (
                pick(
                    mirror,
                    np.arange(w)[None, :] + wob * h * 0.0028,
                    np.arange(h)[:, None] + (wob * 1.6 + s) * h * 0.006,
                )
                / 4
            )
        fade = smooth(by + k * 1.9, by + k * 0.2, y)
        over(img, rgb("1c1d33"), out[..., 0] * 0.82 * fade * (y > by))
        img += out[..., 1:] * 0.8 * fade[..., None] * (y > by)[..., None]
        hull = smooth(by - 0.18 * k, by - 0.05 * k, y)
        paint = mix(
            mix(rgb("3d3038"), rgb("20222e"), smooth(by - 0.7 * k, by - 0.1 * k, y)[..., None]),
            rgb("263645"),
            hull[..., None] * 0.7,
        )
        paint = mix(paint, rgb("8a4a3a") * 0.6, (smooth(by - 0.055 * k, by - 0.05 * k, y))[..., None] * 0.8)
        paint = paint * (1 + 0.22 * tap(fine, x * 3, y * 1.2) + 0.3 * tap(cloud, x * 1.5, y * 5))[..., None]
        over(img, np.maximum(paint, 0.002) + blur(fire, h / 24)[..., None] * rgb("ffb870") * 1.6, body)
        rim = np.clip(body - np.roll(body, (int(h * 0.002), int(h * 0.0012) * (1 if bx < sun else -1)), (0, 1)), 0, 1)
        over(img, rgb("ff9c66") * 1.2, rim * 0.75)
        img += light
    gulls = Pen((h, w))
    for _ in range(9):
        bx, by, k = 0.42 + 0.5 * rng.random(), 0.2 + 0.2 * rng.random(), 0.006 + 0.008 * rng.random()
        t = rng.random() * 0.8
        gulls.line(
            [
                (bx - k, by - k * t),
                (bx - k * 0.45, by - k * 0.42),
                (bx, by),
                (bx + k * 0.45, by - k * 0.42),
                (bx + k, by - k * (0.8 - t)),
            ],
            0.0017,
        )
    over(img, rgb("3a2c40"), gulls.mask() * 0.85)
    return img, dict(exposure=1.12, bloom=0.14, contrast=1.1, seed=102)
