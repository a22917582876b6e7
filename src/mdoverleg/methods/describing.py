"""A method as a page of plain text, for `mdoverleg methods NAME`."""

from collections.abc import Callable, Iterable
from textwrap import fill, wrap

from mdoverleg.domain.field_labels import field_label
from mdoverleg.domain.labels import label
from mdoverleg.domain.retention import term_words
from mdoverleg.domain.roles import BUILT_IN
from mdoverleg.domain.words import _, n_, p_
from mdoverleg.methods.copying import hidden_panels
from mdoverleg.methods.light import step_prompt, step_title
from mdoverleg.methods.values import Method, MethodTemplate, SlotRule

_WIDTH = 88

Named = Callable[[str], str]


def describe(method: Method, check_name: Named, limit_name: Named) -> str:
    """Return the whole page; its words are in the current language, the method's texts in the one it was read in.

    `check_name` and `limit_name` say what a check and a limit are called, which this room does not know.
    """
    minutes = n_("{n} minute per case", "{n} minutes per case", method.minutes_per_case)
    kind = label("MeetingKind", method.meeting_kind)
    parts = [
        f"{method.name} · {method.title}",
        fill(method.summary, _WIDTH),
        "\n\n".join(fill(" ".join(part.split()), _WIDTH) for part in method.explanation.split("\n\n")),
        f"{kind} · {minutes.format(n=method.minutes_per_case)}",
        _section(_("Who does what"), _slots(method)),
        _section(_("Role cards"), _cards(method)),
        *(_agenda(template) for template in method.agenda_templates),
        _section(_("Steps of a case"), _steps(method)),
        _section(_("Usual action points"), _columns(_actions(method))),
        _section(_("Limits of its own"), [f"{limit_name(name)}: {value}" for name, value in method.thresholds.items()]),
        _section(_("How long is kept what?"), [term_words(name, number) for name, number in method.retention.items()]),
        _section(_("Checks that are off"), map(check_name, method.checks_off)),
        _section(
            _("Parts of a case that are not shown"),
            _wrapped(", ".join(field_label("Case", key) for key in hidden_panels(method))),
        ),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def rule_text(rule: SlotRule) -> str:
    """Say how many people hold a role and for whom, in the current language."""
    each = {
        "parent": p_("role", "one for each parent"),
        "child": p_("role", "one for each child"),
        "member": p_("role", "one for each family member"),
    }
    if rule.how_many == "one_each":
        return each[rule.for_whom]
    if rule.how_many == "any":
        return p_("role", "at least one") if rule.required else p_("role", "as many as needed")
    return p_("role", "exactly one") if rule.required else p_("role", "at most one")


def _slots(method: Method) -> Iterable[str]:
    """Yield the roles that are always on the board, with how many hold them; then the others in one sentence."""
    built_in = {role.code: role.slot for role in BUILT_IN}
    own = {kind.code: kind.slot for kind in method.role_kinds if kind.slot}
    shown = {slot.role: slot.shown or own.get(slot.role) or built_in.get(slot.role) for slot in method.slots}
    always = [slot for slot in method.slots if shown[slot.role] == "always"]
    yield from _columns((_name(method, slot.role), rule_text(slot.rule), _("always on the board")) for slot in always)
    others = [_name(method, slot.role) for slot in method.slots if slot not in always]
    if others:
        yield from _wrapped(_("On the board when somebody holds it: {roles}").format(roles=", ".join(others)))


def _cards(method: Method) -> Iterable[str]:
    """Yield what a method says itself about a role: what it does, and what it can and cannot do."""
    for kind in method.role_kinds:
        if kind.tasks or kind.limits:
            yield _name(method, kind.code)
            for key, text in (("tasks", kind.tasks), ("limits", kind.limits)):
                if text:
                    yield from (f"  {line}" for line in _wrapped(f"{field_label('RoleKind', key)}: {text}"))


def _name(method: Method, role: str) -> str:
    own = next((kind.label for kind in method.role_kinds if kind.code == role), None)
    return own or label("Role", role)


def _wrapped(text: str) -> list[str]:
    return wrap(" ".join(text.split()), _WIDTH - 4)


def _agenda(template: MethodTemplate) -> str:
    title = _("Agenda: {name} ({kind})").format(name=template.name, kind=label("MeetingKind", template.meeting_kind))
    rows = [
        (f"{item.minutes:>3}", label("AgendaItemKind", item.kind), " ".join((item.title or "").split()))
        for item in template.items
    ]
    return _section(title, _columns(rows))


def _steps(method: Method) -> Iterable[str]:
    for step in method.steps:
        yield f"{_clock(step.seconds)}  {step_title(step)}"
        yield from (f"{'':8}{line}" for line in wrap(step_prompt(step), _WIDTH - 10))


def _actions(method: Method) -> Iterable[tuple[str, ...]]:
    for action in method.standard_actions:
        days = "" if action.days is None else _due(action.days)
        yield action.text, label("ActionKind", action.kind), days


def _due(days: int) -> str:
    return n_("{n} day", "{n} days", days).format(n=days) if days else _("today")


def _clock(seconds: int) -> str:
    return f"{seconds // 60:>3}:{seconds % 60:02d}"


def _section(title: str, lines: Iterable[str]) -> str:
    body = "\n".join(f"  {line}" for line in lines)
    return f"{title}\n{body}" if body else ""


def _columns(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Put rows under each other, each column as wide as its widest word."""
    table = list(rows)
    if not table:
        return []
    widths = [max(len(row[place]) for row in table) for place in range(len(table[0]))]
    return ["  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip() for row in table]
