"""Command line of moderation: every room's own verbs."""

from commdesk.features.moderation.coverage import commands as coverage
from commdesk.features.moderation.hours import commands as hours
from commdesk.features.moderation.team import commands as team

COMMANDS = (*coverage.COMMANDS, *hours.COMMANDS, *team.COMMANDS)
