"""Register: what is kept of people in this workbook and why, as the law wants to read it.

A reader: it imports no feature. What there is of people comes out of each feature's
`personal_data`, how long it is kept out of its `retention`, what was said out of its
`correspondence`. Its own table holds what somebody wrote of a kind of data, a field or an import;
who answers for the workbook, and what the privacy officer says, are facts of the workbook.
"""

from commdesk.core.feature import Feature, Section
from commdesk.core.words import N_
from commdesk.features.register.criteria import CRITERIA, fact_of, note_of
from commdesk.features.register.model import FACTS

FEATURE = Feature(
    name="register",
    rank=9,
    title=N_("Register"),
    schema="commdesk.features.register.schema",
    schema_version=1,
    commands="commdesk.features.register.commands",
    tables=frozenset({"register_line"}),
    words_for={
        "register_line": N_("Register"),
        "register_line.subject": N_("Subject"),
        "register_line.purpose": N_("Purpose"),
        "register_line.legal_ground": N_("Legal ground"),
        "register_line.recipients": N_("Recipients"),
        "register_line.keeping": N_("Kept"),
        **{f"workbook_fact.{key}": title for key, title in FACTS},
        **{f"workbook_fact.{fact_of(each.key)}": each.title for each in CRITERIA},
        **{f"workbook_fact.{note_of(each.key)}": each.title for each in CRITERIA},
    },
    sections=(
        Section(
            "register",
            N_("Register"),
            "commdesk.features.register.page:RegisterSection",
            rank=24,
            also=N_("record of processing, GDPR, DPIA, Woo"),
        ),
    ),
    demo="commdesk.features.register.demo",
)
