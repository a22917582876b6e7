"""The recovery sheet to print: the same letters in Word, as a pdf and as text, for whoever has one of these."""

import io
import zipfile

from mdoverleg.domain.recovery import read_sheet, sheet_lines
from mdoverleg.export.recovery import ENDINGS, best_ending, render

LINES = sheet_lines(bytes(range(32)))


def test_every_ending_holds_the_letters() -> None:
    made = {ending: render("tafel.mdo", LINES, ending) for ending in ENDINGS}
    with zipfile.ZipFile(io.BytesIO(made["docx"])) as word:
        shown = word.read("word/document.xml").decode()
    for line in LINES:
        assert line in shown
        assert line in made["txt"].decode()
    assert made["pdf"].startswith(b"%PDF-")
    assert best_ending() == "pdf"
    assert read_sheet("\n".join(LINES)) == bytes(range(32))
