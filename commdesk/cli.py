"""The command line: FILE alone opens the window, a verb does its work and ends.

Exit codes: 0 done, 1 refused or broken, 2 wrong usage. Nothing here imports Qt.
"""

from __future__ import annotations

import errno
import gc
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from click_default_group import DefaultGroup

from commdesk import __version__
from commdesk.catalog import FEATURES
from commdesk.core.crash import save_report
from commdesk.core.cycles import look_again
from commdesk.core.display import missing_for_window
from commdesk.core.errors import Refused
from commdesk.core.feature import Feature
from commdesk.core.terminal import DAY, FILE, Program, guard_texts, printable

_WINDOW = "window"
_PDF_WRITER = "commdesk.kit.headless:write_pdf"
_CHART_WRITER = "commdesk.kit.headless:write_chart"
_OWN_ENDINGS = (click.exceptions.Exit, click.exceptions.Abort, click.ClickException)


class Verbs(DefaultGroup):  # type: ignore[misc]  # it ships no types
    """A verb per `Feature.commands`, imported when asked for; anything else is a file to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        for feature in FEATURES:
            self._take_in(feature)
        return sorted(super().list_commands(ctx))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        self._find(cmd_name)
        command: click.Command | None = super().get_command(ctx, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and _looks_like_a_verb(args[0]) and not Path(args[0]).exists():
            self._find(args[0])
            if args[0] not in self.commands:
                raise click.UsageError(self._no_such_verb(ctx, args[0]), ctx)
        found: tuple[str | None, click.Command | None, list[str]]
        found = super().resolve_command(ctx, args)
        return found

    def _no_such_verb(self, ctx: click.Context, typed: str) -> str:
        from difflib import get_close_matches

        verbs = [verb for verb in self.list_commands(ctx) if verb != _WINDOW]
        near = get_close_matches(typed, verbs, n=2)
        said = f"There is no verb {typed}, and no file of that name."
        return f"{said} Did you mean {' or '.join(near)}?" if near else said

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except _OWN_ENDINGS:
            raise
        except Refused as refused:
            click.echo(printable(ctx.obj.words(refused.text)), err=True)
            return ctx.exit(1)
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # the reader of our output has seen enough; click ends quietly
            _tell_of_crash(error, ctx.obj)
            return ctx.exit(1)

    def _find(self, name: str) -> None:
        """Import modules until one has the verb, the feature of that name first."""
        if name in self.commands or not name.replace("-", "a").isidentifier():
            return  # with a dot or a slash it is a file
        for feature in sorted(FEATURES, key=lambda each: each.name != name):
            self._take_in(feature)
            if name in self.commands:
                return

    def _take_in(self, feature: Feature) -> None:
        if feature.commands:
            for command in import_module(feature.commands).COMMANDS:
                self.add_command(guard_texts(command))


def _self_test(ctx: click.Context, _: click.Parameter, is_asked: bool) -> None:  # noqa: FBT001
    if is_asked:
        from commdesk.shell.selftest import run

        ctx.exit(run())


@click.group(cls=Verbs, default=_WINDOW, default_if_no_args=True, no_args_is_help=False)
@click.version_option(__version__, message="commdesk %(version)s")
@click.option(
    "--self-test",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_self_test,
    help="Try every part on this computer and say what works.",
)
@click.option(
    "--passphrase-fd",
    type=click.IntRange(min=0),
    metavar="N",
    help="Read the passphrase of FILE from file descriptor N.",
)
@click.pass_context
def cli(ctx: click.Context, passphrase_fd: int | None) -> None:
    """The community manager's workbook: what to do today, with whom, and is there time for it.

    `commdesk [FILE]` opens the window; a file named like a verb is ./verb.
    """
    ctx.obj.pdf_writer = ctx.obj.pdf_writer or _PDF_WRITER
    ctx.obj.chart_writer = ctx.obj.chart_writer or _CHART_WRITER
    ctx.obj.unlocker.descriptor = passphrase_fd
    is_starting = not gc.isenabled()  # since main(); a window goes on without until it stands
    if is_starting and ctx.invoked_subcommand != _WINDOW:
        look_again()


@click.command(_WINDOW, hidden=True)
@click.argument("file", required=False, type=FILE)
@click.option("--date", "day", type=DAY, metavar="D", help="Show D as example date.")
def window(file: Path | None, day: date | None) -> None:
    """Open the window, on FILE or on the start page."""
    if missing := missing_for_window():
        raise Refused(
            "A window cannot be opened here; missing: {what}. "
            "In this terminal: commdesk today FILE, or commdesk --help.",
            what=missing,
        )
    from commdesk.shell.app import run

    sys.exit(run(file, example_date=day))


cli.add_command(window)


def _looks_like_a_verb(name: str) -> bool:
    """With a dot or a slash it is a file, with a dash in front an option."""
    return name[:1] != "-" and name.replace("-", "_").isidentifier()


def _tell_of_crash(error: Exception, program: Program) -> None:
    path = save_report(error)
    said = program.words("Something went wrong in commdesk itself. Nothing was half-saved.")
    if path:
        said += " " + program.words("A report without personal data: {file}", file=str(path))
    click.echo(said, err=True)


def main() -> None:
    cli.main(prog_name="commdesk", obj=Program(FEATURES))
