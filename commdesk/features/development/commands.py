"""Command line of Development: every room's own verbs."""

from commdesk.features.development.goals import commands as goals

COMMANDS = goals.COMMANDS
