"""Limits: of texts and ids (docs/format.md), and those of the checks that a table may set for itself (checks.md)."""

STRING_LENGTH = 200
TEXT_LENGTH = 20_000
ID_LENGTH = 40
"""Most characters of a text of one line, of a free text, and of an id (docs/format.md)."""

ID_PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]*"
CODE_PATTERN = "[a-z0-9_]+"
"""How an id and a code are written."""

MINUTES_PER_CASE = 20
"""What a case gets on an agenda, unless the table says otherwise."""

CHECK_IDS: tuple[str, ...] = tuple(f"E{number:02d}" for number in range(1, 67))

LIMITS: dict[str, int] = {
    "E05.score": 4,
    "E11.days": 365,
    "E12.holders": 3,
    "E12.days": 365,
    "E19.red_days": 14,
    "E20.times": 2,
    "E23.per_person": 5,
    "E23.per_case": 8,
    "E25.words": 4,
    "E31.days": 90,
    "E32.days_immediate": 14,
    "E32.days_other": 90,
    "E33.days": 2,
    "E38.spread": 3,
    "E39.scores": 3,
    "E40.drop": 2,
    "E41.score": 4,
    "E42.evaluations": 2,
    "E44.days": 5,
    "E48.people": 10,
    "E49.people": 2,
    "E53.amber": 80,
    "E53.full": 100,
    "E53.over": 120,
    "E54.minutes": 75,
    "E58.people": 12,
    "E60.percent": 25,
    "E61.meetings": 3,
    "E63.days": 60,
}
"""Every limit with its default; a row in `thresholds` replaces it."""
