"""Command line of the concept: every room's own verbs."""

from commdesk.features.concept.gate import commands as gate
from commdesk.features.concept.interviews import commands as interviews
from commdesk.features.concept.statement import commands as statement

COMMANDS = (*gate.COMMANDS, *interviews.COMMANDS, *statement.COMMANDS)
