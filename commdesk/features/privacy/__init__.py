"""Privacy: the rights of everybody whose data is in the workbook, and what they asked.

A reader: it imports no feature. What is held of somebody is in each feature's `personal_data`,
how the use of their data is restricted in `restricts`. Its own table holds their requests, with
the day by which each must be answered; of somebody who was erased only that it was done.
"""

from commdesk.core.feature import Feature, PersonalData, Section
from commdesk.core.words import N_
from commdesk.features.privacy.handed import today_items
from commdesk.features.privacy.model import KINDS, OUTCOMES
from commdesk.features.privacy.queries import name_of_request

_TEXTS = ("asker", "prolonged_because", "note")
_TITLE = N_("Request about own data")

FEATURE = Feature(
    name="privacy",
    rank=9,
    title=N_("People's rights"),
    schema="commdesk.features.privacy.schema",
    schema_version=1,
    commands="commdesk.features.privacy.commands",
    tables=frozenset({"privacy_request"}),
    choices_for={"privacy_request.kind": KINDS, "privacy_request.outcome": OUTCOMES},
    words_for={
        "privacy_request": _TITLE,
        "privacy_request.moderator_id": N_("Moderator"),
        "privacy_request.interview_id": N_("Interview"),
        "privacy_request.asker": N_("Who asked"),
        "privacy_request.received_on": N_("Received on"),
        "privacy_request.due_on": N_("Answer by"),
        "privacy_request.prolonged_because": N_("Prolonged because"),
        "privacy_request.outcome": N_("Outcome"),
    },
    names_for={"privacy_request": name_of_request},
    personal_data=(
        PersonalData("privacy_request", "member_id", _TEXTS, _TITLE, stays=True),
        PersonalData(
            "privacy_request", "moderator_id", _TEXTS, _TITLE, through="moderator", stays=True
        ),
        PersonalData(
            "privacy_request", "interview_id", _TEXTS, _TITLE, through="interview", stays=True
        ),
    ),
    sections=(
        Section(
            "rights",
            N_("People's rights"),
            "commdesk.features.privacy.page:RightsSection",
            rank=20,
            also=N_("privacy, GDPR, access request, erase, restrict, data protection"),
        ),
    ),
    today=today_items,
)
