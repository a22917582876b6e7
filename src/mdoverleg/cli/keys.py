"""Commands on the key of a table: passphrase, recovery sheet, encrypting and taking that off."""

import sys
from pathlib import Path

import typer

from mdoverleg.cli import context, passphrases
from mdoverleg.cli.saying import put, say
from mdoverleg.domain import looking
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.inputs_say import one_line
from mdoverleg.domain.recovery import LINES
from mdoverleg.domain.words import N_, _

commands = typer.Typer(help=N_("Passphrase, recovery sheet, encrypting."))
NEW = typer.Option(None, "--new-key-file", metavar="FD", help=N_("Where the new passphrase is read from."))
SHEET = typer.Option(
    None, metavar="FILE", help=N_("Open the table with the recovery sheet, in this file; with - it is typed here.")
)
KEYRING = typer.Option(
    None, "--keyring/--no-keyring", help=N_("Let the keyring of this machine open the table too, or no longer.")
)
YES = typer.Option(False, "--yes", help=N_("Without asking."))
SAID_AT_ONCE = 5
"""Paths in one line of what is said."""


def register(app: typer.Typer) -> None:
    """Add the commands on the key."""
    app.add_typer(commands, name="keys")


@commands.command("change", help=N_("Take another passphrase; with --sheet when the old one or the key file is lost."))
def change(
    new_key_file: str | None = NEW,
    sheet: str | None = SHEET,
    keyring: bool | None = KEYRING,
) -> None:
    """Change the passphrase, or what else opens the table."""
    from mdoverleg.store import keys

    path = _encrypted()
    if sheet is not None:
        keys.unlock_with_sheet(path, _typed(sheet))
    else:
        passphrases.present(context.current, path)
    if keyring is None:
        without = _("say --new-key-file and from where the new passphrase is read")
        keys.change(path, passphrases.new(new_key_file, without))
        _note(looking.KEYS_CHANGE)
        say(_("{name} has a new passphrase. The recovery sheet stays as it is.").format(name=one_line(path.name)))
    elif keyring:
        keys.add_keyring(path)
        _note(looking.KEYS_CHANGE)
        say(_("The keyring of this machine opens {name} now; the passphrase still does.").format(name=path.name))
    else:
        keys.remove_keyring(path)
        _note(looking.KEYS_CHANGE)
        say(_("The keyring of this machine opens {name} no more.").format(name=path.name))


@commands.command(
    "add-recovery", help=N_("Print the recovery sheet: letters that open the table without a passphrase.")
)
def add_recovery() -> None:
    """Print the recovery sheet."""
    from mdoverleg.domain.recovery_page import recovery_page
    from mdoverleg.store import keys

    path = _encrypted()
    passphrases.present(context.current, path)
    lines = keys.add_recovery(path)
    _note(looking.ADD_RECOVERY)
    put(recovery_page(path.name, lines), end="")
    say(_("Print this, keep it in a safe, and leave it in no computer: whoever has it can read the table."))


@commands.command("remove-recovery", help=N_("Take the recovery sheet back: the table gets another key."))
def remove_recovery() -> None:
    """Take the recovery sheet back."""
    from mdoverleg.store import keys

    path = _encrypted()
    passphrase = passphrases.present(context.current, path)
    left = keys.remove_recovery(path, passphrase)
    _note(looking.REMOVE_RECOVERY)
    say(_("The recovery sheet opens {name} no more; the passphrase stays.").format(name=one_line(path.name)))
    _say_left(left, _("These copies are still opened by the old sheet; delete them: {files}"))


@commands.command("encrypt", help=N_("Encrypt the table, and its backups."))
def encrypt() -> None:
    """Encrypt the table."""
    from mdoverleg.store import keys

    path = context.table_path(context.current.file)
    if keys.is_encrypted(path):
        # Was it stopped half-way, then there may be copies that were not reached.
        passphrases.present(context.current, path)
        left = keys.take_copies_along(path)
        say(_("{name} is encrypted already.").format(name=one_line(path.name)))
    else:
        store = context.open_store(context.current)
        store.close()
        without = _("say --key-file and from where the passphrase is read")
        left = keys.encrypt(path, passphrases.new(context.current.key_file, without))
        _note(looking.ENCRYPT)
        say(_("{name} is encrypted now, and so are its backups.").format(name=one_line(path.name)))
        passphrases.say_what_it_means(is_encrypted=True)
    _say_left(left, _("These copies are still not encrypted; delete them: {files}"))


@commands.command("decrypt", help=N_("Take the encryption off: the file can then be read by whoever has it."))
def decrypt(yes: bool = YES) -> None:
    """Take the encryption off."""
    from mdoverleg.store import keys

    path = _encrypted()
    passphrases.present(context.current, path)
    store = context.open_store(context.current)  # speaks the language of the table
    store.close()
    if not yes and not passphrases.says_yes(
        _("Whoever gets hold of {name} can then read it. Type yes to go on: ").format(name=one_line(path.name))
    ):
        raise Refused(_("Nothing was changed."))
    keys.decrypt(path)
    _note(looking.DECRYPT)
    say(_("{name} is not encrypted any more. Its backups still are, and keep their passphrase.").format(name=path.name))


def _encrypted() -> Path:
    """Return the file of an encrypted table; FileRefused when there is none, Refused when it is not encrypted."""
    from mdoverleg.store import keys
    from mdoverleg.store.file import require_ours

    path = context.table_path(context.current.file)
    if not keys.is_encrypted(path):
        require_ours(path)
        raise Refused(
            _("{name} is not encrypted. Encrypt it with: mdoverleg keys encrypt").format(name=one_line(path.name))
        )
    return path


def _typed(sheet: str) -> str:
    if sheet == "-" and passphrases.can_ask():
        say(_("Type the four lines of letters over, each with Enter."))
        return "".join(sys.stdin.readline() for _line in range(LINES))
    try:
        return sys.stdin.read(10_000) if sheet == "-" else Path(sheet).read_text(encoding="utf-8")[:10_000]
    except (OSError, ValueError):
        raise Refused(_("The recovery sheet cannot be read from {source}.").format(source=one_line(sheet))) from None


def _note(verb: str) -> None:
    """Write down in the table's log what was done with its key."""
    from mdoverleg.edits.looking import did_with_file

    with context.opened_for_note() as (store, who):
        did_with_file(store, who, verb)


def _say_left(left: tuple[Path, ...], sentence: str) -> None:
    # Whole, since they are to be found and deleted; a few at a time, since a line that is said has an end.
    for start in range(0, len(left), SAID_AT_ONCE):
        say(sentence.format(files=", ".join(map(str, left[start : start + SAID_AT_ONCE]))))
