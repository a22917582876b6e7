"""Writing a document from the screen: which one, for whom, in which format, and where."""

from pathlib import Path
from typing import Any, NamedTuple

from mdoverleg.domain.case_papers import told_to_maker
from mdoverleg.domain.dates import day_text
from mdoverleg.domain.errors import MdError
from mdoverleg.domain.exports import Made, path_text
from mdoverleg.domain.labels import label
from mdoverleg.domain.paths import is_folder, is_there
from mdoverleg.domain.snapshots import BoardSnapshot, CaseRow, MeetingRow, OrganisationRow, PersonRow
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.export import FORMATS, MAIL, formats_of
from mdoverleg.export.leaks import make
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.exports import to_note
from mdoverleg.reads.family_papers import Recipient, recipients
from mdoverleg.reads.house_style import read_house_style
from mdoverleg.reads.lists import read_names
from mdoverleg.reads.minutes_versions import kept_versions
from mdoverleg.reads.papers import read_guarded
from mdoverleg.tui.dialogs.ask import Ask, Question, Understood
from mdoverleg.tui.dialogs.pick import Choice, Pick
from mdoverleg.tui.paths import full_path, short_path
from mdoverleg.tui.runner import who_of
from mdoverleg.tui.screens.base import LiveScreen

Screen = LiveScreen[Any]

FORMAT, FOLDER = "export format", "export folder"
"""What a window remembers of the last export."""


class Wanted(NamedTuple):
    """One document: its name in reads/papers.py, about what, and for whom somebody still has to be chosen."""

    paper: str
    asked: Asked = Asked()
    chooses: str = ""
    """`Person`, `Organisation` or `Member`: who it is for is asked first."""


class Around(NamedTuple):
    """What a document can be about, here."""

    meeting: tuple[int, str] | None = None
    case: tuple[int, str] | None = None
    person: tuple[int, str] | None = None
    organisation: tuple[int, str] | None = None


class Noting(NamedTuple):
    """What the log keeps of a file: who made it, and what it is."""

    who: Who
    made: Made


async def export(screen: Screen) -> None:
    """Ask which document, in which format and where, and write it."""
    wanted = await _which(screen)
    if wanted is not None:
        await write(screen, wanted)


async def write(screen: Screen, wanted: Wanted) -> None:
    """Ask in which format one document is written and where, and write it."""
    keeps = screen.window.keeps
    known = formats_of(wanted.paper)
    choices = [Choice(key, _(FORMATS[key].what_for), f".{key}") for key in known]
    start = keeps.get(FORMAT, "docx")
    picked = await screen.app.push_screen_wait(
        Pick(_("In which format?"), choices, start=start if start in known else known[0])
    )
    if picked is None:
        return
    kind = keeps[FORMAT] = str(picked.key)
    attached = await _goes_with_it(screen, known) if kind == MAIL else "docx"
    who = await who_of(screen) if attached else None
    if attached is None or who is None:
        return
    try:
        data, name, told, made = await screen.window.in_thread(lambda: _made(screen, who, wanted, kind, attached))
    except MdError as error:
        screen.app.notify(error.for_all_to_see(), severity="warning", markup=False)
        return
    for words in told:
        screen.app.notify(words, severity="warning", timeout=12, markup=False)
    await write_where_asked(screen, data, name, Noting(who, made))


async def _goes_with_it(screen: Screen, known: tuple[str, ...]) -> str | None:
    """Ask in which format the document goes with a mail."""
    choices = [Choice(key, _(FORMATS[key].what_for), f".{key}") for key in known if key != MAIL]
    picked = await screen.app.push_screen_wait(Pick(_("What goes with the mail?"), choices, start="docx"))
    return str(picked.key) if picked else None


async def _which(screen: Screen) -> Wanted | None:
    offers = [*_offers(around(screen)), *await screen.window.in_thread(lambda: _off(screen))]
    choices = [Choice(number, words) for number, (words, _wanted) in enumerate(offers)]
    picked = await screen.app.push_screen_wait(Pick(_("Write which document?"), choices))
    if picked is None:
        return None
    wanted = offers[int(str(picked.key))][1]
    if wanted.paper == "minutes":
        return await _of_version(screen, wanted)
    if not wanted.chooses:
        return wanted
    if wanted.chooses == "Member":
        return await _for_member(screen, wanted)
    names = await screen.window.in_thread(lambda: read_names(screen.window.store))
    rows = [Choice(row.pk, row.name, row.organisation) for row in names.records[wanted.chooses]]
    found = await screen.app.push_screen_wait(Pick(_("For whom?"), rows))
    if found is None:
        return None
    pk = int(str(found.key))
    of = Asked(person_pk=pk) if wanted.chooses == "Person" else Asked(organisation_pk=pk)
    return wanted._replace(asked=of)


async def _of_version(screen: Screen, wanted: Wanted) -> Wanted | None:
    """Ask which version of the minutes, where an earlier one than the newest is kept."""
    newest, earlier = await screen.window.in_thread(lambda: _versions(screen, wanted.asked.meeting_pk or 0))
    if not earlier:
        return wanted
    choices = [Choice(0, newest)]
    choices += [Choice(number, _("Version {number}, as it was fixed").format(number=number)) for number in earlier]
    picked = await screen.app.push_screen_wait(Pick(_("Which version of the minutes?"), choices))
    if picked is None:
        return None
    return wanted._replace(asked=wanted.asked._replace(version=int(str(picked.key))))


def _versions(screen: Screen, meeting_pk: int) -> tuple[str, list[int]]:
    """Return what the newest minutes are, and the versions before them that are kept, the newest first."""
    with screen.window.store.read() as reader:
        kept = sorted(kept_versions(reader, meeting_pk), reverse=True)
        closed = reader.value("SELECT minutes_version FROM meeting WHERE pk = ? AND closed_at NOT NULL", (meeting_pk,))
    if closed is None:
        return _("As it is now: a draft"), kept
    return _("The newest: version {number}").format(number=closed), [number for number in kept if number < closed]


async def _for_member(screen: Screen, wanted: Wanted) -> Wanted | None:
    """Ask for which family member; where contact is not safe, whether it is to be made nevertheless."""
    from mdoverleg.tui.dialogs.confirm import confirm

    family = await screen.window.in_thread(lambda: _recipients(screen, wanted))
    rows = [Choice(row.pk, row.id, label("Relation", row.relation)) for row in family]
    found = await screen.app.push_screen_wait(Pick(_("For which family member?"), rows))
    member = next((row for row in family if found is not None and row.pk == found.key), None)
    if member is None:
        return None
    if member.is_unsafe:
        title = _("Contact with {member} is not safe. Make this sheet nevertheless?").format(member=member.id)
        asked = confirm(title, _("Yes, make it"), _("No, make nothing"), doubt=True)
        answer = await screen.app.push_screen_wait(asked)
        if answer is None or answer.key is not True:
            return None
    return wanted._replace(asked=wanted.asked._replace(member_pk=member.pk, although_unsafe=member.is_unsafe))


def _recipients(screen: Screen, wanted: Wanted) -> tuple[Recipient, ...]:
    with screen.window.store.read() as reader:
        return recipients(reader, wanted.asked.case_pk or 0)


def around(screen: Screen) -> Around:
    """Return what this screen shows, or what stands under its cursor."""
    board = screen.snapshot
    if isinstance(board, BoardSnapshot):
        meeting, case = board.meeting, board.case
        day = day_text(meeting.held_on, board.today) if meeting else ""
        return Around((meeting.pk, day) if meeting else None, (case.head.pk, case.head.alias) if case else None)
    row = getattr(getattr(screen, "list", None), "row", None)
    if isinstance(row, MeetingRow) and board is not None:
        return Around(meeting=(row.pk, day_text(row.held_on, board.today)))
    if isinstance(row, CaseRow):
        return Around(case=(row.pk, row.alias))
    if isinstance(row, PersonRow):
        return Around(person=(row.pk, row.name), organisation=(row.organisation_pk, row.organisation))
    return Around(organisation=(row.pk, row.name)) if isinstance(row, OrganisationRow) else Around()


def _offers(around: Around) -> list[tuple[str, Wanted]]:
    """Return the documents that can be written here, what is at hand first."""
    offers: list[tuple[str, Wanted]] = []
    if around.meeting:
        pk, day = around.meeting
        of = Asked(meeting_pk=pk)
        offers += [
            (_("Action points of the meeting of {day}").format(day=day), Wanted("actions", of)),
            (_("Minutes of the meeting of {day}").format(day=day), Wanted("minutes", of)),
            (_("Decisions of the meeting of {day}").format(day=day), Wanted("decisions", of)),
            (_("Agenda of the meeting of {day}").format(day=day), Wanted("agenda", of)),
            (_("Whom to call after the meeting of {day}").format(day=day), Wanted("calls", of)),
        ]
    if around.case:
        pk, alias = around.case
        of = Asked(case_pk=pk)
        offers += [
            (_("Action points of {case}").format(case=alias), Wanted("actions", of)),
            (_("Case sheet of {case}: everything, for who leads it").format(case=alias), Wanted("case", of)),
            (_("Decisions and roles of {case}").format(case=alias), Wanted("decisions", of)),
            (_("A sheet for a family member of {case}").format(case=alias), Wanted("family", of, "Member")),
            (_("Pre-announcement for the crisis service about {case}").format(case=alias), Wanted("crisis", of)),
        ]
    if around.person:
        pk, name = around.person
        of = Asked(person_pk=pk)
        offers.append((_("Action points for {name}").format(name=name), Wanted("actions", of)))
        offers.append((_("Reply form for {name}").format(name=name), Wanted("reply", of)))
        offers.append((_("What {name} takes over from others").format(name=name), Wanted("handover", of)))
    if around.organisation:
        pk, name = around.organisation
        of = Asked(organisation_pk=pk)
        offers.append((_("Action points for {name}").format(name=name), Wanted("actions", of)))
        offers.append((_("Reply form for {name}").format(name=name), Wanted("reply", of)))
        offers.append((_("Phone numbers of {name}").format(name=name), Wanted("phones", of)))
    return [
        *offers,
        (_("Action points for one person: only what is theirs"), Wanted("actions", chooses="Person")),
        (_("Action points for one organisation: only what it may see"), Wanted("actions", chooses="Organisation")),
        (_("Reply form for one person: to fill in and send back"), Wanted("reply", chooses="Person")),
        (_("Reply form for one organisation: to fill in and send back"), Wanted("reply", chooses="Organisation")),
        (_("What one person takes over from others"), Wanted("handover", chooses="Person")),
        (_("All open action points"), Wanted("actions", Asked(is_open=True))),
        (_("All late action points"), Wanted("actions", Asked(is_late=True))),
        (_("Phone numbers of everybody"), Wanted("phones")),
        (_("What stands in the way: for managers, without families"), Wanted("obstacles")),
        (_("Numbers by year, over the whole table: nothing below five"), Wanted("numbers")),
    ]


def _off(screen: Screen) -> list[tuple[str, Wanted]]:
    """Return what tells of meetings that were called off, of which somebody still holds an invitation."""
    from mdoverleg.reads.cancellations import called_off, still_invited

    today = screen.window.now(str(getattr(screen.snapshot, "zone", "UTC"))).date()
    with screen.window.store.read() as reader:
        invited = still_invited(reader, today)
        found = [one for one in called_off(reader) if one.pk in invited] if invited else []
    words = _("The meeting of {day} is off: for who was invited")
    return [
        (words.format(day=day_text(one.held_on, today)), Wanted("cancellation", Asked(meeting_pk=one.pk)))
        for one in found
    ]


def _made(
    screen: Screen, who: Who, wanted: Wanted, kind: str, attached: str
) -> tuple[bytes, str, tuple[str, ...], Made]:
    """Return the document, the name proposed for it, what its maker should hear, and what is noted of it.

    Runs in the thread of the file.
    """
    store = screen.window.store
    made_by = who.name if who.person_pk is not None else ""
    paper, guard = read_guarded(store, wanted.paper, wanted.asked, made_by=made_by)
    ready = make(paper, guard, kind, attached=attached, style=read_house_style(store))
    with store.read() as reader:
        made = to_note(reader, wanted.paper, wanted.asked, paper)
    made = made.of(ready.data, format_name=kind, path=None, lines=ready.document.size)
    return ready.data, ready.name, told_to_maker(paper), made


async def write_where_asked(screen: Screen, data: bytes, name: str, noting: Noting) -> None:
    """Ask where it goes and write it; what is there already is only replaced after asking."""
    keeps = screen.window.keeps
    own = own_folder()
    folder = full_path(keeps[FOLDER]) if FOLDER in keeps else own
    typed = short_path(free_path(folder / name))
    while True:
        question = Question("file", _("Write to"), typed, lambda text: _reads_file(text, own))
        answers = await screen.app.push_screen_wait(
            Ask(_("Export"), [question], hint=_("Enter writes it · Esc leaves"))
        )
        if answers is None:
            return
        typed = answers["file"]
        path = full_path(typed)
        if is_there(path) and not await _replaces(screen):
            continue
        try:
            await screen.window.in_thread(lambda: write_noted(screen, path, data, noting))  # noqa: B023 - awaited here
        except MdError as error:
            screen.app.notify(error.for_all_to_see(), severity="warning", markup=False)
            continue
        keeps[FOLDER] = str(path.parent)
        words = _("Written: {path}").format(path=short_path(path))
        screen.app.notify(words, timeout=12, markup=False)
        return


def own_folder() -> Path:
    """Return the folder that is proposed: `mdoverleg` in the user's documents, else in the user's own folder."""
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return (documents if is_folder(documents) else Path.home()) / "mdoverleg"


def free_path(path: Path) -> Path:
    """Return the path, with a number where the name is taken."""
    free, number = path, 2
    while is_there(free):
        free, number = path.with_name(f"{path.stem}-{number}{path.suffix}"), number + 1
    return free


def _reads_file(typed: str, own: Path) -> Understood:
    path = full_path(typed)
    if is_folder(path):
        return Understood(_("This is a folder; type a file name behind it."), is_fine=False)
    if is_there(path):
        return Understood(_("This file is there already and will be replaced."))
    if path.parent == own and not is_folder(own):
        return Understood(_("The folder mdoverleg is made too."))
    fine = is_folder(path.parent)
    return Understood("" if fine else _("This folder does not exist."), fine)


async def _replaces(screen: Screen) -> bool:
    from mdoverleg.tui.dialogs.confirm import confirm

    title = _("This file is there already. Replace it?")
    answer = await screen.app.push_screen_wait(confirm(title, _("Yes, replace it"), _("No, another name")))
    return answer is not None and answer.key is True


def write_noted(screen: Screen, path: Path, data: bytes, noting: Noting) -> Path:
    """Write the file and note it in the log: both or neither; runs in the thread of the file."""
    from mdoverleg.edits.exports import noted

    with noted(screen.window.store, noting.who, noting.made._replace(path=path_text(path.absolute()))):
        written(path, data, own_folder())
    screen.window.feed.noticed()
    return path


def written(path: Path, data: bytes, own: Path) -> Path:
    """Write a file for this user alone; the folder `mdoverleg` is made when it is not there."""
    from mdoverleg.export.writing import write_file

    make_own_folder(path, own)
    return write_file(path, data, overwrite=True)


def make_own_folder(path: Path, own: Path) -> None:
    """Make the folder `mdoverleg`, for this user alone, when something is to stand in it and it is not there."""
    from contextlib import suppress

    if path.parent == own and not is_folder(own):
        with suppress(OSError):
            own.mkdir(mode=0o700, parents=True)
