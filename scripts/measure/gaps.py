#!/usr/bin/env python3
"""Compares the lines of `banxin compose` with those of Typst: one Markdown table a text.

usage: gaps.py PROSE.txt... [--banxin PATH] [--font FAMILY] [--engines banxin typst] [--widths 11 13 ...] [--cap N]

A text holds one paragraph a line. Typst needs the Python module `typst` (0.15) and `mutool` (Debian:
mupdf-tools). mutool must neither put spaces of its own into wide gaps nor leave out what stands beyond the page, or
the loosest lines are not seen. Both engines get the same paragraphs: as many as begin within the first --cap characters. All lengths are in em.

What the columns say, for both engines from the places of the glyphs:

lines         All lines.
p50 … max     Of the widest Han–Han gap of each line that has two Han side by side. A gap is the distance of the two
              origins less 1.
squeezed      Blank taken out of full-width marks to adjust lines, per 1,000 characters: see `squeezed`. Not counted are
              the blank of a mark at the edge of the line, and the half that adjacent marks lose anyway.
The lines that could not be repaired, by fault:
start         Lines that begin with a mark which may not stand there (level gb; not the ASCII `/`, with
              which paths begin).
over          Lines that end more than 0.02 beyond the measure. A Western `.` `,` `-` and the like may hang.
short         Lines that end more than 0.02 short of the measure and do not end their paragraph. A closing mark at
              the line's end may keep its blank or lose it.
warned        Lines about which banxin warned; Typst does not say.
carried       Lines, not the last of their paragraph, whose natural width is at most the measure less 0.5, where the
              next line begins with a Han followed by a mark that may not begin a line, or with an opening mark: a mark
              carried a character down and left the line to be stretched. Natural is a width without stretching and
              squeezing, adjacent marks at 1.5, the edges of the line trimmed, each word space and each Han–Western
              border at 0.25, the indent included.
orphans       Last lines with a single Han, marks aside, in paragraphs of several lines.

Where the blank of a mark is. The body of a closing mark is the first half of its box, that of an opening mark
the second. What a mark has given is seen in the blank between two bodies, whichever of the two marks gave it:
- Typst moves the glyph of an opening mark left by what it takes away: in `人“他` squeezed by .125 the origins are
  106.25, 115, 125 (10 pt). The body thus stands at origin + .5 whether squeezed or not.
- banxin gives the start of what the mark takes of the line, and how much it takes: an opening mark that has lost
  its blank has an advance of .5. The body thus stands at x + advance - .5. Should the advance include stretching,
  the body is put too far right and the blank before it too wide, which counts as no squeezing: a line that is
  stretched is not squeezed.
- In both a closing mark that gives blank lets what follows come nearer: `的，天` has its origins at 30, 40, 48.75.
"""
import argparse
import html
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

POINTS = "，、；：。．？！"
CLOSING = POINTS + "”’」』）》〉】〗〕］｝"
OPENING = "“‘「『（《〈【〖〔［｛"
NOT_AT_START = CLOSING + "·～–／‼⁇⁈⁉"
HANGING = ".,-–—:;"
SPACES = " \t\u00a0\u3000"
TOLERANCE = 0.02
CARRIED = 0.5
BORDER = 0.25
INDENT = 2.0
HOUSE = Path(__file__).resolve().parents[2]
WIDTHS = [11, 13, 17, 20, 27]
CAP = 50_000
BREAKINGS = ["greedy", "optimal"]
TYPST_MODES = ["simple", "optimized"]
# In points.
SIZE = 10
MARGIN = 20
OVERFLOW = 1000


@dataclass(frozen=True)
class Char:
    """A character in its line: its origin, where its body (see above) starts and ends, how wide it is."""

    c: str
    x: float
    left: float
    right: float
    width: float


@dataclass(frozen=True)
class Line:
    """A line of a paragraph."""

    chars: list[Char]
    first: bool
    last: bool

    @property
    def text(self) -> str:
        return "".join(char.c for char in self.chars)


@dataclass(frozen=True)
class Composed:
    """What one engine made of a text."""

    engine: str
    lines: list[Line]
    warned: int | None


def is_han(c: str) -> bool:
    """Whether a character is a Han of the basic block."""
    return "\u4e00" <= c <= "\u9fff"


def is_western(c: str) -> bool:
    """Whether `c` is a letter or a digit that is set apart from Han."""
    return c.isalnum() and ord(c) < 0x2E80


def quantile(values: list[float], p: float) -> float:
    """The value below which a share `p` of all lies."""
    return sorted(values)[min(len(values) - 1, int(p * len(values)))]


def read(path: Path, cap: int) -> list[str]:
    """The paragraphs of a text that begin within its first `cap` characters."""
    taken, count = [], 0
    for paragraph in path.read_text(encoding="utf-8").split("\n"):
        if not paragraph.strip():
            continue
        if count > cap:
            break
        taken.append(paragraph)
        count += len(paragraph)
    return taken


# ---- banxin


def banxin_char(c: str, x: float, advance: float) -> Char:
    """A character of banxin's answer."""
    if c in OPENING:
        return Char(c, x, x + advance - 0.5, x + advance, advance)
    return Char(c, x, x, x + (0.5 if c in CLOSING else advance), advance)


def banxin(paragraphs: list[str], measure: int, breaking: str, program: Path, font: str) -> Composed:
    """Composes the paragraphs with `banxin compose`, one request each."""
    requests = [
        {
            "id": number, "text": paragraph, "measure": float(measure), "indent": INDENT, "level": "gb",
            "punctuation": "full", "breaking": breaking, "justify": True, "font": font, "size_pt": 9,
        }
        for number, paragraph in enumerate(paragraphs)
    ]
    given = "".join(json.dumps(request, ensure_ascii=False) + "\n" for request in requests)
    run = subprocess.run([program.resolve(), "compose"], input=given, capture_output=True, text=True, encoding="utf-8")
    if run.returncode:
        sys.exit(f"{program} compose: {run.stderr.strip()}")
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    if [answer["id"] for answer in answers] != list(range(len(paragraphs))):
        sys.exit(f"{program} compose: the answers are not those to the {len(paragraphs)} requests")
    lines, warned = [], 0
    for answer in answers:
        count = len(answer["lines"])
        for number, line in enumerate(answer["lines"]):
            chars = [banxin_char(char["c"], char["x"], char["advance"]) for char in line["chars"]]
            if line.get("hyphen") and chars:
                # The hyphen of a divided word is none of the text's characters.
                end = line["chars"][-1]["x"] + line["chars"][-1]["advance"]
                chars.append(banxin_char("-", end, line["width"] - end))
            lines.append(Line(chars, number == 0, number == count - 1))
        warned += len({warning["line"] for warning in answer["warnings"]})
    return Composed(f"banxin {breaking}", lines, warned)


# ---- Typst


def typst_source(paragraphs: list[str], measure: int, mode: str, font: str) -> str:
    """A document of Typst with a wide right margin: mutool leaves out what stands beyond the page."""
    source = (
        f"#set page(width:{MARGIN + measure * SIZE + OVERFLOW}pt,height:4000pt,"
        f"margin:(rest:{MARGIN}pt,right:{OVERFLOW}pt))\n"
        f'#set text(font:"{font}",size:{SIZE}pt,lang:"zh",region:"cn")\n'
        f'#set par(justify:true,linebreaks:"{mode}",first-line-indent:(amount:{INDENT:g}em,all:true))\n'
    )
    for paragraph in paragraphs:
        source += '#"' + paragraph.replace("\\", "\\\\").replace('"', '\\"') + '"\n\n'
    return source


def typst_char(c: str, left: float, right: float) -> Char:
    """A character whose box goes from `left` to `right`."""
    if c in OPENING:
        return Char(c, left, left + 0.5, right, right - left)
    return Char(c, left, left, left + 0.5 if c in CLOSING else right, right - left)


def typst_rows(source: str) -> Iterator[list[Char]]:
    """The rows of the pages, each in the order of its text (squeezed marks may share an origin)."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        written, made, read_back = (Path(folder) / name for name in ("a.typ", "a.pdf", "a.stext"))
        written.write_text(source, encoding="utf-8")
        typst.compile(written, output=made)
        # `mutool draw` puts spaces of its own into wide gaps, so that the widest are not seen.
        command = ["mutool", "convert", "-F", "stext", "-O", "inhibit-spaces", "-o", read_back, made]
        subprocess.run(command, capture_output=True, check=True)
        pages = read_back.read_text(encoding="utf-8").split("<page ")[1:]
    number = r"([\d.\-]+)"
    pattern = re.compile(rf'<char quad="{number} \S+ {number} [^"]*" x="{number}" y="{number}"[^>]*c="([^"]*)"')
    for page in pages:
        row: list[Char] = []
        last = None
        for left, right, x, y, c in pattern.findall(page):
            # A point is more than the rounding of the places and less than a line.
            if last is not None and abs(float(y) - last) > 1:
                yield row
                row = []
            last = float(y)
            start = (float(x) - MARGIN) / SIZE
            row.append(typst_char(html.unescape(c), start, start + (float(right) - float(left)) / SIZE))
        yield row


def bare(text: str) -> str:
    """The text without its white space, which a line end may swallow."""
    return "".join(text.split())


def typst(paragraphs: list[str], measure: int, mode: str, font: str) -> Composed:
    """Sets the paragraphs with Typst. The rows are dealt to the paragraphs by using up their characters in order."""
    rows = typst_rows(typst_source(paragraphs, measure, mode, font))
    lines = []
    for paragraph in paragraphs:
        left, first = bare(paragraph), True
        while left:
            chars = next(rows)
            text = bare("".join(char.c for char in chars))
            if not text or not left.startswith(text):
                sys.exit(f"Typst: the row {text!r} is not in its paragraph, of which {left!r} is left")
            left = left[len(text):]
            lines.append(Line(chars, first, not left))
            first = False
    return Composed(f"Typst {mode}", lines, None)


# ---- what is measured


def widest_gap(line: Line) -> float | None:
    """The widest gap of two Han side by side, if there are any."""
    pairs = zip(line.chars, line.chars[1:])
    return max((b.x - a.x - 1 for a, b in pairs if is_han(a.c) and is_han(b.c)), default=None)


def natural_blank(a: str, b: str) -> float:
    """The blank between the bodies of two characters side by side, adjacent marks at 1.5 together."""
    if a in CLOSING:
        return 0.0 if b in CLOSING else 0.5
    if b in OPENING:
        return 0.0 if a in OPENING else 0.5
    return 0.0


def squeezed(line: Line) -> float:
    """What the marks within a line have given of their blank: where the blank between two bodies is less than natural.

    The blank before the first body and after the last is none between two bodies and does not count.
    """
    pairs = [(a, b, natural_blank(a.c, b.c)) for a, b in zip(line.chars, line.chars[1:])]
    return sum(max(0.0, blank - (b.left - a.right)) for a, b, blank in pairs if blank)


def unstretched(lines: list[Line]) -> dict[str, float]:
    """How wide each character is: the least that it takes anywhere."""
    widths: dict[str, float] = {}
    for line in lines:
        for char in line.chars:
            widths[char.c] = min(char.width, widths.get(char.c, char.width))
    return widths


def natural_width(line: Line, widths: dict[str, float]) -> float:
    """The width of a line before it is adjusted, as `carried` has it."""
    total = INDENT if line.first else 0.0
    for char in line.chars:
        if char.c in SPACES:
            total += BORDER
        elif char.c in CLOSING or char.c in OPENING:
            total += 0.5
        else:
            total += 1.0 if is_han(char.c) else widths[char.c]
    for a, b in zip(line.text, line.text[1:]):
        total += natural_blank(a, b)
        if (is_han(a) and is_western(b)) or (is_western(a) and is_han(b)):
            total += BORDER
    return total


def begins_badly(line: Line) -> bool:
    """Whether a line begins with a mark that may not stand there. A lone dash connects; a pair may begin a line."""
    return line.text[0] in NOT_AT_START or (line.text[0] == "—" and line.text[1:2] != "—")


def is_over(line: Line, measure: float) -> bool:
    """Whether a line ends beyond the measure."""
    end = line.chars[-1]
    return end.right - measure > TOLERANCE + (end.width if end.c in HANGING else 0.0)


def is_short(line: Line, measure: float) -> bool:
    """Whether a line that should fill the measure does not."""
    end = line.chars[-1]
    missing = measure - end.right
    keeps_blank = end.c in CLOSING and abs(missing - 0.5) <= TOLERANCE
    return not line.last and missing > TOLERANCE and not keeps_blank


def is_carried(line: Line, following: Line, measure: float, widths: dict[str, float]) -> bool:
    """Whether a mark of the following line has carried a character down."""
    text = following.text
    pushed = text[0] in OPENING or (is_han(text[0]) and text[1:2] != "" and text[1] in NOT_AT_START)
    return not line.last and pushed and natural_width(line, widths) <= measure - CARRIED


def is_orphan(line: Line) -> bool:
    """Whether a line is the last of several and has one Han and nothing else but marks."""
    rest = [c for c in line.text if c not in CLOSING + OPENING + SPACES]
    return line.last and not line.first and len(rest) == 1 and is_han(rest[0])


def trimmed(line: Line) -> Line:
    """The line without white space at its ends."""
    text = line.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return Line(line.chars[start:end], line.first, line.last)


def row(measure: int, composed: Composed) -> list[str]:
    """A row of the table."""
    lines = [trimmed(line) for line in composed.lines]
    gaps = [gap for gap in map(widest_gap, lines) if gap is not None]
    count = sum(len(bare(line.text)) for line in lines)
    widths = unstretched(lines)
    return [
        str(measure),
        composed.engine,
        str(len(lines)),
        *(f"{quantile(gaps, p):.3f}" for p in (0.5, 0.95, 0.99)),
        f"{max(gaps):.3f}",
        f"{1000 * sum(map(squeezed, lines)) / count:.2f}",
        str(sum(map(begins_badly, lines))),
        str(sum(is_over(line, measure) for line in lines)),
        str(sum(is_short(line, measure) for line in lines)),
        "–" if composed.warned is None else str(composed.warned),
        str(sum(is_carried(a, b, measure, widths) for a, b in zip(lines, lines[1:]))),
        str(sum(map(is_orphan, lines))),
    ]


def runs(paragraphs: list[str], measure: int, options: argparse.Namespace) -> Iterator[Composed]:
    """The text in this measure by every engine asked for, in each of its ways."""
    if "banxin" in options.engines:
        for breaking in BREAKINGS:
            yield banxin(paragraphs, measure, breaking, options.banxin, options.font)
    if "typst" in options.engines:
        for mode in TYPST_MODES:
            yield typst(paragraphs, measure, mode, options.font)


def table(path: Path, options: argparse.Namespace) -> str:
    """The table of one text."""
    paragraphs = read(path, options.cap)
    text = "".join(paragraphs)
    head = "width engine lines p50 p95 p99 max squeezed start over short warned carried orphans".split()
    out = [
        f"**{path.name}**: {len(paragraphs)} paragraphs, {len(text)} characters, {sum(map(is_han, text))} 字",
        "",
        "| " + " | ".join(head) + " |",
        "|--:|:--" + "|--:" * (len(head) - 2) + "|",
    ]
    for measure in options.widths:
        out += ["| " + " | ".join(row(measure, composed)) + " |" for composed in runs(paragraphs, measure, options)]
    return "\n".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--banxin", type=Path, default=HOUSE / "target/release/banxin")
    parser.add_argument("--font", default="Noto Serif CJK SC")
    parser.add_argument("--engines", nargs="+", choices=["banxin", "typst"], default=["banxin", "typst"])
    parser.add_argument("--widths", nargs="+", type=int, default=WIDTHS)
    parser.add_argument("--cap", type=int, default=CAP)
    options = parser.parse_args()
    print("\n\n".join(table(path, options) for path in options.texts))


if __name__ == "__main__":
    main()
