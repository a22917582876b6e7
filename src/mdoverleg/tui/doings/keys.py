"""The key of the file: another passphrase, the recovery sheet, encrypting the file and taking that away."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.looking import ADD_RECOVERY, DECRYPT, ENCRYPT, KEYS_CHANGE, REMOVE_RECOVERY
from mdoverleg.domain.who import Who, system_user
from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.busy import Busy
from mdoverleg.tui.dialogs.confirm import confirm
from mdoverleg.tui.dialogs.passphrase import AskPassphrase, NewPassphrase
from mdoverleg.tui.dialogs.show_sheet import show_sheet
from mdoverleg.tui.keys import Hidden, Keys
from mdoverleg.tui.locking import Locking
from mdoverleg.tui.screens.base import LiveScreen
from mdoverleg.tui.screens.unlock import waiting_words
from mdoverleg.tui.shell import LASTING

Screen = LiveScreen[Any]


async def change(screen: Screen) -> None:
    """Ask for the passphrase there is, and for another one twice."""
    keys = _keys(screen)
    if await _proven(screen, _("Change the passphrase")) is None:
        return
    said = _("Other windows that are open go on; they ask for the new one when they are locked.")
    new = await screen.app.push_screen_wait(NewPassphrase(_("Change the passphrase"), said=said))
    if new is not None and await _done(screen, _threaded(screen, lambda: keys.change(new))):
        await _note(screen, KEYS_CHANGE)
        screen.app.notify(_("The passphrase is changed. The recovery sheet is still the same."), markup=False)


async def sheet(screen: Screen) -> None:
    """Show the recovery sheet again."""
    if await _proven(screen, _("The recovery sheet of this table")) is not None:
        await _show_sheet(screen)


async def new_sheet(screen: Screen) -> None:
    """Take the recovery sheet back, by giving the file another key, and show the new one."""
    keys = _keys(screen)
    title = _("Make a new recovery sheet? The old one then opens this file no more, only older copies of it.")
    if not await _agrees(screen, title, _("Yes, a new sheet"), _("No, keep it")):
        return
    passphrase = await _proven(screen, _("New recovery sheet"))
    if passphrase is None:
        return
    left = await _closed(screen, lambda: keys.take_back_sheet(passphrase))
    if left is not None:
        await _note(screen, REMOVE_RECOVERY)
        _say_left(screen, left, _("These copies are still opened by the old sheet; delete them: {files}"))
        await _show_sheet(screen)


async def encrypt(screen: Screen) -> None:
    """Ask for a passphrase twice, encrypt the file and show its recovery sheet."""
    keys = _keys(screen)
    said = _(
        "From then on the file can be read only with this passphrase or its recovery sheet. Copies made before "
        "stay as they are: delete them where they are not needed."
    )
    new = await screen.app.push_screen_wait(NewPassphrase(_("Encrypt this file"), said=said))
    if new is None:
        return
    left = await _closed(screen, lambda: keys.encrypt(new))
    if left is not None:
        await _note(screen, ENCRYPT)
        screen.app.notify(_("The file is encrypted."), markup=False)
        _say_left(screen, left, _("These copies are still not encrypted; delete them: {files}"))
        await _show_sheet(screen)


async def decrypt(screen: Screen) -> None:
    """Make the file a plain one, after a clear question and the passphrase."""
    title = _("Take the encryption away? Then everybody who gets hold of this file can read all of it.")
    if not await _agrees(screen, title, _("Yes, make it readable"), _("No, keep it encrypted")):
        return
    keys = _keys(screen)
    if await _proven(screen, _("Take the encryption away")) is None:
        return

    def work() -> tuple[str, ...]:
        keys.decrypt()
        return ()

    if await _closed(screen, work) is not None:
        await _note(screen, DECRYPT)
        said = _("The file is not encrypted any more. Keep it on a machine whose disk is encrypted.")
        screen.app.notify(said, severity="warning", markup=False)


async def _note(screen: Screen, verb: str) -> None:
    """Note in the log what was done with the key; that it cannot be noted is told."""
    window = screen.window
    who = window.who or Who(system_user(), None, window.id)

    def work() -> None:
        from mdoverleg.edits.looking import did_with_file

        did_with_file(window.store, who, verb)
        window.feed.noticed()

    try:
        await window.in_thread(work)
    except MdError as error:
        screen.app.notify(error.for_all_to_see(), severity="warning", markup=False)


def _keys(screen: Screen) -> Keys:
    keys = screen.window.keys
    if keys is None:  # its reason says so before it comes to this
        raise RuntimeError("a window without the key of its file")
    return keys


async def _proven(screen: Screen, title: str) -> Hidden | None:
    """Return the passphrase of the file, asked until it is the right one; nothing when nobody gives it."""
    keys = _keys(screen)
    return await asked_until_right(screen, title, keys, keys.prove)


async def asked_until_right(
    screen: Screen, title: str, keys: Keys, proves: Callable[[str], None], label: str = ""
) -> Hidden | None:
    """Ask for a passphrase until it opens what these are the keys of; nothing when nobody gives it."""
    problem = ""
    while True:
        typed = await screen.app.push_screen_wait(AskPassphrase(title, problem, label))
        if typed is None:
            return None
        error = await _refusal(screen, _("One moment"), _threaded(screen, partial(proves, typed)))
        if error is None:
            return Hidden(typed)
        waits = -int(-keys.delay() // 1)
        problem = f"!! {error.for_all_to_see()}" + (f" {waiting_words(waits)}" if waits else "")


async def _agrees(screen: Screen, title: str, yes: str, no: str) -> bool:
    answer = await screen.app.push_screen_wait(confirm(title, yes, no, doubt=True))
    return answer is not None and answer.key is True


async def _show_sheet(screen: Screen) -> None:
    keys = _keys(screen)
    try:
        lines = await screen.window.in_thread(keys.sheet)
    except MdError as error:
        screen.app.notify(str(error), severity="error", markup=False)
        return
    await _note(screen, ADD_RECOVERY)
    await show_sheet(screen.app, keys.name, lines)


def _threaded(screen: Screen, work: Callable[[], Any]) -> Callable[[], Coroutine[Any, Any, Any]]:
    return lambda: screen.window.in_thread(work)


def _say_left(screen: Screen, left: tuple[str, ...], sentence: str) -> None:
    if left:
        screen.app.notify(sentence.format(files=", ".join(left)), severity="warning", timeout=LASTING, markup=False)


async def _closed(screen: Screen, work: Callable[[], tuple[str, ...]]) -> tuple[str, ...] | None:
    """Do this while the file is closed here; nothing when it was refused, and then that was said."""
    said = _("One moment: the file is being written anew. Do not close this window.")
    busy = Busy(said, lambda: screen.window.while_closed(work))
    error = await screen.app.push_screen_wait(busy)
    if screen.window.is_resting and isinstance(screen.app, Locking):
        screen.app.lock_closed(error)
        return None
    await screen.reload()
    if error is not None:
        screen.app.notify(error.for_all_to_see(), severity="error", markup=False)
        return None
    made: tuple[str, ...] = busy.made
    return made


async def _done(screen: Screen, work: Callable[[], Coroutine[Any, Any, Any]]) -> bool:
    error = await _refusal(screen, _("One moment"), work)
    if error is not None:
        screen.app.notify(error.for_all_to_see(), severity="error", markup=False)
    return error is None


async def _refusal(screen: Screen, said: str, work: Callable[[], Coroutine[Any, Any, Any]]) -> MdError | None:
    error: MdError | None = await screen.app.push_screen_wait(Busy(said, work))
    return error
