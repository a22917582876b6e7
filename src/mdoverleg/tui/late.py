"""The edits, each loaded when it is first made: they bring SQLModel, and the first screen must not wait for that."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mdoverleg.edits import (
        action_points,
        agenda,
        cases,
        decisions,
        family,
        history,
        meetings,
        organisations,
        people,
        roles,
        table,
        warnings,
    )

__all__ = [
    "action_points",
    "agenda",
    "cases",
    "decisions",
    "family",
    "history",
    "load_all",
    "meetings",
    "organisations",
    "people",
    "roles",
    "table",
    "warnings",
]


def load_all() -> None:
    """Load every edit; belongs in a thread after the first frame."""
    for name in __all__:
        if name != "load_all":
            import_module(f"mdoverleg.edits.{name}")


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load one edit module by its name."""
        if name not in __all__:
            raise AttributeError(name)
        return import_module(f"mdoverleg.edits.{name}")
