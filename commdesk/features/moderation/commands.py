"""Command line of moderation: every room's own verbs."""

from commdesk.features.moderation.accounting import commands as accounting
from commdesk.features.moderation.coverage import commands as coverage
from commdesk.features.moderation.hours import commands as hours

COMMANDS = (*coverage.COMMANDS, *hours.COMMANDS, *accounting.COMMANDS)
