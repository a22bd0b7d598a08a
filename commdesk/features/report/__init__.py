"""Report: one page a week for who never opens the program, and a pack for who takes over.

A reader: it imports no feature. What is told is in each feature's `report`, what is handed over
in its `handouts`, what stays behind in its `withheld`. Its own table holds, by week, what the
manager adds and on which day the report was made.
"""

from commdesk.core.feature import Feature, Section
from commdesk.core.words import N_
from commdesk.features.report.handed import today_items
from commdesk.features.report.model import DAY_FACT, LEFT_OUT_FACT

FEATURE = Feature(
    name="report",
    rank=9,
    title=N_("Weekly report"),
    schema="commdesk.features.report.schema",
    schema_version=1,
    commands="commdesk.features.report.commands",
    tables=frozenset({"report_note"}),
    words_for={
        "report_note": N_("Weekly report"),
        "report_note.week": N_("Week"),
        "report_note.opening": N_("Own sentence"),
        "report_note.asks": N_("Own decisions asked"),
        "report_note.made_on": N_("Made on"),
        f"workbook_fact.{DAY_FACT}": N_("Day of the weekly report"),
        f"workbook_fact.{LEFT_OUT_FACT}": N_("Left out of the weekly report"),
    },
    sections=(
        Section(
            "report",
            N_("Weekly report"),
            "commdesk.features.report.page:ReportPage",
            on="week",
            rank=30,
        ),
        Section(
            "handover",
            N_("Hand over"),
            "commdesk.features.report.page.handover:HandoverSection",
            rank=18,
        ),
    ),
    today=today_items,
)
