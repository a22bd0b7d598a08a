"""Options: what holds for this workbook and what for this computer, on one page.

A reader: the facts are the core's, closing days and own absence too; it owns no table.
"""

from commdesk.core.feature import Feature, Section
from commdesk.core.words import N_

FEATURE = Feature(
    name="options",
    rank=9,
    title=N_("Settings"),
    sections=(
        Section(
            "settings",
            N_("Settings"),
            "commdesk.features.options.page:SettingsSection",
            60,
            also=N_("closing days, own absence, leave, holidays, working days, hours"),
        ),
    ),
)
