"""图4: the library in the round granary, traced analytically."""

import numpy as np

from .light import F, canvas, hash01, mix, over, pick, rgb, smooth, spectral, tap
from .outline import figure


class Silo:
    """A round room: shelves along the wall, a gallery, a ring of daylight in the roof. Metres; y is up."""

    R, GALLERY, TOP = 7.5, 6.35, 9.2
    RING = (4.9, 7.1)
    SUN = np.array([0.52, 0.80, -0.30])

    def __init__(self):
        self.sun = self.SUN / np.linalg.norm(self.SUN)
        self.grain = spectral(1024, 1.9, 81)
        self.soft = spectral(512, 3.0, 82)
        self.people = [  # x, z, height, mask, coat, heights of collar and hem
            (-2.7, 2.6, 1.74, figure("standing", "reach"), "2c3d50", (0.86, 0.52)),
            (2.35, 1.9, 1.66, figure("standing", "book"), "64352f", (0.86, 0.52)),
            (3.1, 2.1, 1.24, figure("standing", "book", lean=0.03), "85703f", (0.86, 0.50)),
            (-1.75, -0.9, 1.35, figure("sitting"), "4c5a48", (0.425, 0.17)),
        ]
        self.lamps = [
            (
                2.9 * np.sin(a * 2.4) * (0.35 + 0.65 * hash01(np.array(a))),
                3.3 + 3.4 * hash01(np.array(a + 50)),
                1.4 + 3.6 * np.cos(a * 2.4) * (0.35 + 0.65 * hash01(np.array(a + 90))),
            )
            for a in range(22)
        ]

    def lit(self, x, y, z):
        """How much direct sun comes through the ring to a place."""
        t = (self.TOP - y) / self.sun[1]
        r = np.hypot(x + t * self.sun[0], z + t * self.sun[2])
        a = np.arctan2(x + t * self.sun[0], z + t * self.sun[2])
        ribs = smooth(0.03, 0.05, np.abs((a * 14 / np.pi) % 1 - 0.5))
        return (
            smooth(self.RING[0] - 0.05, self.RING[0] + 0.05, r)
            * smooth(self.RING[1] + 0.05, self.RING[1] - 0.05, r)
            * ribs
        )

    def books(self, s, y, base, rows, pitch):
        """Colour of a wall of books at arc length `s` and height `y`; also how deep in shadow it lies."""
        row = np.floor((y - base) / pitch)
        v = (y - base) / pitch - row
        bay = np.floor(s / 0.92)
        u = s / 0.92 - bay
        c = s / 0.036 + row * 17.3
        i = np.floor(c)
        edge = lambda n: n + 0.75 * (hash01(n, row) - 0.5)
        i = np.where(c < edge(i), i - 1, i)
        i = np.where(c >= edge(i + 1), i + 1, i)
        q, q2, q3 = hash01(i, row, 3 + 0 * row), hash01(i, row, 7 + 0 * row), hash01(i // 5, row, 11 + 0 * row)
        tall = 0.60 + 0.24 * q + 0.05 * q3
        colours = np.array(
            [
                rgb(t)
                for t in (
                    "7b2d26",
                    "2f4a5e",
                    "d8cdb6",
                    "47583c",
                    "b98a3e",
                    "8a8f93",
                    "5a3b2e",
                    "c8b79a",
                    "26333f",
                    "a65a3a",
                    "e4ddcc",
                    "6c7a6a",
                )
            ]
        )
        kind = np.floor(np.where(q3 > 0.6, q3 * 977 % 1, q2) * 11.99).astype(int)
        c3 = colours[kind] * (0.65 + 0.5 * q)[..., None]
        mid = (c - edge(i)) / np.maximum(edge(i + 1) - edge(i), 0.2)
        c3 *= (0.72 + 0.5 * np.sqrt(np.clip(mid * (1 - mid), 0, 1)))[..., None]
        band = (np.abs(v - 0.22 - 0.3 * q2) < 0.025) & (q > 0.45)
        c3 = np.where(band[..., None], c3 * 0.4 + rgb("cdb06a") * 0.6, c3)
        gap = (hash01(i // 9, row, 5 + 0 * row) < 0.07) | (v > tall)
        c3 = np.where(gap[..., None], rgb("2a1e15") * (0.6 + 0.5 * v)[..., None], c3)
        shadow = mix(1.0, 0.50, smooth(0.45, 0.92, v)) * (0.72 + 0.28 * smooth(0.0, 0.10, u) * smooth(1.0, 0.90, u))
        board = (v < 0.055) | (v > 0.965) | (u < 0.02) | (u > 0.98) | (row < 0) | (row >= rows)
        wood = rgb("8d6540") * (1 + 0.12 * tap(self.grain, s * 0.3, y * 2.0))[..., None]
        return np.where(board[..., None], wood, c3), np.where(board, 0.95, shadow)

    def daylight(self, x, y, z, inward):
        """Soft light from the ring and the lamps at a place of the wall."""
        return (0.10 + 0.34 * np.exp(-(self.TOP - y) / 3.2) + 0.06 * inward)[..., None] * rgb("fff1dc") + (
            0.12 * np.exp(-(((y - 1.6) / 2.2) ** 2))
        )[..., None] * rgb("ffc985")

    def trace(self, o, d, depth=0):
        """Light along rays from `o` in directions `d` (arrays of three components)."""
        ox, oy, oz = o
        dx, dy, dz = d
        big = F(1e6)

        def tube(r, far=True):
            a, b, c = dx * dx + dz * dz, ox * dx + oz * dz, ox * ox + oz * oz - r * r
            disc = np.maximum(b * b - a * c, 0)
            return np.where(b * b - a * c >= 0, (-b + (1 if far else -1) * np.sqrt(disc)) / np.maximum(a, 1e-9), big)

        def plane(height):
            t = (height - oy) / np.where(np.abs(dy) < 1e-6, 1e-6, dy)
            return np.where(t > 1e-3, t, big)

        t = tube(self.R)
        x, y, z = ox + t * dx, oy + t * dy, oz + t * dz
        s = np.arctan2(x, z) * self.R + 40
        low, dark = self.books(s, y, 0.12, 7, 0.40)
        high, dark2 = self.books(s, y, 3.3, 7, 0.39)
        second = y > 3.0
        c = np.where(second[..., None], high, low)
        dark = np.where(second, dark2, dark)
        plaster = rgb("cbb798") * (1 + 0.05 * tap(self.soft, s * 0.1, y * 0.3))[..., None]
        a = np.arctan2(x, z)
        rib = smooth(0.42, 0.46, np.abs((a * 14 / np.pi) % 1 - 0.5))
        c = np.where((y > 6.1)[..., None], mix(plaster, rgb("6a4a2e"), rib[..., None]), c)
        dark = np.where(y > 6.1, 1.0, dark)
        under = np.where(y < 3.0, smooth(3.15, 1.4, y) * 0.55 + 0.45, 1.0)  # below the gallery
        light = self.daylight(x, y, z, 0.6) * under[..., None]
        direct = self.lit(x, y, z) * np.clip(-(x * self.sun[0] + z * self.sun[2]) / self.R + 0.15, 0, 1)
        direct = direct * np.where(y < 3.0, 0.0, 1.0)
        strip = np.exp(-np.clip(2.95 - y, 0, None) / 0.9) * (y < 2.97) * 0.36
        out = (
            c
            * dark[..., None]
            * (light * 1.9 + direct[..., None] * rgb("ffe2b0") * 3.2 + strip[..., None] * rgb("ffc888"))
        )
        best = t
        # gallery: its soffit, its edge, its railing
        tp = plane(2.95)
        qx, qz = ox + tp * dx, oz + tp * dz
        r = np.hypot(qx, qz)
        hit = (tp < best) & (r > self.GALLERY) & (r < self.R)
        soffit = rgb("7a5636") * (0.30 + 0.25 * smooth(self.GALLERY, self.R, r))[..., None] * rgb("ffd9a0") * 1.2
        out = np.where(hit[..., None], soffit, out)
        best = np.where(hit, tp, best)
        tg = tube(self.GALLERY)
        gx, gy, gz = ox + tg * dx, oy + tg * dy, oz + tg * dz
        ga = np.arctan2(gx, gz)
        slab = (gy > 2.93) & (gy < 3.22)
        rail = (gy > 4.16) & (gy < 4.24)
        rods = (gy > 3.2) & (gy < 4.2) & (np.abs((ga * self.GALLERY / 0.13) % 1 - 0.5) > 0.44)
        sunny = self.lit(gx, gy, gz) * np.clip(-(gx * self.sun[0] + gz * self.sun[2]) / self.GALLERY + 0.15, 0, 1)
        wood = rgb("94683f") * (1 + 0.12 * tap(self.grain, ga * 2.0, gy))[..., None]
        edge = np.where(rods[..., None], rgb("2b2723"), wood) * (
            self.daylight(gx, gy, gz, 0.6) * 2.0 + sunny[..., None] * rgb("ffe2b0") * 3.0
        )
        hit = (tg < best) & (slab | rail | rods)
        out = np.where(hit[..., None], edge, out)
        best = np.where(hit, tg, best)
        # ceiling with its ring
        tc = plane(self.TOP)
        cx, cz = ox + tc * dx, oz + tc * dz
        r, a = np.hypot(cx, cz), np.arctan2(cx, cz)
        hit = (tc < best) & (dy > 0)
        beam = np.maximum(
            smooth(0.42, 0.46, np.abs((a * 14 / np.pi) % 1 - 0.5)),
            smooth(0.46, 0.48, np.abs((r * 0.9) % 1 - 0.5)) * (r < self.RING[0]),
        )
        roof = (
            mix(rgb("9c8565"), rgb("5a3f28"), beam[..., None]) * (0.16 + 0.5 * smooth(2.5, self.RING[0], r))[..., None]
        )
        open_sky = (r > self.RING[0]) & (r < self.RING[1]) & (beam < 0.5)
        roof = np.where(open_sky[..., None], rgb("f3f6fa") * 3.4, roof)
        out = np.where(hit[..., None], roof, out)
        best = np.where(hit, tc, best)
        # the round island of low shelves
        ti = self._island(ox, oy, oz, dx, dy, dz, big)
        hit = ti[0] < best
        out = np.where(hit[..., None], ti[1], out)
        best = np.where(hit, ti[0], best)
        # floor
        tf = plane(0.0)
        fx, fz = ox + tf * dx, oz + tf * dz
        hit = (tf < best) & (dy < 0)
        plank = np.floor(fx / 0.14)
        tone = hash01(plank, np.floor(fz / 1.3 + hash01(plank) * 7))
        gapm = smooth(0.47, 0.495, np.abs((fx / 0.14) % 1 - 0.5))
        floor = (
            mix(rgb("6f4a2c"), rgb("94683f"), (0.65 * tone + 0.12 * tap(self.grain, fx * 1.5, fz * 0.12))[..., None])
            * (1 - 0.5 * gapm)[..., None]
        )
        rr = np.hypot(fx, fz)
        contact = smooth(0.0, 0.5, np.abs(np.hypot(fx, fz - 1.6) - 1.7)) * 0.4 + 0.6
        for pxx, pzz, ph, *_ in self.people:
            contact = contact * (1 - 0.55 * np.exp(-((fx - pxx) ** 2 + (fz - pzz) ** 2) / 0.09))
        glow = self.lit(fx, 0 * fx, fz)
        lightf = (0.26 * smooth(self.R + 0.5, 2.5, rr) + 0.10)[..., None] * rgb("fff0da") * 1.7 + glow[..., None] * rgb(
            "ffe2b0"
        ) * 3.0 * self.sun[1]
        floor = floor * lightf * contact[..., None]
        if depth == 0:
            use = np.where(hit)
            rng = np.random.Generator(np.random.PCG64(5))
            bounce = 0
            for _ in range(3):
                jx, jz = rng.normal(0, 0.022, use[0].size).astype(F), rng.normal(0, 0.022, use[0].size).astype(F)
                bounce = (
                    bounce
                    + self.trace(
                        (fx[use], np.full(use[0].size, 0.001, F), fz[use]), (dx[use] + jx, -dy[use], dz[use] + jz), 1
                    )
                    / 3
                )
            shine = 0.05 + 0.5 * (1 - np.abs(dy[use])) ** 4
            floor[use] = floor[use] * (1 - shine[:, None]) + np.minimum(bounce, 3) * shine[:, None]
        out = np.where(hit[..., None], floor, out)
        best = np.where(hit, tf, best)
        for pxx, pzz, ph, mask, coat, (collar, hem) in sorted(self.people, key=lambda p: -p[1]):
            tz = (pzz - oz) / np.where(np.abs(dz) < 1e-6, 1e-6, dz)
            qx, qy = ox + tz * dx - pxx, oy + tz * dy
            hh, ww = mask.shape
            mx, my = (qx / ph + 0.3) * hh, (1 - qy / ph) * hh
            inside = (tz > 0.05) & (tz < best) & (mx > 0) & (mx < ww - 2) & (my > 0) & (my < hh - 2)
            m = pick(mask[..., None], mx, my)[..., 0] * inside
            up = np.clip(qy / ph, 0, 1)
            side = np.clip((pick(mask[..., None], mx + hh * 0.02, my - hh * 0.015)[..., 0]), 0, 1)
            cloth = np.where(
                (up > collar)[..., None], rgb("3d2c20"), np.where((up > hem)[..., None], rgb(coat), rgb("23252b"))
            )
            cloth = cloth * (1 + 0.25 * tap(self.soft, qx * 1.3, qy * 0.5))[..., None]
            shadep = (0.26 + 0.26 * up)[..., None] * rgb("fff0da") * 1.9 + ((1 - side) * (0.35 + 0.65 * up))[
                ..., None
            ] * rgb("ffe6bd") * 1.2
            out = mix(out, cloth * shadep, m[..., None])
            best = np.where(m > 0.5, tz, best)
        if depth == 0:
            # dust in the beams
            fog = np.zeros_like(best)
            n = 40
            end = np.minimum(best, 16)
            for i in range(n):
                q = (i + 0.5) / n * end
                fog += self.lit(ox + q * dx, oy + q * dy, oz + q * dz) * end / n
            toward = 0.5 + 0.8 * np.clip(dx * self.sun[0] + dy * self.sun[1] + dz * self.sun[2], 0, 1)
            out = out + (fog * 0.020 * toward)[..., None] * rgb("ffe9c6")
        return out

    def _island(self, ox, oy, oz, dx, dy, dz, big):
        """Distance and light of the low round shelf in the middle of the room."""
        r, top, cz = 1.55, 0.92, 1.6
        a, b, c = dx * dx + dz * dz, ox * dx + (oz - cz) * dz, ox * ox + (oz - cz) ** 2 - r * r
        disc = b * b - a * c
        t = np.where(disc > 0, (-b - np.sqrt(np.maximum(disc, 0))) / np.maximum(a, 1e-9), big)
        t = np.where(t > 1e-3, t, big)
        y = oy + t * dy
        t = np.where((y >= 0) & (y <= top), t, big)
        x, z = ox + t * dx, oz + t * dz
        s = np.where(t < big, np.arctan2(x, z - cz) * r, 0) + 20
        book, dark = self.books(s, np.where(t < big, y, 0.5), 0.10, 2, 0.38)
        nz = (z - cz) / r
        lum = 0.34 + 0.12 * np.clip(-nz, 0, 1) + 0.1 * np.clip(x / r, -1, 1)
        side = book * (dark * lum * smooth(-0.1, 0.3, np.where(t < big, y, 0.5)))[..., None] * rgb("fff0da") * 1.5
        tp = (top - oy) / np.where(np.abs(dy) < 1e-6, 1e-6, dy)
        qx, qz = ox + tp * dx, oz + tp * dz
        hit = (tp > 1e-3) & (tp < t) & (np.hypot(qx, qz - cz) < r + 0.04)
        wood = rgb("a5794a") * (1 + 0.12 * tap(self.grain, qx * 0.7, qz * 3))[..., None]
        ao = smooth(0.0, 0.22, np.abs(np.hypot(qx - 0.55, qz - cz + 0.5) - 0.05)) * 0.3 + 0.7
        plate = (
            wood * (0.62 * ao)[..., None] * rgb("fff4e4")
            + self.lit(qx, 0 * qx + top, qz)[..., None] * wood * rgb("ffe2b0") * 2.2
        )
        return np.where(hit, tp, t), np.where(hit[..., None], plate, side)


def library(size, scale):
    """图4: readers among the shelves of a round granary, daylight falling through the ring in its roof."""
    img, px, py = canvas(size, scale, 3)
    h, w = py.shape
    room = Silo()
    pitch, f = 0.115, 0.84
    cx, cy = (px - w / h / 2) / f, (0.5 - py) / f
    dy, dz = cy * np.cos(pitch) + np.sin(pitch), np.cos(pitch) - cy * np.sin(pitch)
    n = np.sqrt(cx * cx + dy * dy + dz * dz)
    eye = (F(0.35), F(1.72), F(-6.3))
    d = (cx / n, dy / n, dz / n)
    for a in range(0, h, 256):
        rows = slice(a, min(a + 256, h))
        part = tuple(v[rows] for v in d)
        img[rows] = room.trace(tuple(np.full_like(part[0], v) for v in eye), part)
    # lamps like fireflies
    for lx, ly, lz in room.lamps:
        vx, vy, vz = lx - eye[0], ly - eye[1], lz - eye[2]
        zz = vz * np.cos(pitch) + vy * np.sin(pitch)
        u, v = vx / zz * f + w / h / 2, 0.5 - (vy * np.cos(pitch) - vz * np.sin(pitch)) / zz * f
        k = f / zz
        dist = np.hypot(px - u, py - v)
        wire = smooth(0.0011, 0.0005, np.abs(px - u)) * (py < v)
        over(img, rgb("2a231c"), wire * 0.5)
        img += (smooth(0.075 * k, 0.06 * k, dist) * 3.2 + np.exp(-dist / (0.16 * k)) * 0.42)[..., None] * rgb("ffcf8a")
    return img, dict(exposure=1.45, bloom=0.13, contrast=1.1, warm=(1.0, 0.985, 0.97), seed=104)
