"""Command line of the build-up: every room's own verbs."""

from commdesk.features.buildup.steps import commands as steps

COMMANDS = steps.COMMANDS
