"""Words that the extractor cannot see would stay English in the Dutch screen."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "mdoverleg"
SPEAKING = {"_", "n_", "p_", "N_", "np_"}


def speaking_calls(tree: ast.AST) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPEAKING
    ]


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_words_are_asked_for_inside_an_f_string(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = [
        call.lineno for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for call in speaking_calls(node)
    ]
    assert not inside, f"lines {inside}: put the translated words in a variable first"
