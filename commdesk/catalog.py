"""FEATURES: every feature of the program, ordered by rank, which is also the migration order."""

from commdesk.core.feature import Features

FEATURES: Features = ()
