CREATE TABLE action_point (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	position INTEGER DEFAULT '0' NOT NULL,
	id VARCHAR(40) NOT NULL,
	case_id INTEGER,
	text TEXT NOT NULL,
	kind VARCHAR(32) NOT NULL,
	owner_id INTEGER,
	co_owner_id INTEGER,
	owner_organisation_id INTEGER,
	family_owner_id INTEGER,
	executor_id INTEGER,
	passed_on_by_id INTEGER,
	due DATE,
	status VARCHAR(32) NOT NULL,
	accepted BOOLEAN NOT NULL,
	depends_on_id INTEGER,
	family_told BOOLEAN NOT NULL,
	recipient_message TEXT,
	plain_text TEXT,
	life_domain VARCHAR(200),
	postponed INTEGER NOT NULL,
	outcome TEXT,
	outcome_reason TEXT,
	created_in_id INTEGER,
	reviewed_in_id INTEGER,
	CONSTRAINT ck_action_point_co_owner_needs_owner CHECK (co_owner_id IS NULL OR owner_id IS NOT NULL),
	CONSTRAINT ck_action_point_person_or_organisation CHECK (owner_organisation_id IS NULL OR owner_id IS NULL),
	CONSTRAINT ck_action_point_not_after_itself CHECK (depends_on_id IS NULL OR depends_on_id <> pk),
	CONSTRAINT uq_action_point_id UNIQUE (id),
	CONSTRAINT fk_action_point_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk),
	CONSTRAINT fk_action_point_owner_id FOREIGN KEY(owner_id) REFERENCES person (pk),
	CONSTRAINT fk_action_point_co_owner_id FOREIGN KEY(co_owner_id) REFERENCES person (pk),
	CONSTRAINT fk_action_point_owner_organisation_id FOREIGN KEY(owner_organisation_id) REFERENCES organisation (pk),
	CONSTRAINT fk_action_point_family_owner_id FOREIGN KEY(family_owner_id) REFERENCES member (pk),
	CONSTRAINT fk_action_point_executor_id FOREIGN KEY(executor_id) REFERENCES person (pk),
	CONSTRAINT fk_action_point_passed_on_by_id FOREIGN KEY(passed_on_by_id) REFERENCES person (pk),
	CONSTRAINT fk_action_point_depends_on_id FOREIGN KEY(depends_on_id) REFERENCES action_point (pk),
	CONSTRAINT fk_action_point_created_in_id FOREIGN KEY(created_in_id) REFERENCES meeting (pk),
	CONSTRAINT fk_action_point_reviewed_in_id FOREIGN KEY(reviewed_in_id) REFERENCES meeting (pk),
	CONSTRAINT ck_action_point_id_id CHECK (length("id") BETWEEN 1 AND 40),
	CONSTRAINT ck_action_point_id_id1 CHECK ("id" NOT GLOB '*[^A-Za-z0-9._-]*' AND "id" GLOB '[A-Za-z0-9]*'),
	CONSTRAINT ck_action_point_text_text CHECK (typeof("text") IN ('text', 'null') AND length("text") BETWEEN 1 AND 20000),
	CONSTRAINT ck_action_point_kind_enum CHECK ("kind" IN ('safety', 'crisis', 'care', 'pattern', 'recovery', 'practical', 'information', 'organisation')),
	CONSTRAINT ck_action_point_due_date CHECK ("due" IS NULL OR (date("due") IS "due")),
	CONSTRAINT ck_action_point_status_enum CHECK ("status" IN ('open', 'in_progress', 'done', 'could_not', 'not_done', 'dropped', 'waiting')),
	CONSTRAINT ck_action_point_accepted_bool CHECK ("accepted" IN (0, 1)),
	CONSTRAINT ck_action_point_family_told_bool CHECK ("family_told" IN (0, 1)),
	CONSTRAINT ck_action_point_recipient_message_text CHECK ("recipient_message" IS NULL OR (typeof("recipient_message") IN ('text', 'null') AND length("recipient_message") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_action_point_plain_text_text CHECK ("plain_text" IS NULL OR (typeof("plain_text") IN ('text', 'null') AND length("plain_text") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_action_point_life_domain_code CHECK ("life_domain" IS NULL OR (typeof("life_domain") IN ('text', 'null') AND length("life_domain") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_action_point_postponed_int CHECK (typeof("postponed") IN ('integer', 'null') AND "postponed" BETWEEN 0 AND 99),
	CONSTRAINT ck_action_point_outcome_text CHECK ("outcome" IS NULL OR (typeof("outcome") IN ('text', 'null') AND length("outcome") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_action_point_outcome_reason_text CHECK ("outcome_reason" IS NULL OR (typeof("outcome_reason") IN ('text', 'null') AND length("outcome_reason") BETWEEN 1 AND 20000))
);
CREATE INDEX ix_action_point_case_id ON action_point (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX ix_action_point_co_owner_id ON action_point (co_owner_id) WHERE co_owner_id IS NOT NULL;
CREATE INDEX ix_action_point_created_in_id ON action_point (created_in_id) WHERE created_in_id IS NOT NULL;
CREATE INDEX ix_action_point_depends_on_id ON action_point (depends_on_id) WHERE depends_on_id IS NOT NULL;
CREATE INDEX ix_action_point_executor_id ON action_point (executor_id) WHERE executor_id IS NOT NULL;
CREATE INDEX ix_action_point_family_owner_id ON action_point (family_owner_id) WHERE family_owner_id IS NOT NULL;
CREATE INDEX ix_action_point_owner_id_status ON action_point (owner_id, status);
CREATE INDEX ix_action_point_owner_organisation_id_status ON action_point (owner_organisation_id, status);
CREATE INDEX ix_action_point_passed_on_by_id ON action_point (passed_on_by_id) WHERE passed_on_by_id IS NOT NULL;
CREATE INDEX ix_action_point_reviewed_in_id ON action_point (reviewed_in_id) WHERE reviewed_in_id IS NOT NULL;
CREATE INDEX ix_action_point_status_due ON action_point (status, due);
CREATE INDEX ix_action_point_without_case ON action_point (case_id, status) WHERE case_id IS NULL;
CREATE TABLE agenda_template (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	position INTEGER DEFAULT '0' NOT NULL,
	name VARCHAR(200) NOT NULL,
	meeting_kind VARCHAR(32) NOT NULL,
	CONSTRAINT uq_agenda_template_name UNIQUE (name),
	CONSTRAINT ck_agenda_template_name_string CHECK (typeof("name") IN ('text', 'null') AND length("name") BETWEEN 1 AND 200),
	CONSTRAINT ck_agenda_template_meeting_kind_enum CHECK ("meeting_kind" IN ('case_table', 'protection_table', 'high_risk_table', 'mdo', 'kickoff', 'learning'))
);
CREATE TABLE member (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	id VARCHAR(40) NOT NULL,
	relation VARCHAR(32) NOT NULL,
	age INTEGER,
	age_band VARCHAR(32),
	authority VARCHAR(32),
	living TEXT,
	contact_safe VARCHAR(32),
	contact_via_id INTEGER,
	contact_state VARCHAR(32),
	last_seen_on DATE,
	seen_by_id INTEGER,
	seen_by_other TEXT,
	heard BOOLEAN NOT NULL,
	heard_on DATE,
	not_heard_reason TEXT,
	heard_plan_id INTEGER,
	wants TEXT,
	needs TEXT,
	objection TEXT,
	CONSTRAINT ck_member_via_needs_only_via CHECK (contact_via_id IS NULL OR contact_safe = 'only_via'),
	CONSTRAINT ck_member_seen_by_one CHECK (seen_by_id IS NULL OR seen_by_other IS NULL),
	CONSTRAINT fk_member_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT uq_member_id UNIQUE (id),
	CONSTRAINT fk_member_contact_via_id FOREIGN KEY(contact_via_id) REFERENCES person (pk),
	CONSTRAINT fk_member_seen_by_id FOREIGN KEY(seen_by_id) REFERENCES person (pk),
	CONSTRAINT fk_member_heard_plan_id FOREIGN KEY(heard_plan_id) REFERENCES action_point (pk),
	CONSTRAINT ck_member_id_id CHECK (length("id") BETWEEN 1 AND 40),
	CONSTRAINT ck_member_id_id1 CHECK ("id" NOT GLOB '*[^A-Za-z0-9._-]*' AND "id" GLOB '[A-Za-z0-9]*'),
	CONSTRAINT ck_member_relation_enum CHECK ("relation" IN ('mother', 'father', 'stepmother', 'stepfather', 'foster_parent', 'partner', 'ex_partner', 'daughter', 'son', 'stepdaughter', 'stepson', 'foster_child', 'unborn_child', 'grandchild', 'brother', 'sister', 'grandmother', 'grandfather', 'aunt', 'uncle', 'friend', 'neighbour', 'other')),
	CONSTRAINT ck_member_age_int CHECK ("age" IS NULL OR (typeof("age") IN ('integer', 'null') AND "age" BETWEEN 0 AND 120)),
	CONSTRAINT ck_member_age_band_enum CHECK ("age_band" IS NULL OR ("age_band" IN ('0_3', '4_11', '12_17', 'adult'))),
	CONSTRAINT ck_member_authority_enum CHECK ("authority" IS NULL OR ("authority" IN ('yes', 'no', 'not_applicable', 'unknown'))),
	CONSTRAINT ck_member_living_text CHECK ("living" IS NULL OR (typeof("living") IN ('text', 'null') AND length("living") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_member_contact_safe_enum CHECK ("contact_safe" IS NULL OR ("contact_safe" IN ('yes', 'no', 'only_via', 'unknown'))),
	CONSTRAINT ck_member_contact_state_enum CHECK ("contact_state" IS NULL OR ("contact_state" IN ('open', 'fluctuating', 'avoided', 'none'))),
	CONSTRAINT ck_member_last_seen_on_date CHECK ("last_seen_on" IS NULL OR (date("last_seen_on") IS "last_seen_on")),
	CONSTRAINT ck_member_seen_by_other_text CHECK ("seen_by_other" IS NULL OR (typeof("seen_by_other") IN ('text', 'null') AND length("seen_by_other") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_member_heard_bool CHECK ("heard" IN (0, 1)),
	CONSTRAINT ck_member_heard_on_date CHECK ("heard_on" IS NULL OR (date("heard_on") IS "heard_on")),
	CONSTRAINT ck_member_not_heard_reason_text CHECK ("not_heard_reason" IS NULL OR (typeof("not_heard_reason") IN ('text', 'null') AND length("not_heard_reason") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_member_wants_text CHECK ("wants" IS NULL OR (typeof("wants") IN ('text', 'null') AND length("wants") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_member_needs_text CHECK ("needs" IS NULL OR (typeof("needs") IN ('text', 'null') AND length("needs") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_member_objection_text CHECK ("objection" IS NULL OR (typeof("objection") IN ('text', 'null') AND length("objection") BETWEEN 1 AND 20000))
);
CREATE INDEX ix_member_case_id ON member (case_id);
CREATE INDEX ix_member_contact_via_id ON member (contact_via_id) WHERE contact_via_id IS NOT NULL;
CREATE INDEX ix_member_heard_plan_id ON member (heard_plan_id) WHERE heard_plan_id IS NOT NULL;
CREATE INDEX ix_member_seen_by_id ON member (seen_by_id) WHERE seen_by_id IS NOT NULL;
CREATE TABLE organisation (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	position INTEGER DEFAULT '0' NOT NULL,
	id VARCHAR(40) NOT NULL,
	name VARCHAR(200) NOT NULL,
	kind VARCHAR(32) NOT NULL,
	does TEXT,
	does_not TEXT,
	reachable TEXT,
	CONSTRAINT uq_organisation_id UNIQUE (id),
	CONSTRAINT ck_organisation_id_id CHECK (length("id") BETWEEN 1 AND 40),
	CONSTRAINT ck_organisation_id_id1 CHECK ("id" NOT GLOB '*[^A-Za-z0-9._-]*' AND "id" GLOB '[A-Za-z0-9]*'),
	CONSTRAINT ck_organisation_name_string CHECK (typeof("name") IN ('text', 'null') AND length("name") BETWEEN 1 AND 200),
	CONSTRAINT ck_organisation_kind_enum CHECK ("kind" IN ('local_team', 'veilig_thuis', 'certified_institution', 'child_protection_board', 'care_and_safety_house', 'womens_shelter', 'mental_health', 'youth_mental_health', 'youth_health', 'gp', 'hospital', 'education', 'childcare', 'police', 'prosecution', 'probation', 'debt_help', 'housing', 'municipality', 'crisis_service', 'disability_care', 'addiction_care', 'neighbourhood', 'support_centre', 'other')),
	CONSTRAINT ck_organisation_does_text CHECK ("does" IS NULL OR (typeof("does") IN ('text', 'null') AND length("does") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_organisation_does_not_text CHECK ("does_not" IS NULL OR (typeof("does_not") IN ('text', 'null') AND length("does_not") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_organisation_reachable_text CHECK ("reachable" IS NULL OR (typeof("reachable") IN ('text', 'null') AND length("reachable") BETWEEN 1 AND 20000))
);
CREATE TABLE own_code (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	position INTEGER DEFAULT '0' NOT NULL,
	code_list VARCHAR(32) NOT NULL,
	code VARCHAR(200) NOT NULL,
	label VARCHAR(200) NOT NULL,
	CONSTRAINT uq_own_code_code_list_code UNIQUE (code_list, code),
	CONSTRAINT ck_own_code_code_list_enum CHECK ("code_list" IN ('concern_type', 'life_domain')),
	CONSTRAINT ck_own_code_code_code CHECK (typeof("code") IN ('text', 'null') AND length("code") BETWEEN 1 AND 20000),
	CONSTRAINT ck_own_code_label_string CHECK (typeof("label") IN ('text', 'null') AND length("label") BETWEEN 1 AND 200)
);
CREATE TABLE role_kind (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	position INTEGER DEFAULT '0' NOT NULL,
	code VARCHAR(200) NOT NULL,
	label VARCHAR(200),
	looks_at TEXT,
	tasks TEXT,
	limits TEXT,
	slot VARCHAR(32),
	counted BOOLEAN,
	handover BOOLEAN,
	CONSTRAINT uq_role_kind_code UNIQUE (code),
	CONSTRAINT ck_role_kind_code_code CHECK (typeof("code") IN ('text', 'null') AND length("code") BETWEEN 1 AND 20000),
	CONSTRAINT ck_role_kind_label_string CHECK ("label" IS NULL OR (typeof("label") IN ('text', 'null') AND length("label") BETWEEN 1 AND 200)),
	CONSTRAINT ck_role_kind_looks_at_text CHECK ("looks_at" IS NULL OR (typeof("looks_at") IN ('text', 'null') AND length("looks_at") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_role_kind_tasks_text CHECK ("tasks" IS NULL OR (typeof("tasks") IN ('text', 'null') AND length("tasks") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_role_kind_limits_text CHECK ("limits" IS NULL OR (typeof("limits") IN ('text', 'null') AND length("limits") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_role_kind_slot_enum CHECK ("slot" IS NULL OR ("slot" IN ('always', 'when_used'))),
	CONSTRAINT ck_role_kind_counted_bool CHECK ("counted" IS NULL OR ("counted" IN (0, 1))),
	CONSTRAINT ck_role_kind_handover_bool CHECK ("handover" IS NULL OR ("handover" IN (0, 1)))
);
CREATE TABLE standard_action (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	position INTEGER DEFAULT '0' NOT NULL,
	text TEXT NOT NULL,
	kind VARCHAR(32) NOT NULL,
	days INTEGER,
	CONSTRAINT ck_standard_action_text_text CHECK (typeof("text") IN ('text', 'null') AND length("text") BETWEEN 1 AND 20000),
	CONSTRAINT ck_standard_action_kind_enum CHECK ("kind" IN ('safety', 'crisis', 'care', 'pattern', 'recovery', 'practical', 'information', 'organisation')),
	CONSTRAINT ck_standard_action_days_int CHECK ("days" IS NULL OR (typeof("days") IN ('integer', 'null') AND "days" BETWEEN 0 AND 365))
);
CREATE TABLE threshold (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	position INTEGER DEFAULT '0' NOT NULL,
	name VARCHAR(200) NOT NULL,
	value INTEGER NOT NULL,
	CONSTRAINT uq_threshold_name UNIQUE (name),
	CONSTRAINT ck_threshold_name_string CHECK (typeof("name") IN ('text', 'null') AND length("name") BETWEEN 1 AND 200),
	CONSTRAINT ck_threshold_value_int CHECK (typeof("value") IN ('integer', 'null') AND "value" BETWEEN 0 AND 100000)
);
CREATE TABLE action_point_members (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	parent_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	value INTEGER NOT NULL,
	CONSTRAINT uq_action_point_members_parent_id_value UNIQUE (parent_id, value),
	CONSTRAINT fk_action_point_members_parent_id FOREIGN KEY(parent_id) REFERENCES action_point (pk) ON DELETE CASCADE,
	CONSTRAINT fk_action_point_members_value FOREIGN KEY(value) REFERENCES member (pk)
);
CREATE INDEX ix_action_point_members_value ON action_point_members (value);
CREATE TABLE action_point_share_with (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	parent_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	value INTEGER NOT NULL,
	CONSTRAINT uq_action_point_share_with_parent_id_value UNIQUE (parent_id, value),
	CONSTRAINT fk_action_point_share_with_parent_id FOREIGN KEY(parent_id) REFERENCES action_point (pk) ON DELETE CASCADE,
	CONSTRAINT fk_action_point_share_with_value FOREIGN KEY(value) REFERENCES organisation (pk)
);
CREATE INDEX ix_action_point_share_with_value ON action_point_share_with (value);
CREATE TABLE member_violence_roles (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	parent_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	value VARCHAR(32) NOT NULL,
	CONSTRAINT uq_member_violence_roles_parent_id_value UNIQUE (parent_id, value),
	CONSTRAINT fk_member_violence_roles_parent_id FOREIGN KEY(parent_id) REFERENCES member (pk) ON DELETE CASCADE,
	CONSTRAINT ck_member_violence_roles_value_enum CHECK ("value" IN ('victim', 'witness', 'uses_violence', 'involved', 'none', 'unknown'))
);
CREATE TABLE person (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	position INTEGER DEFAULT '0' NOT NULL,
	id VARCHAR(40) NOT NULL,
	name VARCHAR(200) NOT NULL,
	organisation_id INTEGER NOT NULL,
	function VARCHAR(200),
	phone VARCHAR(200),
	reachable TEXT,
	mandate VARCHAR(32),
	secrecy VARCHAR(32),
	secrecy_on DATE,
	deputy_id INTEGER,
	active BOOLEAN NOT NULL,
	CONSTRAINT ck_person_deputy_is_another CHECK (deputy_id IS NULL OR deputy_id <> pk),
	CONSTRAINT uq_person_id UNIQUE (id),
	CONSTRAINT fk_person_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (pk),
	CONSTRAINT fk_person_deputy_id FOREIGN KEY(deputy_id) REFERENCES person (pk),
	CONSTRAINT ck_person_id_id CHECK (length("id") BETWEEN 1 AND 40),
	CONSTRAINT ck_person_id_id1 CHECK ("id" NOT GLOB '*[^A-Za-z0-9._-]*' AND "id" GLOB '[A-Za-z0-9]*'),
	CONSTRAINT ck_person_name_string CHECK (typeof("name") IN ('text', 'null') AND length("name") BETWEEN 1 AND 200),
	CONSTRAINT ck_person_function_string CHECK ("function" IS NULL OR (typeof("function") IN ('text', 'null') AND length("function") BETWEEN 1 AND 200)),
	CONSTRAINT ck_person_phone_string CHECK ("phone" IS NULL OR (typeof("phone") IN ('text', 'null') AND length("phone") BETWEEN 1 AND 200)),
	CONSTRAINT ck_person_reachable_text CHECK ("reachable" IS NULL OR (typeof("reachable") IN ('text', 'null') AND length("reachable") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_person_mandate_enum CHECK ("mandate" IS NULL OR ("mandate" IN ('yes', 'limited', 'no', 'not_applicable'))),
	CONSTRAINT ck_person_secrecy_enum CHECK ("secrecy" IS NULL OR ("secrecy" IN ('covenant', 'statement_signed', 'not_yet'))),
	CONSTRAINT ck_person_secrecy_on_date CHECK ("secrecy_on" IS NULL OR (date("secrecy_on") IS "secrecy_on")),
	CONSTRAINT ck_person_active_bool CHECK ("active" IN (0, 1))
);
CREATE INDEX ix_person_deputy_id ON person (deputy_id) WHERE deputy_id IS NOT NULL;
CREATE INDEX ix_person_organisation_id ON person (organisation_id);
CREATE TABLE table_info (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	name VARCHAR(200) NOT NULL,
	method VARCHAR(200),
	time_zone VARCHAR(200) NOT NULL,
	language VARCHAR(32) NOT NULL,
	responsible_id INTEGER,
	legal_basis TEXT,
	covenant_version VARCHAR(200),
	agreements TEXT,
	minutes_per_case INTEGER NOT NULL,
	CONSTRAINT fk_table_info_responsible_id FOREIGN KEY(responsible_id) REFERENCES organisation (pk),
	CONSTRAINT ck_table_info_name_string CHECK (typeof("name") IN ('text', 'null') AND length("name") BETWEEN 1 AND 200),
	CONSTRAINT ck_table_info_method_string CHECK ("method" IS NULL OR (typeof("method") IN ('text', 'null') AND length("method") BETWEEN 1 AND 200)),
	CONSTRAINT ck_table_info_time_zone_string CHECK (typeof("time_zone") IN ('text', 'null') AND length("time_zone") BETWEEN 1 AND 200),
	CONSTRAINT ck_table_info_language_enum CHECK ("language" IN ('nl', 'en')),
	CONSTRAINT ck_table_info_legal_basis_text CHECK ("legal_basis" IS NULL OR (typeof("legal_basis") IN ('text', 'null') AND length("legal_basis") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_table_info_covenant_version_string CHECK ("covenant_version" IS NULL OR (typeof("covenant_version") IN ('text', 'null') AND length("covenant_version") BETWEEN 1 AND 200)),
	CONSTRAINT ck_table_info_agreements_text CHECK ("agreements" IS NULL OR (typeof("agreements") IN ('text', 'null') AND length("agreements") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_table_info_minutes_per_case_int CHECK (typeof("minutes_per_case") IN ('integer', 'null') AND "minutes_per_case" BETWEEN 1 AND 240)
);
CREATE INDEX ix_table_info_responsible_id ON table_info (responsible_id) WHERE responsible_id IS NOT NULL;
CREATE TABLE template_item (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	agenda_template_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	kind VARCHAR(32) NOT NULL,
	title TEXT,
	minutes INTEGER NOT NULL,
	CONSTRAINT fk_template_item_agenda_template_id FOREIGN KEY(agenda_template_id) REFERENCES agenda_template (pk) ON DELETE CASCADE,
	CONSTRAINT ck_template_item_kind_enum CHECK ("kind" IN ('opening', 'previous_actions', 'case', 'break', 'theory', 'announcement', 'reflection', 'any_other_business')),
	CONSTRAINT ck_template_item_title_text CHECK ("title" IS NULL OR (typeof("title") IN ('text', 'null') AND length("title") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_template_item_minutes_int CHECK (typeof("minutes") IN ('integer', 'null') AND "minutes" BETWEEN 1 AND 240)
);
CREATE INDEX ix_template_item_agenda_template_id ON template_item (agenda_template_id);
CREATE TABLE "case" (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	position INTEGER DEFAULT '0' NOT NULL,
	id VARCHAR(40) NOT NULL,
	alias VARCHAR(200) NOT NULL,
	alias_key VARCHAR(600) NOT NULL,
	brought_by_id INTEGER NOT NULL,
	source_organisation_id INTEGER,
	source_ref VARCHAR(200),
	opened_on DATE NOT NULL,
	category VARCHAR(32) NOT NULL,
	status VARCHAR(32) NOT NULL,
	framework VARCHAR(32),
	phase VARCHAR(32) NOT NULL,
	goal TEXT NOT NULL,
	why_now TEXT,
	first_signal_on DATE,
	first_contact_on DATE,
	stuck_since DATE,
	tried_before INTEGER NOT NULL,
	crisis_prone BOOLEAN NOT NULL,
	danger VARCHAR(32),
	reported_on DATE,
	meldcode_step INTEGER,
	other_plan TEXT,
	informed VARCHAR(32),
	informed_by_id INTEGER,
	informed_on DATE,
	informed_about TEXT,
	not_informed_reason TEXT,
	preference TEXT,
	preference_not_followed TEXT,
	help_question TEXT,
	trusts TEXT,
	distrusts TEXT,
	commitment TEXT,
	story TEXT,
	real_issue TEXT,
	pattern TEXT,
	parent_wellbeing TEXT,
	earlier_help TEXT,
	achieved TEXT,
	danger_statement TEXT,
	safety_goal TEXT,
	bottom_line TEXT,
	score_difference TEXT,
	score_difference_on DATE,
	perspective_difference TEXT,
	joint_message TEXT,
	contingency TEXT,
	contingency_plain TEXT,
	voluntary_options TEXT,
	next_evaluation DATE,
	horizon_on DATE,
	closing_proposed_by_id INTEGER,
	closing_decision TEXT,
	monitor_on DATE,
	monitor_by_id INTEGER,
	closed_on DATE,
	retain_until DATE,
	CONSTRAINT uq_case_id UNIQUE (id),
	CONSTRAINT uq_case_alias_key UNIQUE (alias_key),
	CONSTRAINT fk_case_brought_by_id FOREIGN KEY(brought_by_id) REFERENCES person (pk),
	CONSTRAINT fk_case_source_organisation_id FOREIGN KEY(source_organisation_id) REFERENCES organisation (pk),
	CONSTRAINT fk_case_informed_by_id FOREIGN KEY(informed_by_id) REFERENCES person (pk),
	CONSTRAINT fk_case_closing_proposed_by_id FOREIGN KEY(closing_proposed_by_id) REFERENCES person (pk),
	CONSTRAINT fk_case_monitor_by_id FOREIGN KEY(monitor_by_id) REFERENCES person (pk),
	CONSTRAINT ck_case_id_id CHECK (length("id") BETWEEN 1 AND 40),
	CONSTRAINT ck_case_id_id1 CHECK ("id" NOT GLOB '*[^A-Za-z0-9._-]*' AND "id" GLOB '[A-Za-z0-9]*'),
	CONSTRAINT ck_case_alias_string CHECK (typeof("alias") IN ('text', 'null') AND length("alias") BETWEEN 1 AND 200),
	CONSTRAINT ck_case_alias_key_string CHECK (typeof("alias_key") IN ('text', 'null') AND length("alias_key") BETWEEN 1 AND 600),
	CONSTRAINT ck_case_source_ref_string CHECK ("source_ref" IS NULL OR (typeof("source_ref") IN ('text', 'null') AND length("source_ref") BETWEEN 1 AND 200)),
	CONSTRAINT ck_case_opened_on_date CHECK (date("opened_on") IS "opened_on"),
	CONSTRAINT ck_case_category_enum CHECK ("category" IN ('new', 'follow_up', 'evaluation', 'crisis', 'preventive', 'consultation', 'closing', 'learning')),
	CONSTRAINT ck_case_status_enum CHECK ("status" IN ('referred', 'active', 'watch', 'closed', 'transferred', 'not_taken_up')),
	CONSTRAINT ck_case_framework_enum CHECK ("framework" IS NULL OR ("framework" IN ('voluntary', 'compulsory'))),
	CONSTRAINT ck_case_phase_enum CHECK ("phase" IN ('immediate_safety', 'risk_led_care', 'recovery')),
	CONSTRAINT ck_case_goal_text CHECK (typeof("goal") IN ('text', 'null') AND length("goal") BETWEEN 1 AND 20000),
	CONSTRAINT ck_case_why_now_text CHECK ("why_now" IS NULL OR (typeof("why_now") IN ('text', 'null') AND length("why_now") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_first_signal_on_date CHECK ("first_signal_on" IS NULL OR (date("first_signal_on") IS "first_signal_on")),
	CONSTRAINT ck_case_first_contact_on_date CHECK ("first_contact_on" IS NULL OR (date("first_contact_on") IS "first_contact_on")),
	CONSTRAINT ck_case_stuck_since_date CHECK ("stuck_since" IS NULL OR (date("stuck_since") IS "stuck_since")),
	CONSTRAINT ck_case_tried_before_int CHECK (typeof("tried_before") IN ('integer', 'null') AND "tried_before" BETWEEN 0 AND 99),
	CONSTRAINT ck_case_crisis_prone_bool CHECK ("crisis_prone" IN (0, 1)),
	CONSTRAINT ck_case_danger_enum CHECK ("danger" IS NULL OR ("danger" IN ('acute', 'structural', 'none'))),
	CONSTRAINT ck_case_reported_on_date CHECK ("reported_on" IS NULL OR (date("reported_on") IS "reported_on")),
	CONSTRAINT ck_case_meldcode_step_int CHECK ("meldcode_step" IS NULL OR (typeof("meldcode_step") IN ('integer', 'null') AND "meldcode_step" BETWEEN 1 AND 5)),
	CONSTRAINT ck_case_other_plan_text CHECK ("other_plan" IS NULL OR (typeof("other_plan") IN ('text', 'null') AND length("other_plan") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_informed_enum CHECK ("informed" IS NULL OR ("informed" IN ('yes', 'partly', 'no'))),
	CONSTRAINT ck_case_informed_on_date CHECK ("informed_on" IS NULL OR (date("informed_on") IS "informed_on")),
	CONSTRAINT ck_case_informed_about_text CHECK ("informed_about" IS NULL OR (typeof("informed_about") IN ('text', 'null') AND length("informed_about") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_not_informed_reason_text CHECK ("not_informed_reason" IS NULL OR (typeof("not_informed_reason") IN ('text', 'null') AND length("not_informed_reason") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_preference_text CHECK ("preference" IS NULL OR (typeof("preference") IN ('text', 'null') AND length("preference") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_preference_not_followed_text CHECK ("preference_not_followed" IS NULL OR (typeof("preference_not_followed") IN ('text', 'null') AND length("preference_not_followed") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_help_question_text CHECK ("help_question" IS NULL OR (typeof("help_question") IN ('text', 'null') AND length("help_question") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_trusts_text CHECK ("trusts" IS NULL OR (typeof("trusts") IN ('text', 'null') AND length("trusts") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_distrusts_text CHECK ("distrusts" IS NULL OR (typeof("distrusts") IN ('text', 'null') AND length("distrusts") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_commitment_text CHECK ("commitment" IS NULL OR (typeof("commitment") IN ('text', 'null') AND length("commitment") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_story_text CHECK ("story" IS NULL OR (typeof("story") IN ('text', 'null') AND length("story") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_real_issue_text CHECK ("real_issue" IS NULL OR (typeof("real_issue") IN ('text', 'null') AND length("real_issue") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_pattern_text CHECK ("pattern" IS NULL OR (typeof("pattern") IN ('text', 'null') AND length("pattern") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_parent_wellbeing_text CHECK ("parent_wellbeing" IS NULL OR (typeof("parent_wellbeing") IN ('text', 'null') AND length("parent_wellbeing") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_earlier_help_text CHECK ("earlier_help" IS NULL OR (typeof("earlier_help") IN ('text', 'null') AND length("earlier_help") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_achieved_text CHECK ("achieved" IS NULL OR (typeof("achieved") IN ('text', 'null') AND length("achieved") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_danger_statement_text CHECK ("danger_statement" IS NULL OR (typeof("danger_statement") IN ('text', 'null') AND length("danger_statement") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_safety_goal_text CHECK ("safety_goal" IS NULL OR (typeof("safety_goal") IN ('text', 'null') AND length("safety_goal") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_bottom_line_text CHECK ("bottom_line" IS NULL OR (typeof("bottom_line") IN ('text', 'null') AND length("bottom_line") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_score_difference_text CHECK ("score_difference" IS NULL OR (typeof("score_difference") IN ('text', 'null') AND length("score_difference") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_score_difference_on_date CHECK ("score_difference_on" IS NULL OR (date("score_difference_on") IS "score_difference_on")),
	CONSTRAINT ck_case_perspective_difference_text CHECK ("perspective_difference" IS NULL OR (typeof("perspective_difference") IN ('text', 'null') AND length("perspective_difference") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_joint_message_text CHECK ("joint_message" IS NULL OR (typeof("joint_message") IN ('text', 'null') AND length("joint_message") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_contingency_text CHECK ("contingency" IS NULL OR (typeof("contingency") IN ('text', 'null') AND length("contingency") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_contingency_plain_text CHECK ("contingency_plain" IS NULL OR (typeof("contingency_plain") IN ('text', 'null') AND length("contingency_plain") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_voluntary_options_text CHECK ("voluntary_options" IS NULL OR (typeof("voluntary_options") IN ('text', 'null') AND length("voluntary_options") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_next_evaluation_date CHECK ("next_evaluation" IS NULL OR (date("next_evaluation") IS "next_evaluation")),
	CONSTRAINT ck_case_horizon_on_date CHECK ("horizon_on" IS NULL OR (date("horizon_on") IS "horizon_on")),
	CONSTRAINT ck_case_closing_decision_text CHECK ("closing_decision" IS NULL OR (typeof("closing_decision") IN ('text', 'null') AND length("closing_decision") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_case_monitor_on_date CHECK ("monitor_on" IS NULL OR (date("monitor_on") IS "monitor_on")),
	CONSTRAINT ck_case_closed_on_date CHECK ("closed_on" IS NULL OR (date("closed_on") IS "closed_on")),
	CONSTRAINT ck_case_retain_until_date CHECK ("retain_until" IS NULL OR (date("retain_until") IS "retain_until"))
);
CREATE INDEX ix_case_brought_by_id ON "case" (brought_by_id);
CREATE INDEX ix_case_closing_proposed_by_id ON "case" (closing_proposed_by_id) WHERE closing_proposed_by_id IS NOT NULL;
CREATE INDEX ix_case_informed_by_id ON "case" (informed_by_id) WHERE informed_by_id IS NOT NULL;
CREATE INDEX ix_case_monitor_by_id ON "case" (monitor_by_id) WHERE monitor_by_id IS NOT NULL;
CREATE INDEX ix_case_source_organisation_id ON "case" (source_organisation_id) WHERE source_organisation_id IS NOT NULL;
CREATE TABLE meeting (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	position INTEGER DEFAULT '0' NOT NULL,
	id VARCHAR(40) NOT NULL,
	kind VARCHAR(32) NOT NULL,
	title TEXT,
	held_on DATE NOT NULL,
	planned_start VARCHAR(5) NOT NULL,
	planned_end VARCHAR(5) NOT NULL,
	actual_start VARCHAR(5),
	actual_end VARCHAR(5),
	location TEXT,
	chair_id INTEGER NOT NULL,
	secretary_id INTEGER,
	projector BOOLEAN NOT NULL,
	confidentiality_time VARCHAR(5),
	confidentiality_version VARCHAR(200),
	shared_responsibility_said BOOLEAN NOT NULL,
	reflection TEXT,
	closed_at DATETIME,
	minutes_version INTEGER NOT NULL,
	CONSTRAINT ck_meeting_planned_end_after_planned_start CHECK (planned_start IS NULL OR planned_end IS NULL OR planned_end > planned_start),
	CONSTRAINT ck_meeting_actual_end_after_actual_start CHECK (actual_start IS NULL OR actual_end IS NULL OR actual_end >= actual_start),
	CONSTRAINT uq_meeting_id UNIQUE (id),
	CONSTRAINT fk_meeting_chair_id FOREIGN KEY(chair_id) REFERENCES person (pk),
	CONSTRAINT fk_meeting_secretary_id FOREIGN KEY(secretary_id) REFERENCES person (pk),
	CONSTRAINT ck_meeting_id_id CHECK (length("id") BETWEEN 1 AND 40),
	CONSTRAINT ck_meeting_id_id1 CHECK ("id" NOT GLOB '*[^A-Za-z0-9._-]*' AND "id" GLOB '[A-Za-z0-9]*'),
	CONSTRAINT ck_meeting_kind_enum CHECK ("kind" IN ('case_table', 'protection_table', 'high_risk_table', 'mdo', 'kickoff', 'learning')),
	CONSTRAINT ck_meeting_title_text CHECK ("title" IS NULL OR (typeof("title") IN ('text', 'null') AND length("title") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_meeting_held_on_date CHECK (date("held_on") IS "held_on"),
	CONSTRAINT ck_meeting_planned_start_time CHECK ("planned_start" GLOB '[0-2][0-9]:[0-5][0-9]' AND "planned_start" < '24:00'),
	CONSTRAINT ck_meeting_planned_end_time CHECK ("planned_end" GLOB '[0-2][0-9]:[0-5][0-9]' AND "planned_end" < '24:00'),
	CONSTRAINT ck_meeting_actual_start_time CHECK ("actual_start" IS NULL OR ("actual_start" GLOB '[0-2][0-9]:[0-5][0-9]' AND "actual_start" < '24:00')),
	CONSTRAINT ck_meeting_actual_end_time CHECK ("actual_end" IS NULL OR ("actual_end" GLOB '[0-2][0-9]:[0-5][0-9]' AND "actual_end" < '24:00')),
	CONSTRAINT ck_meeting_location_text CHECK ("location" IS NULL OR (typeof("location") IN ('text', 'null') AND length("location") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_meeting_projector_bool CHECK ("projector" IN (0, 1)),
	CONSTRAINT ck_meeting_confidentiality_time_time CHECK ("confidentiality_time" IS NULL OR ("confidentiality_time" GLOB '[0-2][0-9]:[0-5][0-9]' AND "confidentiality_time" < '24:00')),
	CONSTRAINT ck_meeting_confidentiality_version_string CHECK ("confidentiality_version" IS NULL OR (typeof("confidentiality_version") IN ('text', 'null') AND length("confidentiality_version") BETWEEN 1 AND 200)),
	CONSTRAINT ck_meeting_shared_responsibility_said_bool CHECK ("shared_responsibility_said" IN (0, 1)),
	CONSTRAINT ck_meeting_reflection_text CHECK ("reflection" IS NULL OR (typeof("reflection") IN ('text', 'null') AND length("reflection") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_meeting_closed_at_instant CHECK ("closed_at" IS NULL OR (strftime('%Y-%m-%d %H:%M:%S', "closed_at") IS substr("closed_at", 1, 19))),
	CONSTRAINT ck_meeting_minutes_version_int CHECK (typeof("minutes_version") IN ('integer', 'null') AND "minutes_version" BETWEEN 0 AND 999)
);
CREATE INDEX ix_meeting_chair_id ON meeting (chair_id);
CREATE INDEX ix_meeting_secretary_id ON meeting (secretary_id) WHERE secretary_id IS NOT NULL;
CREATE TABLE member_heard_by (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	parent_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	value INTEGER NOT NULL,
	CONSTRAINT uq_member_heard_by_parent_id_value UNIQUE (parent_id, value),
	CONSTRAINT fk_member_heard_by_parent_id FOREIGN KEY(parent_id) REFERENCES member (pk) ON DELETE CASCADE,
	CONSTRAINT fk_member_heard_by_value FOREIGN KEY(value) REFERENCES person (pk)
);
CREATE INDEX ix_member_heard_by_value ON member_heard_by (value);
CREATE TABLE table_info_checks_off (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	parent_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	value VARCHAR(200) NOT NULL,
	CONSTRAINT uq_table_info_checks_off_parent_id_value UNIQUE (parent_id, value),
	CONSTRAINT fk_table_info_checks_off_parent_id FOREIGN KEY(parent_id) REFERENCES table_info (pk) ON DELETE CASCADE,
	CONSTRAINT ck_table_info_checks_off_value_string CHECK (typeof("value") IN ('text', 'null') AND length("value") BETWEEN 1 AND 200)
);
CREATE TABLE table_info_hidden_panels (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	parent_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	value VARCHAR(200) NOT NULL,
	CONSTRAINT uq_table_info_hidden_panels_parent_id_value UNIQUE (parent_id, value),
	CONSTRAINT fk_table_info_hidden_panels_parent_id FOREIGN KEY(parent_id) REFERENCES table_info (pk) ON DELETE CASCADE,
	CONSTRAINT ck_table_info_hidden_panels_value_string CHECK (typeof("value") IN ('text', 'null') AND length("value") BETWEEN 1 AND 200)
);
CREATE TABLE agenda_item (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	meeting_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	kind VARCHAR(32) NOT NULL,
	case_id INTEGER,
	title TEXT,
	planned_start VARCHAR(5) NOT NULL,
	planned_end VARCHAR(5) NOT NULL,
	actual_start VARCHAR(5),
	actual_end VARCHAR(5),
	picture_minutes INTEGER,
	judgement_minutes INTEGER,
	decision_minutes INTEGER,
	not_held VARCHAR(32),
	added_because TEXT,
	CONSTRAINT ck_agenda_item_planned_end_after_planned_start CHECK (planned_start IS NULL OR planned_end IS NULL OR planned_end > planned_start),
	CONSTRAINT ck_agenda_item_actual_end_after_actual_start CHECK (actual_start IS NULL OR actual_end IS NULL OR actual_end >= actual_start),
	CONSTRAINT ck_agenda_item_case_if_kind CHECK ((kind = 'case') = (case_id IS NOT NULL)),
	CONSTRAINT ck_agenda_item_end_needs_start CHECK (actual_end IS NULL OR actual_start IS NOT NULL),
	CONSTRAINT fk_agenda_item_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (pk) ON DELETE CASCADE,
	CONSTRAINT fk_agenda_item_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk),
	CONSTRAINT ck_agenda_item_kind_enum CHECK ("kind" IN ('opening', 'previous_actions', 'case', 'break', 'theory', 'announcement', 'reflection', 'any_other_business')),
	CONSTRAINT ck_agenda_item_title_text CHECK ("title" IS NULL OR (typeof("title") IN ('text', 'null') AND length("title") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_agenda_item_planned_start_time CHECK ("planned_start" GLOB '[0-2][0-9]:[0-5][0-9]' AND "planned_start" < '24:00'),
	CONSTRAINT ck_agenda_item_planned_end_time CHECK ("planned_end" GLOB '[0-2][0-9]:[0-5][0-9]' AND "planned_end" < '24:00'),
	CONSTRAINT ck_agenda_item_actual_start_time CHECK ("actual_start" IS NULL OR ("actual_start" GLOB '[0-2][0-9]:[0-5][0-9]' AND "actual_start" < '24:00')),
	CONSTRAINT ck_agenda_item_actual_end_time CHECK ("actual_end" IS NULL OR ("actual_end" GLOB '[0-2][0-9]:[0-5][0-9]' AND "actual_end" < '24:00')),
	CONSTRAINT ck_agenda_item_picture_minutes_int CHECK ("picture_minutes" IS NULL OR (typeof("picture_minutes") IN ('integer', 'null') AND "picture_minutes" BETWEEN 0 AND 600)),
	CONSTRAINT ck_agenda_item_judgement_minutes_int CHECK ("judgement_minutes" IS NULL OR (typeof("judgement_minutes") IN ('integer', 'null') AND "judgement_minutes" BETWEEN 0 AND 600)),
	CONSTRAINT ck_agenda_item_decision_minutes_int CHECK ("decision_minutes" IS NULL OR (typeof("decision_minutes") IN ('integer', 'null') AND "decision_minutes" BETWEEN 0 AND 600)),
	CONSTRAINT ck_agenda_item_not_held_enum CHECK ("not_held" IS NULL OR ("not_held" IN ('postponed', 'dropped'))),
	CONSTRAINT ck_agenda_item_added_because_text CHECK ("added_because" IS NULL OR (typeof("added_because") IN ('text', 'null') AND length("added_because") BETWEEN 1 AND 20000))
);
CREATE INDEX ix_agenda_item_case_id ON agenda_item (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX ix_agenda_item_meeting_id ON agenda_item (meeting_id);
CREATE TABLE attendance (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	meeting_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	person_id INTEGER NOT NULL,
	status VARCHAR(32) NOT NULL,
	arrives VARCHAR(5),
	leaves VARCHAR(5),
	capacity VARCHAR(32) NOT NULL,
	CONSTRAINT uq_attendance_meeting_id_person_id UNIQUE (meeting_id, person_id),
	CONSTRAINT ck_attendance_leaves_after_arrives CHECK (arrives IS NULL OR leaves IS NULL OR leaves > arrives),
	CONSTRAINT fk_attendance_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (pk) ON DELETE CASCADE,
	CONSTRAINT fk_attendance_person_id FOREIGN KEY(person_id) REFERENCES person (pk),
	CONSTRAINT ck_attendance_status_enum CHECK ("status" IN ('present', 'online', 'by_phone', 'excused', 'absent', 'partly')),
	CONSTRAINT ck_attendance_arrives_time CHECK ("arrives" IS NULL OR ("arrives" GLOB '[0-2][0-9]:[0-5][0-9]' AND "arrives" < '24:00')),
	CONSTRAINT ck_attendance_leaves_time CHECK ("leaves" IS NULL OR ("leaves" GLOB '[0-2][0-9]:[0-5][0-9]' AND "leaves" < '24:00')),
	CONSTRAINT ck_attendance_capacity_enum CHECK ("capacity" IN ('participant', 'guest', 'timekeeper', 'interpreter', 'support_person'))
);
CREATE INDEX ix_attendance_person_id ON attendance (person_id);
CREATE TABLE buffer (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	buffer VARCHAR(32) NOT NULL,
	state VARCHAR(32) NOT NULL,
	note TEXT,
	step TEXT,
	step_owner_id INTEGER,
	CONSTRAINT uq_buffer_case_id_buffer UNIQUE (case_id, buffer),
	CONSTRAINT fk_buffer_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_buffer_step_owner_id FOREIGN KEY(step_owner_id) REFERENCES person (pk),
	CONSTRAINT ck_buffer_buffer_enum CHECK ("buffer" IN ('supportive_community', 'network_and_tasks', 'view_of_child', 'good_parent_experiences')),
	CONSTRAINT ck_buffer_state_enum CHECK ("state" IN ('present', 'weak', 'missing', 'unknown')),
	CONSTRAINT ck_buffer_note_text CHECK ("note" IS NULL OR (typeof("note") IN ('text', 'null') AND length("note") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_buffer_step_text CHECK ("step" IS NULL OR (typeof("step") IN ('text', 'null') AND length("step") BETWEEN 1 AND 20000))
);
CREATE INDEX ix_buffer_step_owner_id ON buffer (step_owner_id) WHERE step_owner_id IS NOT NULL;
CREATE TABLE case_concern_types (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	parent_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	value VARCHAR(200) NOT NULL,
	CONSTRAINT uq_case_concern_types_parent_id_value UNIQUE (parent_id, value),
	CONSTRAINT fk_case_concern_types_parent_id FOREIGN KEY(parent_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT ck_case_concern_types_value_code CHECK (typeof("value") IN ('text', 'null') AND length("value") BETWEEN 1 AND 20000)
);
CREATE TABLE case_life_domains (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	parent_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	value VARCHAR(200) NOT NULL,
	CONSTRAINT uq_case_life_domains_parent_id_value UNIQUE (parent_id, value),
	CONSTRAINT fk_case_life_domains_parent_id FOREIGN KEY(parent_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT ck_case_life_domains_value_code CHECK (typeof("value") IN ('text', 'null') AND length("value") BETWEEN 1 AND 20000)
);
CREATE TABLE case_linked_cases (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	parent_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	value INTEGER NOT NULL,
	CONSTRAINT uq_case_linked_cases_parent_id_value UNIQUE (parent_id, value),
	CONSTRAINT fk_case_linked_cases_parent_id FOREIGN KEY(parent_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_case_linked_cases_value FOREIGN KEY(value) REFERENCES "case" (pk)
);
CREATE INDEX ix_case_linked_cases_value ON case_linked_cases (value);
CREATE TABLE child_voice (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	member_id INTEGER NOT NULL,
	given_on DATE NOT NULL,
	by_id INTEGER,
	by_other TEXT,
	text TEXT NOT NULL,
	form VARCHAR(32),
	CONSTRAINT ck_child_voice_by_id_or_by_other CHECK ((by_id IS NULL) <> (by_other IS NULL)),
	CONSTRAINT fk_child_voice_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_child_voice_member_id FOREIGN KEY(member_id) REFERENCES member (pk),
	CONSTRAINT fk_child_voice_by_id FOREIGN KEY(by_id) REFERENCES person (pk),
	CONSTRAINT ck_child_voice_given_on_date CHECK (date("given_on") IS "given_on"),
	CONSTRAINT ck_child_voice_by_other_text CHECK ("by_other" IS NULL OR (typeof("by_other") IN ('text', 'null') AND length("by_other") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_child_voice_text_text CHECK (typeof("text") IN ('text', 'null') AND length("text") BETWEEN 1 AND 20000),
	CONSTRAINT ck_child_voice_form_enum CHECK ("form" IS NULL OR ("form" IN ('words', 'drawing', 'observation')))
);
CREATE INDEX ix_child_voice_by_id ON child_voice (by_id) WHERE by_id IS NOT NULL;
CREATE INDEX ix_child_voice_case_id ON child_voice (case_id);
CREATE INDEX ix_child_voice_member_id ON child_voice (member_id);
CREATE TABLE consent (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	what TEXT NOT NULL,
	member_id INTEGER NOT NULL,
	value VARCHAR(32) NOT NULL,
	asked_on DATE,
	asked_by_id INTEGER,
	plan_id INTEGER,
	CONSTRAINT fk_consent_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_consent_member_id FOREIGN KEY(member_id) REFERENCES member (pk),
	CONSTRAINT fk_consent_asked_by_id FOREIGN KEY(asked_by_id) REFERENCES person (pk),
	CONSTRAINT fk_consent_plan_id FOREIGN KEY(plan_id) REFERENCES action_point (pk),
	CONSTRAINT ck_consent_what_text CHECK (typeof("what") IN ('text', 'null') AND length("what") BETWEEN 1 AND 20000),
	CONSTRAINT ck_consent_value_enum CHECK ("value" IN ('yes', 'no', 'not_asked', 'not_needed')),
	CONSTRAINT ck_consent_asked_on_date CHECK ("asked_on" IS NULL OR (date("asked_on") IS "asked_on"))
);
CREATE INDEX ix_consent_asked_by_id ON consent (asked_by_id) WHERE asked_by_id IS NOT NULL;
CREATE INDEX ix_consent_case_id ON consent (case_id);
CREATE INDEX ix_consent_member_id ON consent (member_id);
CREATE INDEX ix_consent_plan_id ON consent (plan_id) WHERE plan_id IS NOT NULL;
CREATE TABLE crisis_notice (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	text TEXT NOT NULL,
	sent_to TEXT NOT NULL,
	valid_until DATE NOT NULL,
	sent_on DATE,
	CONSTRAINT fk_crisis_notice_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT ck_crisis_notice_text_text CHECK (typeof("text") IN ('text', 'null') AND length("text") BETWEEN 1 AND 20000),
	CONSTRAINT ck_crisis_notice_sent_to_text CHECK (typeof("sent_to") IN ('text', 'null') AND length("sent_to") BETWEEN 1 AND 20000),
	CONSTRAINT ck_crisis_notice_valid_until_date CHECK (date("valid_until") IS "valid_until"),
	CONSTRAINT ck_crisis_notice_sent_on_date CHECK ("sent_on" IS NULL OR (date("sent_on") IS "sent_on"))
);
CREATE INDEX ix_crisis_notice_case_id ON crisis_notice (case_id);
CREATE TABLE decision (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	text TEXT NOT NULL,
	consideration TEXT,
	dissent TEXT,
	plain_text TEXT,
	agreed_by_family BOOLEAN NOT NULL,
	created_in_id INTEGER,
	CONSTRAINT fk_decision_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_decision_created_in_id FOREIGN KEY(created_in_id) REFERENCES meeting (pk),
	CONSTRAINT ck_decision_text_text CHECK (typeof("text") IN ('text', 'null') AND length("text") BETWEEN 1 AND 20000),
	CONSTRAINT ck_decision_consideration_text CHECK ("consideration" IS NULL OR (typeof("consideration") IN ('text', 'null') AND length("consideration") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_decision_dissent_text CHECK ("dissent" IS NULL OR (typeof("dissent") IN ('text', 'null') AND length("dissent") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_decision_plain_text_text CHECK ("plain_text" IS NULL OR (typeof("plain_text") IN ('text', 'null') AND length("plain_text") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_decision_agreed_by_family_bool CHECK ("agreed_by_family" IN (0, 1))
);
CREATE INDEX ix_decision_case_id ON decision (case_id);
CREATE INDEX ix_decision_created_in_id ON decision (created_in_id) WHERE created_in_id IS NOT NULL;
CREATE TABLE deviation (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	what TEXT NOT NULL,
	why TEXT NOT NULL,
	review_on DATE NOT NULL,
	approved_by TEXT,
	created_in_id INTEGER,
	CONSTRAINT fk_deviation_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_deviation_created_in_id FOREIGN KEY(created_in_id) REFERENCES meeting (pk),
	CONSTRAINT ck_deviation_what_text CHECK (typeof("what") IN ('text', 'null') AND length("what") BETWEEN 1 AND 20000),
	CONSTRAINT ck_deviation_why_text CHECK (typeof("why") IN ('text', 'null') AND length("why") BETWEEN 1 AND 20000),
	CONSTRAINT ck_deviation_review_on_date CHECK (date("review_on") IS "review_on"),
	CONSTRAINT ck_deviation_approved_by_text CHECK ("approved_by" IS NULL OR (typeof("approved_by") IN ('text', 'null') AND length("approved_by") BETWEEN 1 AND 20000))
);
CREATE INDEX ix_deviation_case_id ON deviation (case_id);
CREATE INDEX ix_deviation_created_in_id ON deviation (created_in_id) WHERE created_in_id IS NOT NULL;
CREATE TABLE evaluation (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	held_on DATE NOT NULL,
	lowest INTEGER,
	stable BOOLEAN NOT NULL,
	family_feedback TEXT,
	CONSTRAINT fk_evaluation_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT ck_evaluation_held_on_date CHECK (date("held_on") IS "held_on"),
	CONSTRAINT ck_evaluation_lowest_int CHECK ("lowest" IS NULL OR (typeof("lowest") IN ('integer', 'null') AND "lowest" BETWEEN 0 AND 10)),
	CONSTRAINT ck_evaluation_stable_bool CHECK ("stable" IN (0, 1)),
	CONSTRAINT ck_evaluation_family_feedback_text CHECK ("family_feedback" IS NULL OR (typeof("family_feedback") IN ('text', 'null') AND length("family_feedback") BETWEEN 1 AND 20000))
);
CREATE INDEX ix_evaluation_case_id ON evaluation (case_id);
CREATE TABLE feedback (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	created_in_id INTEGER NOT NULL,
	owner_id INTEGER,
	due DATE,
	done_on DATE,
	CONSTRAINT fk_feedback_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_feedback_created_in_id FOREIGN KEY(created_in_id) REFERENCES meeting (pk),
	CONSTRAINT fk_feedback_owner_id FOREIGN KEY(owner_id) REFERENCES person (pk),
	CONSTRAINT ck_feedback_due_date CHECK ("due" IS NULL OR (date("due") IS "due")),
	CONSTRAINT ck_feedback_done_on_date CHECK ("done_on" IS NULL OR (date("done_on") IS "done_on"))
);
CREATE INDEX ix_feedback_case_id ON feedback (case_id);
CREATE INDEX ix_feedback_created_in_id ON feedback (created_in_id);
CREATE INDEX ix_feedback_owner_id ON feedback (owner_id) WHERE owner_id IS NOT NULL;
CREATE TABLE handover (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	role VARCHAR(200) NOT NULL,
	to_holder_id INTEGER NOT NULL,
	due DATE NOT NULL,
	warm BOOLEAN NOT NULL,
	done_on DATE,
	line_so_far TEXT,
	created_in_id INTEGER,
	CONSTRAINT fk_handover_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_handover_to_holder_id FOREIGN KEY(to_holder_id) REFERENCES person (pk),
	CONSTRAINT fk_handover_created_in_id FOREIGN KEY(created_in_id) REFERENCES meeting (pk),
	CONSTRAINT ck_handover_role_code CHECK (typeof("role") IN ('text', 'null') AND length("role") BETWEEN 1 AND 20000),
	CONSTRAINT ck_handover_due_date CHECK (date("due") IS "due"),
	CONSTRAINT ck_handover_warm_bool CHECK ("warm" IN (0, 1)),
	CONSTRAINT ck_handover_done_on_date CHECK ("done_on" IS NULL OR (date("done_on") IS "done_on")),
	CONSTRAINT ck_handover_line_so_far_text CHECK ("line_so_far" IS NULL OR (typeof("line_so_far") IN ('text', 'null') AND length("line_so_far") BETWEEN 1 AND 20000))
);
CREATE INDEX ix_handover_case_id ON handover (case_id);
CREATE INDEX ix_handover_created_in_id ON handover (created_in_id) WHERE created_in_id IS NOT NULL;
CREATE INDEX ix_handover_to_holder_id ON handover (to_holder_id);
CREATE TABLE helper (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	person_id INTEGER,
	name TEXT,
	organisation_id INTEGER,
	task TEXT,
	started_on DATE,
	ended_on DATE,
	visits_home BOOLEAN NOT NULL,
	knows_story BOOLEAN NOT NULL,
	CONSTRAINT ck_helper_person_id_or_name CHECK ((person_id IS NULL) <> (name IS NULL)),
	CONSTRAINT ck_helper_ended_on_after_started_on CHECK (started_on IS NULL OR ended_on IS NULL OR ended_on >= started_on),
	CONSTRAINT fk_helper_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_helper_person_id FOREIGN KEY(person_id) REFERENCES person (pk),
	CONSTRAINT fk_helper_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (pk),
	CONSTRAINT ck_helper_name_text CHECK ("name" IS NULL OR (typeof("name") IN ('text', 'null') AND length("name") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_helper_task_text CHECK ("task" IS NULL OR (typeof("task") IN ('text', 'null') AND length("task") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_helper_started_on_date CHECK ("started_on" IS NULL OR (date("started_on") IS "started_on")),
	CONSTRAINT ck_helper_ended_on_date CHECK ("ended_on" IS NULL OR (date("ended_on") IS "ended_on")),
	CONSTRAINT ck_helper_visits_home_bool CHECK ("visits_home" IN (0, 1)),
	CONSTRAINT ck_helper_knows_story_bool CHECK ("knows_story" IN (0, 1))
);
CREATE INDEX ix_helper_case_id ON helper (case_id);
CREATE INDEX ix_helper_organisation_id ON helper (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX ix_helper_person_id ON helper (person_id) WHERE person_id IS NOT NULL;
CREATE TABLE incident (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	happened_on DATE NOT NULL,
	what TEXT NOT NULL,
	we_did TEXT NOT NULL,
	needed TEXT NOT NULL,
	lead_informed_at DATETIME,
	CONSTRAINT fk_incident_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT ck_incident_happened_on_date CHECK (date("happened_on") IS "happened_on"),
	CONSTRAINT ck_incident_what_text CHECK (typeof("what") IN ('text', 'null') AND length("what") BETWEEN 1 AND 20000),
	CONSTRAINT ck_incident_we_did_text CHECK (typeof("we_did") IN ('text', 'null') AND length("we_did") BETWEEN 1 AND 20000),
	CONSTRAINT ck_incident_needed_text CHECK (typeof("needed") IN ('text', 'null') AND length("needed") BETWEEN 1 AND 20000),
	CONSTRAINT ck_incident_lead_informed_at_instant CHECK ("lead_informed_at" IS NULL OR (strftime('%Y-%m-%d %H:%M:%S', "lead_informed_at") IS substr("lead_informed_at", 1, 19)))
);
CREATE INDEX ix_incident_case_id ON incident (case_id);
CREATE TABLE information (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	organisation_id INTEGER NOT NULL,
	invited BOOLEAN NOT NULL,
	asked_on DATE,
	received_on DATE,
	cannot_because TEXT,
	CONSTRAINT uq_information_case_id_organisation_id UNIQUE (case_id, organisation_id),
	CONSTRAINT fk_information_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_information_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (pk),
	CONSTRAINT ck_information_invited_bool CHECK ("invited" IN (0, 1)),
	CONSTRAINT ck_information_asked_on_date CHECK ("asked_on" IS NULL OR (date("asked_on") IS "asked_on")),
	CONSTRAINT ck_information_received_on_date CHECK ("received_on" IS NULL OR (date("received_on") IS "received_on")),
	CONSTRAINT ck_information_cannot_because_text CHECK ("cannot_because" IS NULL OR (typeof("cannot_because") IN ('text', 'null') AND length("cannot_because") BETWEEN 1 AND 20000))
);
CREATE INDEX ix_information_organisation_id ON information (organisation_id);
CREATE TABLE line (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	heading VARCHAR(32) NOT NULL,
	text TEXT NOT NULL,
	kind VARCHAR(32),
	source VARCHAR(32),
	by_id INTEGER,
	noted_on DATE,
	discussed_with_family VARCHAR(32),
	CONSTRAINT fk_line_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_line_by_id FOREIGN KEY(by_id) REFERENCES person (pk),
	CONSTRAINT ck_line_heading_enum CHECK ("heading" IN ('worries', 'going_well', 'needed')),
	CONSTRAINT ck_line_text_text CHECK (typeof("text") IN ('text', 'null') AND length("text") BETWEEN 1 AND 20000),
	CONSTRAINT ck_line_kind_enum CHECK ("kind" IS NULL OR ("kind" IN ('fact', 'opinion', 'gut_feeling'))),
	CONSTRAINT ck_line_source_enum CHECK ("source" IS NULL OR ("source" IN ('family', 'child', 'network', 'professional'))),
	CONSTRAINT ck_line_noted_on_date CHECK ("noted_on" IS NULL OR (date("noted_on") IS "noted_on")),
	CONSTRAINT ck_line_discussed_with_family_enum CHECK ("discussed_with_family" IS NULL OR ("discussed_with_family" IN ('yes', 'no')))
);
CREATE INDEX ix_line_by_id ON line (by_id) WHERE by_id IS NOT NULL;
CREATE INDEX ix_line_case_id ON line (case_id);
CREATE TABLE measure (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	kind VARCHAR(32) NOT NULL,
	started_on DATE,
	until DATE,
	ordered_by TEXT,
	carried_out_by_id INTEGER,
	follow_up TEXT,
	CONSTRAINT ck_measure_until_after_started_on CHECK (started_on IS NULL OR until IS NULL OR until >= started_on),
	CONSTRAINT fk_measure_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_measure_carried_out_by_id FOREIGN KEY(carried_out_by_id) REFERENCES organisation (pk),
	CONSTRAINT ck_measure_kind_enum CHECK ("kind" IN ('temporary_restraining_order', 'supervision_order', 'guardianship', 'out_of_home_placement', 'probation_supervision', 'no_contact_order', 'compulsory_care_order')),
	CONSTRAINT ck_measure_started_on_date CHECK ("started_on" IS NULL OR (date("started_on") IS "started_on")),
	CONSTRAINT ck_measure_until_date CHECK ("until" IS NULL OR (date("until") IS "until")),
	CONSTRAINT ck_measure_ordered_by_text CHECK ("ordered_by" IS NULL OR (typeof("ordered_by") IN ('text', 'null') AND length("ordered_by") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_measure_follow_up_text CHECK ("follow_up" IS NULL OR (typeof("follow_up") IN ('text', 'null') AND length("follow_up") BETWEEN 1 AND 20000))
);
CREATE INDEX ix_measure_carried_out_by_id ON measure (carried_out_by_id) WHERE carried_out_by_id IS NOT NULL;
CREATE INDEX ix_measure_case_id ON measure (case_id);
CREATE TABLE note (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	text TEXT NOT NULL,
	by_id INTEGER NOT NULL,
	written_at DATETIME NOT NULL,
	kind VARCHAR(32) NOT NULL,
	CONSTRAINT fk_note_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_note_by_id FOREIGN KEY(by_id) REFERENCES person (pk),
	CONSTRAINT ck_note_text_text CHECK (typeof("text") IN ('text', 'null') AND length("text") BETWEEN 1 AND 20000),
	CONSTRAINT ck_note_written_at_instant CHECK (strftime('%Y-%m-%d %H:%M:%S', "written_at") IS substr("written_at", 1, 19)),
	CONSTRAINT ck_note_kind_enum CHECK ("kind" IN ('between_meetings', 'preparation', 'contact_attempt', 'internal'))
);
CREATE INDEX ix_note_by_id ON note (by_id);
CREATE INDEX ix_note_case_id ON note (case_id);
CREATE TABLE obstacle (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	kind VARCHAR(32) NOT NULL,
	what TEXT NOT NULL,
	organisation_id INTEGER,
	alternative TEXT,
	raised_to TEXT,
	level INTEGER NOT NULL,
	since DATE,
	action_id INTEGER,
	resolved_on DATE,
	CONSTRAINT ck_obstacle_resolved_on_after_since CHECK (since IS NULL OR resolved_on IS NULL OR resolved_on >= since),
	CONSTRAINT fk_obstacle_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_obstacle_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (pk),
	CONSTRAINT fk_obstacle_action_id FOREIGN KEY(action_id) REFERENCES action_point (pk),
	CONSTRAINT ck_obstacle_kind_enum CHECK ("kind" IN ('waiting_list', 'closed_door', 'partitions', 'privacy', 'funding', 'capacity')),
	CONSTRAINT ck_obstacle_what_text CHECK (typeof("what") IN ('text', 'null') AND length("what") BETWEEN 1 AND 20000),
	CONSTRAINT ck_obstacle_alternative_text CHECK ("alternative" IS NULL OR (typeof("alternative") IN ('text', 'null') AND length("alternative") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_obstacle_raised_to_text CHECK ("raised_to" IS NULL OR (typeof("raised_to") IN ('text', 'null') AND length("raised_to") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_obstacle_level_int CHECK (typeof("level") IN ('integer', 'null') AND "level" BETWEEN 1 AND 4),
	CONSTRAINT ck_obstacle_since_date CHECK ("since" IS NULL OR (date("since") IS "since")),
	CONSTRAINT ck_obstacle_resolved_on_date CHECK ("resolved_on" IS NULL OR (date("resolved_on") IS "resolved_on"))
);
CREATE INDEX ix_obstacle_action_id ON obstacle (action_id) WHERE action_id IS NOT NULL;
CREATE INDEX ix_obstacle_case_id ON obstacle (case_id);
CREATE INDEX ix_obstacle_organisation_id ON obstacle (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE TABLE offer (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	text TEXT NOT NULL,
	by_id INTEGER,
	by_member_id INTEGER,
	action_id INTEGER,
	CONSTRAINT ck_offer_by_id_or_by_member_id CHECK ((by_id IS NULL) <> (by_member_id IS NULL)),
	CONSTRAINT fk_offer_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_offer_by_id FOREIGN KEY(by_id) REFERENCES person (pk),
	CONSTRAINT fk_offer_by_member_id FOREIGN KEY(by_member_id) REFERENCES member (pk),
	CONSTRAINT fk_offer_action_id FOREIGN KEY(action_id) REFERENCES action_point (pk),
	CONSTRAINT ck_offer_text_text CHECK (typeof("text") IN ('text', 'null') AND length("text") BETWEEN 1 AND 20000)
);
CREATE INDEX ix_offer_action_id ON offer (action_id) WHERE action_id IS NOT NULL;
CREATE INDEX ix_offer_by_id ON offer (by_id) WHERE by_id IS NOT NULL;
CREATE INDEX ix_offer_by_member_id ON offer (by_member_id) WHERE by_member_id IS NOT NULL;
CREATE INDEX ix_offer_case_id ON offer (case_id);
CREATE TABLE override (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	position INTEGER DEFAULT '0' NOT NULL,
	"check" VARCHAR(200) NOT NULL,
	case_id INTEGER,
	subject VARCHAR(200),
	reason TEXT NOT NULL,
	by_id INTEGER NOT NULL,
	set_at DATETIME NOT NULL,
	until DATE NOT NULL,
	CONSTRAINT fk_override_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk),
	CONSTRAINT fk_override_by_id FOREIGN KEY(by_id) REFERENCES person (pk),
	CONSTRAINT ck_override_check_string CHECK (typeof("check") IN ('text', 'null') AND length("check") BETWEEN 1 AND 200),
	CONSTRAINT ck_override_subject_string CHECK ("subject" IS NULL OR (typeof("subject") IN ('text', 'null') AND length("subject") BETWEEN 1 AND 200)),
	CONSTRAINT ck_override_reason_text CHECK (typeof("reason") IN ('text', 'null') AND length("reason") BETWEEN 1 AND 20000),
	CONSTRAINT ck_override_set_at_instant CHECK (strftime('%Y-%m-%d %H:%M:%S', "set_at") IS substr("set_at", 1, 19)),
	CONSTRAINT ck_override_until_date CHECK (date("until") IS "until")
);
CREATE INDEX ix_override_by_id ON override (by_id);
CREATE INDEX ix_override_case_id ON override (case_id) WHERE case_id IS NOT NULL;
CREATE TABLE perspective (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	organisation_id INTEGER NOT NULL,
	sees TEXT NOT NULL,
	CONSTRAINT fk_perspective_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_perspective_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (pk),
	CONSTRAINT ck_perspective_sees_text CHECK (typeof("sees") IN ('text', 'null') AND length("sees") BETWEEN 1 AND 20000)
);
CREATE INDEX ix_perspective_case_id ON perspective (case_id);
CREATE INDEX ix_perspective_organisation_id ON perspective (organisation_id);
CREATE TABLE pitch (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	given_on DATE NOT NULL,
	text TEXT NOT NULL,
	via_id INTEGER,
	pain TEXT,
	wish TEXT,
	CONSTRAINT fk_pitch_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_pitch_via_id FOREIGN KEY(via_id) REFERENCES person (pk),
	CONSTRAINT ck_pitch_given_on_date CHECK (date("given_on") IS "given_on"),
	CONSTRAINT ck_pitch_text_text CHECK (typeof("text") IN ('text', 'null') AND length("text") BETWEEN 1 AND 20000),
	CONSTRAINT ck_pitch_pain_text CHECK ("pain" IS NULL OR (typeof("pain") IN ('text', 'null') AND length("pain") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_pitch_wish_text CHECK ("wish" IS NULL OR (typeof("wish") IN ('text', 'null') AND length("wish") BETWEEN 1 AND 20000))
);
CREATE INDEX ix_pitch_case_id ON pitch (case_id);
CREATE INDEX ix_pitch_via_id ON pitch (via_id) WHERE via_id IS NOT NULL;
CREATE TABLE role_assignment (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	role VARCHAR(200) NOT NULL,
	holder_id INTEGER,
	organisation_id INTEGER,
	started_on DATE NOT NULL,
	ended_on DATE,
	review_on DATE,
	visits_home BOOLEAN NOT NULL,
	expectation TEXT,
	accepted BOOLEAN NOT NULL,
	created_in_id INTEGER,
	CONSTRAINT ck_role_assignment_holder_id_or_organisation_id CHECK ((holder_id IS NULL) <> (organisation_id IS NULL)),
	CONSTRAINT ck_role_assignment_ended_on_after_started_on CHECK (started_on IS NULL OR ended_on IS NULL OR ended_on >= started_on),
	CONSTRAINT fk_role_assignment_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_role_assignment_holder_id FOREIGN KEY(holder_id) REFERENCES person (pk),
	CONSTRAINT fk_role_assignment_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (pk),
	CONSTRAINT fk_role_assignment_created_in_id FOREIGN KEY(created_in_id) REFERENCES meeting (pk),
	CONSTRAINT ck_role_assignment_role_code CHECK (typeof("role") IN ('text', 'null') AND length("role") BETWEEN 1 AND 20000),
	CONSTRAINT ck_role_assignment_started_on_date CHECK (date("started_on") IS "started_on"),
	CONSTRAINT ck_role_assignment_ended_on_date CHECK ("ended_on" IS NULL OR (date("ended_on") IS "ended_on")),
	CONSTRAINT ck_role_assignment_review_on_date CHECK ("review_on" IS NULL OR (date("review_on") IS "review_on")),
	CONSTRAINT ck_role_assignment_visits_home_bool CHECK ("visits_home" IN (0, 1)),
	CONSTRAINT ck_role_assignment_expectation_text CHECK ("expectation" IS NULL OR (typeof("expectation") IN ('text', 'null') AND length("expectation") BETWEEN 1 AND 20000)),
	CONSTRAINT ck_role_assignment_accepted_bool CHECK ("accepted" IN (0, 1))
);
CREATE INDEX ix_role_assignment_case_id ON role_assignment (case_id);
CREATE INDEX ix_role_assignment_created_in_id ON role_assignment (created_in_id) WHERE created_in_id IS NOT NULL;
CREATE INDEX ix_role_assignment_holder_id ON role_assignment (holder_id) WHERE holder_id IS NOT NULL;
CREATE INDEX ix_role_assignment_organisation_id ON role_assignment (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE TABLE score (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	value INTEGER NOT NULL,
	given_on DATE NOT NULL,
	by_id INTEGER,
	by_member_id INTEGER,
	subject_id INTEGER,
	scale VARCHAR(32) NOT NULL,
	reason TEXT,
	CONSTRAINT ck_score_by_id_or_by_member_id CHECK ((by_id IS NULL) <> (by_member_id IS NULL)),
	CONSTRAINT fk_score_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_score_by_id FOREIGN KEY(by_id) REFERENCES person (pk),
	CONSTRAINT fk_score_by_member_id FOREIGN KEY(by_member_id) REFERENCES member (pk),
	CONSTRAINT fk_score_subject_id FOREIGN KEY(subject_id) REFERENCES member (pk),
	CONSTRAINT ck_score_value_int CHECK (typeof("value") IN ('integer', 'null') AND "value" BETWEEN 0 AND 10),
	CONSTRAINT ck_score_given_on_date CHECK (date("given_on") IS "given_on"),
	CONSTRAINT ck_score_scale_enum CHECK ("scale" IN ('safety', 'wellbeing')),
	CONSTRAINT ck_score_reason_text CHECK ("reason" IS NULL OR (typeof("reason") IN ('text', 'null') AND length("reason") BETWEEN 1 AND 20000))
);
CREATE INDEX ix_score_by_id ON score (by_id) WHERE by_id IS NOT NULL;
CREATE INDEX ix_score_by_member_id ON score (by_member_id) WHERE by_member_id IS NOT NULL;
CREATE INDEX ix_score_case_id ON score (case_id);
CREATE INDEX ix_score_subject_id ON score (subject_id) WHERE subject_id IS NOT NULL;
CREATE TABLE waiting (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	case_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	member_id INTEGER NOT NULL,
	what TEXT NOT NULL,
	organisation_id INTEGER,
	since DATE NOT NULL,
	bridge_id INTEGER,
	ended_on DATE,
	CONSTRAINT ck_waiting_ended_on_after_since CHECK (since IS NULL OR ended_on IS NULL OR ended_on >= since),
	CONSTRAINT fk_waiting_case_id FOREIGN KEY(case_id) REFERENCES "case" (pk) ON DELETE CASCADE,
	CONSTRAINT fk_waiting_member_id FOREIGN KEY(member_id) REFERENCES member (pk),
	CONSTRAINT fk_waiting_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (pk),
	CONSTRAINT fk_waiting_bridge_id FOREIGN KEY(bridge_id) REFERENCES action_point (pk),
	CONSTRAINT ck_waiting_what_text CHECK (typeof("what") IN ('text', 'null') AND length("what") BETWEEN 1 AND 20000),
	CONSTRAINT ck_waiting_since_date CHECK (date("since") IS "since"),
	CONSTRAINT ck_waiting_ended_on_date CHECK ("ended_on" IS NULL OR (date("ended_on") IS "ended_on"))
);
CREATE INDEX ix_waiting_bridge_id ON waiting (bridge_id) WHERE bridge_id IS NOT NULL;
CREATE INDEX ix_waiting_case_id ON waiting (case_id);
CREATE INDEX ix_waiting_member_id ON waiting (member_id);
CREATE INDEX ix_waiting_organisation_id ON waiting (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE TABLE decision_needs (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	parent_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	value INTEGER NOT NULL,
	CONSTRAINT uq_decision_needs_parent_id_value UNIQUE (parent_id, value),
	CONSTRAINT fk_decision_needs_parent_id FOREIGN KEY(parent_id) REFERENCES decision (pk) ON DELETE CASCADE,
	CONSTRAINT fk_decision_needs_value FOREIGN KEY(value) REFERENCES organisation (pk)
);
CREATE INDEX ix_decision_needs_value ON decision_needs (value);
CREATE TABLE handover_from_holders (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	parent_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	value INTEGER NOT NULL,
	CONSTRAINT uq_handover_from_holders_parent_id_value UNIQUE (parent_id, value),
	CONSTRAINT fk_handover_from_holders_parent_id FOREIGN KEY(parent_id) REFERENCES handover (pk) ON DELETE CASCADE,
	CONSTRAINT fk_handover_from_holders_value FOREIGN KEY(value) REFERENCES person (pk)
);
CREATE INDEX ix_handover_from_holders_value ON handover_from_holders (value);
CREATE TABLE helper_members (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	parent_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	value INTEGER NOT NULL,
	CONSTRAINT uq_helper_members_parent_id_value UNIQUE (parent_id, value),
	CONSTRAINT fk_helper_members_parent_id FOREIGN KEY(parent_id) REFERENCES helper (pk) ON DELETE CASCADE,
	CONSTRAINT fk_helper_members_value FOREIGN KEY(value) REFERENCES member (pk)
);
CREATE INDEX ix_helper_members_value ON helper_members (value);
CREATE TABLE measure_members (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	parent_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	value INTEGER NOT NULL,
	CONSTRAINT uq_measure_members_parent_id_value UNIQUE (parent_id, value),
	CONSTRAINT fk_measure_members_parent_id FOREIGN KEY(parent_id) REFERENCES measure (pk) ON DELETE CASCADE,
	CONSTRAINT fk_measure_members_value FOREIGN KEY(value) REFERENCES member (pk)
);
CREATE INDEX ix_measure_members_value ON measure_members (value);
CREATE TABLE pitch_members (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	parent_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	value INTEGER NOT NULL,
	CONSTRAINT uq_pitch_members_parent_id_value UNIQUE (parent_id, value),
	CONSTRAINT fk_pitch_members_parent_id FOREIGN KEY(parent_id) REFERENCES pitch (pk) ON DELETE CASCADE,
	CONSTRAINT fk_pitch_members_value FOREIGN KEY(value) REFERENCES member (pk)
);
CREATE INDEX ix_pitch_members_value ON pitch_members (value);
CREATE TABLE role_assignment_members (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	parent_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	value INTEGER NOT NULL,
	CONSTRAINT uq_role_assignment_members_parent_id_value UNIQUE (parent_id, value),
	CONSTRAINT fk_role_assignment_members_parent_id FOREIGN KEY(parent_id) REFERENCES role_assignment (pk) ON DELETE CASCADE,
	CONSTRAINT fk_role_assignment_members_value FOREIGN KEY(value) REFERENCES member (pk)
);
CREATE INDEX ix_role_assignment_members_value ON role_assignment_members (value);
CREATE TABLE role_assignment_reachable_for (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	parent_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	value INTEGER NOT NULL,
	CONSTRAINT uq_role_assignment_reachable_for_parent_id_value UNIQUE (parent_id, value),
	CONSTRAINT fk_role_assignment_reachable_for_parent_id FOREIGN KEY(parent_id) REFERENCES role_assignment (pk) ON DELETE CASCADE,
	CONSTRAINT fk_role_assignment_reachable_for_value FOREIGN KEY(value) REFERENCES member (pk)
);
CREATE INDEX ix_role_assignment_reachable_for_value ON role_assignment_reachable_for (value);
CREATE TABLE seat (
	pk INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	agenda_item_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	person_id INTEGER,
	member_id INTEGER,
	until VARCHAR(5),
	CONSTRAINT ck_seat_person_id_or_member_id CHECK ((person_id IS NULL) <> (member_id IS NULL)),
	CONSTRAINT uq_seat_agenda_item_id_person_id UNIQUE (agenda_item_id, person_id),
	CONSTRAINT uq_seat_agenda_item_id_member_id UNIQUE (agenda_item_id, member_id),
	CONSTRAINT fk_seat_agenda_item_id FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (pk) ON DELETE CASCADE,
	CONSTRAINT fk_seat_person_id FOREIGN KEY(person_id) REFERENCES person (pk),
	CONSTRAINT fk_seat_member_id FOREIGN KEY(member_id) REFERENCES member (pk),
	CONSTRAINT ck_seat_until_time CHECK ("until" IS NULL OR ("until" GLOB '[0-2][0-9]:[0-5][0-9]' AND "until" < '24:00'))
);
CREATE INDEX ix_seat_member_id ON seat (member_id) WHERE member_id IS NOT NULL;
CREATE INDEX ix_seat_person_id ON seat (person_id) WHERE person_id IS NOT NULL;
CREATE TABLE change (
	id INTEGER NOT NULL PRIMARY KEY,
	at TEXT NOT NULL,
	who TEXT NOT NULL,
	person_id INTEGER,
	window TEXT NOT NULL,
	via TEXT NOT NULL CHECK (via IN ('tui', 'cli', 'import')),
	verb TEXT NOT NULL,
	undoes INTEGER REFERENCES change (id),
	hash BLOB NOT NULL
);
CREATE INDEX ix_change_undoes ON change (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX ix_change_window ON change (window, id);
CREATE INDEX ix_change_who ON change (who, via, id);
CREATE TABLE change_item (
	id INTEGER NOT NULL PRIMARY KEY,
	change_id INTEGER NOT NULL REFERENCES change (id) DEFERRABLE INITIALLY DEFERRED,
	table_name TEXT NOT NULL,
	row_pk INTEGER NOT NULL,
	case_pk INTEGER,
	op TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete')),
	before TEXT,
	after TEXT,
	salt BLOB,
	digest BLOB
);
CREATE INDEX ix_change_item_change_id ON change_item (change_id);
CREATE INDEX ix_change_item_row ON change_item (table_name, row_pk, change_id);
CREATE INDEX ix_change_item_case ON change_item (case_pk, change_id) WHERE case_pk IS NOT NULL;
CREATE TABLE log_head (
	one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
	last_id INTEGER NOT NULL,
	last_hash BLOB NOT NULL,
	writing INTEGER
);
INSERT INTO log_head VALUES (1, 0, x'', NULL);
CREATE TABLE counter (
	prefix TEXT NOT NULL PRIMARY KEY,
	last INTEGER NOT NULL
);
CREATE TABLE setting (
	name TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
);
CREATE TABLE minutes_kept (
	meeting_id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change_id INTEGER NOT NULL,
	paper TEXT NOT NULL,
	cases TEXT NOT NULL,
	PRIMARY KEY (meeting_id, version, change_id)
);
CREATE TABLE presence (
	window TEXT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	person_id INTEGER,
	seen_at TEXT NOT NULL
);
CREATE VIRTUAL TABLE search USING fts5(words, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
