"""图5: the lane of lanterns at nightfall, traced analytically."""

import numpy as np

from .light import F, canvas, hash01, mix, pick, ramp, rgb, smooth, spectral, tap
from .outline import Pen, figure, person


class Lane:
    """An old lane after rain: shop fronts, eaves, paving, lanterns. Metres; the lane runs along z."""

    HALF, EAVE = 2.15, 3.35

    def __init__(self):
        self.grain = spectral(1024, 1.9, 91)
        self.soft = spectral(512, 3.0, 92)
        self.cloud = spectral(512, 3.0, 93)
        self.lamps = []
        for n in range(15):
            for side in (-1, 1):
                z = 4.6 + n * 3.3 + (1.3 if side > 0 else 0)
                self.lamps.append((side * 1.52, 2.72 + 0.1 * hash01(np.array(n * 2 + side + 3)), float(z), 0.27))
        walk = dict(arms="down", coat=1.1)
        umbrella = self._umbrella()
        self.people = [
            (-0.42, 7.6, 1.75, umbrella),
            (1.05, 12.0, 1.62, figure("standing", **walk)),
            (1.45, 12.1, 1.05, figure("standing", **walk)),
            (-0.9, 21.0, 1.7, figure("standing", bag=True)),
        ]

    @staticmethod
    def _umbrella():
        pen = Pen((900, 640))
        person(pen, 0.35, 0.995, 0.80, coat=1.2)
        pen.line([(0.40, 0.46), (0.385, 0.13)], 0.008)
        a = np.linspace(np.pi, 2 * np.pi, 40)
        rim = [(0.385 + 0.30 * np.cos(v), 0.235 + 0.17 * np.sin(v)) for v in a]
        for i in range(6):
            x0, x1 = 0.685 - 0.1 * i, 0.585 - 0.1 * i
            rim += [(mix(x0, x1, t), 0.235 - 0.022 * np.sin(np.pi * t)) for t in np.linspace(0, 1, 8)]
        pen.poly(rim)
        pen.line([(0.385, 0.06), (0.385, 0.045)], 0.01)
        return pen.mask(1)

    def glow(self, x, y, z, nx, ny):
        """Lantern light at a place whose normal is (nx, ny, 0)."""
        total = np.zeros_like(z)
        for lx, ly, lz, _ in self.lamps:
            vx, vy, vz = lx - x, ly - y, lz - z
            q = vx * vx + vy * vy + vz * vz + 0.12
            total += np.clip((vx * nx + vy * ny) / np.sqrt(q) * 0.85 + 0.15, 0.04, 1) / q
        return total

    def front(self, z, y, side):
        """Colour and own light of a shop front at distance `z` and height `y`."""
        house = np.floor(z / 6.4 + 0.37 * side)
        u = (z / 6.4 + 0.37 * side - house) * 6.4
        q = hash01(house, side + 0 * house)
        grain = tap(self.grain, z * 0.35, y * 0.5)
        stain = tap(self.soft, z * 0.12, y * 0.25 + 0.3 * side)
        wood = (
            mix(rgb("4a2f20"), rgb("6b4630"), np.clip(0.5 + 0.3 * grain, 0, 1)[..., None]) * (0.8 + 0.4 * q)[..., None]
        )
        panel = np.floor(u / 0.62)
        pu = u / 0.62 - panel
        kind = hash01(house, side + 7 + 0 * house)  # shutters, lattice, or a plastered wall with a window
        shut, wall = kind < 0.36, kind > 0.72
        lattice = (y > 0.95) & (y < 2.3) & (pu > 0.12) & (pu < 0.88)
        lattice &= ~shut | (panel == 4)
        lattice = np.where(wall, (y > 1.1) & (y < 2.1) & (np.abs(u - 3.3) < 0.95), lattice)
        bars = (np.abs((u / 0.124) % 1 - 0.5) > 0.40) | (np.abs((y / 0.17) % 1 - 0.5) > 0.42)
        bright = hash01(house, panel, side + 0 * house)
        on = lattice & ~bars & ((bright > 0.42) | wall)
        seam = (pu < 0.05) | (pu > 0.95) | (np.abs(y - 0.9) < 0.04) | (np.abs(y - 2.38) < 0.05)
        c = np.where(seam[..., None], wood * 0.55, wood)
        c = np.where((lattice & ~bars & ~on)[..., None], rgb("2a1d14"), c)
        pier = (u < 0.35) | (u > 6.05)
        brick = (np.abs((y / 0.085) % 1 - 0.5) > 0.42) | (
            np.abs((z / 0.26 + np.floor(y / 0.085) * 0.5) % 1 - 0.5) > 0.46
        )
        c = np.where(
            pier[..., None],
            mix(rgb("6d6a64"), rgb("3f3d3a"), brick[..., None] * 0.6) * (1 + 0.15 * stain)[..., None],
            c,
        )
        plaster = mix(rgb("b9b0a2"), rgb("7f7a72"), smooth(-0.4, 1.7, stain + 0.5 * smooth(4.5, 3.4, y))[..., None])
        win = (y > 4.1) & (y < 5.0) & (np.abs(u - 3.2) < 0.62)
        wbars = (np.abs((u / 0.2) % 1 - 0.5) > 0.42) | (np.abs((y / 0.22) % 1 - 0.5) > 0.42)
        plaster = np.where(win[..., None], np.where(wbars[..., None], rgb("3a281c"), rgb("241a14")), plaster)
        daub = wall & ~lattice & (y > 0.55)
        c = np.where(
            daub[..., None],
            plaster,
            np.where((wall & (y <= 0.55))[..., None], rgb("5b5a57") * (0.8 + 0.2 * brick)[..., None], c),
        )
        high = y > self.EAVE
        c = np.where(high[..., None], plaster, c)
        own = np.where(
            (on & ~high & ~pier)[..., None],
            rgb("ffae5c")
            * (0.25 + 0.65 * bright)[..., None]
            * (0.75 + 0.25 * stain + 0.3 * smooth(1.0, 2.2, y))[..., None],
            0,
        )
        own = np.where((win & ~wbars & (q > 0.45))[..., None], rgb("ffbf74") * 0.9, own)
        return c, own

    def sky(self, dx, dy, dz):
        """The sky after sunset."""
        up = np.clip(dy / np.sqrt(dz * dz + dy * dy + 1e-6), 0, 1)
        c = ramp(up, (0, "e8b090"), (0.08, "c9a0a0"), (0.22, "8f9bbd"), (0.5, "5470a6"), (1, "2b4a85"))
        cl = smooth(0.1, 1.7, tap(self.cloud, dx / (up + 0.15) * 0.25, dz / (up + 0.15) * 0.12))
        return mix(c, mix(rgb("c98f86"), rgb("4a5580"), smooth(0.05, 0.4, up)[..., None]), cl[..., None] * 0.5) * 0.85

    def trace(self, o, d, depth=0):
        """Light along rays from `o` in directions `d`."""
        ox, oy, oz = o
        dx, dy, dz = d
        big = F(1e6)
        out = self.sky(dx, dy, dz)
        best = np.full_like(dx, big)

        def take(t, ok, colour):
            nonlocal out, best
            hit = ok & (t > 1e-3) & (t < best)
            out = np.where(hit[..., None], colour, out)
            best = np.where(hit, t, best)

        # a hill and a pagoda beyond the end of the lane
        tz = (130 - oz) / np.maximum(dz, 1e-4)
        hx, hy = ox + tz * dx, oy + tz * dy
        hill = 17 + 7 * np.sin(hx * 0.045 + 1.4) + 1.2 * tap(self.soft, hx * 0.02, hx * 0.003) - 0.10 * np.abs(hx - 14)
        take(tz, (hy < hill) & (dz > 0), rgb("4d5272") * 0.62 + np.zeros_like(out))
        tz = (118 - oz) / np.maximum(dz, 1e-4)
        hx, hy = ox + tz * dx - 2.5, oy + tz * dy
        tier = np.floor(hy / 5.2)
        tv = hy / 5.2 - tier
        width = (4.6 - tier * 0.45) * np.where(tv > 0.72, 1.0 + 0.42 * smooth(1.0, 0.72, tv), 0.72)
        tower = (np.abs(hx) < width) & (hy < 31) | (np.abs(hx) < 0.25) & (hy < 36)
        lights = (tv > 0.2) & (tv < 0.62) & (np.abs(np.abs(hx) - 1.3) < 0.5) & (hy < 31)
        take(tz, tower & (dz > 0), np.where(lights[..., None], rgb("ffc27a") * 0.8, rgb("3a3850") * 0.6))
        for side in (-1, 1):
            t = (side * self.HALF - ox) / np.where(np.abs(dx) < 1e-6, 1e-6, dx)
            y, z = oy + t * dy, oz + t * dz
            house = np.floor(z / 6.4 + 0.37 * side)
            height = 5.6 + 1.5 * hash01(house, side + 3 + 0 * house)
            ok = (y > 0) & (y < height) & (z > 0.5) & (z < 62)
            c, own = self.front(np.where(ok, z, 5), np.where(ok, y, 1), side)
            g = self.glow(side * self.HALF + 0 * z, np.where(ok, y, 1), np.where(ok, z, 5), -side, 0)
            under = np.where(y < self.EAVE, smooth(self.EAVE + 0.05, self.EAVE - 0.9, y) * 0.45 + 0.55, 1)
            night = rgb("6f86b4") * (0.20 + 0.42 * smooth(2.0, 6.0, y))[..., None]
            take(t, ok, c * (g[..., None] * rgb("ffa066") * 1.15 + night + 0.05) * under[..., None] + own)
            # eaves: soffit, edge of tiles, roof line
            for level, reach, drop in ((self.EAVE, 0.85, 0.14), (5.75, 0.45, 0.16)):
                te = (level - oy) / np.where(np.abs(dy) < 1e-6, 1e-6, dy)
                ex, ez = ox + te * dx, oz + te * dz
                rafters = smooth(0.30, 0.36, np.abs((ez / 0.36) % 1 - 0.5))
                ok = (ex * side > self.HALF - reach) & (ex * side < self.HALF + 0.05) & (ez > 0.5) & (ez < 62)
                g = self.glow(ex, level + 0 * ex, np.where(ok, ez, 5), 0, -1)
                c = mix(rgb("5d4030"), rgb("2b1e17"), rafters[..., None])
                take(te, ok & (dy > 0), c * (g[..., None] * rgb("ffa066") * 1.0 + 0.04))
                te = (side * (self.HALF - reach) - ox) / np.where(np.abs(dx) < 1e-6, 1e-6, dx)
                ey, ez = oy + te * dy, oz + te * dz
                tile = np.abs((ez / 0.24) % 1 - 0.5)
                ok = (ey > level - 0.02 - 0.05 * (tile < 0.28)) & (ey < level + drop) & (ez > 0.5) & (ez < 62)
                g = self.glow(side * (self.HALF - reach) + 0 * ez, ey, np.where(ok, ez, 5), -side, 0)
                take(
                    te,
                    ok,
                    mix(rgb("3b3d44"), rgb("5a5c64"), smooth(0.1, 0.3, tile)[..., None])
                    * (g[..., None] * rgb("ffa066") * 0.9 + rgb("6f86b8") * 0.45),
                )
        # paving, wet
        t = -oy / np.where(np.abs(dy) < 1e-6, 1e-6, dy)
        fx, fz = ox + t * dx, oz + t * dz
        hit = (t > 1e-3) & (t < best) & (dy < 0)
        if depth == 0 and hit.any():
            use = np.where(hit)
            x, z = fx[use], fz[use]
            row = np.floor(z / 0.62)
            shift = hash01(row) * 3
            col = np.floor(x / 0.95 + shift)
            tone = hash01(row, col)
            joint = np.maximum(
                smooth(0.455, 0.49, np.abs((z / 0.62) % 1 - 0.5)),
                smooth(0.47, 0.495, np.abs((x / 0.95 + shift) % 1 - 0.5)),
            )
            rough = tap(self.grain, x * 0.6, z * 0.6)
            g = self.glow(x, 0 * x, z, 0, 1)
            stone = (
                mix(rgb("3c3d40"), rgb("67655f"), np.clip(tone * 0.7 + 0.15 + 0.1 * rough, 0, 1)[:, None])
                * (1 - 0.65 * joint)[:, None]
            )
            lit = stone * (g[:, None] * rgb("ffa066") * 0.95 + rgb("6f86b8") * 0.40)
            puddle = smooth(-0.5, 1.1, tap(self.soft, x * 0.16, z * 0.10))
            rng = np.random.Generator(np.random.PCG64(6))
            tx = (hash01(row, col, 3 + 0 * row) - 0.5) * 0.035 + 0.012 * rough
            tz_ = (hash01(row, col, 9 + 0 * row) - 0.5) * 0.06 + 0.02 * tap(self.grain, x * 0.8 + 0.4, z * 0.8)
            bounce = 0
            for _ in range(4):
                j = 0.012 + 0.05 * (1 - puddle)
                a = rng.normal(0, 1, x.size).astype(F) * j
                b = rng.normal(0, 1, x.size).astype(F) * j * 1.8
                bounce = (
                    bounce
                    + np.minimum(
                        self.trace(
                            (x, np.full_like(x, 0.004), z),
                            (dx[use] + (tx + a) * 0.8, -dy[use] + np.abs(tz_ + b) * 0.8, dz[use]),
                            1,
                        ),
                        4,
                    )
                    / 4
                )
            shine = (0.16 + 0.84 * (1 - np.clip(-dy[use], 0, 1)) ** 3.2) * (0.42 + 0.5 * puddle) * (1 - 0.6 * joint)
            colour = np.zeros_like(out)
            colour[use] = lit * (1 - shine[:, None] * 0.7) + bounce * shine[:, None]
            take(t, hit, colour)
        else:
            take(t, hit, rgb("2b2a2c") * 0.4 + np.zeros_like(out))
        # mist hangs in the lane
        fog = 1 - np.exp(-np.clip(np.where(best < big, best, 90) - 4, 0, None) / 62)
        out = mix(
            out,
            mix(rgb("b0606a"), rgb("e0956a"), smooth(0.25, -0.05, dy)[..., None]) * 0.34,
            (fog * smooth(0.75, 0.1, dy))[..., None],
        )
        for pxx, pzz, ph, mask in sorted(self.people, key=lambda q: -q[1]):
            t = (pzz - oz) / np.where(np.abs(dz) < 1e-6, 1e-6, dz)
            k = mask.shape[0] / ph * (0.80 if mask.shape[0] == 900 else 1.0)
            qx, qy = ox + t * dx - pxx, oy + t * dy
            mx, my = qx * k + (0.35 * 900 if mask.shape[0] == 900 else 0.3 * mask.shape[0]), mask.shape[0] - qy * k
            inside = (t > 0.05) & (t < best) & (mx > 1) & (mx < mask.shape[1] - 2) & (my > 1) & (my < mask.shape[0] - 2)
            m = pick(mask[..., None], mx, my)[..., 0] * inside
            edge = (
                m
                * (
                    1
                    - np.minimum(
                        pick(mask[..., None], mx - 5, my - 6)[..., 0], pick(mask[..., None], mx + 3, my - 6)[..., 0]
                    )
                )
                * smooth(0.1, 0.6, qy / ph)
            )
            coat = mix(rgb("17161c"), rgb("6a3d3c"), min(pzz / 60, 0.5))
            out = mix(out, coat + edge[..., None] * rgb("ff9a5c") * 0.45, m[..., None])
            best = np.where(m > 0.5, t, best)
        for n, (lx, ly, lz, r) in enumerate(self.lamps):
            sx, sy, sz = ox - lx, (oy - ly) * 1.18, oz - lz
            vy = dy * 1.18
            a, b, c = dx * dx + vy * vy + dz * dz, sx * dx + sy * vy + sz * dz, sx * sx + sy * sy + sz * sz - r * r
            disc = b * b - a * c
            near = disc > -0.02
            if not near.any():
                continue
            t = np.where(disc > 0, (-b - np.sqrt(np.maximum(disc, 0))) / a, big)
            nx, ny, nz = (sx + t * dx) / r, (sy + t * vy) / r, (sz + t * dz) / r
            ang = np.arctan2(nx, nz)
            ribs = 0.78 + 0.22 * np.abs(np.sin(ang * 9))
            cap = np.abs(ny) > 0.90
            face = np.clip(-(nx * dx + ny * dy + nz * dz), 0, 1)
            body = (
                mix(rgb("d8200e"), rgb("ff9a3c"), (face**3 * 0.75)[..., None])
                * (ribs * (0.75 + 1.35 * face**1.5))[..., None]
            )
            body = np.where(cap[..., None], rgb("8a5a1e") * 0.5, body)
            take(t, disc > 0, body * 1.25)
            tq = (lz - oz) / np.where(np.abs(dz) < 1e-6, 1e-6, dz)
            wx, wy = ox + tq * dx - lx, oy + tq * dy - ly
            cord = (np.abs(wx) < 0.008) & (wy > 0.2) & (wy < self.EAVE - ly) | (np.abs(wx) < 0.028) & (wy < -0.22) & (
                wy > -0.50
            )
            take(tq, cord, np.where((wy < 0)[..., None], rgb("d8301a") * 0.5, rgb("1c1512")))
        return out


def lane(size, scale):
    """图5: a lane at nightfall, red lanterns on both sides, the stones wet."""
    img, px, py = canvas(size, scale, 3)
    h, w = py.shape
    street = Lane()
    f, pitch = 0.92, 0.015
    cx, cy = (px - w / h / 2 * 1.04) / f, (0.555 - py) / f
    dy, dz = cy * np.cos(pitch) + np.sin(pitch), np.cos(pitch) - cy * np.sin(pitch)
    n = np.sqrt(cx * cx + dy * dy + dz * dz)
    eye = (F(0.18), F(1.55), F(0.0))
    d = (cx / n, dy / n, dz / n)
    for a in range(0, h, 200):
        rows = slice(a, min(a + 200, h))
        part = tuple(v[rows] for v in d)
        img[rows] = street.trace(tuple(np.full_like(part[0], v) for v in eye), part)
    return img, dict(exposure=1.9, bloom=0.20, contrast=1.08, warm=(1.0, 0.98, 0.98), seed=105)
