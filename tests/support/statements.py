"""One store of compiled statements for all tables that a process of tests opens, where a user opens one."""

from typing import Any

from sqlalchemy import Dialect, Engine, create_engine

from mdoverleg.store import engine

_shared: list[tuple[Dialect, Any]] = []
"""The dialect by which compiled statements are known, and the statements: those of the first engine."""


def sharing(*arguments: Any, **options: Any) -> Engine:
    """Make an engine that compiles no statement again which another one compiled."""
    made = create_engine(*arguments, **options)
    if not _shared:
        _shared.append((made.dialect, made._compiled_cache))
    made.dialect, made._compiled_cache = _shared[0]
    return made


def share() -> None:
    """Let every engine of this process share what was compiled, about a tenth of the time of tests that write much."""
    engine.create_engine = sharing  # type: ignore[attr-defined]
