"""The edits, each loaded when it is first made: they bring SQLModel, and the first screen must not wait for that."""

import threading
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from mdoverleg.edits import (
        action_points,
        agenda,
        agenda_order,
        agenda_time,
        attendance,
        backups,
        case_records,
        cases,
        decisions,
        family,
        history,
        information,
        learning,
        meetings,
        obstacles,
        offers,
        organisations,
        people,
        returns,
        roles,
        scores,
        seats,
        settings,
        table,
        warnings,
    )

__all__ = [
    "action_points",
    "agenda",
    "agenda_order",
    "agenda_time",
    "attendance",
    "backups",
    "case_records",
    "cases",
    "decisions",
    "family",
    "history",
    "information",
    "learning",
    "load_all",
    "meetings",
    "obstacles",
    "offers",
    "organisations",
    "people",
    "prepare",
    "returns",
    "roles",
    "scores",
    "seats",
    "settings",
    "table",
    "warnings",
]


_LOADING: Final = threading.RLock()
# Two threads that import SQLAlchemy at the same time meet it half made, and one of them fails: the first edit of a fast
# hand waits here until everything is loaded.


def prepare(store: Any) -> None:
    """Load what the first write needs, and every edit; belongs in a thread after the first frame."""
    with _LOADING:
        store.prepare_writing()
        load_all()


def load_all() -> None:
    """Load every edit; belongs in a thread after the first frame."""
    with _LOADING:
        for name in __all__:
            if name not in ("load_all", "prepare"):
                import_module(f"mdoverleg.edits.{name}")


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load one edit module by its name."""
        if name not in __all__:
            raise AttributeError(name)
        with _LOADING:
            return import_module(f"mdoverleg.edits.{name}")
