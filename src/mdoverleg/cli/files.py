"""Commands that read what is handed in and write what goes out."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from mdoverleg.cli import context, passphrases
from mdoverleg.cli.saying import put, say
from mdoverleg.cli.writes import work
from mdoverleg.domain.paths import is_there
from mdoverleg.domain.who import Who, system_user
from mdoverleg.domain.words import N_, _, n_

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

imports = typer.Typer(help=N_("Read a file into the table: all of it or nothing."))
FILES = typer.Argument(metavar="FILE", help=N_("File to read."))
DRY = typer.Option(False, "--dry-run", help=N_("Only show what would change."))


def register(app: typer.Typer) -> None:
    """Add import and export."""
    from mdoverleg.cli.exports import exports

    app.add_typer(imports, name="import")
    app.add_typer(exports, name="export")


@imports.command("table", help=N_("A whole table (JSON); makes the file where there is none."))
def import_table(
    file: str = typer.Argument(metavar="FILE", help=N_("File to read.")),
    dry_run: bool = DRY,
    replace: bool = typer.Option(False, help=N_("In place of what is in the table; makes a backup first.")),
    encrypt: bool | None = typer.Option(None, "--encrypt/--no-encrypt", help=N_("Encrypt a new file.")),
) -> None:
    """Import a table."""
    from mdoverleg.intake.table_json import read_document

    document = read_document(Path(file), file)
    _say_cleaned(document.cleaned)
    if dry_run:
        _say_document(document.values)
        return
    path = context.table_path(context.current.file)
    if is_there(path):
        _fill(path, document.values, Path(file).name, replace=replace)
    else:
        passphrase = passphrases.wanted(context.current, encrypt=encrypt)
        with passphrases.making(path, passphrase):
            _fill(path, document.values, Path(file).name, is_new=True)
        passphrases.say_what_it_means(is_encrypted=bool(passphrase))
    context.remember(path)
    _say_document(document.values)


def _fill(path: Path, values: dict[str, Any], source: str, *, is_new: bool = False, replace: bool = False) -> None:
    """Put a document in the table; of a new one nothing is left when it is refused."""
    from mdoverleg.edits.document import fill
    from mdoverleg.store.store import Store

    if is_new:
        context.make_room(path)
    store = Store.create(path) if is_new else context.open_store(context.current)
    try:
        if replace and _is_in_use(store):
            _back_up(store)
        who = Who(context.current.name or system_user(), via="cli")
        fill(store, who, document=values, source=source, replace=replace)
    except BaseException:
        store.close()
        if is_new:
            path.unlink()
        raise
    store.close()


def _is_in_use(store: "Store") -> bool:
    from mdoverleg.edits.document import has_content

    with store.read() as reader:
        return has_content(reader)


def _back_up(store: "Store") -> None:
    say(_("Backup made: {path}").format(path=store.back_up()))


def _say_cleaned(number: int) -> None:
    if number:
        sentence = n_(
            "{n} text held signs that do nothing good; they were taken out.",
            "{n} texts held signs that do nothing good; they were taken out.",
            number,
        )
        say(sentence.format(n=number))


def _say_document(document: dict[str, Any]) -> None:
    organisations, people, meetings, cases, points = (
        len(document.get(key, ())) for key in ("organisations", "people", "meetings", "cases", "actions")
    )
    parts = [
        n_("{n} organisation", "{n} organisations", organisations).format(n=organisations),
        n_("{n} participant", "{n} participants", people).format(n=people),
        n_("{n} meeting", "{n} meetings", meetings).format(n=meetings),
        n_("{n} case", "{n} cases", cases).format(n=cases),
        n_("{n} action point", "{n} action points", points).format(n=points),
    ]
    say(", ".join(parts))


@imports.command("people", help=N_("Participants (csv or xlsx)."))
def import_people(files: list[str] = FILES, dry_run: bool = DRY) -> None:
    """Import participants."""
    _import_rows("people", files, dry_run=dry_run)


@imports.command("cases", help=N_("Cases (csv or xlsx)."))
def import_cases(files: list[str] = FILES, dry_run: bool = DRY) -> None:
    """Import cases."""
    _import_rows("cases", files, dry_run=dry_run)


@imports.command("agenda", help=N_("The agenda of a meeting to come (toml)."))
def import_agenda(files: list[str] = FILES, dry_run: bool = DRY) -> None:
    """Import an agenda."""
    _import_rows("agenda", files, dry_run=dry_run)


@imports.command("returns", help=N_("Reply forms that came back (xlsx, docx, ods or csv): one undo step per file."))
def import_returns(files: list[str] = FILES, dry_run: bool = DRY) -> None:
    """Import reply forms."""
    from mdoverleg.edits.returns import take
    from mdoverleg.intake.returns import read_returns

    with work() as job:
        with job.store.read() as reader:
            returned = read_returns(reader, [Path(file) for file in files], job.today)
        if not dry_run:
            take(job.store, job.who, returned)
        for line in returned.changes:
            say(line)


def _import_rows(what: str, files: list[str], *, dry_run: bool) -> None:
    from mdoverleg.edits import intake as edits
    from mdoverleg.intake import agenda, cases, people

    readers = {"people": people.read_people, "cases": cases.read_cases, "agenda": agenda.read_agenda}
    writers = {"people": edits.add_people, "cases": edits.add_cases, "agenda": edits.add_agenda}
    with work() as job:
        with job.store.read() as reader:
            found = readers[what](reader, [Path(file) for file in files], job.today)
        made = () if dry_run else writers[what](job.store, job.who, found)
        for line in found.changes:  # only now: what was not saved must not be called new
            say(line)
        for id_ in made:
            put(id_)
