"""Command line of the concept: every room's own verbs."""

from commdesk.features.concept.gate import commands as gate
from commdesk.features.concept.interviews import commands as interviews

COMMANDS = (*gate.COMMANDS, *interviews.COMMANDS)
