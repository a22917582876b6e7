"""The recovery sheet as it is printed: the letters, what they are and where they belong."""

from collections.abc import Sequence
from datetime import date

from mdoverleg.domain.dates import day_file
from mdoverleg.domain.words import _

WIDE = 72


def recovery_page(name: str, lines: Sequence[str], day: date | None = None) -> str:
    """Return the text of one page for the table in the file `name`; `day` is when the sheet was made."""
    import textwrap

    page = [title(name), made_words(day), "", *numbered(lines, "    ")]
    for text in told(name):
        page += ["", *textwrap.wrap(text, WIDE)]
    return "\n".join(page) + "\n"


def made_words(day: date | None = None) -> str:
    """Say on which day the sheet was made, by default today."""
    made = day_file(day or date.today())  # noqa: DTZ011 - the day on the wall of whoever prints it
    return _("Made on {day}").format(day=made)


def numbered(lines: Sequence[str], before: str = "") -> list[str]:
    """Return the lines of letters with their numbers."""
    return [f"{before}{number}   {line}" for number, line in enumerate(lines, 1)]


def title(name: str) -> str:
    """Return what stands above it."""
    return _("Recovery sheet of {name}").format(name=name)


def told(name: str) -> tuple[str, ...]:
    """Return what the sheet says below the letters, a paragraph each."""
    return (
        _(
            "Whoever has these letters and the file {name} can read everything in it, without a passphrase. Keep this "
            "sheet in a safe, not beside the laptop, and in no computer."
        ).format(name=name),
        _(
            "When the passphrase is forgotten, or {name}.keys is lost: open the file, press F3 where the passphrase is "
            "asked, and type the four lines. Then a new passphrase is chosen."
        ).format(name=name),
        _(
            "When this sheet is lost or was seen by somebody: take it back with “new recovery sheet” (Ctrl+P in the "
            "window). Then these letters open the file no more; copies that were made before they still do."
        ),
        _("In the letters 0 is a nought and 1 is a one; O, I, L and U do not occur."),
    )
