"""The verbs of activity: counting a week, and the levels of members."""

from commdesk.features.activity.counting import commands as counting
from commdesk.features.activity.levels import commands as levels

COMMANDS = (*counting.COMMANDS, *levels.COMMANDS)
