"""What must hold against each danger, and the tests that show it: the second half of docs/trust.md."""

from typing import Final

from tools.trust_promises import Must

ROOM: Final = "Somebody in the room or the hallway sees the projector"
OTHERS: Final = "Those who sit in on one case see another"
MAIL: Final = "A mail goes to the wrong person"
LEFT: Final = "A file is left behind"
THIEF: Final = "The laptop is stolen"
SHARE: Final = "A colleague can reach the folder or the machine"
LOOKS: Final = "A colleague with rights looks without need"
IMPORT: Final = "A file that is handed in is hostile or broken"
TEXT: Final = "A text is meant to do harm"
BROWSER: Final = "A website, or another program or user of the machine, talks to a browser view"
NETWORK: Final = "The file stands on a network share or in a cloud folder"
POSTGRES: Final = "Somebody runs or listens to a database server"
SUPPLY: Final = "A library that we depend on is hostile"
OURSELVES: Final = "We make a mistake ourselves"
LAW: Final = "Data are kept too long, or somebody asks for theirs"

NO_BROWSER: Final = "there is no browser view, and no window or command opens a port"

MUSTS: Final = (
    Must(
        ROOM,
        "The projector asks the file its own question, with a list of what it may show.",
        ("tests/reads/test_wall.py::test_no_field_beyond_the_allow_list_reaches_the_wall",),
    ),
    Must(
        ROOM,
        "Roles, action points and initials alone, unless asked for more.",
        (
            "tests/reads/test_wall.py::test_no_name_of_anybody_reaches_the_wall",
            "tests/reads/test_wall.py::test_what_tells_who_it_is_stays_off_the_wall",
        ),
    ),
    Must(
        ROOM,
        "One key makes it dark.",
        (
            "tests/tui/test_wall.py::test_f9_makes_the_wall_dark_also_in_a_question",
            "tests/reads/test_wall.py::test_a_dark_wall_says_so_in_every_snapshot",
        ),
    ),
    Must(
        ROOM,
        "Another case appears only after the chair goes on to it.",
        (
            "tests/reads/test_wall.py::test_what_is_next_is_hidden_until_the_chair_moves_on",
            "tests/tui/test_wall.py::test_no_other_case_unasked_while_a_family_sits_at_the_table",
        ),
    ),
    Must(
        ROOM,
        "No notices, tooltips, palette or tracebacks on it.",
        (
            "tests/windows/test_room.py::test_three_windows_through_a_whole_meeting",
            "tests/windows/test_wall_ends.py::test_an_error_in_the_program",
            "tests/windows/test_wall_ends.py::test_an_error_where_nothing_can_be_shown_any_more",
        ),
    ),
    Must(
        OTHERS,
        "What goes to a person or an organisation holds nothing of others.",
        (
            "tests/export/test_who_sees_what.py::test_a_persons_file_says_nothing_of_others",
            "tests/export/test_who_sees_what.py::test_an_organisations_file_says_nothing_that_is_not_shared",
        ),
        open="A list that is asked for nothing (`export actions`) holds what is open of all cases, for who prepares.",
    ),
    Must(
        OTHERS,
        "Every made file is read back before it is written, and refused when it holds what it may not.",
        (
            "tests/export/test_leak_check.py::test_every_kind_is_found_in_the_bytes",
            "tests/export/test_planted_leaks.py::test_every_kind_is_found_in_every_place_of_a_file",
        ),
    ),
    Must(
        MAIL,
        "The program never sends; a draft of a mail has no address in it.",
        ("tests/export/test_mail_and_calendar.py::test_a_mail_names_nobody_and_goes_to_nobody_yet",),
    ),
    Must(
        MAIL,
        "A draft holds as little as it can.",
        ("tests/export/test_mail_and_calendar.py::test_a_mail_holds_no_mail_and_only_what_the_document_comes_in",),
    ),
    Must(
        LEFT,
        "Files are made for their owner alone.",
        (
            "tests/export/test_writing.py::test_a_file_is_for_its_owner_alone",
            "tests/store/test_file.py::test_a_new_file_is_for_its_owner_alone",
        ),
    ),
    Must(
        LEFT,
        "Every file that was made is in a list, and can be deleted from it.",
        ("tests/cli/test_made_files.py",),
    ),
    Must(
        LEFT,
        "What can be read or printed says on it that it is confidential, or for whom it is.",
        ("tests/export/test_formats.py::test_every_document_comes_in_every_format_and_twice_the_same",),
        open="Not in csv, json and calendars: programs read those.",
    ),
    Must(
        LEFT,
        "No names in the names of files.",
        (
            "tests/domain/test_text.py::test_a_file_name_is_always_plain",
            "tests/hostile/test_outside.py::test_no_command_leaves_a_word_of_a_case_or_opens_a_socket",
        ),
    ),
    Must(
        LEFT,
        "No command makes a picture of the screen.",
        ("tests/tui/test_app.py::test_nothing_writes_a_picture_of_a_case",),
    ),
    Must(
        THIEF,
        "Encryption is what a new table gets, with two honest sentences.",
        (
            "tests/cli/test_keys.py::test_a_new_table_is_encrypted_unless_it_is_said_otherwise",
            "tests/store/test_keys.py::test_a_new_table_is_encrypted_from_its_first_byte",
        ),
    ),
    Must(
        THIEF,
        "A warning when neither the file nor the disk is encrypted.",
        (
            "tests/edits/test_unprotected.py::test_it_is_said_where_neither_file_nor_disk_is_known_to_be_encrypted",
            "tests/edits/test_unprotected.py::test_it_is_set_aside_with_a_reason_and_brought_back",
            "tests/reads/test_doctor.py::test_who_encrypts_what_is_told_as_far_as_it_can_be_seen",
        ),
        open="At the opening of a window when no meeting runs, until it is set aside with a reason; by `doctor`, "
        "and by `init`. Where the disk cannot be asked it says so.",
    ),
    Must(
        THIEF,
        "A window that nobody uses locks itself and lets go of the key.",
        ("tests/tui/test_locking.py::test_a_lock_closes_the_file_forgets_the_key_and_gives_everything_back",),
    ),
    Must(
        SHARE,
        "A table's file, its key file and its backups are for their owner alone.",
        (
            "tests/store/test_file.py::test_a_new_file_is_for_its_owner_alone",
            "tests/store/test_keys.py::test_a_key_file_that_others_may_read_is_refused",
            "tests/store/test_odd_places.py::test_what_others_may_read_is_closed_to_them_and_not_written_when_that_is_not_ours",
            "tests/store/test_backups.py::test_a_backup_is_equal_private_and_stands_beside_the_file",
        ),
    ),
    Must(
        SHARE,
        "Opening and reading are in the log, with the name of the user.",
        (
            "tests/tui/test_looking.py::test_a_walk_through_a_window_leaves_one_entry_for_each_thing",
            "tests/cli/test_log_is_complete.py::test_every_command_leaves_its_entry",
            "tests/cli/test_log_is_complete.py::test_tries_to_unlock_that_failed_stand_in_the_log_with_their_moment",
        ),
    ),
    Must(
        LOOKS,
        "Reading and searching by person are in the log.",
        (
            "tests/edits/test_looking.py::test_it_is_said_in_words_by_case_and_by_person",
            "tests/cli/test_log_is_complete.py::test_what_was_asked_and_found_is_in_the_entry_and_content_in_no_message",
        ),
    ),
    Must(
        IMPORT,
        "Limits on size, rows, columns, lengths and what it unpacks to.",
        (
            "tests/intake/test_xlsx.py::test_a_file_that_unpacks_to_far_more_is_refused",
            "tests/intake/test_xlsx.py::test_one_far_cell_is_refused_and_not_filled_up_to",
            "tests/intake/test_table_json.py::test_a_missing_and_a_huge_file_are_refused",
            "tests/edits/test_hostile.py::test_a_text_that_is_too_long_is_refused_by_its_name_and_leaves_no_trace",
        ),
    ),
    Must(
        IMPORT,
        "Read in a process of its own, with limits on memory and time.",
        (
            "tests/intake/test_apart.py::test_the_system_holds_the_process_to_its_limits",
            "tests/intake/test_apart.py::test_whatever_goes_wrong_there_is_one_sentence_without_what_was_in_it",
            "tests/intake/test_apart.py::test_what_has_no_end_or_never_begins_is_refused",
        ),
        open="What is packed or over a megabyte; a small text is read at once (decision 0041).",
    ),
    Must(
        IMPORT,
        "Only what the format knows is taken, and its text is cleaned.",
        (
            "tests/intake/test_table_json.py::test_a_fault_is_named",
            "tests/hostile/test_imports.py::test_hostile_lists_come_in_clean_and_are_said_clean",
        ),
    ),
    Must(
        IMPORT,
        "It can be seen before it is taken, and is one step that can be undone.",
        (
            "tests/cli/test_files.py::test_a_dry_run_changes_nothing",
            "tests/intake/test_lists.py::test_several_files_are_one_import",
        ),
    ),
    Must(
        IMPORT,
        "What was handed in is not kept.",
        ("tests/hostile/test_outside.py::test_no_command_leaves_a_word_of_a_case_or_opens_a_socket",),
    ),
    Must(
        TEXT,
        "Markup is text in every widget.",
        ("tests/contracts/test_markup.py::test_no_plain_string_reaches_a_widget", "tests/tui/test_hostile.py"),
    ),
    Must(
        TEXT,
        "Escapes and bidi controls reach no terminal and no file.",
        (
            "tests/hostile/test_terminal.py::test_no_byte_speaks_to_the_terminal_but_the_drawing",
            "tests/hostile/test_commands.py::test_what_another_program_put_in_the_file_is_not_obeyed_either",
        ),
    ),
    Must(
        TEXT,
        "No formula in a list that is opened elsewhere.",
        (
            "tests/export/test_hostile.py::test_csv_gives_one_row_with_no_formula_in_it",
            "tests/export/test_hostile.py::test_excel_shows_it_as_typed",
        ),
    ),
    Must(
        BROWSER,
        "A gate of its own before a browser view; a token for every other program.",
        ("tests/hostile/test_outside.py::test_no_window_leaves_a_word_of_a_case_or_opens_a_socket",),
        open=NO_BROWSER,
    ),
    Must(
        NETWORK,
        "It is found out, and writing there is refused unless forced.",
        (
            "tests/store/test_odd_places.py::test_on_a_share_or_in_a_cloud_it_is_read_and_not_written_unless_forced",
            "tests/store/test_disk.py::test_linux",
            "tests/store/test_disk.py::test_folders_that_others_copy",
        ),
        open="Tried over mount tables of other machines, not on a real share.",
    ),
    Must(POSTGRES, "TLS with verification, least rights, no secrets in addresses.", open="there is no server"),
    Must(
        SUPPLY,
        "Every library is locked by its hash, and there are few.",
        (
            "tests/contracts/test_house.py::test_the_locks_hold_all_that_is_asked_for",
            "tests/contracts/test_house.py::test_the_development_lock_holds_the_runtime_lock",
        ),
    ),
    Must(
        SUPPLY,
        "No word to anybody about how it is used.",
        ("tests/hostile/test_outside.py::test_no_command_leaves_a_word_of_a_case_or_opens_a_socket",),
    ),
    Must(
        SUPPLY,
        "A list of all parts (`make sbom`).",
        ("tests/contracts/test_sbom.py::test_it_lists_every_locked_library_with_its_hashes",),
    ),
    Must(OURSELVES, "P1 to P18 hold.", ("tests/contracts/test_trust.py",)),
    Must(
        LAW,
        "A date until when each closed case is kept, with a reminder.",
        (
            "tests/edits/test_erasing.py::test_what_is_due_follows_from_dates_and_terms",
            "tests/tui/test_retention.py::test_from_a_day_to_the_certificate",
            "tests/cli/test_purging.py::test_purge_shows_waits_erases_and_leaves_a_certificate",
        ),
    ),
    Must(
        LAW,
        "What is known of one person can be given and erased, with proof.",
        (
            "tests/cli/test_purging.py::test_a_person_sees_what_is_held_and_is_erased",
            "tests/edits/test_erasing.py::test_a_professional_is_erased_and_what_they_did_stays",
            "tests/edits/test_erasing.py::test_a_family_member_is_erased_by_id",
        ),
    ),
    Must(
        LAW,
        "Purpose and who brought it stand with every case.",
        ("tests/intake/test_table_json.py::test_a_fault_is_named",),
    ),
    Must(
        LAW,
        "The log is kept five years, and can be erased by rule.",
        (
            "tests/cli/test_purging.py::test_terms_are_shown_and_changed",
            "tests/edits/test_erasing.py::test_what_is_due_follows_from_dates_and_terms",
        ),
        open="Nothing goes by itself: somebody says `purge`. Who did what and when stays; what stood there goes.",
    ),
)
