"""The page of Development: the charts, what stands out, and the phase."""

from __future__ import annotations

from commdesk.core.values import Week
from commdesk.core.words import N_
from commdesk.features.development.queries import read
from commdesk.kit.charting import ChartCard
from commdesk.kit.page import Page


class DevelopmentPage(Page):
    """Charts under each other, each with the question it answers."""

    NAME = "development"
    TITLE = N_("Development")
    HELP = N_("Is it growing on its own? A chart for each question, with a line to hold to.")
    ICON = "chart-line"

    def watched(self) -> frozenset[str]:
        """Everything that any feature tells of."""
        return frozenset().union(*(feature.tables for feature in self.desk.features))

    def reload(self) -> None:
        desk = self.desk
        today = desk.today()
        reading = read(desk.db, desk.features, Week.of(today), today)
        for chart in reading.charts:
            card = ChartCard(self.words, self.host.memory)
            card.show_chart(chart)
            self.content.addWidget(card)
