"""Options: what holds for this workbook and what for this computer, on one page.

A reader: the facts are the core's, closing days and own absence too; it owns no table.
"""

from commdesk.core.feature import Feature, Section
from commdesk.core.housestyle import FACT, LOGO_FACT
from commdesk.core.words import N_

FEATURE = Feature(
    name="options",
    rank=9,
    title=N_("Settings"),
    words_for={
        f"workbook_fact.{FACT}": N_("House style"),
        f"workbook_fact.{LOGO_FACT}": N_("Logo"),
    },
    sections=(
        Section(
            "settings",
            N_("Settings"),
            "commdesk.features.options.page:SettingsSection",
            60,
            also=N_(
                "closing days, own absence, leave, holidays, working days, hours, "
                "working blocks, house style, logo, font, colour"
            ),
        ),
    ),
)
