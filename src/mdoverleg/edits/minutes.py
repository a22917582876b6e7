"""Keeping the minutes as they were when the meeting was closed."""

import json
from collections.abc import Callable

from sqlmodel import Session

from mdoverleg.domain.meeting_papers import Kept
from mdoverleg.store import tables
from mdoverleg.store.engine import raw
from mdoverleg.store.reading import Reader
from mdoverleg.store.store import Store
from mdoverleg.store.writing import CHANGE


def keep(session: Session, store: Store, meeting: tables.Meeting, fix: Callable[[Reader], Kept]) -> None:
    """Keep what the minutes hold now as the version of this closing.

    It belongs to the change that closes: when that is undone it does not count, and counts again when it is redone. So
    it stands beside the log, which would hold everything twice.
    """
    session.flush()
    driver = raw(session.connection())
    kept = fix(Reader(driver, store.path))
    driver.execute(
        "INSERT INTO minutes_kept (meeting_id, version, change_id, paper, cases) VALUES (?, ?, ?, ?, ?)",
        (meeting.pk, meeting.minutes_version, session.info[CHANGE], kept.paper, json.dumps(kept.cases)),
    )
