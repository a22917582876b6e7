"""What to type in a field, in one line of plain words; shown under the field that has the focus."""

from mdoverleg.domain.words import np_, p_

FIELD_HELP: dict[str, dict[str, str]] = {
    "Case": {
        "alias": np_("help", "The only name of the family here: a bird, never a real name."),
        "goal": np_("help", "What is asked of this table, in one sentence."),
        "why_now": np_("help", "Why today, and not last month?"),
        "informed": np_("help", "Does the family know that we talk about them today?"),
        "not_informed_reason": np_("help", "Why not, or not about everything?"),
        "preference": np_("help", "Which help does the family want, and from whom?"),
        "preference_not_followed": np_("help", "Why do we decide otherwise?"),
        "help_question": np_("help", "The family's own question, in their words."),
        "story": np_("help", "The story as it is told once, so that nobody has to tell it again."),
        "real_issue": np_("help", "What is it really about?"),
        "pattern": np_("help", "What happens again and again, in which order?"),
        "parent_wellbeing": np_("help", "How is the parent doing?"),
        "trusts": np_("help", "Whom does the family trust?"),
        "distrusts": np_("help", "Whom does it not trust?"),
        "commitment": np_("help", "What does the family say that it will do?"),
        "achieved": np_("help", "What worked out, however small?"),
        "earlier_help": np_("help", "Which help was there before, and what did it bring?"),
        "danger_statement": np_("help", "What are we afraid will happen to whom, if nothing changes?"),
        "safety_goal": np_("help", "What do we see when it is safe enough?"),
        "bottom_line": np_("help", "What may not happen; what do we do if it does?"),
        "score_difference": np_("help", "What explains that the numbers differ?"),
        "perspective_difference": np_("help", "What explains that we see different things?"),
        "joint_message": np_("help", "One sentence that all of us say to the family."),
        "contingency": np_("help", "If ... happens, then who does what at once?"),
        "contingency_plain": np_("help", "The same for the family; only this one leaves with them."),
        "voluntary_options": np_("help", "What can the family do by itself, without anybody's permission?"),
        "next_evaluation": np_("help", "A day: fri, 12-4, +6w"),
        "closing_decision": np_("help", "What was decided about closing, and why?"),
    },
    "Member": {
        "contact_safe": np_("help", "Is it safe to call or write to this person?"),
        "contact_via": np_("help", "Only when contact goes by one person."),
        "heard": np_("help", "Was asked and listened to: yes or no."),
        "living": np_("help", "In words, no address. It is never in the file of another adult."),
        "objection": np_("help", "What is this person against, or worried about?"),
    },
    "Pitch": {
        "text": np_("help", "Why are we here? In the words of the family, as they said them."),
        "members": np_("help", "Whose words? Empty: the whole family."),
        "via": np_("help", "Who passes it on; empty: they said it themselves."),
        "pain": np_("help", "What hurts most?"),
        "wish": np_("help", "What do they wish for?"),
    },
    "ChildVoice": {
        "text": np_("help", "The child's own words, or what you saw."),
        "by": np_("help", "Who listened?"),
        "by_other": np_("help", "Somebody who is not in the list: a teacher, a grandmother."),
    },
    "Line": {
        "text": np_("help", "One thing, in one sentence. Enter saves it; then comes the next."),
        "kind": np_("help", "A fact, an opinion, or the feeling that something is not right."),
        "source": np_("help", "Where does it come from?"),
        "by": np_("help", "Who says so?"),
    },
    "Score": {
        "value": np_("help", "0: cannot stay like this today; 10: we can leave."),
        "reason": np_("help", "Why this number?"),
        "subject": np_("help", "About whom; empty: the family."),
    },
    "Buffer": {
        "note": np_("help", "What do we see of it?"),
        "step": np_("help", "One step that makes it stronger."),
    },
    "Perspective": {"sees": np_("help", "What does this organisation see?")},
    "Information": {"cannot_because": np_("help", "A normal answer: why this cannot be shared.")},
    "Measure": {
        "until": np_("help", "The last day on which it holds."),
        "ordered_by": np_("help", "Judge, mayor, public prosecutor ..."),
        "follow_up": np_("help", "Is it prolonged, and if not: what comes after?"),
    },
    "Consent": {
        "what": np_("help", "For what: asking the school, treatment, sharing with the doctor."),
        "plan": np_("help", "The action point that will ask it: its number."),
    },
    "Waiting": {
        "what": np_("help", "For which help or decision?"),
        "bridge": np_("help", "The action point that helps until then: its number."),
    },
    "Incident": {
        "what": np_("help", "What happened? Only facts."),
        "we_did": np_("help", "What did we do at once?"),
        "needed": np_("help", "What is needed now?"),
        "lead_informed_at": np_("help", "When was the lead professional told?"),
    },
    "CrisisNotice": {
        "text": np_("help", "What the crisis service must know, and whom to call."),
        "sent_to": np_("help", "Which service?"),
    },
    "Decision": {
        "consideration": np_("help", "Why this, and not something else?"),
        "dissent": np_("help", "Who sees it otherwise, and why?"),
        "plain_text": np_("help", "The same as you would say it to the family."),
    },
    "Deviation": {
        "what": np_("help", "What do we do otherwise than usual?"),
        "approved_by": np_("help", "Who gave room for it?"),
        "review_on": np_("help", "When do we look whether it worked?"),
    },
    "Obstacle": {
        "what": np_("help", "No alias and no names: managers read this."),
        "alternative": np_("help", "What do we do as long as this is so?"),
        "raised_to": np_("help", "Who has to solve it?"),
        "level": np_("help", "1 worker, 2 team leader, 3 manager, 4 board or mayor."),
    },
    "Offer": {"text": np_("help", "What does somebody offer to do?")},
    "Evaluation": {
        "lowest": np_("help", "The lowest number for safety on that day."),
        "family_feedback": np_("help", "What does the family say about it?"),
    },
    "Feedback": {"owner": np_("help", "Who tells the family?")},
    "Note": {"kind": np_("help", "Internal notes leave in no export.")},
    "Handover": {
        "warm": np_("help", "Together with the family: yes or no."),
        "line_so_far": np_("help", "What was agreed, what works, what not: so that nobody starts again."),
    },
    "RoleAssignment": {"expectation": np_("help", "What may the others expect of this role?")},
    "Helper": {"name": np_("help", "A function is enough: the doctor, the neighbour.")},
    "ActionPoint": {
        "text": np_("help", "Who does what, beginning with a verb."),
        "plain_text": np_("help", "What the family reads instead."),
        "recipient_message": np_("help", "What other organisations read instead."),
    },
}
"""Fields that need a word of help, by kind of record."""


def field_help(entity: str, key: str) -> str:
    """Return what to type in a field, in the current language; nothing where the name of the field says enough."""
    english = FIELD_HELP.get(entity, {}).get(key)
    return p_("help", english) if english else ""
