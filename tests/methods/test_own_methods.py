"""A way of working in a file of one's own: read whole, or refused with every problem named."""

from pathlib import Path

import pytest

from mdoverleg import methods
from mdoverleg.domain.errors import InputRefused
from mdoverleg.domain.words import in_language

SMALLEST = """
title = "Onze tafel"
summary = "Kort"
meeting_kind = "mdo"
minutes_per_case = 15
"""

OWN = """
title = { nl = "Onze tafel", en = "Our table" }
summary = "Kort"
meeting_kind = "mdo"
minutes_per_case = 15
panels = ["roles", "members"]
checks_off = ["E60", "E39"]

[thresholds]
"E48.people" = 6

[retention]
closed_months = 6

[[role_kinds]]
code = "tolk"
label = "Tolk"
looks_at = "verstaan"
counted = false

[[role_kinds]]
code = "school"
label = { nl = "School of opvang", en = "School or childcare" }

[[slots]]
role = "casusregisseur"
how_many = "one"

[[slots]]
role = "tolk"
how_many = "any"
shown = "always"

[[slots]]
role = "ouderlens"
how_many = "one_each"
for_whom = "parent"
required = false

[[own_codes]]
code_list = "life_domain"
code = "zingeving"
label = "Zingeving"

[[agenda_templates]]
name = "Vast"
meeting_kind = "mdo"
items = [{ kind = "opening", minutes = 5 }, { kind = "case", minutes = 15, title = "Casus" }]

[[standard_actions]]
text = "Belt de ouders"
kind = "information"

[[steps]]
code = "family_voice"
seconds = 120
title = { nl = "De pitch van de ouders", en = "The parents' pitch" }
prompt = "Twee minuten."

[[steps]]
code = "actions"
seconds = 780
"""


def written(folder: Path, text: str, name: str = "onze-tafel.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_the_smallest(tmp_path: Path) -> None:
    method = methods.load(written(tmp_path, SMALLEST))
    assert (method.name, method.title, method.minutes_per_case) == ("onze-tafel", "Onze tafel", 15)
    assert methods.table_values(method) == {"table": {"method": "onze-tafel", "minutes_per_case": 15}}
    with in_language("en"):
        assert methods.describe(method) == (
            "onze-tafel · Onze tafel\n\nKort\n\nmultidisciplinary meeting · 15 minutes per case\n"
        )


def test_one_with_everything(tmp_path: Path) -> None:
    method = methods.load(str(written(tmp_path, OWN)), "nl")
    values = methods.table_values(method)
    assert values["role_kinds"] == [
        {"code": "tolk", "label": "Tolk", "looks_at": "verstaan", "counted": False, "slot": "always"},
        {"code": "school", "label": "School of opvang"},
    ]
    assert values["thresholds"] == [{"name": "E48.people", "value": 6}]
    assert method.retention == {"closed_months": 6}
    assert "een afgesloten casus: 6 maanden na het afsluiten" in methods.describe(method)
    assert values["own_codes"] == [{"code_list": "life_domain", "code": "zingeving", "label": "Zingeving"}]
    assert values["agenda_templates"] == [
        {
            "name": "Vast",
            "meeting_kind": "mdo",
            "items": [{"kind": "opening", "minutes": 5}, {"kind": "case", "title": "Casus", "minutes": 15}],
        }
    ]
    assert values["standard_actions"] == [{"text": "Belt de ouders", "kind": "information"}]
    assert values["table"]["checks_off"] == ["E39", "E60"]
    assert method.panels == ("members", "roles")
    assert "handovers" in values["table"]["hidden_panels"]
    assert "roles" not in values["table"]["hidden_panels"]
    assert [slot.rule.required for slot in method.slots] == [True, False, False]


def test_a_text_without_braces_serves_both_languages(tmp_path: Path) -> None:
    method = methods.load(written(tmp_path, OWN), "en")
    assert (method.title, method.summary) == ("Our table", "Kort")
    assert method.role_kinds[1].label == "School or childcare"


def test_a_step_has_words_of_its_own_in_the_language_that_is_spoken(tmp_path: Path) -> None:
    method = methods.load(written(tmp_path, OWN), "nl")
    kept = methods.kept_of(method)
    assert methods.steps(method.name, kept) == method.steps
    voice, actions = methods.steps(method.name, kept)
    assert (methods.step_title(voice), methods.step_prompt(voice)) == ("De pitch van de ouders", "Twee minuten.")
    with in_language("en"):
        assert (methods.step_title(voice), methods.step_prompt(voice)) == ("The parents' pitch", "Twee minuten.")
        assert (methods.step_title(actions), methods.step_prompt(actions)) == ("action points", "")
        page = methods.describe(method)
    assert "    2:00  The parents' pitch\n          Twee minuten.\n   13:00  action points" in page


def problems(folder: Path, text: str) -> list[str]:
    """Every problem that is named, without the name of the file."""
    file = written(folder, text)
    with in_language("en"), pytest.raises(InputRefused) as refused:
        methods.load(file)
    assert str(file) in str(refused.value)
    assert all(line.startswith(f"{file}:") for line in refused.value.problems)
    return [line.removeprefix(f"{file}:") for line in refused.value.problems]


PERIOD = "a whole number from 1 to 240"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ('panel = ["roles"]', 'panel: unknown key; did you mean "panels"?'),
        ('panels = "roles"', "panels: must be a list"),
        ('panels = ["roles", "roles"]', "panels[1]: is there twice"),
        ('checks_off = ["E99"]', "checks_off[0]:"),
        ("checks_off = [1]", "checks_off[0]: 1 is not allowed; choose from E01, E02"),
        ("retention = 3", "retention: must be a table of terms"),
        ("retention = { closed_month = 3 }", 'retention.closed_month: unknown key; did you mean "closed_months"?'),
        ("retention = { log_years = 0 }", "retention.log_years: 0 is not a whole number from 1 to 50"),
        ("thresholds = 3", "thresholds: must be a table of limits"),
        ('thresholds = { "E48.peple" = 3 }', 'thresholds.E48.peple: unknown key; did you mean "E48.people"?'),
        ('thresholds = { "E48.people" = -1 }', "thresholds.E48.people: -1 is not a whole number from 0 to 100000"),
        ("slots = 3", "slots: must be a list of tables, written as [[slots]]"),
        ("slots = [3]", "slots: must be a list of tables, written as [[slots]]"),
        ('[[slots]]\nhow_many = "one"', "slots[0].role: required"),
        ('[[slots]]\nrole = "school"', "slots[0].how_many: required"),
        ('[[slots]]\nrole = "scool"\nhow_many = "one"', "slots[0].role:"),
        (
            '[[slots]]\nrole = "school"\nhow_many = "two"',
            'slots[0].how_many: "two" is not allowed; choose from one, one_each, any',
        ),
        ('[[slots]]\nrole = "school"\nhow_many = "one_each"', 'slots[0].for_whom: "one_each" needs parent'),
        ('[[slots]]\nrole = "school"\nhow_many = "one"\nrequired = 1', "slots[0].required: 1 is not true or false"),
        ('[[slots]]\nrole = "school"\nhow_many = "one"\nshown = "often"', "slots[0].shown:"),
        (
            '[[slots]]\nrole = "school"\nhow_many = "one"\n[[slots]]\nrole = "school"\nhow_many = "any"',
            "slots[1].role: is there twice",
        ),
        ('[[role_kinds]]\ncode = "tolk"', "role_kinds[0].label: required"),
        ('[[role_kinds]]\ncode = "De tolk"\nlabel = "x"', 'role_kinds[0].code: "De tolk" is not a code'),
        ('[[role_kinds]]\ncode = "school"\nlabel = ""', "role_kinds[0].label: must be a text of at most 200"),
        ('[[role_kinds]]\ncode = "school"\nlabel = { fr = "x" }', "role_kinds[0].label.fr: unknown key"),
        ('[[own_codes]]\ncode_list = "life_domain"\ncode = "work"\nlabel = "x"', 'own_codes[0].code: "work" is there'),
        ('[[own_codes]]\ncode_list = "roles"\ncode = "x"\nlabel = "x"', "own_codes[0].code_list:"),
        ('[[agenda_templates]]\nmeeting_kind = "mdo"', "agenda_templates[0].name: required"),
        (
            '[[agenda_templates]]\nname = "x"\nmeeting_kind = "mdo"\nitems = [{ kind = "pauze", minutes = 5 }]',
            'agenda_templates[0].items[0].kind: "pauze" is not allowed; choose from opening',
        ),
        (
            '[[agenda_templates]]\nname = "x"\nmeeting_kind = "mdo"\nitems = [{ kind = "case", minutes = 0 }]',
            f"agenda_templates[0].items[0].minutes: 0 is not {PERIOD}",
        ),
        (
            '[[agenda_templates]]\nname = "x"\nmeeting_kind = "mdo"\n'
            'items = [{ kind = "case", minutes = 5 }, { kind = "case", minutes = 5 }]',
            "agenda_templates[0].items: one case item stands for every case",
        ),
        ('[[standard_actions]]\ntext = "x"\nkind = "care"\ndays = 366', "standard_actions[0].days: 366 is not"),
        ('[[steps]]\ncode = "actions"\nseconds = true', "steps[0].seconds: true is not a whole number"),
        (
            '[[steps]]\ncode = "dance"\nseconds = 60',
            'steps[0].code: "dance" is not allowed; choose from previous_actions',
        ),
        (
            '[[steps]]\ncode = "actions"\nseconds = 60\ntitel = "x"',
            'steps[0].titel: unknown key; did you mean "title"?',
        ),
        (
            '[[steps]]\ncode = "actions"\nseconds = 60\nprompt = { nl = "x" }',
            "steps[0].prompt.en: required",
        ),
        ('[[steps]]\ncode = "actions"\nseconds = 60\ntitle = ""', "steps[0].title: must be a text of at most 200"),
        ('[[steps]]\ncode = "actions"\nseconds = 60\ntitle = { nl = "x", en = 3 }', "steps[0].title: must be a text"),
        ("explanation = 3", "explanation: must be a text of at most 20000"),
    ],
)
def test_a_problem_names_its_place_and_what_is_allowed(tmp_path: Path, change: str, problem: str) -> None:
    found = problems(tmp_path, SMALLEST + change)
    assert len(found) == 1
    assert found[0].startswith(problem)


def test_all_problems_are_named(tmp_path: Path) -> None:
    found = problems(tmp_path, "minutes_per_case = 241\nmeeting_kind = 'casetable'\nfoo = 1")
    assert len(found) == 5
    assert f"minutes_per_case: 241 is not {PERIOD}" in found
    assert "title: required" in found
    assert "summary: required" in found
    assert "foo: unknown key" in found
    assert any(line.endswith('did you mean "case_table"?') for line in found)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"title = ", "is not TOML"), (b"\xff\xfe\x00", "is not UTF-8"), (None, "cannot be read")],
)
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    file = tmp_path / "x.toml"
    if content is not None:
        file.write_bytes(content)
    with in_language("en"), pytest.raises(InputRefused, match=sentence):
        methods.load(file)


def test_what_has_no_end_or_is_too_large_is_not_read(tmp_path: Path) -> None:
    large = written(tmp_path, f"{SMALLEST}#{'x' * 1_000_000}")
    for file in (large, tmp_path, Path("/dev/zero")):
        with in_language("en"), pytest.raises(InputRefused, match=r"cannot be read|no way of working"):
            methods.load(file)


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_bytes(b"\xef\xbb\xbf" + SMALLEST.encode())
    assert methods.load(file).title == "Onze tafel"


def test_an_unknown_name_is_refused_with_the_names_there_are() -> None:
    with in_language("en"), pytest.raises(InputRefused) as refused:
        methods.load("casustafl")
    sentence = str(refused.value)
    assert 'no way of working "casustafl"' in sentence
    assert ", ".join(methods.names()) in sentence
    assert sentence.endswith('did you mean "casustafel"?')


def test_a_file_beside_does_not_hide_a_method_that_comes_with_the_tool(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, SMALLEST, "casustafel")
    monkeypatch.chdir(tmp_path)
    assert methods.load("casustafel").meeting_kind == "case_table"
