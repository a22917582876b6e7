"""Keeps the Dutch catalogue equal to the words in the code.

`update` takes new messages in and drops those that are gone; `merge FILE...` also fills in translations from pieces of
po files; `check` only says what is wrong. The order is by message and there are no line numbers, so that two people's
work meets in the fewest lines.
"""

import argparse
import io
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from babel.messages import pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir

from build_catalogues import compile_catalogues

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "mdoverleg"
DUTCH = SOURCE / "locale" / "nl" / "LC_MESSAGES" / "mdoverleg.po"
KEYWORDS = {"_": None, "N_": None, "n_": (1, 2), "p_": ((1, "c"), 2), "np_": ((1, "c"), 2)}
HEADER = r"""msgid ""
msgstr ""
"Project-Id-Version: mdoverleg\n"
"Language: nl\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""

Key = tuple[str, str | None]


def key_of(message: Message) -> Key:
    """What gettext looks a message up by: its English (of a plural the singular) and its context."""
    return (message.id if isinstance(message.id, str) else message.id[0], message.context)


def said(message: Message) -> tuple[str, ...]:
    """The translations of a message: one, or one per plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def messages(catalogue: Iterable[Message]) -> dict[Key, Message]:
    """All messages of a catalogue but its header."""
    return {key_of(message): message for message in catalogue if message.id}


def extracted() -> Catalog:
    """Every message in the code, untranslated."""
    catalogue = Catalog(locale="nl")
    for message, context in _in_the_code():
        catalogue.add(message, context=context)
    return catalogue


@cache
def _in_the_code() -> tuple[tuple[Any, str | None], ...]:
    """Read the code once, however often it is asked."""
    found = extract_from_dir(SOURCE, [("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True)
    return tuple((message, context) for _file, _line, message, _comments, context in found)


def read(file: Path) -> Catalog:
    """A po file, or a piece of one without a header; ValueError where it is not well formed."""
    with file.open("rb") as stream:
        return pofile.read_po(stream, locale="nl", abort_invalid=True)


def joined(template: Catalog, translations: Iterable[dict[Key, Message]]) -> Catalog:
    """The template's messages, each with its translation from the first catalogue that has one."""
    catalogue = Catalog(locale="nl")
    sources = list(translations)
    for key, message in messages(template).items():
        given = (source[key] for source in sources if key in source)
        taken = next((other for other in given if all(said(other)) and _same_kind(other, message)), None)
        flags = {"fuzzy"} if taken is not None and taken.fuzzy else set[str]()
        fresh = catalogue.add(message.id, taken.string if taken else None, context=message.context, flags=flags)
        fresh.flags.intersection_update({"fuzzy"})
    return catalogue


def _same_kind(one: Message, other: Message) -> bool:
    return isinstance(one.id, str) == isinstance(other.id, str)


def text_of(catalogue: Catalog) -> str:
    """The catalogue as it stands in the file."""
    stream = io.BytesIO()
    pofile.write_po(stream, catalogue, width=116, no_location=True, omit_header=True, sort_output=True)
    return HEADER + stream.getvalue().decode().strip("\n") + "\n"


def problems(template: Catalog, dutch: Catalog) -> list[str]:
    """What is wrong with the Dutch: missing, fuzzy, unused, or with other {placeholders}; one line each."""
    wanted, have = messages(template), messages(dutch)
    found = [f"unused: {key[0]!r}" for key in have.keys() - wanted.keys()]
    for key, message in wanted.items():
        dutch_message = have.get(key)
        if dutch_message is None or not all(said(dutch_message)) or not _same_kind(message, dutch_message):
            found.append(f"not translated: {key[0]!r}" + (f" (context {key[1]!r})" if key[1] else ""))
        elif dutch_message.fuzzy:
            found.append(f"fuzzy: {key[0]!r}")
        else:
            found += _differences(message, dutch_message)
    return sorted(found)


def both_kinds() -> list[str]:
    """Messages asked with a number in one place and without in another: older Pythons do not find the second."""
    said_by_number = {(message[0], context) for message, context in _in_the_code() if not isinstance(message, str)}
    return sorted({message for message, context in _in_the_code() if (message, context) in said_by_number})


def _differences(english: Message, dutch: Message) -> list[str]:
    forms = (english.id,) if isinstance(english.id, str) else tuple(english.id)
    found = []
    for source, target in zip(forms, said(dutch), strict=True):
        try:
            same = placeholders(source) == placeholders(target)
        except ValueError:
            same = False
        if not same:
            found.append(f"other placeholders: {source!r} -> {target!r}")
        if (source[:1].isspace(), source[-1:].isspace()) != (target[:1].isspace(), target[-1:].isspace()):
            found.append(f"other white space at the ends: {source!r} -> {target!r}")
    return found


def placeholders(text: str) -> set[str]:
    """The names between braces; ValueError for a brace that is not closed."""
    return {name for _literal, name, _format, _conversion in Formatter().parse(text) if name is not None}


def merged(pieces: list[Path]) -> tuple[Catalog, list[str]]:
    """The catalogue with the translations of the pieces put in, and what to know: contradictions and unused ones."""
    template = extracted()
    sources = [messages(read(piece)) for piece in pieces]
    notes = []
    first: dict[Key, tuple[Path, Message]] = {}
    for piece, source in zip(pieces, sources, strict=True):
        for key, message in source.items():
            if not all(said(message)):
                continue
            earlier, there = first.setdefault(key, (piece, message))
            if said(there) != said(message):
                notes.append(f"{key[0]!r}: {said(there)} in {earlier.name} kept, {said(message)} in {piece.name} left")
            if key not in messages(template):
                notes.append(f"unused in {piece.name}: {key[0]!r}")
    return joined(template, [*sources, messages(read(DUTCH))]), notes


def main(arguments: list[str]) -> int:
    """Do what the command line says; 1 where `check` found the catalogue not complete."""
    parser = argparse.ArgumentParser(prog="tools.words", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update", help="take new messages in, drop those that are gone, compile")
    commands.add_parser("merge", help="update, with translations from pieces").add_argument(
        "file", nargs="+", type=Path
    )
    commands.add_parser("check", help="say what is missing or wrong, change nothing")
    chosen = parser.parse_args(arguments)
    if chosen.command != "check":
        catalogue, notes = merged(chosen.file if chosen.command == "merge" else [])
        DUTCH.write_text(text_of(catalogue), encoding="utf-8", newline="\n")
        compile_catalogues(SOURCE)
        print(*notes, sep="\n", end="\n" if notes else "")
    wrong = problems(extracted(), read(DUTCH))
    wrong += [f"with and without a number: {message!r}" for message in both_kinds()]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"{len(messages(read(DUTCH)))} messages, {len(wrong)} to mend")
    return 1 if wrong and chosen.command == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
