"""Command line of moderation: every room's own verbs."""

from commdesk.features.moderation.accounting import commands as accounting
from commdesk.features.moderation.capacity import commands as capacity
from commdesk.features.moderation.cases import commands as cases
from commdesk.features.moderation.coverage import commands as coverage
from commdesk.features.moderation.hours import commands as hours
from commdesk.features.moderation.roster.publishing import commands as publishing
from commdesk.features.moderation.team import commands as team
from commdesk.features.moderation.team.sheets import commands as sheets

COMMANDS = (
    *coverage.COMMANDS,
    *hours.COMMANDS,
    *capacity.COMMANDS,
    *cases.COMMANDS,
    *publishing.COMMANDS,
    *team.COMMANDS,
    *sheets.COMMANDS,
    *accounting.COMMANDS,
)
