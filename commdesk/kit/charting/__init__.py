"""Charts as Development shows them: a question, its answer, the picture, its table."""

from commdesk.kit.charting.card import ChartCard

__all__ = ["ChartCard"]
