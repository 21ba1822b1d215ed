#!/usr/bin/env python3
"""How long a page takes from folder to PDF, beside Typst on the same text in the same faces. Whole processes, all of a run.

usage: speed.py [--banxin PATH] [--runs N]        (needs the Python module `typst` 0.15 and pdftotext)

1. examples/linxi without its pictures: `banxin export` (laid, checked, printed, read back, written) against a process that
   loads Typst and compiles a page of the same size, faces, body size and text, in eight columns.
2. An edition of 24 such pages, banxin alone.
And the size of the first file without its ICC profile beside Typst's. The best of the runs counts: what else the machine does
can only add.
"""
import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
PAGE = """#set page(width: 390mm, height: 540mm, margin: 19mm)
#set text(font: "Noto Serif SC", size: 9pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: 2em, leading: 3.5pt, spacing: 3.5pt)
#show heading: set text(font: "Noto Serif SC", weight: "black", size: 32pt)
#columns(8, gutter: 9pt)[
"""


def best(command: list[str], runs: int) -> float:
    """Seconds of the fastest of so many runs of a command that must end well or with findings."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True)
        times.append(time.perf_counter() - start)
        if done.returncode != 0:
            sys.exit(f"{command}: {done.stderr.decode()}")
    return min(times)


def typst(text: str, faces: Path, out: Path, runs: int) -> float:
    """Seconds of a process that compiles the text with Typst."""
    source = out.with_suffix(".typ")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    escaped = [re.sub(r"([\\#*_`$<>@\[\]~=/+-])", r"\\\1", line) for line in lines]
    source.write_text(PAGE + "\n\n".join(escaped) + "\n]\n")
    code = (
        "import sys, typst; "
        "typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True)"
    )
    return best([sys.executable, "-c", code, str(source), str(out), str(faces)], runs)


def profile_size(pdf: Path) -> int:
    """Bytes of the largest ICC stream in a PDF."""
    sizes = [0]
    for found in re.finditer(rb"stream\r?\n", data := pdf.read_bytes()):
        end = data.find(b"endstream", found.end())
        body = data[found.end() : end]
        try:
            plain = zlib.decompressobj().decompress(body, 64)
        except zlib.error:
            continue
        if plain[36:40] == b"acsp":
            sizes.append(len(body))
    return max(sizes)


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--banxin", default=str(HOUSE / "target/release/banxin"))
    arguments.add_argument("--runs", type=int, default=7)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), chosen.banxin, chosen.runs)


def export(banxin: str, edition: Path, out: Path, runs: int) -> float:
    resources = ["--resources", str(HOUSE)]
    return best([banxin, *resources, "export", str(edition), "-o", str(out), "--allow-errors"], runs)


def measure(folder: Path, banxin: str, runs: int) -> None:
    edition = folder / "linxi"
    shutil.copytree(HOUSE / "examples/linxi", edition)
    page = edition / "pages/05.toml"
    whole = folder / "whole.pdf"
    export(banxin, edition, whole, 1)
    text = subprocess.run(["pdftotext", "-raw", whole, "-"], capture_output=True, text=True).stdout

    shutil.rmtree(edition / "pictures")
    plain, theirs = folder / "plain.pdf", folder / "typst.pdf"
    ours = export(banxin, edition, plain, runs)
    other = typst(text, HOUSE / "fonts", theirs, runs)
    size = plain.stat().st_size - profile_size(plain)
    print(f"a page without pictures: banxin {ours * 1000:.0f} ms, Typst {other * 1000:.0f} ms ({ours / other:.2f})")
    print(f"its size without the ICC profile: {size} bytes, Typst's {theirs.stat().st_size} ({size / theirs.stat().st_size:.2f})")

    numbers = [f"{number:02}" for number in range(1, 25)]
    original, listed = page.read_text(), (edition / "edition.toml").read_text()
    many = folder / "many"
    shutil.copytree(edition, many)
    (many / "pages/05.toml").unlink()
    stories = {path.stem: path.read_text() for path in (many / "stories").glob("*.story")}
    for number in numbers:
        text = original
        for name, story in stories.items():
            own = re.sub(rf"^id {name}$", f"id {name}{number}", story, flags=re.M)
            own = re.sub(rf"^doubles {name[0]}\d+$", "", own, flags=re.M)
            (many / f"stories/{name}{number}.story").write_text(own)
            text = re.sub(rf'"{name}"', f'"{name}{number}"', text)
        (many / f"pages/{number}.toml").write_text(text)
    for name in stories:
        (many / f"stories/{name}.story").unlink()
    pages = "[" + ", ".join(f'"{number}"' for number in numbers) + "]"
    (many / "edition.toml").write_text(re.sub(r"pages = \[[^\]]*\]", f"pages = {pages}", listed))
    took = export(banxin, many, folder / "many.pdf", max(1, runs // 2))
    print(f"24 pages without pictures: {took * 1000:.0f} ms")


if __name__ == "__main__":
    main()
