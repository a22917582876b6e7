"""Every word of the program exists in Dutch, and is asked for in a way that can be translated."""

import ast
from pathlib import Path

from babel.messages.catalog import Catalog

from build_catalogues import compile_catalogues
from tests.contracts.source import SOURCE, at, calls, dotted, python_files, tree
from tools.words import DUTCH, both_kinds, extracted, joined, messages, problems, read, text_of

ASKING = {"_": 0, "N_": 0, "n_": 0, "p_": 1, "np_": 1}


def test_the_dutch_catalogue_is_complete_and_holds_nothing_else() -> None:
    assert problems(extracted(), read(DUTCH)) == []
    assert both_kinds() == []


def test_the_code_has_messages() -> None:
    assert len(messages(extracted())) > 100


def test_the_catalogue_is_written_as_make_words_writes_it() -> None:
    assert DUTCH.read_text(encoding="utf-8") == text_of(joined(extracted(), [messages(read(DUTCH))]))


def test_the_compiled_catalogue_is_there_and_fresh(tmp_path: Path) -> None:
    compiled = DUTCH.with_suffix(".mo").read_bytes()
    copy = tmp_path / "nl" / "LC_MESSAGES" / DUTCH.name
    copy.parent.mkdir(parents=True)
    copy.write_bytes(DUTCH.read_bytes())
    compile_catalogues(tmp_path)
    assert copy.with_suffix(".mo").read_bytes() == compiled, "run `make words`"


def untranslatable(file: Path) -> list[str]:
    """Calls whose message no catalogue can have: put together beforehand, or in an f-string, where nothing looks."""
    found = []
    for call, name in calls(tree(file)):
        if name not in ASKING or len(call.args) <= ASKING[name]:
            continue
        message = call.args[ASKING[name]]
        made_up = isinstance(message, ast.Call) and dotted(message.func).rpartition(".")[2] in {"format", "join"}
        if made_up or isinstance(message, ast.JoinedStr | ast.BinOp):
            found.append(f"{at(file, call)} {ast.unparse(call)}")
    f_strings = [node for node in ast.walk(tree(file)) if isinstance(node, ast.JoinedStr)]
    hidden = [call for node in f_strings for call, name in calls(node) if name in ASKING and _has_words(call)]
    return found + [f"{at(file, call)} {ast.unparse(call)}: put it in a variable first" for call in hidden]


def _has_words(call: ast.Call) -> bool:
    return any(isinstance(argument, ast.Constant) for argument in call.args)


def test_messages_are_translated_whole() -> None:
    assert [fault for file in python_files(SOURCE) for fault in untranslatable(file)] == []


def test_this_contract_sees_messages_put_together(tmp_path: Path) -> None:
    file = tmp_path / "planted.py"
    file.write_text(
        '_(f"{x} left")\n_("a" + b)\n_("{x}".format(x=1))\np_("c", f"{x}")\n_(label)\n_(label_of(x))\n_("fine")\n'
        "f\"{_('hidden')} {_(label)}\"\n"
    )
    assert len(untranslatable(file)) == 5


def _catalogue(*entries: tuple[str | tuple[str, str], str | tuple[str, str]], fuzzy: bool = False) -> Catalog:
    catalogue = Catalog(locale="nl")
    for english, dutch in entries:
        catalogue.add(english, dutch, flags=("fuzzy",) if fuzzy else ())
    return catalogue


def test_this_contract_sees_every_kind_of_fault() -> None:
    code = _catalogue(("{name} left", ""))
    assert problems(code, _catalogue(("{name} left", "{name} is weg"))) == []
    assert problems(code, _catalogue()) == ["not translated: '{name} left'"]
    assert problems(code, _catalogue(("{name} left", ""))) == ["not translated: '{name} left'"]
    assert problems(code, _catalogue(("{name} left", "{naam} is weg")))[0].startswith("other placeholders")
    assert problems(code, _catalogue(("{name} left", "{name is weg")))[0].startswith("other placeholders")
    assert problems(code, _catalogue(("{name} left", "{name} is weg ")))[0].startswith("other white space")
    assert problems(code, _catalogue(("{name} left", "{name} is weg"), fuzzy=True)) == ["fuzzy: '{name} left'"]
    assert problems(code, _catalogue(("{name} left", "{name} is weg"), ("x", "y"))) == ["unused: 'x'"]
    plural = _catalogue((("{n} action", "{n} actions"), ("", "")))
    assert problems(plural, _catalogue((("{n} action", "{n} actions"), ("{n} actie", "")))) != []
    assert problems(plural, _catalogue((("{n} action", "{n} actions"), ("{n} actie", "{n} acties")))) == []
