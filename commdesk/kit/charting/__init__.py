"""Charts as Development shows them: a question, its answer, the picture, its table."""

from commdesk.kit.charting.asking import ChartSaving
from commdesk.kit.charting.card import ChartCard
from commdesk.kit.charting.pane import ChartPane

__all__ = ["ChartCard", "ChartPane", "ChartSaving"]
