"""What belongs to the table as a whole: name and agreements, limits, checks it does not use; and who sits here."""

from functools import partial
from typing import Any

from mdoverleg.domain.forms import FORMS
from mdoverleg.domain.limits import LIMITS
from mdoverleg.domain.words import _
from mdoverleg.reads.settings import TableSettings, read_settings
from mdoverleg.tui import late
from mdoverleg.tui.dialogs.pick import Choice, Pick
from mdoverleg.tui.dialogs.tick import Tick
from mdoverleg.tui.doings.records import Editing, change_record
from mdoverleg.tui.runner import ask_until_saved, run_edit
from mdoverleg.tui.screens.base import LiveScreen

Screen = LiveScreen[Any]
HIGHEST = 100_000


async def settings(screen: Screen) -> None:
    """Change the name, the language and the agreements of the table."""

    def edit(store: Any, who: Any, *, pk: int, values: Any, expected: Any = None) -> None:
        del pk  # there is one table in a file
        late.table.set_table(store, who, values=values, expected=expected)

    await change_record(screen, _("The table"), Editing("TableInfo", FORMS["TableInfo"].keys, 1, edit))


async def checks_off(screen: Screen) -> None:
    """Choose which checks this table uses: what is not ticked is off."""
    known = await _read(screen)
    from mdoverleg.rules import CHECKS
    from mdoverleg.rules.naming import check_name

    choices = [Choice(check, check_name(check)) for check in CHECKS]
    used = [check for check in CHECKS if check not in known.checks_off]
    ticked = await screen.app.push_screen_wait(Tick(_("Which checks does this table use?"), choices, used))
    if ticked is None:
        return
    unknown = [check for check in known.checks_off if check not in CHECKS]
    off = tuple(sorted([*(check for check in CHECKS if check not in ticked), *unknown]))
    if off != tuple(sorted(known.checks_off)):
        seen = {"checks_off": tuple(known.checks_off)}
        await run_edit(
            screen,
            lambda store, who: late.table.set_checks_off(store, who, checks=off, expected=seen),
            anyway=lambda store, who: late.table.set_checks_off(store, who, checks=off),
        )


async def limits(screen: Screen) -> None:
    """Change the limits of checks, one after the other; an empty line goes back to the built-in one."""
    from mdoverleg.rules.naming import limit_name

    start: str | None = None
    while True:
        known = await _read(screen)
        choices = [Choice(name, limit_name(name), _limit_value(name, known)) for name in _limits_in_use()]
        picked = await screen.app.push_screen_wait(Pick(_("Which limit?"), choices, start=start))
        if picked is None:
            return
        start = str(picked.key)
        await _change_limit(screen, start, known)


async def _change_limit(screen: Screen, name: str, known: TableSettings) -> None:
    from mdoverleg.rules.naming import limit_name
    from mdoverleg.tui.dialogs.ask import Ask, Question, Understood

    def reads(typed: str) -> Understood:
        fine = typed.isascii() and typed.isdigit() and int(typed) <= HIGHEST
        return Understood("" if fine else _("Type a whole number."), fine)

    own = known.limits.get(name)
    label = _("Limit (empty: {n}, as built in)").format(n=LIMITS[name])
    question = Question("value", label, "" if own is None else str(own), reads, needed=False)
    seen = {"value": own}

    async def save(answers: dict[str, str]) -> object:
        value = int(answers["value"]) if answers["value"] else None
        if value == own:
            return True
        return await run_edit(
            screen,
            lambda store, who: late.table.set_threshold(store, who, name=name, value=value, expected=seen),
            anyway=lambda store, who: late.table.set_threshold(store, who, name=name, value=value),
        )

    await ask_until_saved(screen, partial(Ask, limit_name(name), [question]), save)


def _limits_in_use() -> list[str]:
    from mdoverleg.rules import CHECKS

    return [name for check in CHECKS.values() for name in check.limits if name in LIMITS]


def _limit_value(name: str, known: TableSettings) -> str:
    own = known.limits.get(name)
    return _("{n} (own)").format(n=own) if own is not None else str(LIMITS[name])


async def _read(screen: Screen) -> TableSettings:
    return await screen.window.in_thread(lambda: read_settings(screen.window.store))


async def who_sits_here(screen: Screen) -> None:
    """Ask again who sits behind this window."""
    from mdoverleg.tui.dialogs.who import ask_who

    await ask_who(screen)
