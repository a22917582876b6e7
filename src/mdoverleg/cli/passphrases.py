"""The passphrase of an encrypted table: read from where `--key-file` says, else asked in the terminal, never shown."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import typer

from mdoverleg.cli import context
from mdoverleg.cli.context import Globals
from mdoverleg.cli.saying import prompt, say
from mdoverleg.domain.errors import FileRefused, Refused
from mdoverleg.domain.inputs_say import one_line
from mdoverleg.domain.words import _

TRIES = 3
"""So often a terminal is asked before the command gives up."""

MOST_BYTES = 8_000


def unlock(options: Globals, path: Path) -> None:
    """Hold the data key of an encrypted table; FileRefused when nobody gives its passphrase, or a wrong one."""
    from mdoverleg.store import keys

    if options.key_file:
        keys.unlock(path, from_key_file(options.key_file))
        return
    if keys.unlock_by_keyring(path):
        return
    keys.require_patience(path)  # also: a key file that is of no use is told before anybody types
    for _number in range(TRIES - 1):
        try:
            keys.unlock(path, _needed(path))
        except FileRefused as refusal:
            if refusal.reason != "wrong_key":
                raise
            say(str(refusal))
        else:
            return
    keys.unlock(path, _needed(path))


def _needed(path: Path) -> str:
    from mdoverleg.store.refusals import refused

    passphrase = _asked(_("Passphrase of {name}: ").format(name=one_line(path.name)))
    if not passphrase:
        raise refused("key_needed", path)
    return passphrase


def present(options: Globals, path: Path) -> str:
    """Return the passphrase that the table has now, proved; FileRefused as in `unlock`."""
    from mdoverleg.store import keys

    passphrase = from_key_file(options.key_file) if options.key_file else _needed(path)
    keys.unlock(path, passphrase)
    return passphrase


def new(source: str | None, without: str) -> str:
    """Return a new passphrase: from a file or number, else asked twice; exit 2 where nobody can be asked.

    Refused when it is too short, or not the same both times; a terminal is asked again, `TRIES` times in all: what
    somebody types after a refusal would else be typed to the shell, which shows and keeps it.
    """
    from mdoverleg.domain.passphrases import require_new

    if source:
        passphrase = from_key_file(source)
        require_new(passphrase)
        return passphrase
    if not can_ask():
        say(without)
        raise typer.Exit(2)
    for _number in range(TRIES - 1):
        passphrase = _asked(_("New passphrase (five words or more): "))
        try:
            return _twice(passphrase)
        except Refused as refusal:
            if not passphrase:  # who wants to stop
                raise
            say(str(refusal))
    return _twice(_asked(_("New passphrase (five words or more): ")))


def _twice(passphrase: str) -> str:
    from mdoverleg.domain.passphrases import require_new, strength

    require_new(passphrase)
    say(_("This passphrase is {strength}.").format(strength=strength(passphrase)))
    if _asked(_("The same once more: ")) != passphrase:
        raise Refused(_("The two were not the same; nothing was changed."))
    return passphrase


def wanted(options: Globals, *, encrypt: bool | None) -> str:
    """Return the passphrase of a table that is to be made, empty for one that is not encrypted; exit 2 as in `new`."""
    if encrypt is False:
        return ""
    if not options.key_file and can_ask():
        say(
            _(
                "The table will be encrypted: without its passphrase nobody can read it, and nobody can get that back "
                "for you. With --no-encrypt it is made without."
            )
        )
    without = _("say --key-file and from where the passphrase is read, or --no-encrypt: the file will not be encrypted")
    return new(options.key_file, without)


@contextmanager
def making(path: Path, passphrase: str) -> Iterator[None]:
    """Make the table inside the block encrypted, when there is a passphrase; nothing is left when the block raises."""
    if not passphrase:
        yield
        return
    from mdoverleg.store import keys

    context.make_room(path)
    keys.create(path, passphrase)
    try:
        yield
    except BaseException:
        keys.discard(path)
        raise


def say_what_it_means(*, is_encrypted: bool) -> None:
    """Say in two sentences what it means for the one who made the table."""
    if is_encrypted:
        say(
            _(
                "It is encrypted: from a stolen laptop or a lost copy nobody reads it without the passphrase. "
                "Print the recovery sheet now and keep it in a safe, for when the passphrase is forgotten: "
                "mdoverleg keys add-recovery"
            )
        )
    else:
        say(
            _(
                "It is not encrypted: who gets hold of the file or the disk can read it. "
                "Keep it on an encrypted disk, or encrypt it with: mdoverleg keys encrypt"
            )
        )


def from_key_file(source: str) -> str:
    """Read one line from an open file by its number, or from a path; Refused when that cannot be done.

    Of a number, what follows the line stays there for a second passphrase.
    """
    try:
        if source.isascii() and source.isdigit():
            line = _line_of(int(source))
        else:
            with Path(source).open("rb") as file:
                line = file.readline(MOST_BYTES)
        return line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(_("The passphrase holds something that is no letter in UTF-8.")) from None
    except (OSError, ValueError, OverflowError):
        raise Refused(_("The passphrase cannot be read from {source}.").format(source=one_line(source))) from None


def _line_of(number: int) -> bytes:
    line = b""
    while len(line) < MOST_BYTES and not line.endswith(b"\n"):
        letter = os.read(number, 1)
        if not letter:
            break
        line += letter
    return line


def says_yes(question: str) -> bool:
    """Ask for a plain yes in a terminal; exit 2 with a sentence where nobody can be asked."""
    if not can_ask():
        say(_("say --yes: nobody can be asked here"))
        raise typer.Exit(2)
    prompt(question)
    return sys.stdin.readline().strip().casefold() in ("yes", "ja")


def can_ask() -> bool:
    """Tell whether somebody sits at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def _asked(prompt: str) -> str:
    """Ask without showing what is typed; nothing where nobody can be asked, or the letters could not be hidden."""
    import getpass
    import warnings

    if not can_ask():
        return ""
    with warnings.catch_warnings(), suppress(EOFError, getpass.GetPassWarning):
        warnings.simplefilter("error", getpass.GetPassWarning)
        return getpass.getpass(prompt, stream=sys.stderr)
    return ""
