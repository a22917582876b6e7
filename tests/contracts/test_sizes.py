"""Small files and small functions: what is larger stands here with a reason, or is cut."""

from functools import cache
from pathlib import Path

from tools.sizes import Size, outliers

# Place -> why it is better in one piece. Goes stale by itself: an entry that is no longer needed fails the test.
REASONS: dict[str, str] = {
    "src/mdoverleg/domain/records.py": "a list: one value per kind of record, one line per field of the table format",
    "src/mdoverleg/domain/field_labels.py": "a list: one line per field of the table format",
}


@cache
def over_its_limit() -> tuple[Size, ...]:
    """What is over its limit, looked up once."""
    return tuple(outliers())


def test_everything_over_its_limit_has_a_reason() -> None:
    over = {size.place: size for size in over_its_limit()}
    assert {place: size.lines for place, size in over.items() if place not in REASONS} == {}


def test_no_reason_outlives_its_outlier() -> None:
    assert REASONS.keys() - {size.place for size in over_its_limit()} == set()


def test_the_measure_sees_long_files_and_long_functions_also_in_classes(tmp_path: Path) -> None:
    folder = tmp_path / "src"
    folder.mkdir()
    body = "\n".join(f"        x = {i}" for i in range(60))
    (folder / "long.py").write_text(f"class A:\n    def b(self) -> None:\n{body}\n" + "y = 1\n" * 400, encoding="utf-8")
    (folder / "short.py").write_text("def c() -> None:\n    pass\n", encoding="utf-8")
    assert outliers(tmp_path) == [Size("src/long.py", 462, 400), Size("src/long.py:A.b", 61, 60)]
