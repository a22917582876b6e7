"""Database tables: the table and what it changes about its way of working."""

from mdoverleg.domain import enums
from mdoverleg.domain.limits import MINUTES_PER_CASE
from mdoverleg.store import columns as col


class TableInfo(col.Row, table=True):
    """Database table the one record `TableInfo` (docs/format.md)."""

    __tablename__ = "table_info"
    __table_args__ = col.rules()

    pk: int = col.primary_key()
    name: str = col.string(required=True)
    method: str | None = col.string()
    time_zone: str = col.string(default="Europe/Amsterdam")
    language: enums.Language = col.word(enums.Language, default="nl")
    responsible_id: int | None = col.ref("organisation")
    legal_basis: str | None = col.text()
    covenant_version: str | None = col.string()
    agreements: str | None = col.text()
    minutes_per_case: int = col.whole(1, 240, default=MINUTES_PER_CASE)


class TableInfoChecksOff(col.Row, table=True):
    """The list `checks_off` of `TableInfo`, in order."""

    __tablename__ = "table_info_checks_off"
    __table_args__ = col.rules(col.once("parent_id", "value"))

    pk: int = col.primary_key()
    parent_id: int = col.parent("table_info")
    position: int = col.position()
    value: str = col.string(required=True)


class TableInfoHiddenPanels(col.Row, table=True):
    """The list `hidden_panels` of `TableInfo`, in order."""

    __tablename__ = "table_info_hidden_panels"
    __table_args__ = col.rules(col.once("parent_id", "value"))

    pk: int = col.primary_key()
    parent_id: int = col.parent("table_info")
    position: int = col.position()
    value: str = col.string(required=True)


class Threshold(col.Row, table=True):
    """Database table of `Threshold` (docs/format.md)."""

    __tablename__ = "threshold"
    __table_args__ = col.rules(
        col.once("name"),
    )

    pk: int = col.primary_key()
    position: int = col.position()
    name: str = col.string(required=True)
    value: int = col.whole(0, 100000, required=True)


class RoleKind(col.Row, table=True):
    """Database table of `RoleKind` (docs/format.md)."""

    __tablename__ = "role_kind"
    __table_args__ = col.rules(
        col.once("code"),
    )

    pk: int = col.primary_key()
    position: int = col.position()
    code: str = col.code(required=True)
    label: str | None = col.string()
    looks_at: str | None = col.text()
    tasks: str | None = col.text()
    limits: str | None = col.text()
    slot: enums.RoleSlot | None = col.word(enums.RoleSlot)
    counted: bool | None = col.maybe()
    handover: bool | None = col.maybe()


class OwnCode(col.Row, table=True):
    """Database table of `OwnCode` (docs/format.md)."""

    __tablename__ = "own_code"
    __table_args__ = col.rules(
        col.once("code_list", "code"),
    )

    pk: int = col.primary_key()
    position: int = col.position()
    code_list: enums.CodeList = col.word(enums.CodeList, required=True)
    code: str = col.code(required=True)
    label: str = col.string(required=True)


class AgendaTemplate(col.Row, table=True):
    """Database table of `AgendaTemplate` (docs/format.md)."""

    __tablename__ = "agenda_template"
    __table_args__ = col.rules(
        col.once("name"),
    )

    pk: int = col.primary_key()
    position: int = col.position()
    name: str = col.string(required=True)
    meeting_kind: enums.MeetingKind = col.word(enums.MeetingKind, required=True)


class TemplateItem(col.Row, table=True):
    """Database table of `TemplateItem` (docs/format.md)."""

    __tablename__ = "template_item"
    __table_args__ = col.rules()

    pk: int = col.primary_key()
    agenda_template_id: int = col.parent("agenda_template")
    position: int = col.position()
    kind: enums.AgendaItemKind = col.word(enums.AgendaItemKind, required=True)
    title: str | None = col.text()
    minutes: int = col.whole(1, 240, required=True)


class StandardAction(col.Row, table=True):
    """Database table of `StandardAction` (docs/format.md)."""

    __tablename__ = "standard_action"
    __table_args__ = col.rules()

    pk: int = col.primary_key()
    position: int = col.position()
    text: str = col.text(required=True)
    kind: enums.ActionKind = col.word(enums.ActionKind, required=True)
    days: int | None = col.whole(0, 365)
