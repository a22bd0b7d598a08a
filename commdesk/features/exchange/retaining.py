"""How long it is kept who took people out of the workbook, and which lists came in."""

from __future__ import annotations

from commdesk.core.retaining import Blanks, Retention
from commdesk.core.words import N_

_WHY = N_("Evidence of what was done with personal data: as long as somebody may ask after it.")

RETENTION = (
    Retention(
        key="export-log",
        title=N_("Export log"),
        counts_from=N_("the day of the export"),
        why=_WHY,
        rows="SELECT id, at AS since FROM export_log",
        default_months=60,
        table="export_log",
        blanks=(Blanks("export_log"),),
    ),
    Retention(
        key="import-log",
        title=N_("Earlier imports"),
        counts_from=N_("the day of the import"),
        why=_WHY,
        rows="SELECT id, at AS since FROM import_log",
        default_months=60,
        table="import_log",
        blanks=(Blanks("import_log"),),
    ),
)
