"""What a terminal shows, drawn as a picture: letters on their grounds, in a fixed-width font of this machine."""

from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from tests.support.terminal import Terminal

FONTS: Final = (
    ("DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"),
    ("LiberationMono-Regular.ttf", "LiberationMono-Bold.ttf"),
    ("Menlo.ttc", "Menlo.ttc"),
    ("consola.ttf", "consolab.ttf"),
)
SIZE, HEIGHT = 16, 20
GROUND, TEXT = "0c0c0c", "e5e5e5"
NAMED: Final = {
    "black": "000000", "red": "cd3131", "green": "0dbc79", "brown": "e5e510", "blue": "2472c8", "magenta": "bc3fbc",
    "cyan": "11a8cd", "white": "e5e5e5", "brightblack": "666666", "brightred": "f14c4c", "brightgreen": "23d18b",
    "brightbrown": "f5f543", "brightblue": "3b8eea", "brightmagenta": "d670d6", "brightcyan": "29b8db",
    "brightwhite": "ffffff",
}  # fmt: skip
"""The sixteen colours as the emulator names them."""

Font = ImageFont.FreeTypeFont


def fonts() -> tuple[Font, Font]:
    """Return a fixed-width font and its bold; OSError when this machine has none of those that are known here."""
    for plain, bold in FONTS:
        try:
            return ImageFont.truetype(plain, SIZE), ImageFont.truetype(bold, SIZE)
        except OSError:
            continue
    raise OSError("no fixed-width font found; on Debian and Ubuntu: apt install fonts-dejavu-core")


def draw(terminal: Terminal, target: Path) -> None:
    """Write a PNG of what the terminal shows now."""
    plain, bold = fonts()
    width = round(plain.getlength("M"))
    cells = terminal.cells()
    image = Image.new("RGB", (len(cells[0]) * width, len(cells) * HEIGHT), f"#{GROUND}")
    pen = ImageDraw.Draw(image)
    for y, row in enumerate(cells):
        for x, (letter, text, ground, is_bold, reverse, underlined) in enumerate(row):
            front, back = colour(text, TEXT), colour(ground, GROUND)
            if reverse:
                front, back = back, front
            left, top = x * width, y * HEIGHT
            pen.rectangle((left, top, left + width - 1, top + HEIGHT - 1), fill=back)
            if letter.strip():
                pen.text((left, top), letter, font=bold if is_bold else plain, fill=front)
            if underlined:
                pen.line((left, top + HEIGHT - 2, left + width - 1, top + HEIGHT - 2), fill=front)
    image.save(target)


def colour(name: str, default: str) -> str:
    """Return a colour of the emulator (a name, six digits, or `default`) as pictures want it."""
    return f"#{default if name == 'default' else NAMED.get(name, name)}"
