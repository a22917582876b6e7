"""The tabs of a case file: what stands in each section, and that a light case has none."""

import pytest

from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.cases import PLAIN_RECORDS
from mdoverleg.domain.snapshots import CaseView, FileRow
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits import cases, offers, table
from mdoverleg.reads.board import read_board
from mdoverleg.reads.case_records import read_case_records
from mdoverleg.store.store import Store

WULP, FUUT, SIJS = "C-003", "C-002", "C-001"


def view(store: Store, case: str, tab: str) -> CaseView:
    with store.read() as reader:
        pk = reader.value('SELECT pk FROM "case" WHERE id = ?', (case,))
    with in_language("en"):
        found = read_board(store, case_pk=pk, tab=tab).case
    assert found is not None
    return found


def rows(store: Store, case: str, tab: str, section: str = "") -> list[FileRow]:
    return [row for row in view(store, case, tab).file if not row.is_heading and section in ("", row.section)]


def sections(store: Store, case: str, tab: str) -> list[str]:
    return [row.section for row in view(store, case, tab).file if row.is_heading]


def test_only_the_tab_that_is_looked_at_is_read(sample: Store) -> None:
    board, picture, course = (view(sample, WULP, tab) for tab in ("board", "picture", "course"))
    assert (board.file, board.compared, picture.compared, course.file) == ((), (), (), ())
    assert picture.file
    assert course.compared


def test_the_picture_has_three_columns_with_author_source_and_whether_it_is_a_fact(sample: Store) -> None:
    columns = {row.column for row in rows(sample, WULP, "picture") if row.beside == "lines"}
    assert columns == {0, 1, 2}
    gut = next(row for row in rows(sample, WULP, "picture", "WORRIES") if "gut feeling" in row.note)
    assert "from professional" in gut.note
    assert "not discussed with the family" in gut.note


def test_scores_stand_side_by_side_from_low_to_high_without_an_average(sample: Store) -> None:
    found = rows(sample, WULP, "picture", "SCORES")
    assert found[0].text == "lowest 3 · highest 7"
    values = [int(row.text.split(" ")[0]) for row in found[1:] if "wellbeing" not in row.note]
    assert values == sorted(values)
    assert sum(values) / len(values) not in values


def test_the_picture_says_what_organisations_sent_or_why_not(sample: Store) -> None:
    texts = " / ".join(row.text for row in rows(sample, WULP, "picture", "INFORMATION"))
    for words in ("received", "cannot share, because:", "needed, not asked yet"):
        assert words in texts


def test_every_member_has_a_line_with_who_covers_them_seen_heard_and_safe(sample: Store, who: Who) -> None:
    lines = {row.label.split(" ")[0]: row for row in rows(sample, WULP, "family", "THE FAMILY")}
    assert set(lines) == {"M", "V", "K1", "K2", "O"}
    assert lines["V"].sign == "✓"
    assert "R. Egelantier" in lines["V"].text
    assert "contact only via M. Akkers" in lines["V"].note
    assert "last seen" in lines["K1"].note
    assert "will be heard: A-033" in lines["K1"].note


def test_nobody_for_a_member_is_said_in_the_words_of_the_check(sample: Store, who: Who) -> None:
    from mdoverleg.edits import family, roles

    for row in rows(sample, WULP, "family", "THE FAMILY"):
        family.change_member(sample, who, pk=row.pk, values={"contact_safe": "no", "contact_via": None})
    for change in view(sample, WULP, "board").roles:
        if change.code in ("ouderlens", "kindlens", "toezichthouder"):
            for holder in change.holders:
                roles.end(sample, who, assignment_pk=holder.pk)
    lines = {row.label.split(" ")[0]: row for row in rows(sample, WULP, "family", "THE FAMILY")}
    assert lines["M"].text.startswith("Nobody looks at: M")
    assert lines["K2"].sign == "–"
    assert all(row.alert.startswith("contact NOT safe") for row in lines.values())


def test_the_plan_says_until_when_what_bridges_and_what_became_of_an_offer(sample: Store, who: Who) -> None:
    found = rows(sample, FUUT, "plan")
    kinds = {row.entity for row in found}
    assert {"Case", "Decision", "Consent", "Waiting", "Deviation", "Obstacle", "Offer", "Feedback"} <= kinds
    offer = next(row for row in found if row.entity == "Offer" and not row.sign)
    action = offers.to_action(sample, who, pk=offer.pk)
    made = next(row for row in rows(sample, FUUT, "plan") if row.pk == offer.pk and row.entity == "Offer")
    with sample.read() as reader:
        id_, text = next(iter(reader.rows("SELECT id, text FROM action_point WHERE pk = ?", (action,))))
    assert (made.note, text) == (f"became {id_}", offer.text)


def test_what_is_past_stands_below_what_holds(sample: Store) -> None:
    found = rows(sample, WULP, "plan", "OBSTACLES")
    assert [row.dim for row in found] == sorted(row.dim for row in found)
    assert found[-1].sign == "✓"


def test_a_part_that_the_table_does_not_use_is_not_shown(sample: Store, who: Who) -> None:
    assert "INFORMATION" in sections(sample, WULP, "picture")
    table.set_table(sample, who, values={"hidden_panels": ("information", "buffers", "lines")})
    hidden = sections(sample, WULP, "picture")
    assert not {"INFORMATION", "BUFFERS", "WORRIES", "GOING WELL"} & set(hidden)
    assert "JUDGEMENT" in hidden


def test_a_case_with_only_an_alias_and_a_goal_shows_nothing_at_all(sample: Store, who: Who) -> None:
    cases.add(sample, who, values={"alias": "Mees", "brought_by": 1, "goal": "Rust", "id": "C-900"})
    for tab in ("picture", "family", "plan"):
        assert view(sample, "C-900", tab).file == ()
    assert view(sample, "C-900", "course").compared == ()


def test_begin_and_now_are_compared_with_every_evaluation_between(sample: Store) -> None:
    found = view(sample, WULP, "course").compared
    assert [row.what for row in found] == ["at the start", "evaluation", "evaluation", "now"]
    assert (found[0].professionals, found[-1].professionals) == (9, 13)
    assert [row.lowest for row in found[1:]] == [3, 4, 3]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_record_kind_of_a_case_is_said_in_both_languages(sample: Store, language: str) -> None:
    with in_language("nl" if language == "nl" else "en"), sample.read() as reader:
        pks = [row[0] for row in reader.rows('SELECT pk FROM "case" WHERE status <> ?', ("learning",))]
    said = set()
    for pk in pks:
        for tab in ("picture", "family", "plan"):
            with in_language("nl" if language == "nl" else "en"):
                found = read_board(sample, case_pk=pk, tab=tab).case
            assert found is not None
            said |= {row.entity for row in found.file if row.text}
    assert said >= set(PLAIN_RECORDS) - {"Evaluation"}


def test_every_list_of_a_case_can_be_shown(sample: Store) -> None:
    for entity in (*PLAIN_RECORDS, "Decision"):
        with sample.read() as reader:
            pk, many = next(
                iter(reader.rows(f"SELECT case_id, count(*) FROM {ENTITIES[entity].table} GROUP BY 1 ORDER BY 2 DESC"))
            )
        found = read_case_records(sample, entity, pk)
        assert len(found) == many
        assert all(row.text for row in found)
        assert [row.is_past for row in found] == sorted(row.is_past for row in found)
