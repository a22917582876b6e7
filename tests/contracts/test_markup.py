"""Only tui/text.py turns text into something shown; nothing else gives a plain string to a widget."""

from pathlib import Path

import pytest

from tests.contracts.markup import faults
from tests.contracts.source import SOURCE, python_files

TEXT_MODULE = "src/mdoverleg/tui/text.py:"


def test_no_plain_string_reaches_a_widget() -> None:
    assert [fault for fault in faults(python_files(SOURCE / "tui")) if not fault.startswith(TEXT_MODULE)] == []


REFUSED = [
    'Static("Hello")',
    "Label(_('Hello'))",
    "Button(label=f'{name}')",
    "OptionList(*[person.name for person in people])",
    "Option(case.alias)",
    "self.app.notify(_('{name} left').format(name=name))",
    "self.app.notify(Content('x'), markup=True)",
    "self.border_title = case.alias",
    "self.query_one(Static).update('a' + b)",
    "Select([(name, 1)])",
    "TabPane(title, id='x')",
    "Content.from_markup(note)",
    "Markdown(note)",
    "DataTable().add_row(person.name)",
]
ACCEPTED = [
    'Static(Content("Hello"))',
    "Static()",
    "Static('', id='line')",
    "Label(Content(_('Hello')))",
    "Label(plain(name))",
    "Button(label=Content.assemble(name, ' x'))",
    "OptionList(*[Option(Content(name)) for name in names], id='people')",
    "self.app.notify(message, markup=False)",
    "self.border_title = Content(case.alias)",
    "values.update(other)",
    "Static(Content('a') if b else Content('c'))",
    "Horizontal(Static(Content('a')))",
]


def _planted(folder: Path, line: str) -> list[Path]:
    file = folder / "planted.py"
    file.write_text(
        f"def plain(text: str) -> Content: ...\ndef show(self, name: str, title: str) -> None:\n    {line}\n"
    )
    return [file]


@pytest.mark.parametrize("line", REFUSED)
def test_this_contract_refuses(line: str, tmp_path: Path) -> None:
    assert faults(_planted(tmp_path, line)) != []


@pytest.mark.parametrize("line", ACCEPTED)
def test_this_contract_accepts(line: str, tmp_path: Path) -> None:
    assert faults(_planted(tmp_path, line)) == []


def test_this_contract_knows_a_method_that_never_lets_markup_through(tmp_path: Path) -> None:
    file = tmp_path / "planted.py"
    ours = "class Ours(App):\n    def notify(self, message: str) -> None:\n        super().notify(message, markup={})\n"
    use = "def say(self, text: str) -> None:\n    self.app.notify(text)\n"
    file.write_text(ours.format("False") + use)
    assert faults([file]) == []
    other = tmp_path / "other.py"
    other.write_text(ours.format("markup") + use)
    assert faults([other]) != []


def test_this_contract_knows_a_widget_of_ours_and_what_a_variable_holds(tmp_path: Path) -> None:
    file = tmp_path / "planted.py"
    file.write_text(
        "class Line(Static):\n"
        "    def __init__(self, text: str, shown: Content) -> None:\n"
        "        super().__init__(shown)\n"
        "        super().__init__(text)\n"
        "def show(rows: list[Row]) -> None:\n"
        "    good = Content('x')\n"
        "    bad = rows[0].name\n"
        "    yield Label(good)\n"
        "    yield Label(bad)\n"
    )
    assert [fault.split(" ", 1)[1] for fault in faults([file])] == [
        "text: text, not Content",
        "bad: unknown, not Content",
    ]
