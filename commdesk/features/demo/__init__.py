"""Demo: a workbook full of an invented network, to look around in before there is a real one.

A reader: it has no tables and imports no feature; every feature that has something to show names
a module in `Feature.demo`, and the builder calls them in rank order.
"""

from commdesk.core.feature import Feature
from commdesk.core.words import N_

FEATURE = Feature(
    name="demo",
    rank=10,
    title=N_("Example workbook"),
    commands="commdesk.features.demo.commands",
)
