"""Arithmetic of light: gradients, noise, sampling, blur, mirroring water, and the development of a picture.

Light is linear and in arbitrary units until `finish`.
"""

import numpy as np
from PIL import Image

F = np.float32
DPI = 300


def smooth(a, b, x):
    """0 below `a`, 1 above `b`, a smooth ramp between."""
    t = np.clip((x - a) / (b - a), 0, 1)
    return t * t * (3 - 2 * t)


def mix(a, b, t):
    """From `a` at t = 0 to `b` at t = 1."""
    return a + (b - a) * t


def rgb(text):
    """Linear light of an sRGB colour such as `e8c9a0`."""
    s = np.array([int(text[i : i + 2], 16) for i in (0, 2, 4)], F) / 255
    return np.where(s <= 0.04045, s / 12.92, ((s + 0.055) / 1.055) ** 2.4).astype(F)


def ramp(t, *stops):
    """Colour at `t` of a gradient of (place, hex colour) stops."""
    places = [p for p, _ in stops]
    colours = np.array([rgb(c) for _, c in stops])
    return np.stack([np.interp(t, places, colours[:, i]) for i in range(3)], -1).astype(F)


def spectral(size, beta, seed, stretch=1.0):
    """Periodic noise of `size`² values with mean 0 and deviation 1; `beta` is the slope of its spectrum."""
    rng = np.random.Generator(np.random.PCG64(seed))
    fx = np.fft.rfftfreq(size)[None, :] * stretch
    fy = np.fft.fftfreq(size)[:, None]
    f = np.sqrt(fx * fx + fy * fy)
    f[0, 0] = 1
    wave = np.fft.rfft2(rng.standard_normal((size, size))) / f ** (beta / 2)
    wave[0, 0] = 0
    out = np.fft.irfft2(wave, s=(size, size))
    return (out / out.std()).astype(F)


def tap(texture, u, v):
    """Bilinear sample of a periodic square texture; one turn is 1.0."""
    n = texture.shape[0]
    x, y = np.asarray(u, F) * n, np.asarray(v, F) * n
    x0, y0 = np.floor(x), np.floor(y)
    fx, fy = x - x0, y - y0
    if texture.ndim == 3:
        fx, fy = fx[..., None], fy[..., None]
    i, j = x0.astype(np.int64) % n, y0.astype(np.int64) % n
    i1, j1 = (i + 1) % n, (j + 1) % n
    return mix(mix(texture[j, i], texture[j, i1], fx), mix(texture[j1, i], texture[j1, i1], fx), fy)


def pick(image, x, y):
    """Bilinear sample of an image at pixel places, held at its edges."""
    h, w = image.shape[:2]
    x, y = np.clip(x, 0, w - 1.001), np.clip(y, 0, h - 1.001)
    i, j = x.astype(np.int64), y.astype(np.int64)
    fx, fy = (x - i)[..., None], (y - j)[..., None]
    return mix(mix(image[j, i], image[j, i + 1], fx), mix(image[j + 1, i], image[j + 1, i + 1], fx), fy)


def hash01(*keys):
    """A number in 0..1 for whole-number keys, without any state."""
    h = np.zeros(np.broadcast(*keys).shape, np.uint32) if len(keys) > 1 else np.zeros(np.shape(keys[0]), np.uint32)
    with np.errstate(over="ignore"):  # the products are meant to wrap
        for k in keys:
            h = (h ^ np.asarray(k).astype(np.int64).astype(np.uint32)) * np.uint32(0x9E3779B1)
            h ^= h >> np.uint32(15)
            h *= np.uint32(0x85EBCA6B)
            h ^= h >> np.uint32(13)
    return h.astype(F) / F(4294967295)


def blur(image, sigma):
    """Gaussian blur by three box passes along each axis, edges held."""
    r = max(1, int(round(sigma * 0.94)))
    out = image.astype(F)
    for axis in (0, 1):
        for _ in range(3):
            pad = [(0, 0)] * out.ndim
            pad[axis] = (r + 1, r)
            c = np.cumsum(np.pad(out, pad, mode="edge"), axis=axis, dtype=np.float64)
            n = out.shape[axis]
            a = np.take(c, range(2 * r + 1, 2 * r + 1 + n), axis=axis)
            b = np.take(c, range(0, n), axis=axis)
            out = ((a - b) / (2 * r + 1)).astype(F)
    return out


def over(image, colour, alpha):
    """Lays `colour` over `image` with coverage `alpha`, in place."""
    a = alpha[..., None]
    image *= 1 - a
    image += np.asarray(colour, F) * a


def finish(
    image, path, size, exposure=1.0, bloom=0.08, warm=(1, 1, 1), grain=0.009, vignette=0.22, contrast=1.0, seed=1
):
    """Bloom, vignette, film curve, grain, reduction to `size` and the file."""
    h, w = image.shape[:2]
    image = image * np.asarray(warm, F) * exposure
    bright = np.minimum(image, 6)
    image = image * (1 - bloom) + bloom * (0.6 * blur(bright, w / 160) + 0.4 * blur(bright, w / 32))
    y, x = np.mgrid[0:h, 0:w].astype(F)
    d = ((x / w - 0.5) ** 2 + (y / h - 0.5) ** 2 * 0.8) * 2
    image *= (1 - vignette * d)[..., None]

    # Hable's filmic curve, white at 4.
    def curve(v):
        return (v * (0.22 * v + 0.03) + 0.002) / (v * (0.22 * v + 0.3) + 0.06) - 0.0333

    image = np.clip(curve(np.maximum(image, 0) * 1.6) / curve(F(6.4)), 0, 1)
    image = np.where(image <= 0.0031308, image * 12.92, 1.055 * image ** (1 / 2.4) - 0.055)
    image = 0.5 + (image - 0.5) * contrast - 0.02 * (contrast > 1)
    picture = Image.fromarray((np.clip(image, 0, 1) * 255 + 0.5).astype(np.uint8))
    small = np.asarray(picture.resize(size, Image.Resampling.LANCZOS), F) / 255
    rng = np.random.Generator(np.random.PCG64(seed))
    noise = rng.standard_normal(small.shape[:2]).astype(F)
    noise = 0.6 * noise + 0.8 * blur(noise, 1)
    small = small + (noise * grain * (0.35 + small.mean(-1) * (1 - small.mean(-1)) * 3))[..., None]
    picture = Image.fromarray((np.clip(small, 0, 1) * 255 + 0.5).astype(np.uint8))
    picture.save(path, quality=88, dpi=(DPI, DPI), optimize=True, subsampling=0)


def water(image, line, waves, seed, deep, amount=1.0, rough=0.02, tint=(1, 1, 1), far=0.06, calm=1.0, samples=14):
    """Fills the rows below `line` (0..1 of the height) with what stands above, mirrored in moving water."""
    h, w = image.shape[:2]
    y0 = int(line * h)
    rows = np.arange(y0, h, dtype=F)
    yy, xx = np.meshgrid(rows, np.arange(w, dtype=F), indexing="ij")
    below = (yy - y0) / h
    z = 1 / (below + far)  # distance of the water under each pixel
    gx = (xx / h - w / h / 2) * z
    tex = spectral(1024, 2.6, seed)
    tex2 = spectral(1024, 1.7, seed + 1)

    def slope(t, u, v, e=1 / 512):
        return tap(t, u, v) - tap(t, u, v - e)

    s1 = slope(tex, gx * 0.07 * waves, z * 0.10 * waves)
    s2 = slope(tex2, gx * 0.23 * waves, z * 0.36 * waves)
    s3 = tap(tex, gx * 0.03, z * 0.05)
    lean = (s1 * 1.2 + s2 * 0.5) * calm
    rng = np.random.Generator(np.random.PCG64(seed + 7))
    out = np.zeros((rows.size, w, 3), F)
    reach = (0.25 + below * 3.2) * h
    for k in range(samples):
        jig = ((k + 0.5) / samples * 2 - 1) + rng.standard_normal(lean.shape).astype(F) * 0.12
        dy = lean * rough * reach * 6 + jig * rough * reach * 0.9
        dx = tap(tex2, gx * 0.2 * waves + 0.37, z * 0.3 * waves) * rough * reach * 0.12
        up = np.abs(2 * y0 - yy + dy - y0)
        out += pick(image, xx + dx, np.clip(y0 - up, 0, y0 - 1))
    out /= samples
    view = np.clip(0.93 - below * 1.05 - lean * 0.6, 0.25, 0.96)[..., None]
    shade = (1 + 0.05 * np.clip(s3, -2, 2))[..., None]
    image[y0:] = (out * np.asarray(tint, F) * view * amount + np.asarray(deep, F) * (1 - view)) * shade
    return lean


def canvas(size, scale, times=2):
    """An empty image for a picture of `size`, drawn `times` as large, and its pixel coordinates in heights."""
    w, h = int(size[0] * scale * times), int(size[1] * scale * times)
    y, x = np.mgrid[0:h, 0:w].astype(F)
    return np.zeros((h, w, 3), F), x / h, y / h
