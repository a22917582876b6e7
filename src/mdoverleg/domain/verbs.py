"""What was done, in words: for the history, the toasts of undo and the handbook."""

from mdoverleg.domain.field_labels import entity_label
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.cases import PLAIN_RECORDS
from mdoverleg.domain.schema.settings import SETTINGS_RECORDS
from mdoverleg.domain.words import np_, p_

VERBS: dict[str, str] = {
    "table.set": np_("verb", "table settings changed"),
    "table.threshold": np_("verb", "limit of a check changed"),
    "table.checks_off": np_("verb", "checks switched on or off"),
    "table.copy_method": np_("verb", "way of working copied in"),
    "table.import": np_("verb", "table imported"),
    "items.move": np_("verb", "item of an agenda template moved"),
    "organisations.add": np_("verb", "organisation added"),
    "organisations.change": np_("verb", "organisation changed"),
    "people.add": np_("verb", "person added"),
    "people.change": np_("verb", "person changed"),
    "people.settle_secrecy": np_("verb", "secrecy settled"),
    "people.hand_over": np_("verb", "roles and action points handed over"),
    "people.import": np_("verb", "people imported"),
    "meetings.plan": np_("verb", "meeting planned"),
    "meetings.plan_series": np_("verb", "series of meetings planned"),
    "meetings.change": np_("verb", "meeting changed"),
    "meetings.start": np_("verb", "meeting started"),
    "meetings.next": np_("verb", "went on to the next item"),
    "meetings.close": np_("verb", "meeting closed"),
    "meetings.reopen": np_("verb", "meeting reopened"),
    "meetings.call_off": np_("verb", "meeting called off"),
    "meetings.attend": np_("verb", "attendance noted"),
    "meetings.take_off": np_("verb", "person taken off the attendance list"),
    "meetings.import": np_("verb", "agenda imported"),
    "meetings.confidentiality": np_("verb", "confidentiality read aloud"),
    "agenda.add": np_("verb", "agenda item added"),
    "agenda.change": np_("verb", "agenda item changed"),
    "agenda.move": np_("verb", "agenda item moved"),
    "agenda.order": np_("verb", "agenda put in the proposed order"),
    "agenda.fill": np_("verb", "agenda filled"),
    "agenda.let_go": np_("verb", "parked item let go"),
    "agenda.skip": np_("verb", "agenda item put off"),
    "agenda.unskip": np_("verb", "agenda item held after all"),
    "agenda.give_minutes": np_("verb", "minutes of an agenda item changed"),
    "agenda.remove": np_("verb", "agenda item taken off"),
    "agenda.catch_up": np_("verb", "agenda brought back on time"),
    "agenda.take_break": np_("verb", "break put in"),
    "agenda.set_minutes": np_("verb", "minutes of agenda items set"),
    "agenda.seat": np_("verb", "seat at the table changed"),
    "seats.come_in": np_("verb", "came in for an agenda item"),
    "seats.bring_in": np_("verb", "guest came in"),
    "seats.step_out": np_("verb", "stepped out of an agenda item"),
    "seats.not_in": np_("verb", "was not there for an agenda item"),
    "attendance.everybody": np_("verb", "everybody noted as present"),
    "attendance.arrive": np_("verb", "arrival noted"),
    "attendance.leave": np_("verb", "leaving noted"),
    "attendance.deputise": np_("verb", "deputy noted"),
    "cases.add": np_("verb", "case registered"),
    "cases.change": np_("verb", "case changed"),
    "cases.close": np_("verb", "case closed"),
    "cases.reopen": np_("verb", "case reopened"),
    "cases.plan_evaluation": np_("verb", "next evaluation planned"),
    "cases.copy_for_learning": np_("verb", "case copied for learning"),
    "cases.import": np_("verb", "cases imported"),
    "family.add": np_("verb", "family member added"),
    "family.change": np_("verb", "family member changed"),
    "family.remove": np_("verb", "family member taken out"),
    "roles.assign": np_("verb", "role assigned"),
    "roles.end": np_("verb", "role ended"),
    "roles.change": np_("verb", "role changed"),
    "roles.add_helper": np_("verb", "professional around the family added"),
    "roles.change_helper": np_("verb", "professional around the family changed"),
    "roles.end_helper": np_("verb", "professional around the family ended"),
    "roles.remove_helper": np_("verb", "professional around the family taken out"),
    "scores.add_round": np_("verb", "round of scores noted"),
    "information.invite": np_("verb", "organisation invited to a case"),
    "action_points.add": np_("verb", "action point added"),
    "action_points.change": np_("verb", "action point changed"),
    "action_points.set_status": np_("verb", "action point answered"),
    "action_points.set_several": np_("verb", "several action points answered"),
    "returns.import": np_("verb", "answers read in"),
    "action_points.accept": np_("verb", "action point agreed to"),
    "decisions.add": np_("verb", "decision added"),
    "decisions.change": np_("verb", "decision changed"),
    "decisions.remove": np_("verb", "decision taken out"),
    "obstacles.raise": np_("verb", "obstacle raised one level"),
    "offers.to_action": np_("verb", "offer made an action point"),
    "warnings.set_aside": np_("verb", "warning set aside"),
    "warnings.bring_back": np_("verb", "warning brought back"),
    "exports.write": np_("verb", "file made"),
    "exports.delete": np_("verb", "file deleted"),
    "trust.erase": np_("verb", "erased for good, kept long enough"),
    "trust.forget": np_("verb", "case erased for good"),
    "trust.erase_person": np_("verb", "person erased for good"),
    "trust.set_terms": np_("verb", "retention terms changed"),
    "seen.table": np_("verb", "table opened"),
    "seen.wall": np_("verb", "projector opened"),
    "seen.case": np_("verb", "case looked at"),
    "seen.list": np_("verb", "list looked at"),
    "seen.search": np_("verb", "searched"),
    "seen.copy": np_("verb", "copied from the screen"),
    "seen.unlock": np_("verb", "file unlocked"),
    "seen.lock": np_("verb", "file locked"),
    "trust.backup": np_("verb", "backup made"),
    "trust.restore": np_("verb", "backup put back"),
    "trust.clock": np_("verb", "clock of this machine was behind the log"),
    "trust.keys_change": np_("verb", "passphrase changed"),
    "trust.add_recovery": np_("verb", "recovery sheet made"),
    "trust.remove_recovery": np_("verb", "recovery sheet made worthless"),
    "trust.encrypt": np_("verb", "file encrypted"),
    "trust.decrypt": np_("verb", "encryption taken off"),
    "trust.plain_set_aside": np_("verb", "warning about a plain file set aside"),
    "trust.plain_bring_back": np_("verb", "warning about a plain file brought back"),
    "log.undo": np_("verb", "change undone"),
    "log.redo": np_("verb", "change redone"),
}
"""Every verb (`subject.what`) with its English: subject first, so that it fits after a name as well as alone."""


RECORD_VERBS: dict[str, str] = {
    "add": np_("verb", "{record} added"),
    "change": np_("verb", "{record} changed"),
    "remove": np_("verb", "{record} taken out"),
}
"""What is done with records that are all kept in one way, of a case or of the table; the kind stands before it."""


def record_verb(entity: str, what: str) -> str:
    """Return the verb of `add`, `change` or `remove` of one kind of record (`pitches.add`)."""
    return f"{ENTITIES[entity].list_key}.{what}"


_ENTITY_OF_VERB = {
    record_verb(entity, what): (entity, what) for entity in (*PLAIN_RECORDS, *SETTINGS_RECORDS) for what in RECORD_VERBS
}


def verb_words(verb: str) -> str:
    """Say a verb in the current language; one that this version does not know as it is."""
    if verb in _ENTITY_OF_VERB:
        entity, what = _ENTITY_OF_VERB[verb]
        words = p_("verb", RECORD_VERBS[what]).format(record=entity_label(entity))
        return words[:1].lower() + words[1:]
    english = VERBS.get(verb)
    return p_("verb", english) if english else verb
