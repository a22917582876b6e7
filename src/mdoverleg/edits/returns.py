"""Writing what came back on reply forms: as the report of whom each form was for, one undo step per file."""

from contextlib import suppress

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.replies import Returned, ReturnedForm
from mdoverleg.domain.who import Who
from mdoverleg.edits import rows
from mdoverleg.store.changelog import undo
from mdoverleg.store.store import Store


def take(store: Store, who: Who, returned: Returned) -> tuple[int, ...]:
    """Write all answers and return the numbers of the changes; a form that changes nothing leaves no trace.

    Either all files are taken or none: when one is refused after all, those before it are undone.
    ChangedMeanwhile when a window changed one of the action points after the forms were read.
    """
    done: list[int] = []
    try:
        for form in returned.forms:
            number = _take_one(store, who, form) if form.replies else 0
            done += [number] if number else []
    except BaseException:
        for number in reversed(done):
            with suppress(MdError):
                undo(store, who, number)
        raise
    return tuple(done)


def _take_one(store: Store, who: Who, form: ReturnedForm) -> int:
    # A command has no window: there the log says which file it was, and from whom.
    from_file = who._replace(window=who.window or f"{form.file} ({form.by})")
    with store.write(from_file, "returns.import") as session:
        for reply in form.replies:
            action = rows.fetch(session, "ActionPoint", reply.pk)
            rows.change(session, "ActionPoint", action, reply.values, reply.expected)
        number: int = session.info["change_id"]
    return number
