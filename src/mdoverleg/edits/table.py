"""Edits of the table itself: its name and settings, limits, checks that are off, and the way of working it copied."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlmodel import Session, select

from mdoverleg.domain.clock import DEFAULT_ZONE, zone_named
from mdoverleg.domain.limits import CHECK_IDS, LIMITS
from mdoverleg.domain.schema.cases import HIDEABLE
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import rows
from mdoverleg.edits.rows import Values
from mdoverleg.edits.values import refusal
from mdoverleg.store import tables
from mdoverleg.store.store import Store

COPIED: Final = {
    "thresholds": ("Threshold", ("name",)),
    "role_kinds": ("RoleKind", ("code",)),
    "own_codes": ("OwnCode", ("code_list", "code")),
    "agenda_templates": ("AgendaTemplate", ("name",)),
    "standard_actions": ("StandardAction", ("text",)),
}
"""Lists of the format that a way of working fills, and what makes two of their records the same one."""


def set_table(store: Store, who: Who, *, values: Values, expected: Values | None = None) -> None:
    """Set what the table is called and how it works; the first time it needs a name."""
    with store.write(who, "table.set") as session:
        _set(session, values, expected)


def _set(session: Session, values: Values, expected: Values | None = None) -> None:
    _refuse_unknown_checks(values.get("checks_off") or ())
    _refuse_unknown_panels(values.get("hidden_panels") or ())
    _refuse_unknown_zone(values.get("time_zone"))
    info = session.exec(select(tables.TableInfo)).first()
    if info is None:
        rows.insert(session, "TableInfo", values)
    else:
        rows.change(session, "TableInfo", info, values, expected)


def _refuse_unknown_checks(checks: Sequence[str]) -> None:
    for check in checks:
        if check not in CHECK_IDS:
            raise refusal("TableInfo", "checks_off", _("there is no check “{check}”.").format(check=check))


def _refuse_unknown_panels(panels: Sequence[str]) -> None:
    for panel in panels:
        if panel not in HIDEABLE:
            raise refusal("TableInfo", "hidden_panels", _("there is no part “{panel}”.").format(panel=panel))


def _refuse_unknown_zone(name: str | None) -> None:
    try:
        zone_named(name or DEFAULT_ZONE)
    except ValueError:
        raise refusal("TableInfo", "time_zone", _("there is no time zone “{name}”.").format(name=name)) from None


def set_threshold(store: Store, who: Who, *, name: str, value: int | None, expected: Values | None = None) -> None:
    """Give a check the table's own limit; None goes back to the built-in one.

    ChangedMeanwhile when its `value` is not what the user saw.
    """
    with store.write(who, "table.threshold") as session:
        if name not in LIMITS:
            raise refusal("Threshold", "name", _("there is no limit “{name}”.").format(name=name))
        row = session.exec(select(tables.Threshold).where(tables.Threshold.name == name)).first()
        if value is None:
            if row is not None:
                rows.remove(session, "Threshold", row)
        elif row is None:
            rows.insert(session, "Threshold", {"name": name, "value": value})
        else:
            rows.change(session, "Threshold", row, {"value": value}, expected)


def set_checks_off(store: Store, who: Who, *, checks: Sequence[str], expected: Values | None = None) -> None:
    """Set which checks this table does not use, by their ids; ChangedMeanwhile when `checks_off` is not as it was."""
    with store.write(who, "table.checks_off") as session:
        _set(session, {"checks_off": tuple(checks)}, expected)


def copy_method(store: Store, who: Who, *, method: Mapping[str, Any]) -> None:
    """Copy a way of working into the file, so that the file stands on its own; the values are as in docs/format.md.

    `table` holds what it sets of the table itself (with a name it makes a new table). What the table has already is
    kept; what the way of working also names is replaced.
    """
    with store.write(who, "table.copy_method") as session:
        if method.get("table"):
            _set(session, method["table"])
        for key, (name, same) in COPIED.items():
            for record in method.get(key, ()):
                _copy(session, name, same, record)


def _copy(session: Session, name: str, same: Sequence[str], record: Mapping[str, Any]) -> None:
    values = {key: value for key, value in record.items() if key != "items"}
    table = rows.model(name)
    query = select(table)
    for key in same:
        query = query.where(getattr(table, key) == values.get(key))
    row = session.exec(query).first()
    if row is None:
        row = rows.insert(session, name, values)
    else:
        rows.change(session, name, row, values)
    if name == "AgendaTemplate":
        for old in rows.ordered(session, "TemplateItem", row.pk):
            rows.remove(session, "TemplateItem", old)
        for item in record.get("items", ()):
            rows.insert(session, "TemplateItem", item, parent_pk=row.pk)
