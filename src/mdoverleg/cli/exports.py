"""Commands that write what goes out: the whole table, and documents for readers."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from mdoverleg.cli import context
from mdoverleg.cli.saying import say
from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import N_, _, n_

if TYPE_CHECKING:
    from mdoverleg.domain.exports import Made
    from mdoverleg.store.reading import Reader
    from mdoverleg.store.store import Store

exports = typer.Typer(help=N_("Write a document, each holding only what its reader may see."))
OUTPUT = typer.Option(..., metavar="FILE", help=N_("File to write; `-` writes text to stdout."))
FORMAT = typer.Option(
    ..., "--format", metavar="F", help=N_("docx, pdf, odt, html, txt, md, xlsx, ods, csv, json, ics, eml or eml:pdf.")
)
MEETING = typer.Option(None, metavar="ID", help=N_("Of this meeting."))
OF_MEETING = typer.Option(..., "--meeting", metavar="ID", help=N_("Of this meeting."))
OF_CASE = typer.Option(..., "--case", metavar="ALIAS", help=N_("Of this case."))
CASE = typer.Option(None, metavar="ALIAS", help=N_("Of this case."))


@exports.command("table", help=N_("Everything, as JSON: the inverse of `import table`."))
def export_table(output: str = OUTPUT) -> None:
    """Export the table."""
    from mdoverleg.domain.exports import Made
    from mdoverleg.export.table_json import render
    from mdoverleg.export.writing import refuse_unwritable, write_out
    from mdoverleg.reads.document import read_document
    from mdoverleg.reads.exports import all_cases

    refuse_unwritable(output, is_text=True)
    store = context.open_store(context.current)
    with store.read() as reader:
        document = read_document(reader)
        who = context.who(context.current, reader)
        cases = all_cases(reader)
    data = render(document)
    made = Made("table", cases=cases).of(data, format_name="json", path=_path(output), lines=len(cases))
    try:
        write_noted(store, who, made, output, data, is_text=True)
    except FileRefused as refused:
        # The way out of a file that cannot be written any more: better not noted than lost.
        write_out(output, data, is_text=True, overwrite=True)
        say(_("This file is not noted in the log: {reason}").format(reason=refused))


@exports.command("actions", help=N_("An action list: of a meeting, case, person or organisation, or all that is open."))
def export_actions(
    output: str = OUTPUT,
    format_: str = FORMAT,
    meeting: str | None = MEETING,
    case: str | None = CASE,
    person: str | None = typer.Option(None, metavar="P", help=N_("For this person: only what is theirs.")),
    organisation: str | None = typer.Option(None, metavar="O", help=N_("For this organisation: only what it may see.")),
    status: str | None = typer.Option(None, metavar="S", help=N_("Only this status.")),
    overdue: bool = typer.Option(False, "--overdue", help=N_("Only what is late.")),
) -> None:
    """Export an action list."""
    from mdoverleg.domain.inputs_words import from_words

    found = from_words("ActionPoint", "status", status) if status else None
    names = Names(meeting, case, person, organisation)
    write_paper("actions", names, format_, output, is_late=overdue, status=found)


@exports.command("agenda", help=N_("The agenda of a meeting with its times."))
def export_agenda(output: str = OUTPUT, format_: str = FORMAT, meeting: str | None = MEETING) -> None:
    """Export an agenda."""
    write_paper("agenda", Names(meeting), format_, output)


@exports.command("cancellation", help=N_("Word that a meeting was called off, also for calendars that hold it."))
def export_cancellation(output: str = OUTPUT, format_: str = FORMAT, meeting: str = OF_MEETING) -> None:
    """Export a cancellation."""
    write_paper("cancellation", Names(called_off=meeting), format_, output)


@exports.command("minutes", help=N_("The minutes of a meeting: who was there, and per case what was agreed."))
def export_minutes(
    output: str = OUTPUT,
    format_: str = FORMAT,
    meeting: str = OF_MEETING,
    version: int = typer.Option(
        0, "--version", metavar="N", help=N_("As they were fixed in this version; left out: the newest.")
    ),
) -> None:
    """Export the minutes."""
    write_paper("minutes", Names(meeting), format_, output, version=version)


@exports.command("case", help=N_("The case sheet: everything of one case, for who leads it."))
def export_case(output: str = OUTPUT, format_: str = FORMAT, case: str = OF_CASE) -> None:
    """Export the case sheet."""
    write_paper("case", Names(case=case), format_, output)


@exports.command("family", help=N_("A sheet for one family member, in plain words."))
def export_family(
    output: str = OUTPUT,
    format_: str = FORMAT,
    case: str = OF_CASE,
    member: str = typer.Option(..., metavar="M", help=N_("For this family member.")),
    although_unsafe: bool = typer.Option(
        False, "--although-unsafe", help=N_("Also for somebody with whom contact is not safe.")
    ),
) -> None:
    """Export the sheet for a family member."""
    write_paper("family", Names(case=case, member=member), format_, output, although_unsafe=although_unsafe)


@exports.command("crisis", help=N_("The pre-announcements for the crisis service that are valid today."))
def export_crisis(output: str = OUTPUT, format_: str = FORMAT, case: str | None = CASE) -> None:
    """Export the pre-announcements."""
    write_paper("crisis", Names(case=case), format_, output)


@exports.command("decisions", help=N_("Decisions, current roles and next review per case."))
def export_decisions(
    output: str = OUTPUT, format_: str = FORMAT, meeting: str | None = MEETING, case: str | None = CASE
) -> None:
    """Export decisions."""
    write_paper("decisions", Names(meeting, case), format_, output)


@exports.command("handover", help=N_("For somebody who takes over: per case what is theirs now, and the line so far."))
def export_handover(
    output: str = OUTPUT,
    format_: str = FORMAT,
    person: str = typer.Option(..., metavar="P", help=N_("Who takes over.")),
) -> None:
    """Export what somebody takes over."""
    write_paper("handover", Names(person=person), format_, output)


@exports.command("reply", help=N_("A form to fill in about their action points; `import returns` reads it."))
def export_reply(
    output: str = OUTPUT,
    format_: str = typer.Option(..., "--format", metavar="F", help=N_("xlsx, docx, ods or csv.")),
    person: str | None = typer.Option(None, metavar="P", help=N_("For this person: only what is theirs.")),
    organisation: str | None = typer.Option(None, metavar="O", help=N_("For this organisation: only what it may see.")),
) -> None:
    """Export a reply form."""
    write_paper("reply", Names(person=person, organisation=organisation), format_, output)


@exports.command("phones", help=N_("Who works where, and how to reach them."))
def export_phones(output: str = OUTPUT, format_: str = FORMAT) -> None:
    """Export the phone list."""
    write_paper("phones", Names(), format_, output)


@exports.command("calls", help=N_("Whom to call after a meeting and about what, with numbers; and who comes when."))
def export_calls(output: str = OUTPUT, format_: str = FORMAT, meeting: str | None = MEETING) -> None:
    """Export the call sheet."""
    write_paper("calls", Names(meeting), format_, output)


@exports.command("obstacles", help=N_("What stands in the way, over all cases, without anything about a family."))
def export_obstacles(
    output: str = OUTPUT,
    format_: str = FORMAT,
    organisation: str | None = typer.Option(None, metavar="O", help=N_("Only at this organisation.")),
) -> None:
    """Export the obstacles."""
    write_paper("obstacles", Names(organisation=organisation), format_, output)


@exports.command("numbers", help=N_("Counts over the whole table by year; nothing per case, nothing below five."))
def export_numbers(output: str = OUTPUT, format_: str = FORMAT) -> None:
    """Export the numbers."""
    write_paper("numbers", Names(), format_, output)


@exports.command("pack", help=N_("Everything that goes out after a meeting, in one folder."))
def export_pack(
    output: str = typer.Option(..., metavar="FOLDER", help=N_("Folder to make; there is none yet, or it is empty.")),
    meeting: str = OF_MEETING,
    formats: list[str] | None = typer.Option(
        None, "--format", metavar="F", help=N_("Format of the files; may be repeated. Else docx and xlsx.")
    ),
    mail: bool = typer.Option(
        False, "--mail", help=N_("Also drafts of mails: for everybody one, with what is theirs.")
    ),
    for_: list[str] | None = typer.Option(
        None,
        "--for",
        metavar="WHO=FORMATS",
        help=N_(
            "What one person or organisation gets (JB=pdf,ics), and an address for the draft; kept. May be repeated."
        ),
    ),
    replace: bool = typer.Option(False, "--replace", help=N_("Replace an older pack in this folder.")),
) -> None:
    """Export a pack."""
    from functools import partial

    from mdoverleg.edits.exports import noted
    from mdoverleg.edits.preferences import keep
    from mdoverleg.export import refuse_unknown
    from mdoverleg.export.pack import refuse_place, write_pack
    from mdoverleg.export.preferences import typed_preferences
    from mdoverleg.reads.pack import read_pack
    from mdoverleg.reads.preferences import read_preferring, whose

    for name in formats or ():
        refuse_unknown(name)
    refuse_place(Path(output), replace=replace)
    store = context.open_store(context.current)
    with store.read() as reader:
        maker = context.who(context.current, reader)
        pk = context.find_meeting(reader, meeting).pk
    if typed := typed_preferences(";".join(for_ or ())):
        known = read_preferring(store)
        keep(store, {whose(name, known): prefers for name, prefers in typed.items()})
    pack = read_pack(store, pk, made_by=maker.name if maker.person_pk else "")
    names = write_pack(
        pack,
        Path(output),
        tuple(formats or ()),
        mails=mail,
        replace=replace,
        step=Progress().step,
        noting=partial(noted, store, maker),
    )
    say(n_("{n} file in {path}", "{n} files in {path}", len(names)).format(n=len(names), path=output))


class Progress:
    """Says on stderr how far a pack is: at every tenth part, a line each."""

    def __init__(self) -> None:
        self._tenth = 0

    def step(self, done: int, total: int) -> bool:
        """Say it where a next tenth part is done; a command goes on until it is interrupted."""
        tenth = done * 10 // max(1, total)
        if tenth > self._tenth:
            self._tenth = tenth
            say(_("{done} of {total} files").format(done=done, total=total))
        return True


class Names(NamedTuple):
    """What a document is about, as it was typed."""

    meeting: str | None = None
    case: str | None = None
    person: str | None = None
    organisation: str | None = None
    member: str | None = None
    called_off: str | None = None


def write_paper(paper: str, names: Names, format_name: str, output: str, **more: Any) -> None:
    """Write one document about what was named; Refused when there is no such thing, format or folder.

    `eml:pdf` is a mail with the document in it as pdf, `eml` one with docx.
    """
    from mdoverleg.domain.case_papers import told_to_maker
    from mdoverleg.export import FORMATS, split_format
    from mdoverleg.export.leaks import make
    from mdoverleg.export.writing import refuse_unwritable
    from mdoverleg.reads.action_points import Asked
    from mdoverleg.reads.exports import to_note
    from mdoverleg.reads.house_style import read_house_style
    from mdoverleg.reads.papers import read_guarded

    format_name, attached = split_format(format_name)
    store = context.open_store(context.current)
    with store.read() as reader:
        case = context.find_case(reader, names.case) if names.case else None
        asked = Asked(
            meeting_pk=_meeting(reader, names),
            case_pk=case.pk if case else None,
            member_pk=context.find_member(reader, case.pk, names.member).pk if names.member and case else None,
            person_pk=context.find_person(reader, names.person).pk if names.person else None,
            organisation_pk=context.find_organisation(reader, names.organisation).pk if names.organisation else None,
            **more,
        )
        maker = context.who(context.current, reader)
    read, guard = read_guarded(store, paper, asked, made_by=maker.name if maker.person_pk else "")
    ready = make(read, guard, format_name, attached=attached, style=read_house_style(store))
    refuse_unwritable(output, is_text=FORMATS[format_name].is_text)
    with store.read() as reader:
        made = to_note(reader, paper, asked, read)
    made = made.of(ready.data, format_name=format_name, path=_path(output), lines=ready.document.size)
    write_noted(store, maker, made, output, ready.data, is_text=FORMATS[format_name].is_text)
    for words in told_to_maker(read):
        say(words)


def _meeting(reader: "Reader", names: Names) -> int | None:
    if names.called_off:
        return context.find_called_off(reader, names.called_off).pk
    return context.find_meeting(reader, names.meeting).pk if names.meeting else None


def _path(output: str) -> Path | None:
    return None if output == "-" else Path(output)


def write_noted(store: "Store", who: Who, made: "Made", output: str, data: bytes, *, is_text: bool) -> None:
    """Write one file and note it in the log: both or neither.

    What goes to stdout is noted before: who reads it may be slow, and other windows save meanwhile.
    """
    from mdoverleg.edits.exports import noted
    from mdoverleg.export.writing import write_out

    with noted(store, who, made):
        if output != "-":
            write_out(output, data, is_text=is_text, overwrite=True)
    if output == "-":
        write_out(output, data, is_text=is_text, overwrite=True)
