"""Outlines drawn on masks: a pen, people, trees, houses, reeds, and skylines."""

import numpy as np
from PIL import Image, ImageDraw

from .light import F, blur, over, rgb


class Pen:
    """Draws outlines on a mask; lengths in units of the picture's height, y downwards, x from the left edge."""

    def __init__(self, shape):
        self.h, self.w = shape
        self.image = Image.new("L", (self.w, self.h), 0)
        self.draw = ImageDraw.Draw(self.image)

    def _px(self, points):
        return [(float(x) * self.h, float(y) * self.h) for x, y in points]

    def poly(self, points, ink=255):
        """A filled polygon."""
        self.draw.polygon(self._px(points), fill=ink)

    def curve(self, points, ink=255, steps=10):
        """A filled closed curve through the points (Catmull–Rom)."""
        p = np.array(points, float)
        out = []
        for i in range(len(p)):
            a, b, c, d = p[i - 1], p[i], p[(i + 1) % len(p)], p[(i + 2) % len(p)]
            for t in np.linspace(0, 1, steps, endpoint=False):
                out.append(
                    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)
                )
        self.poly(out, ink)

    def line(self, points, width, ink=255):
        """A stroke with round joints."""
        w = width * self.h
        px = self._px(points)
        self.draw.line(px, fill=ink, width=max(1, int(round(w))), joint="curve")
        for x, y in px:
            if w > 2:
                self.draw.ellipse([x - w / 2, y - w / 2, x + w / 2, y + w / 2], fill=ink)

    def oval(self, x, y, rx, ry, ink=255):
        """A filled ellipse."""
        x, y, rx, ry = (v * self.h for v in (x, y, rx, ry))
        self.draw.ellipse([x - rx, y - ry, x + rx, y + ry], fill=ink)

    def mask(self, soft=0.0):
        """Coverage 0..1."""
        m = np.asarray(self.image, F) / 255
        return blur(m, soft) if soft else m


def person(pen, x, y, h, lean=0.0, coat=1.0, arms="down", hat=False, bag=False, legs=True):
    """A standing figure with its feet at (x, y) and height `h`; `lean` moves the head sideways."""
    k = h
    top = y - h
    hx = x + lean * k
    pen.oval(hx, top + 0.075 * k, 0.052 * k, 0.07 * k)
    pen.poly(
        [
            (hx - 0.025 * k, top + 0.1 * k),
            (hx + 0.025 * k, top + 0.1 * k),
            (hx + 0.03 * k, top + 0.19 * k),
            (hx - 0.03 * k, top + 0.19 * k),
        ]
    )
    if hat:
        pen.poly(
            [
                (hx - 0.15 * k, top + 0.055 * k),
                (hx, top - 0.035 * k),
                (hx + 0.15 * k, top + 0.055 * k),
                (hx, top + 0.075 * k),
            ]
        )
    s, m = 0.115 * k * coat, x + lean * k * 0.45
    pen.curve(
        [
            (hx - s, top + 0.2 * k),
            (hx, top + 0.155 * k),
            (hx + s, top + 0.2 * k),
            (m + s * 0.92, top + 0.4 * k),
            (m + s * 0.98, top + 0.58 * k),
            (m, top + 0.6 * k),
            (m - s * 0.98, top + 0.58 * k),
            (m - s * 0.92, top + 0.4 * k),
        ]
    )
    if legs:
        pen.poly(
            [
                (m - s * 0.9, top + 0.54 * k),
                (m + 0.004 * k, top + 0.56 * k),
                (x - 0.018 * k, y),
                (x - 0.1 * k, y),
                (x - 0.075 * k, y - 0.2 * k),
            ]
        )
        pen.poly(
            [
                (m + s * 0.9, top + 0.54 * k),
                (m - 0.004 * k, top + 0.56 * k),
                (x + 0.022 * k, y),
                (x + 0.105 * k, y),
                (x + 0.08 * k, y - 0.2 * k),
            ]
        )
    w = 0.052 * k
    if arms == "down":
        pen.line([(hx - s * 0.95, top + 0.22 * k), (m - s * 1.25, top + 0.4 * k), (m - s * 1.1, top + 0.55 * k)], w)
        pen.line([(hx + s * 0.95, top + 0.22 * k), (m + s * 1.25, top + 0.4 * k), (m + s * 1.1, top + 0.55 * k)], w)
    elif arms == "book":
        pen.line([(hx + s * 0.9, top + 0.22 * k), (m + s * 1.15, top + 0.38 * k), (m + s * 1.7, top + 0.33 * k)], w)
        pen.line([(hx - s * 0.9, top + 0.22 * k), (m - s * 0.9, top + 0.4 * k), (m + s * 1.3, top + 0.37 * k)], w)
        pen.poly(
            [
                (m + s * 1.4, top + 0.28 * k),
                (m + s * 2.1, top + 0.25 * k),
                (m + s * 2.15, top + 0.36 * k),
                (m + s * 1.45, top + 0.39 * k),
            ]
        )
    elif arms == "reach":
        pen.line([(hx + s * 0.9, top + 0.22 * k), (m + s * 1.9, top + 0.17 * k), (m + s * 2.5, top + 0.02 * k)], w)
        pen.line([(hx - s * 0.95, top + 0.22 * k), (m - s * 1.25, top + 0.4 * k), (m - s * 1.0, top + 0.55 * k)], w)
    if bag:
        pen.curve(
            [
                (hx - s * 1.0, top + 0.22 * k),
                (hx - s * 2.0, top + 0.27 * k),
                (m - s * 2.0, top + 0.46 * k),
                (m - s * 0.9, top + 0.5 * k),
            ]
        )


def schoolchild(parts, x, y, h, face=1, hair="short", arm="down"):
    """A child in a life vest with a satchel, from the side; `face` is 1 to the right.

    `parts` holds a pen each for body, skin, hair, vest and bag.
    """

    def at(px, py):
        return (x + px * h * face, y - h + py * h)

    body, r = parts["body"], 0.075
    parts["skin"].curve(
        [
            at(-0.055, 0.04), at(0.02, 0.0), at(0.068, 0.045), at(0.072, 0.082), at(0.094, 0.108),
            at(0.074, 0.122), at(0.070, 0.150), at(0.035, 0.178), at(-0.03, 0.165), at(-0.06, 0.12),
        ]
    )  # fmt: skip
    parts["skin"].poly([at(-0.035, 0.14), at(0.03, 0.14), at(0.03, 0.22), at(-0.04, 0.22)])
    parts["hair"].curve(
        [
            at(0.066, 0.052), at(0.03, -0.016), at(-0.045, -0.012), at(-0.088, 0.05),
            at(-0.078, 0.125), at(-0.045, 0.15), at(-0.02, 0.10), at(0.02, 0.058),
        ]
    )  # fmt: skip
    if hair == "tail":
        parts["hair"].curve([at(-0.07, 0.04), at(-0.13, 0.06), at(-0.145, 0.16), at(-0.115, 0.22), at(-0.095, 0.12)])
    elif hair == "cap":
        parts["hair"].poly([at(0.04, 0.035), at(0.135, 0.062), at(0.13, 0.076), at(0.04, 0.065)])
        parts["hair"].oval(*at(-0.01, 0.02), r * h, 0.045 * h)
    body.curve(
        [
            at(-0.075, 0.21), at(0.0, 0.185), at(0.075, 0.22), at(0.095, 0.34),
            at(0.085, 0.60), at(0.0, 0.62), at(-0.085, 0.60), at(-0.095, 0.36),
        ]
    )  # fmt: skip
    body.poly([at(-0.085, 0.56), at(0.01, 0.58), at(0.0, 1.0), at(-0.075, 1.0)])
    body.poly([at(0.085, 0.56), at(-0.01, 0.58), at(0.03, 1.0), at(0.11, 1.0)])
    parts["vest"].curve(
        [
            at(-0.078, 0.215), at(-0.02, 0.20), at(0.035, 0.225), at(0.088, 0.30),
            at(0.092, 0.47), at(0.0, 0.51), at(-0.088, 0.47), at(-0.092, 0.33),
        ]
    )  # fmt: skip
    hand = (0.30, 0.24) if arm == "point" else (0.10, 0.54)
    for pen, ink in ((parts["vest"], 0), (body, 255)):
        pen.line(
            [at(-0.005, 0.25), at(0.09 if arm == "point" else 0.0, 0.38 if arm != "point" else 0.31), at(*hand)],
            0.05 * h,
            ink,
        )
    parts["skin"].oval(*at(*hand), 0.026 * h, 0.026 * h)
    parts["bag"].curve(
        [at(-0.085, 0.215), at(-0.17, 0.24), at(-0.20, 0.34), at(-0.185, 0.46), at(-0.095, 0.48), at(-0.088, 0.34)]
    )


def ridge(w, seed, rough, base, height, bumps=0.0, bump_size=60):
    """Height of a skyline for each of `w` columns, in units of the picture's height, measured downwards."""
    rng = np.random.Generator(np.random.PCG64(seed))
    x = np.linspace(0, 1, w, dtype=F)
    y = np.zeros(w, F)
    for o in range(1, 9):
        knots = rng.standard_normal(2 + 2**o)
        y += np.interp(x, np.linspace(0, 1, knots.size), _ease(knots)) * rough**o
    y = (y - y.min()) / (y.max() - y.min())
    out = base - height * y
    if bumps:
        for n, k in ((bump_size, 1.0), (bump_size * 2.7, 0.55), (bump_size * 7, 0.28)):
            c = rng.random(int(n) + 2)
            p = x * n
            i = p.astype(int)
            crown = np.sqrt(np.clip(1 - (2 * (p - i) - 1) ** 2, 0, 1))
            out -= bumps * k * crown * (0.35 + c[i])
    return out.astype(F)


def _ease(knots):
    """Knots with a little of their neighbours, so that a skyline does not zigzag."""
    k = np.pad(knots, 1, mode="edge")
    return 0.25 * k[:-2] + 0.5 * k[1:-1] + 0.25 * k[2:]


def figure(kind, arms="down", size=(700, 420), **more):
    """A person alone on a mask one person high, for standing in a traced room."""
    pen = Pen(size)
    if kind == "sitting":
        pen.oval(0.30, 0.50, 0.060, 0.078)
        pen.curve([(0.20, 0.63), (0.29, 0.58), (0.38, 0.64), (0.40, 0.86), (0.20, 0.88)])
        pen.curve([(0.20, 0.84), (0.36, 0.80), (0.56, 0.87), (0.57, 0.97), (0.20, 0.99)])
        pen.line([(0.36, 0.66), (0.44, 0.76), (0.52, 0.73)], 0.05)
        pen.poly([(0.45, 0.70), (0.57, 0.66), (0.58, 0.76), (0.47, 0.80)])
    else:
        person(pen, 0.30, 0.995, 0.985, arms=arms, **more)
    return pen.mask(1)


def houses(pen, dark, x, y, k, seed, count):
    """A row of white-walled houses with stepped gables at the waterside; `dark` takes roofs, doors and windows."""
    rng = np.random.Generator(np.random.PCG64(seed))
    for _ in range(count):
        w, h = k * (0.75 + 0.6 * rng.random()), k * (0.55 + 0.4 * rng.random())
        pen.poly([(x, y), (x, y - h), (x + w, y - h), (x + w, y)])
        if rng.random() < 0.55:
            steps = [
                (x - 0.03 * k, y - h),
                (x - 0.03 * k, y - h - 0.16 * k),
                (x + 0.26 * w, y - h - 0.16 * k),
                (x + 0.26 * w, y - h - 0.32 * k),
                (x + 0.74 * w, y - h - 0.32 * k),
                (x + 0.74 * w, y - h - 0.16 * k),
                (x + w + 0.03 * k, y - h - 0.16 * k),
                (x + w + 0.03 * k, y - h),
            ]
            pen.poly(steps)
            for a, b in zip(steps[1::2], steps[2::2]):
                dark.line([a, b], 0.045 * k)
        else:
            dark.poly(
                [
                    (x - 0.07 * k, y - h),
                    (x + 0.12 * w, y - h - 0.3 * k),
                    (x + 0.88 * w, y - h - 0.3 * k),
                    (x + w + 0.07 * k, y - h),
                ]
            )
        for n in range(int(1 + 2 * rng.random())):
            wx = x + w * (0.22 + 0.36 * n)
            dark.poly(
                [(wx, y - h * 0.72), (wx + 0.11 * k, y - h * 0.72), (wx + 0.11 * k, y - h * 0.5), (wx, y - h * 0.5)]
            )
        if rng.random() < 0.5:
            dark.poly(
                [(x + w * 0.42, y), (x + w * 0.42, y - h * 0.38), (x + w * 0.62, y - h * 0.38), (x + w * 0.62, y)]
            )
        x += w * (0.98 + 0.12 * rng.random())


def willow(img, x, y, seed):
    """Hanging willow twigs in the upper left corner, a little out of focus."""
    h, w = y.shape
    rng = np.random.Generator(np.random.PCG64(seed))
    for soft, count, reach, ink in ((h / 420, 13, 0.5, 0.7), (h / 900, 15, 0.42, 0.88)):
        pen = Pen((h, w))
        for _ in range(count):
            px, length, sway = (
                -0.02 + reach * 0.75 * rng.random() ** 1.5,
                0.10 + 0.30 * rng.random(),
                0.02 + 0.05 * rng.random(),
            )
            length *= 1.15 - px * 1.2
            points = [(px + sway * t * t, -0.02 + length * t) for t in np.linspace(0, 1, 24)]
            pen.line(points, 0.0016)
            for i in range(3, 24):
                qx, qy = points[i]
                for side in (-1, 1) if rng.random() < 0.7 else (1,):
                    a, k = side * (0.25 + 0.35 * rng.random()), 0.018 + 0.016 * rng.random()
                    ex, ey = qx + np.sin(a) * k * 0.75, qy + np.cos(a) * k
                    mx, my = (qx + ex) / 2, (qy + ey) / 2
                    pen.poly([(qx, qy), (mx + 0.0021, my - 0.0008), (ex, ey), (mx - 0.0021, my + 0.0008)])
        over(img, rgb("2c3b2c"), pen.mask(soft) * ink)


def bough_tree(pen, x, y, k, rng, weep=0.0):
    """A broad tree of height `k`; `weep` lets its twigs hang like a willow's."""
    pen.line([(x, y), (x + 0.03 * k, y - 0.35 * k), (x - 0.02 * k, y - 0.6 * k)], 0.05 * k)
    pen.line([(x + 0.02 * k, y - 0.3 * k), (x + 0.2 * k, y - 0.6 * k)], 0.025 * k)
    pen.line([(x + 0.02 * k, y - 0.35 * k), (x - 0.2 * k, y - 0.62 * k)], 0.022 * k)
    for _ in range(420):
        a, b = np.clip(rng.normal(), -2, 2) * 0.17, np.clip(rng.normal(), -1.8, 1.8) * 0.11
        pen.oval(x + a * k, y - (0.74 + b - 0.55 * abs(a)) * k, 0.024 * k, 0.019 * k)
    for _ in range(int(90 * weep)):
        a = rng.normal() * 0.24
        top = 0.78 - 0.6 * abs(a)
        length = (0.25 + 0.35 * rng.random()) * weep
        pen.line(
            [
                (x + a * k, y - top * k),
                (x + (a * 1.12 + 0.02) * k, y - (top - length * 0.5) * k),
                (x + (a * 1.15 + 0.01) * k, y - (top - length) * k),
            ],
            0.009 * k,
        )


def reeds(img, x, y, seed, x0, x1, tall, soft, ink):
    """Reeds with plumes along the lower edge, close to the camera."""
    pen = Pen(y.shape)
    rng = np.random.Generator(np.random.PCG64(seed))
    for _ in range(46):
        px, k, lean = x0 + (x1 - x0) * rng.random(), tall * (0.45 + 0.55 * rng.random()), rng.normal() * 0.05 + 0.03
        spine = [(px + lean * t * t, 1.02 - k * t) for t in np.linspace(0, 1, 12)]
        pen.line(spine, 0.0022)
        if rng.random() < 0.45:
            tx, ty = spine[-1]
            for j in range(9):
                pen.oval(tx + 0.004 * j * (0.5 + lean * 8), ty + 0.006 * j - 0.01, 0.0035, 0.0075)
        for t in (3, 5, 7):
            qx, qy = spine[t]
            side, length = (1 if rng.random() < 0.5 else -1), 0.05 + 0.08 * rng.random()
            pen.poly(
                [
                    (qx, qy),
                    (qx + side * length * 0.55, qy - length * 0.55),
                    (qx + side * length, qy - length * 0.30),
                    (qx + side * length * 0.5, qy - length * 0.46),
                ]
            )
    over(img, rgb("252b1e"), pen.mask(soft) * ink)
