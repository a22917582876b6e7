"""Drafts of mails in a pack: for everybody one, with what is theirs, and no address but their own."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mdoverleg.domain.dates import day_file
from mdoverleg.domain.exports import Made
from mdoverleg.domain.pack import Pack, PackItem
from mdoverleg.domain.words import _, in_language
from mdoverleg.export import CALENDAR, MAIL, file_name
from mdoverleg.export.leaks import in_file, refuse
from mdoverleg.export.model import Document
from mdoverleg.export.to_eml import TYPES, composed, short_table, what_is


class Written(NamedTuple):
    """One file of a pack that is made."""

    item: PackItem
    document: Document
    name: str
    form: str
    data: bytes


class Draft(NamedTuple):
    """One mail, and the names of the files that go with it."""

    name: str
    data: bytes
    attached: tuple[str, ...]
    item: PackItem
    noted: Made


def drafts_of(pack: Pack, written: Sequence[Written]) -> Iterator[Draft]:
    """Give a draft for every person and organisation of a pack; who is invited to the next meeting gets its agenda.

    Refused when a subject or text holds what its reader may not see; the files were looked through before.
    """
    agenda = [one for one in written if one.item.document == "agenda" and one.form != MAIL]
    by_reader: dict[tuple[str, str], list[Written]] = {}
    for one in written:
        if one.item.kind != "table" and one.form != MAIL:
            by_reader.setdefault((one.item.kind, one.item.recipient), []).append(one)
    for (kind, recipient), files in by_reader.items():
        is_invited = kind == "person" and recipient in pack.invited
        yield _draft(pack, [*files, *(agenda if is_invited else [])])


def _draft(pack: Pack, files: list[Written]) -> Draft:
    item, document = files[0].item, files[0].document
    with in_language(document.language):
        what, day = _("Papers"), day_file(pack.held_on or pack.made_at.date())
        subject = f"{what} · {short_table(document.table)} · {day}"
        lines = tuple(_lines(pack, files))
    marks = {"language": document.language, "mark": "".join(one.name for one in files) + repr(document.made_at)}
    name = file_name(document._replace(file_parts=(*document.file_parts, "mail")), MAIL)
    bare = composed(subject, lines, (), **marks)
    refuse(next(in_file(bare, MAIL, name, item.guard), None))
    attached = [(one.name, one.form, one.data) for one in files if one.form in TYPES]
    data = composed(subject, lines, attached, to=item.prefers.address, **marks)
    noted = item.noted._replace(document="mail")
    return Draft(name, data, tuple(one.name for one in files), item, noted)


def _lines(pack: Pack, files: list[Written]) -> Iterator[str]:
    yield _("Hello,")
    kinds = dict.fromkeys(one.document.kind for one in files)
    what = ", ".join(what_is(kind) for kind in kinds).lower()
    day = day_file(pack.held_on or pack.made_at.date())
    table = short_table(files[0].document.table)
    yield _("With this mail, after the meeting of {day} of {table}: {what}.").format(day=day, table=table, what=what)
    if "reply" in kinds:
        yield _("Please fill in the reply form and send it back by secure mail.")
    if any(one.form == CALENDAR for one in files):
        yield _("The file for a calendar puts the dates in it; imported once more it changes what is there.")
    yield files[0].document.footer
