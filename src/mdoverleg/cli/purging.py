"""Commands on how long data are kept: what is due, erasing it for good, and somebody's rights to see and be erased."""

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import typer

from mdoverleg.cli.exports import write_noted
from mdoverleg.cli.lists import show_json, show_table
from mdoverleg.cli.people import people
from mdoverleg.cli.saying import prompt, put, say
from mdoverleg.cli.writes import Work, pairs, work
from mdoverleg.domain.certificates import backup_lines, elsewhere_lines, erased_lines, mention_words
from mdoverleg.domain.errors import FileRefused, Refused
from mdoverleg.domain.inputs_say import one_line
from mdoverleg.domain.retention import Cleaned, Due, Erased, FileLeft, term_words, why_words
from mdoverleg.domain.words import N_, _, n_

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

ALIAS = typer.Argument(metavar="ALIAS", help=N_("Alias or id of the case."))
WHOM = typer.Argument(metavar="PERSON", help=N_("Id or name of a participant, or id of a family member."))
DRY = typer.Option(False, "--dry-run", help=N_("Only show what would go."))
WITH_FILES = typer.Option(False, "--with-files", help=N_("Also delete the files made of it that are still there."))
JSON = typer.Option(False, "--json", help=N_("As JSON."))


def register(app: typer.Typer) -> None:
    """Add the commands on how long data are kept."""
    app.command("retention", help=N_("How long data are kept; KEY=NUMBER changes a term."))(retention)
    app.command("purge", help=N_("Erase for good what was kept long enough, log included."))(purge)
    app.command("forget", help=N_("Erase one case for good now, log included."))(forget)


def retention(
    words: list[str] | None = typer.Argument(None, metavar="KEY=NUMBER"),
    as_json: bool = JSON,
) -> None:
    """Show or change how long data are kept, and until when each case is."""
    from mdoverleg.edits.erasing import set_terms
    from mdoverleg.reads.retention import came_back, kept_cases, terms

    with work() as job:
        if words:
            set_terms(job.store, job.who, numbers={key: _number(key, text) for key, text in pairs(words).items()})
        with job.store.read() as reader:
            by, cases, back = terms(reader), kept_cases(reader), came_back(reader)
    if as_json:
        listed = [
            {"alias": one.alias, "status": one.status, "until": one.until, "came_back": one.pk in back} for one in cases
        ]
        show_json({"terms": by._asdict(), "cases": listed})
        return
    show_table((name, number, term_words(name, number)) for name, number in by._asdict().items())
    if cases:
        put()
        show_table(
            (
                one.alias,
                f"{one.until:%d-%m-%Y}" if one.until else "–",
                why_words("came_back") if one.pk in back else "",
            )
            for one in cases
        )


def _number(key: str, text: str | None) -> int:
    if text is None or not text.strip().isdigit():
        raise Refused(_("{key}: “{text}” is no whole number").format(key=key, text=text or ""))
    return int(text)


def purge(dry_run: bool = DRY, with_files: bool = WITH_FILES, as_json: bool = JSON) -> int:
    """Erase what was kept long enough."""
    from mdoverleg.edits.erasing import erase_cases, erase_meetings, erase_old_log
    from mdoverleg.reads.numbers_paper import count_cases, count_meetings
    from mdoverleg.reads.retention import read_retention

    with work() as job:
        found = read_retention(job.store).due
        if dry_run:
            _show(job.store, found, as_json=as_json)
            return 0
        _say_waiting(found)
        due = [one for one in found if not one.waits]
        if not due:
            say(_("Nothing is due to be erased."))
            return 0
        if sys.stdin.isatty():
            _show(job.store, due, as_json=False)
            with_files = _agreed(due, with_files=with_files)
        _settle_files(job, due, with_files=with_files)
        cases = [one.pk for one in due if one.kind == "case"]
        meetings = [one.pk for one in due if one.kind == "meeting"]
        if cases:
            erased = erase_cases(job.store, job.who, pks=cases, count=count_cases)
            _finish(job.store, erased)
        if meetings:
            _finish(job.store, erase_meetings(job.store, job.who, pks=meetings, count=count_meetings))
        for one in due:
            if one.kind == "log":
                _finish(job.store, erase_old_log(job.store, job.who, before=one.until))
        return 0


def forget(alias: str = ALIAS, dry_run: bool = DRY, with_files: bool = WITH_FILES, as_json: bool = JSON) -> int:
    """Erase one case now."""
    from mdoverleg.edits.erasing import erase_cases
    from mdoverleg.reads.numbers_paper import count_cases
    from mdoverleg.reads.retention import read_forgetting

    with work() as job:
        pk = job.find("case", alias)
        due = [one for one in (read_forgetting(job.store, pk),) if one is not None]
        if dry_run:
            _show(job.store, due, as_json=as_json)
            return 0
        if any(one.waits for one in due):
            raise Refused(_("{alias} is at the table now; go on first.").format(alias=due[0].name))
        if sys.stdin.isatty():
            _show(job.store, due, as_json=False)
            with_files = _agreed(due, with_files=with_files)
        _settle_files(job, due, with_files=with_files)
        _finish(job.store, erase_cases(job.store, job.who, pks=[pk], count=count_cases, asked=True))
        return 0


def _show(store: "Store", due: Iterable[Due], *, as_json: bool) -> None:
    from mdoverleg.reads.retention import mentions

    if as_json:
        show_json([_as_json(one) for one in due])
        return
    listed = list(due)
    show_table(
        (
            one.name,
            why_words(one.why),
            f"{one.until:%d-%m-%Y}" if one.why != "came_back" else "–",
            n_("{n} row", "{n} rows", one.rows).format(n=one.rows),
            n_("{n} log entry", "{n} log entries", one.entries).format(n=one.entries),
            _("not now: {reason}").format(reason=one.waits) if one.waits else "",
        )
        for one in listed
    )
    if named := mention_words(mentions(store, [one.pk for one in listed if one.kind == "case"])):
        put(f"  {named}")
    for file in _files(listed):
        put("  " + _("still on the disk: {what}, {path}").format(what=file.what, path=file.path))
    if not listed:
        say(_("Nothing is due to be erased."))


def _as_json(one: Due) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "name": one.name,
        "why": one.why,
        "until": one.until,
        "rows": one.rows,
        "log_entries": one.entries,
        "files": [file._asdict() for file in one.files],
        "waits": one.waits or None,
    }


def _files(due: Iterable[Due]) -> tuple[FileLeft, ...]:
    from mdoverleg.reads.retention import files_of

    return files_of(due)


def _say_waiting(found: Iterable[Due]) -> None:
    for one in found:
        if one.waits:
            say(_("{name} is not erased: {reason}").format(name=one.name, reason=one.waits))


def _agreed(due: list[Due], *, with_files: bool) -> bool:
    """Offer the decision list, ask whether it may go, and tell whether the files go too; Refused when it stays."""
    from mdoverleg.cli.exports import Names, write_paper

    output = _asked(_("The decision list can be kept first. File to write it to (.docx); Enter goes on without: "))
    if output and not output.casefold().endswith(".docx"):  # who answers no to a question is not given a file of it
        raise Refused(_("“{word}” does not end in .docx; nothing was erased").format(word=one_line(output)))
    if output:
        write_paper("decisions", Names(), "docx", output)
    files = _files(due)
    if files and not with_files:
        question = n_("Delete {n} file made of it too?", "Delete {n} files made of it too?", len(files))
        with_files = _says_yes(question.format(n=len(files)))
    names = ", ".join(one.name for one in due)  # the last question: whoever doubts says no here, and nothing happens
    if not _says_yes(_("Erase for good, without a way back: {names}?").format(names=names)):
        raise Refused(_("nothing was erased"))
    return with_files


def _says_yes(question: str) -> bool:
    return _asked(_("{question} Type yes: ").format(question=question)).casefold() in ("yes", "ja")


def _asked(words: str) -> str:
    prompt(words)
    return sys.stdin.readline().strip()


def _settle_files(job: Work, due: Iterable[Due], *, with_files: bool) -> None:
    """Delete the files that were made of it, or say which stay; before the log forgets where they are."""
    from mdoverleg.edits.exports import delete
    from mdoverleg.reads.exports import read_exports

    files = {file.number: file for file in _files(due)}
    if not with_files:
        for file in files.values():
            say(_("Not deleted, still on the disk: {path}").format(path=file.path))
        return
    for row in read_exports(job.store):
        if row.number in files:
            delete(job.store, job.who, row, although_changed=True)
            say(_("Deleted: {path}").format(path=row.path))


def _finish(store: "Store", erased: Erased) -> None:
    for line in said(erased, _cleaned(store)):
        say(line)


def _cleaned(store: "Store") -> Cleaned | None:
    try:
        done = store.clean_up()
    except FileRefused:
        return None
    if done and done.certificate:
        put(done.certificate)
    return done


def said(erased: Erased, done: Cleaned | None) -> Iterator[str]:
    """Say what was erased and what became of the file and its backups."""
    yield _("Erased for good: {numbers}").format(
        numbers=", ".join(line for line in erased_lines(erased) if not line.startswith(" "))
    )
    if done is None:
        yield _("Another window holds the file: it and its backups are cleaned up at the next opening.")
        return
    yield from backup_lines(done)
    yield from elsewhere_lines(done)
    if not done.certificate:
        yield _("The certificate could not be written beside the table.")


@people.command("export", help=N_("Everything the file holds about one person, to hand over."))
def export_person(
    whom: str = WHOM,
    output: str = typer.Option("-", metavar="FILE", help=N_("File to write to; - is stdout.")),
    format_: str = typer.Option("txt", "--format", metavar="F", help=N_("txt or json.")),
) -> None:
    """Write what is known of one person."""
    from mdoverleg.domain.exports import Made
    from mdoverleg.export.dossier import FORMATS, lines_in, render
    from mdoverleg.export.writing import refuse_unwritable
    from mdoverleg.reads.dossier import read_dossier

    if format_ not in FORMATS:
        raise Refused(_("{format} is no format here; choose from txt or json").format(format=format_))
    refuse_unwritable(output, is_text=True)
    with work() as job:
        kind, pk = _find(job, whom)
        dossier = read_dossier(job.store, kind, pk)
        data = render(dossier, format_)
        path = None if output == "-" else _path(output)
        about = Made("dossier", person_id=pk) if kind == "Person" else Made("dossier", member_id=pk)
        made = about.of(data, format_name=format_, path=path, lines=lines_in(dossier))
        write_noted(job.store, job.who, made, output, data, is_text=True)
    say(_("Look through it before it is handed over: it also holds words about others."))


def _path(output: str) -> Any:
    from pathlib import Path

    return Path(output)


@people.command("erase", help=N_("Erase one person for good: who left, or asks for it."))
def erase_person(whom: str = WHOM, dry_run: bool = DRY) -> int:
    """Erase one person."""
    from mdoverleg.edits import erasing
    from mdoverleg.reads.dossier import read_dossier

    with work() as job:
        kind, pk = _find(job, whom)
        if dry_run or sys.stdin.isatty():
            named = len(read_dossier(job.store, kind, pk).named_in)
            sentence = n_("{n} record names this person.", "{n} records name this person.", named)
            say(sentence.format(n=named) + " " + erasing.says_what_goes(kind))
        if dry_run:
            return 0
        if sys.stdin.isatty() and not _says_yes(_("Erase for good, without a way back: {names}?").format(names=whom)):
            raise Refused(_("nothing was erased"))
        erase = erasing.erase_person if kind == "Person" else erasing.erase_member
        _finish(job.store, erase(job.store, job.who, pk=pk))
        return 0


def _find(job: Work, text: str) -> tuple[str, int]:
    """Return the kind and key of who is named: a family member by exact id, else a participant."""
    with job.store.read() as reader:
        member = reader.value("SELECT pk FROM member WHERE id = ? COLLATE NOCASE", (text,))
    return ("Member", int(member)) if member is not None else ("Person", job.find("person", text))
