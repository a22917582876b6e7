"""The house style on the command line: taken, shown, used and taken away."""

import io
from pathlib import Path

import docx

from tests.cli.conftest import Command


def test_a_house_style_is_taken_used_and_taken_away(on: Command, sample_path: Path, tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Huis Zandkreek")
    word.add_paragraph("[[inhoud]]")
    own, out = tmp_path / "huis.docx", tmp_path / "uit.docx"
    word.save(str(own))
    assert "geen huisstijl" in on(sample_path, "style", "show").out
    assert on(sample_path, "style", "set", "--letterhead", str(own), "--colour", "#CFE3F1").code == 0
    assert "kleur #cfe3f1" in on(sample_path, "style", "show").out
    assert on(sample_path, "export", "phones", "--format", "docx", "--output", str(out)).code == 0
    assert docx.Document(io.BytesIO(out.read_bytes())).paragraphs[0].text == "Huis Zandkreek"
    refused = on(sample_path, "style", "set", "--logo", str(own))
    assert (refused.code, "png of jpg" in refused.err) == (1, True)
    assert on(sample_path, "style", "set").code == 1
    assert on(sample_path, "style", "clear").code == 0
    assert "geen huisstijl" in on(sample_path, "style", "show").out
