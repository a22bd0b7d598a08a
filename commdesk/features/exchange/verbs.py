"""Every verb of exchange: lists in, Excel files out, and back in again."""

from commdesk.features.exchange import commands
from commdesk.features.exchange.returning.commands import compare

COMMANDS = (*commands.COMMANDS, compare)
