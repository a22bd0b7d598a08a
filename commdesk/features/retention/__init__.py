"""Retention: how long everything is kept, who and what is past its date, and letting go of it.

A reader: it imports no feature. What is kept how long is in each feature's `retention`; here are
the months that this workbook chose, what is kept longer and why, and what went when, in numbers.
"""

from commdesk.core.feature import Feature, PersonalData, Section
from commdesk.core.words import N_
from commdesk.features.retention.queries import name_of_rule
from commdesk.features.retention.rules import RETENTION
from commdesk.features.retention.sheet import SHEET
from commdesk.features.retention.telling import today_items

FEATURE = Feature(
    name="retention",
    rank=9,
    title=N_("Retention"),
    schema="commdesk.features.retention.schema",
    schema_version=1,
    commands="commdesk.features.retention.commands",
    tables=frozenset({"retention_rule", "retention_kept", "retention_run", "retention_run_part"}),
    personal_data=(
        PersonalData("retention_kept", "key", ("reason",), N_("Kept longer"), is_key=True),
    ),
    words_for={
        "retention_rule": N_("Retention period"),
        "retention_rule.rule": N_("What"),
        "retention_rule.months": N_("Months"),
        "retention_kept": N_("Kept longer"),
        "retention_kept.key": N_("What"),
        "retention_kept.until_on": N_("Kept until"),
        "retention_kept.reason": N_("Reason"),
        "retention_run": N_("Retention applied"),
        "retention_run_part": N_("What went"),
    },
    names_for={"retention_rule": name_of_rule},
    retention=RETENTION,
    sheets=(SHEET,),
    sections=(
        Section(
            "retention",
            N_("Retention"),
            "commdesk.features.retention.page:RetentionSection",
            22,
            also=N_("retention periods, how long data is kept, clean up, not yet informed"),
        ),
    ),
    today_over=today_items,
)
