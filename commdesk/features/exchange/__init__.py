"""Exchange: lists from other programs come in, Excel files go out, and who took people out is kept.

A reader: it imports no feature. What can come in is in each feature's `intakes`, what can go out
in its `sheets`. Its own table is the export log, which no undo may shorten: it is not watched.
"""

from commdesk.core.feature import Feature, Section
from commdesk.core.words import N_

_PAGE = "commdesk.features.exchange.page"

FEATURE = Feature(
    name="exchange",
    rank=9,
    title=N_("Import and export"),
    schema="commdesk.features.exchange.schema",
    schema_version=1,
    commands="commdesk.features.exchange.commands",
    tables=frozenset({"export_log"}),
    unwatched=frozenset({"export_log"}),
    sections=(
        Section("import", N_("Import a list"), f"{_PAGE}:ImportSection", 10),
        Section("export", N_("Export to Excel"), f"{_PAGE}:ExportSection", 20),
        Section("export_log", N_("Export log"), f"{_PAGE}:ExportLogSection", 30),
    ),
    words_for={"export_log": N_("Export log")},
)
