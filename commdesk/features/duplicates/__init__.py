"""Duplicates: members who may be one person, and making one of them without losing anything.

Pairs are suspected on evidence that is said in words; a true namesake elsewhere is none. Merging
is one step of history: every row that any feature keeps of the one goes to the other. That two
people are two is remembered.
"""

from commdesk.core.feature import Feature, PersonalData, Section
from commdesk.core.words import N_

FEATURE = Feature(
    name="duplicates",
    rank=6,
    title=N_("Duplicates"),
    schema="commdesk.features.duplicates.schema",
    schema_version=1,
    commands="commdesk.features.duplicates.commands",
    tables=frozenset({"duplicate_dismissed"}),
    words_for={
        "duplicate_dismissed": N_("Not the same"),
        "duplicate_dismissed.other_id": N_("Member"),
    },
    personal_data=(
        PersonalData("duplicate_dismissed", "member_id", (), N_("Not the same as")),
        PersonalData("duplicate_dismissed", "other_id", (), N_("Not the same as")),
    ),
    sections=(
        Section(
            "duplicates",
            N_("Duplicates"),
            "commdesk.features.duplicates.page:DuplicatesPage",
            on="members",
        ),
    ),
)
