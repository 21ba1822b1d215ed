"""图3: terraced fields full of winter water, a height field seen from above."""

import numpy as np

from .light import F, canvas, hash01, mix, over, ramp, rgb, smooth, spectral, tap
from .outline import Pen, person


def morning(dx, dy, dz, cloud, sun):
    """Light of the sky in a direction; `sun` is a unit vector."""
    up = np.clip(dy, 0, 1)
    sky = ramp(np.sqrt(up), (0, "f6d9b4"), (0.22, "e9c9b0"), (0.45, "b5bfcd"), (0.75, "7793b8"), (1, "4f71a0"))
    u, v = dx / (up + 0.18), dz / (up + 0.18)
    c = tap(cloud, u * 0.11 + 0.2, v * 0.11)
    thick = smooth(0.15, 1.5, c) * smooth(0.02, 0.2, up)
    a = np.clip(dx * sun[0] + dy * sun[1] + dz * sun[2], 0, 1)
    sky = mix(sky, mix(rgb("fff1dd"), rgb("d9c8c4"), smooth(0.3, 1.9, c)[..., None]) * 1.12, thick[..., None] * 0.85)
    return sky + (a**14 * 0.75)[..., None] * rgb("ffcf8e") + (a**220 * 4)[..., None] * rgb("fff0cf")


class Terraces:
    """The land: a height for every place, in metres, stepped where people have made fields."""

    STEP = 1.7

    def __init__(self):
        self.big = spectral(1024, 3.6, 71)
        self.mid = spectral(1024, 3.0, 72)
        self.fine = spectral(1024, 1.6, 73)
        self.soft = spectral(512, 5.2, 74)

    def hill(self, x, z):
        """The land before anybody worked it."""
        bowl = 0.00042 * (x + 60) ** 2 + 17 * smooth(-30, -230, x) - 0.105 * np.minimum(z, 420) + 0.0
        ribs = 11 * np.sin(x * 0.017 + z * 0.009 + 0.8) + 7 * np.sin(z * 0.021 - x * 0.008)
        far = 150 * smooth(560, 1500, z) * (0.75 + 0.22 * tap(self.big, x / 2600 + 0.1, z / 2600)) + 60 * smooth(
            400, 900, z
        ) * smooth(-80, 420, np.abs(x - 40))
        return (
            62 + bowl + ribs + 5 * tap(self.soft, x / 700, z / 700) + far + 1.6 * tap(self.soft, x / 210 + 0.3, z / 210)
        )

    def parts(self, x, z):
        """Height, place within its step (0 at the outer bank, 1 at the foot of the next), number of the step, wildness."""
        h = self.hill(x, z)
        wild = np.clip(
            smooth(470, 620, z) + smooth(120, 200, z) * smooth(0.9, 1.3, tap(self.soft, x / 330 + 0.5, z / 330 + 0.2)),
            0,
            1,
        )
        t = h / self.STEP
        k = np.floor(t)
        f = t - k
        lip = np.exp(-(((f - 0.05) / 0.035) ** 2)) * 0.17
        stepped = self.STEP * (k + smooth(0.80, 1.0, f) + lip)
        bush = 3.4 * np.abs(tap(self.mid, x / 160, z / 160)) + 1.0 * tap(self.fine, x / 300, z / 300)
        return mix(stepped, h + bush, wild), f, k, wild


def terraces(size, scale):
    """图3: a valley of flooded terraces at sunrise, seen from above."""
    img, px, py = canvas(size, scale, 3)
    h, w = py.shape
    land, cloud = Terraces(), spectral(1024, 2.7, 75)
    sun = np.array([0.30, 0.17, 0.94])
    sun = sun / np.linalg.norm(sun)
    eye = float(land.hill(np.float64(0), np.float64(0))) + 34
    f, horizon = 1.06, 0.20  # focal length and horizon in picture heights
    # one sweep from near to far for all columns: the place at which each pixel's ray meets the land
    cols = (np.arange(w) / h - w / h / 2) / f
    depth = 18 * (2600 / 18) ** (np.linspace(0, 1, 5200))
    seen = np.empty((depth.size, w), F)
    for i, z in enumerate(depth):
        seen[i] = horizon + f * (eye - land.parts(cols * z, np.full(w, z))[0]) / z
    np.minimum.accumulate(seen, axis=0, out=seen)
    z = np.full((h, w), np.inf, F)
    rows = np.arange(h) / h
    for c in range(w):
        q = np.interp(-rows, -seen[:, c], depth, right=np.inf)
        q[rows < seen[-1, c]] = np.inf
        z[:, c] = q
    hit = np.isfinite(z)
    z = np.where(hit, z, 2600)
    x = cols[None, :] * z
    ry = (horizon - py) / f
    norm = np.sqrt(cols[None, :] ** 2 + ry**2 + 1)
    dx, dy, dz = cols[None, :] / norm, ry / norm, 1 / norm
    img[:] = morning(dx, np.maximum(dy, 0), dz, cloud, sun)
    y, step, level, wild = land.parts(x, z)
    e = 0.25 + z * 0.0012
    nx = (land.parts(x - e, z)[0] - land.parts(x + e, z)[0]) / (2 * e)
    nz = (land.parts(x, z - e)[0] - land.parts(x, z + e)[0]) / (2 * e)
    nl = np.sqrt(nx * nx + nz * nz + 1)
    facing = np.clip((nx * sun[0] + sun[1] + nz * sun[2]) / nl, 0, 1)
    grain = tap(land.fine, x / 24, z / 24)
    patch = hash01(level, np.floor(x / 60 + 0.3 * np.sin(z * 0.05)))
    bank = mix(
        rgb("4a4a24"),
        rgb("7a6a34"),
        np.clip(0.5 + 0.3 * grain + 0.25 * tap(land.mid, x / 120, z / 120), 0, 1)[..., None],
    )
    bush = mix(
        rgb("1f2c1a"), rgb("46502a"), np.clip(0.4 + 0.25 * grain + 0.2 * tap(land.mid, x / 60, z / 60), 0, 1)[..., None]
    )
    soil = mix(bank, bush, wild[..., None])
    skyglow = rgb("a9b8cc") * 0.55
    ground = soil * (facing[..., None] * rgb("ffd9a0") * 3.0 + skyglow * (0.55 + 0.45 / nl)[..., None])
    # water: the sky mirrored by a surface that is almost flat
    r = np.clip(0.010 - 0.00002 * z, 0.002, 1)
    calm = 0.35 + 0.9 * smooth(-0.3, 1.2, tap(land.mid, x / 90, z / 90))
    tilt_x, tilt_z = r * calm * tap(land.fine, x / 22, z / 40), r * calm * tap(land.fine, x / 34 + 0.5, z / 22)
    mirror = morning(dx + tilt_x, np.abs(dy) + tilt_z, dz, cloud, sun)
    glance = 0.05 + 0.95 * (1 - np.clip(np.abs(dy), 0, 1)) ** 4
    mud = mix(rgb("3c3423"), rgb("585a2c"), (patch > 0.72)[..., None] * 0.8)
    pool = mirror * (0.30 + 0.70 * glance)[..., None] + mud * 0.22
    sprout = (patch > 0.72) * smooth(0.2, 1.0, tap(land.fine, x / 14, z / 14)) * 0.5
    pool = mix(pool, rgb("6a6f30") * 1.1, sprout[..., None])
    dry = patch < 0.10
    pool = mix(pool, rgb("6b5534") * (1.1 + 0.25 * grain)[..., None], dry[..., None] * 0.85)
    soft = np.clip(0.004 * z / 100, 0.004, 0.05)
    wet = smooth(0.09 - soft, 0.09 + soft, step) * smooth(0.80 + soft, 0.80 - soft, step) * (1 - wild)
    ground = mix(ground, pool, wet[..., None])
    # the foot of a bank lies in its own shade
    ground *= (1 - 0.35 * np.exp(-(((step - 0.80) / 0.05) ** 2)) * (1 - wild))[..., None]
    mist = spectral(1024, 3.0, 76, 0.6)
    low = (
        np.exp(-np.clip(y - 14, 0, None) / 17)
        * smooth(150, 520, z)
        * smooth(-1.3, 1.4, tap(mist, x / 1500, z / 1500) + 0.4 * tap(mist, x / 420, z / 420))
    )
    far = 1 - np.exp(-np.clip(z - 60, 0, None) / 1150)
    toward = np.clip(dx * sun[0] + dz * sun[2], 0, 1) ** 6
    air = mix(rgb("c4c8d2"), rgb("f8d3a0"), toward[..., None])
    ground = mix(ground, air, np.clip(far, 0, 0.93)[..., None])
    ground = mix(ground, rgb("f7e6d2") * 1.05, np.clip(low, 0, 0.93)[..., None])
    img[:] = np.where(hit[..., None], ground, img)
    dressing(img, land, eye, f, horizon, z)
    return img, dict(exposure=0.98, bloom=0.12, contrast=1.12, seed=103)


def dressing(img, land, eye, f, horizon, depth):
    """Trees, a hamlet and two people, set on the land and hidden by what stands before them."""
    h, w = depth.shape
    rng = np.random.Generator(np.random.PCG64(17))
    things = []
    for cx, cz, n in ((-62, 190, 16), (74, 235, 12), (20, 330, 18), (118, 160, 9), (-30, 395, 14), (-140, 300, 14)):
        for _ in range(n):
            things.append((cz + rng.normal() * 12, cx + rng.normal() * 15, "tree", rng.random()))
    for n in range(11):
        things.append((262 + rng.normal() * 9, -58 + n * 6.5 + rng.normal() * 2, "house", rng.random()))
    for z, guess, kind in ((74.0, -21.0, "man"), (71.5, -17.0, "ox")):
        along = np.linspace(guess - 8, guess + 8, 400)  # the top of the nearest bank
        on_bank = np.abs(land.parts(along, np.full(400, z))[1] - 0.05) < 0.03
        spots = along[on_bank]
        things.append((z, float(spots[np.argmin(np.abs(spots - guess))]) if spots.size else guess, kind, 0.2))
    for z, x, kind, q in sorted(things, reverse=True):
        ground = float(land.parts(np.float64(x), np.float64(z))[0])
        u, v, k = x / z * f + w / h / 2, horizon + f * (eye - ground) / z, f / z
        body, light = Pen((h, w)), Pen((h, w))
        if kind == "tree":
            top = (5 + 5 * q) * k
            body.line([(u, v), (u + 0.1 * top, v - top * 0.6)], 0.05 * top)
            for _ in range(26):
                a, b = rng.normal() * 0.17, rng.normal() * 0.13
                body.oval(u + (0.06 + a) * top, v - top * (0.68 + b - 0.5 * abs(a)), 0.09 * top, 0.075 * top)
            colour = mix(rgb("1c2a1b"), rgb("3b3b1d"), q)
        elif kind == "house":
            a, b = (5 + 3 * q) * k, 3.2 * k
            body.poly(
                [
                    (u - a / 2, v),
                    (u - a / 2, v - b),
                    (u - a / 2 - 0.5 * k, v - b),
                    (u - a * 0.34, v - b - 2.3 * k),
                    (u + a * 0.34, v - b - 2.3 * k),
                    (u + a / 2 + 0.5 * k, v - b),
                    (u + a / 2, v - b),
                    (u + a / 2, v),
                ]
            )
            light.poly([(u - a / 2, v), (u - a / 2, v - b), (u + a / 2, v - b), (u + a / 2, v)])
            light.poly([(u - 0.4 * k, v), (u - 0.4 * k, v - 1.9 * k), (u + 0.5 * k, v - 1.9 * k), (u + 0.5 * k, v)], 60)
            colour = rgb("3b3a3c")
        elif kind == "man":
            person(body, u, v, 2.1 * k, hat=True, lean=0.06, arms="reach")
            body.line([(u + 0.3 * k, v - 1.5 * k), (u + 1.6 * k, v - 2.1 * k)], 0.07 * k)
            colour = rgb("1f1d1b")
        else:
            body.curve(
                [
                    (u - 1.0 * k, v - 1.1 * k),
                    (u - 0.2 * k, v - 1.35 * k),
                    (u + 0.9 * k, v - 1.25 * k),
                    (u + 1.35 * k, v - 1.45 * k),
                    (u + 1.85 * k, v - 1.0 * k),
                    (u + 1.3 * k, v - 0.85 * k),
                    (u + 0.8 * k, v - 0.55 * k),
                    (u - 0.8 * k, v - 0.55 * k),
                ]
            )
            for lx in (-0.8, -0.5, 0.55, 0.85):
                body.line([(u + lx * k, v - 0.8 * k), (u + lx * k, v)], 0.17 * k)
            body.line([(u + 1.5 * k, v - 1.4 * k), (u + 1.2 * k, v - 1.75 * k)], 0.08 * k)
            colour = rgb("1f1c1a")
        haze = 1 - np.exp(-max(z - 60, 0) / 1100) + 0.06 * (z > 150)
        visible = depth > z * 0.985
        m = body.mask() * visible
        lit = np.clip(m - np.roll(m, (int(0.12 * k * h) + 1, -int(0.10 * k * h) - 1), (0, 1)), 0, 1)
        over(img, mix(colour, rgb("e6cfb4"), min(haze, 0.8)), m * 0.96)
        over(img, mix(rgb("d7a862"), rgb("f2d6b0"), min(haze, 0.8)), lit * (0.3 if kind != "house" else 0.2))
        if kind == "house":
            over(img, mix(rgb("b7ab9c"), rgb("ecd8be"), min(haze, 0.8)), light.mask() * visible)
