"""The sections of the Data page that take lists in, hand Excel files out and show who did."""

from commdesk.features.exchange.page.export_log import ExportLogSection
from commdesk.features.exchange.page.export_section import ExportSection
from commdesk.features.exchange.page.import_section import ImportSection
from commdesk.features.exchange.page.returning_section import ReturningSection

__all__ = ["ExportLogSection", "ExportSection", "ImportSection", "ReturningSection"]
