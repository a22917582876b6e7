"""What of a method goes into the file of a new table, so that the file stands on its own."""

from typing import Any

from mdoverleg.domain.roles import BUILT_IN
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.methods.values import Method


def table_values(method: Method) -> dict[str, Any]:
    """Return the part of a document of the table format that a method fills; what is empty is left out."""
    values = {
        "table": _filled(
            {
                "method": method.name,
                "minutes_per_case": method.minutes_per_case,
                "checks_off": list(method.checks_off),
                "hidden_panels": list(hidden_panels(method)),
            }
        ),
        "thresholds": [{"name": name, "value": value} for name, value in method.thresholds.items()],
        "role_kinds": role_kinds(method),
        "own_codes": [code._asdict() for code in method.own_codes],
        "agenda_templates": [
            {
                "name": template.name,
                "meeting_kind": template.meeting_kind,
                "items": [_filled(item._asdict()) for item in template.items],
            }
            for template in method.agenda_templates
        ],
        "standard_actions": [_filled(action._asdict()) for action in method.standard_actions],
    }
    return _filled(values)


def hidden_panels(method: Method) -> tuple[str, ...]:
    """Return the lists of a case that the method does not show, in the order of the format."""
    return tuple(field.key for field in ENTITIES["Case"].lists if field.key not in method.panels)


def role_kinds(method: Method) -> list[dict[str, Any]]:
    """Return the method's own roles, and for built-in ones only what it changes."""
    rows = {kind.code: _filled(kind._asdict()) for kind in method.role_kinds}
    built_in = {role.code: role.slot for role in BUILT_IN}
    for slot in method.slots:
        if slot.shown is not None and slot.shown != built_in.get(slot.role):
            rows.setdefault(slot.role, {"code": slot.role})["slot"] = slot.shown
    return list(rows.values())


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [])}
