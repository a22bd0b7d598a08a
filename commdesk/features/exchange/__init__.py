"""Exchange: lists from other programs come in, Excel files go out, and who took people out is kept.

A reader: it imports no feature. What can come in is in each feature's `intakes`, what can go out
in its `sheets`. Its own tables are the log of imports and what was taken back from Excel, which
follow undo; the export log, which no undo may shorten; and what was chosen for the columns of
lists. The last two are not watched.
"""

from commdesk.core.feature import Feature, Section
from commdesk.core.reporting import Withheld
from commdesk.core.words import N_
from commdesk.features.exchange.retaining import RETENTION
from commdesk.features.exchange.sheet import SHEET

_PAGE = "commdesk.features.exchange.page"

FEATURE = Feature(
    name="exchange",
    rank=9,
    title=N_("Import and export"),
    schema="commdesk.features.exchange.schema",
    schema_version=3,
    commands="commdesk.features.exchange.verbs",
    tables=frozenset({"export_log", "import_log", "import_mapping", "returned_row"}),
    unwatched=frozenset({"export_log", "import_mapping"}),
    withheld=(Withheld("import_mapping", (), N_("Remembered columns of lists")),),
    retention=RETENTION,
    sheets=(SHEET,),
    sections=(
        Section("import", N_("Import a list"), f"{_PAGE}:ImportSection", 10),
        Section("export", N_("Export to Excel"), f"{_PAGE}:ExportSection", 12),
        Section("returning", N_("Take back an edited Excel file"), f"{_PAGE}:ReturningSection", 14),
        Section("export_log", N_("Export log"), f"{_PAGE}:ExportLogSection", 26),
    ),
    words_for={
        "export_log": N_("Export log"),
        "import_log": N_("Earlier imports"),
        "import_log.at": N_("When"),
        "import_log.actor": N_("Who"),
        "import_log.device": N_("Made on"),
        "import_log.file_name": N_("File"),
        "import_log.format": N_("Program"),
        "import_log.new_count": N_("New"),
        "import_log.changed_count": N_("Changed"),
        "import_log.same_count": N_("The same"),
        "import_log.skipped_count": N_("Skipped"),
        "import_log.dropped": N_("Left out at the door"),
        "import_log.by_hand": N_("Taken by hand"),
        "returned_row": N_("Taken back from Excel"),
        "returned_row.export": N_("Out of the export"),
        "returned_row.sheet": N_("Sheet"),
        "returned_row.row_key": N_("Mark"),
        "returned_row.taken_on": N_("Taken over on"),
    },
)
