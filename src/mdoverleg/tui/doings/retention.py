"""How long data are kept: until when a case is, the terms of the table, what is due, and erasing it for good."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from mdoverleg.domain.certificates import backup_lines, elsewhere_lines, erased_lines, mention_words
from mdoverleg.domain.dates import day_file
from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.retention import RANGES, Cleaned, Due, Erased, Terms, term_words, why_words
from mdoverleg.domain.snapshots import CaseRow
from mdoverleg.domain.words import _, n_
from mdoverleg.tui import late
from mdoverleg.tui.dialogs.ask import Ask, Question, Understood
from mdoverleg.tui.dialogs.pick import Choice, Pick
from mdoverleg.tui.dialogs.preview import Preview
from mdoverleg.tui.dialogs.tick import Tick
from mdoverleg.tui.dialogs.working import Step, Working
from mdoverleg.tui.paths import short_path
from mdoverleg.tui.runner import ask_until_saved, run_edit, who_of
from mdoverleg.tui.screens.base import LiveScreen

Screen = LiveScreen[Any]
Erasing = Callable[[Any, Any], Erased]

STAGES = 3
"""Of an erasing: the files, the rows and the log, the file written anew with its backups."""


def _case_of(screen: Screen) -> tuple[int, str, Any] | None:
    """Return key, alias and last day of the case of this line, or of the case that is shown."""
    row = getattr(getattr(screen, "list", None), "row", None)
    if isinstance(row, CaseRow):
        return row.pk, row.alias, row.retain_until
    case = getattr(screen.snapshot, "case", None)
    return (case.head.pk, case.head.alias, case.head.retain_until) if case is not None else None


async def keep_until(screen: Screen) -> None:
    """Set the last day on which a case is kept; an empty line takes it away."""
    from mdoverleg.tui.dialogs.numbers import day_reader

    found = _case_of(screen)
    if found is None or screen.snapshot is None:
        return
    pk, alias, now = found
    say, day_of = day_reader(screen.snapshot.today, None)
    label = _("The last day on which the data are kept (empty: none)")
    question = Question("until", label, day_file(now) if now else "", say, needed=False)

    async def save(answers: dict[str, str]) -> object:
        values = {"retain_until": day_of(answers["until"]) if answers["until"] else None}
        seen = {"retain_until": now}
        return await run_edit(
            screen,
            lambda store, who: late.cases.change(store, who, pk=pk, values=values, expected=seen),
            anyway=lambda store, who: late.cases.change(store, who, pk=pk, values=values),
        )

    await ask_until_saved(screen, partial(Ask, _("Keep {alias} until").format(alias=alias), [question]), save)


async def terms(screen: Screen) -> None:
    """Change how long the table keeps what, one term after the other; days that cases have stay as they are."""
    from mdoverleg.reads.retention import read_terms

    start: str | None = None
    while True:
        known: Terms = await screen.window.in_thread(lambda: read_terms(screen.window.store))
        choices = [Choice(name, term_words(name, number)) for name, number in known._asdict().items()]
        picked = await screen.app.push_screen_wait(Pick(_("How long is kept what?"), choices, start=start))
        if picked is None:
            return
        start = str(picked.key)
        await _change_term(screen, start, known)


async def _change_term(screen: Screen, name: str, known: Terms) -> None:
    low, high = RANGES[name]
    own = getattr(known, name)

    def reads(typed: str) -> Understood:
        if not (typed.isascii() and typed.isdigit() and low <= int(typed) <= high):
            return Understood(_("Type a whole number from {low} to {high}.").format(low=low, high=high), is_fine=False)
        return Understood(term_words(name, int(typed)))

    async def save(answers: dict[str, str]) -> object:
        from mdoverleg.edits.erasing import set_terms

        numbers = {name: int(answers["number"])}
        return await run_edit(screen, lambda store, who: set_terms(store, who, numbers=numbers))

    question = Question("number", _("Number"), str(own), reads)
    await ask_until_saved(screen, partial(Ask, term_words(name, own), [question]), save)


async def due(screen: Screen) -> None:
    """Show what was kept long enough, tick what goes, and erase it for good after asking."""
    from mdoverleg.reads.retention import read_retention

    found = (await screen.window.in_thread(lambda: read_retention(screen.window.store))).due
    if not found:
        screen.app.notify(_("Nothing is due to be erased."), markup=False)
        return
    choices = [Choice((one.kind, one.pk), one.name, _note(one)) for one in found]
    ready = [(one.kind, one.pk) for one in found if not one.waits]
    title = _("Kept long enough: what is erased for good?")
    ticked = await screen.app.push_screen_wait(Tick(title, choices, ready))
    chosen = [one for one in found if (one.kind, one.pk) in (ticked or ())]
    if any(one.waits for one in chosen):
        waiting = next(one for one in chosen if one.waits)
        words = _("{name} is not erased: {reason}").format(name=waiting.name, reason=waiting.waits)
        screen.app.notify(words, severity="warning", markup=False)
        chosen = [one for one in chosen if not one.waits]
    if chosen:
        await _erase(screen, chosen, asked=False)


def _note(one: Due) -> str:
    if one.waits:
        return _("not now: {reason}").format(reason=one.waits)
    if one.why == "came_back":
        return why_words(one.why)
    kept = _("kept until {day}").format(day=day_file(one.until))
    return f"{why_words(one.why)} · {kept}"


async def forget(screen: Screen) -> None:
    """Show what goes with one case, and erase it for good after asking."""
    from mdoverleg.reads.retention import read_forgetting

    case = _case_of(screen)
    if case is None:
        return
    found = await screen.window.in_thread(lambda: read_forgetting(screen.window.store, case[0]))
    if found is not None and found.waits:
        words = _("{name} is not erased: {reason}").format(name=found.name, reason=found.waits)
        screen.app.notify(words, severity="warning", markup=False)
    elif found is not None:
        await _erase(screen, [found], asked=True)


async def _erase(screen: Screen, chosen: list[Due], *, asked: bool) -> None:
    """Show what goes, ask, do it, and tell what came of it."""
    from mdoverleg.reads.retention import files_of, mentions

    hint = _("Enter goes on · Esc leaves it")
    pks = [one.pk for one in chosen if one.kind == "case"]
    named = await screen.window.in_thread(lambda: mentions(screen.window.store, pks))
    preview = Preview(_("What goes for good"), _what_goes(chosen, named), can_take=True, hint=hint)
    if not await screen.app.push_screen_wait(preview):
        return
    with_files = await _asks(screen, chosen, bool(files_of(chosen)))
    if with_files is None or (who := await who_of(screen)) is None:
        return
    numbers = [file.number for file in files_of(chosen)] if with_files else []

    def work(step: Step) -> str:
        return "\n".join(_erased(screen, who, chosen, numbers, step, asked=asked))

    await at_work(screen, work)


async def at_work(screen: Screen, work: Callable[[Step], str]) -> None:
    """Do an erasing while its stages are shown, and tell what came of it."""
    hint = _("This cannot be stopped half-way")
    working = Working(_("Erasing for good"), screen.window.in_thread, work, hint=hint, says=_stage)
    screen.window.saves += 1
    try:
        said = await screen.app.push_screen_wait(working)
    finally:
        screen.window.saves -= 1
    await screen.reload()
    if working.is_refused:
        screen.app.notify(said or "", severity="warning", timeout=12, markup=False)
    elif said:
        await screen.app.push_screen_wait(Preview(_("Erased for good"), said.split("\n"), can_take=False))


def _stage(done: int, total: int) -> str:
    return _("step {done} of {total}").format(done=done, total=total)


def _what_goes(chosen: list[Due], named: int) -> list[str]:
    from mdoverleg.reads.retention import files_of

    lines = []
    for one in chosen:
        rows = n_("{n} row", "{n} rows", one.rows).format(n=one.rows)
        entries = n_("{n} log entry", "{n} log entries", one.entries).format(n=one.entries)
        lines.append(f"{one.name}: {rows}, {entries} · {why_words(one.why)}")
    lines += ["", _("It goes from the table, the log, search, fixed minutes and older backups."), ""]
    lines.append(_("Nothing of it comes back, not by undo either. The numbers of the table stay."))
    if named:
        lines += ["", mention_words(named)]
    files = files_of(chosen)
    if files:
        lines += ["", n_("{n} file made of it is still there:", "{n} files made of it are still there:", len(files))]
        lines[-1] = lines[-1].format(n=len(files))
        lines += [f"  {file.what}: {short_path(Path(file.path))}" for file in files]
    return lines


async def _asks(screen: Screen, chosen: list[Due], has_files: bool) -> bool | None:
    """Ask whether it may go; tells whether the files go too, nothing when it stays."""
    names = ", ".join(one.name for one in chosen)
    while True:
        choices = [Choice("no", _("No, it stays"))]
        choices.append(Choice("write", _("First write a document of it, such as the decision list")))
        choices.append(Choice("yes", _("Yes, erase it for good; files on the disk stay") if has_files else yes_words()))
        if has_files:
            choices.append(Choice("files", _("Yes, erase it for good, and delete the files too")))
        title = _("Erase for good, without a way back: {names}?").format(names=names)
        hint = _("Arrows · Enter takes it · Esc leaves")
        answer = await screen.app.push_screen_wait(Pick(title, choices, hint=hint))
        if answer is None or answer.key == "no":
            return None
        if answer.key != "write":
            return bool(answer.key == "files")
        from mdoverleg.tui.doings.exporting import export

        await export(screen)


def yes_words() -> str:
    """Say that it may go."""
    return _("Yes, erase it for good")


def _erased(screen: Screen, who: Any, chosen: list[Due], numbers: list[int], step: Step, *, asked: bool) -> list[str]:
    """Erase it, and return what to say; runs in the thread of the file."""
    from mdoverleg.edits.erasing import erase_cases, erase_meetings, erase_old_log
    from mdoverleg.edits.exports import delete
    from mdoverleg.reads.exports import read_exports
    from mdoverleg.reads.numbers_paper import count_cases, count_meetings

    store = screen.window.store
    step(0, STAGES)
    for row in read_exports(store) if numbers else ():
        if row.number in numbers:
            delete(store, who, row, although_changed=True)
    step(1, STAGES)
    lines = []
    cases = [one.pk for one in chosen if one.kind == "case"]
    meetings = [one.pk for one in chosen if one.kind == "meeting"]
    if cases:
        erased = erase_cases(store, who, pks=cases, count=count_cases, asked=asked)
        lines += finished(screen, erased, step)
    if meetings:
        lines += finished(screen, erase_meetings(store, who, pks=meetings, count=count_meetings), step)
    for one in chosen:
        if one.kind == "log":
            lines += finished(screen, erase_old_log(store, who, before=one.until), step)
    return lines


def finished(screen: Screen, erased: Erased, step: Step) -> list[str]:
    """Clean up after an erasing, and return what to say; runs in the thread of the file."""
    step(2, STAGES)
    try:
        done: Cleaned | None = screen.window.store.clean_up()
    except FileRefused:
        done = None
    screen.window.feed.noticed()
    step(3, STAGES)
    lines = [line for line in erased_lines(erased) if not line.startswith(" ")]
    if done is None:
        return [*lines, _("Another window holds the file: it and its backups are cleaned up at the next opening.")]
    lines += backup_lines(done) + elsewhere_lines(done)
    if done.certificate:
        return [*lines, _("Certificate: {path}").format(path=short_path(Path(done.certificate)))]
    return [*lines, _("The certificate could not be written beside the table.")]
