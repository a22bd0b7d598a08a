"""Command line: make the demo and show it, in a window or else in the terminal."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click
from msgspec import Struct

from commdesk.core.display import missing_for_window
from commdesk.core.errors import Refused
from commdesk.core.feature import Scale
from commdesk.core.files import SUFFIX, check_is_free
from commdesk.core.paths import user_data
from commdesk.core.terminal import DAY, FILE, Program
from commdesk.core.values import Week
from commdesk.core.words import Text, say, say_n
from commdesk.features.demo import build as demo_build

_MOST = 5_000_000
_COUNT = click.IntRange(1, _MOST)
_MESSAGES_A_MEMBER = 17
_STORIES = Scale().messages


@click.command(help="Make a workbook full of invented people and open it.")
@click.option("--to", type=FILE, help="Where to make it; a file that is there is never replaced.")
@click.option("--members", type=_COUNT, default=Scale().members, help="How many people.")
@click.option("--messages", type=_COUNT, help="How many messages to and from them.")
@click.option("--seed", type=int, default=demo_build.SEED, help="Another number, other people.")
@click.option("--date", "day", type=DAY, default=demo_build.DAY, metavar="D", help="Its today.")
@click.option("--no-window", is_flag=True, help="Only make the file.")
@click.pass_context
def demo(
    ctx: click.Context,
    to: Path | None,
    members: int,
    messages: int | None,
    seed: int,
    day: date,
    no_window: bool,
) -> None:
    program: Program = ctx.obj
    missing = None if no_window else missing_for_window()
    path = _place(to, here=missing is not None)
    messages = messages or min(members * _MESSAGES_A_MEMBER, _STORIES)
    scale = Scale(members=members, messages=messages, language=program.words.language)
    demo_build.build(path, program.features, demo_build.Recipe(scale, seed, day))
    made = _Made(ctx, program, path, day)
    if missing:
        made.show_in_terminal(missing)
    elif no_window:
        made.tell(members)
    else:
        made.show_in_window()


def _place(to: Path | None, *, here: bool) -> Path:
    """The file asked for; else the current folder when there is no window, else our own folder.

    A demo in which somebody worked stays as it is: the new one takes the next free name.
    """
    if to is not None:
        path = to if to.suffix else to.with_suffix(SUFFIX)
        check_is_free(path)
        return path
    folder = user_data() / "demo"
    if here and os.access(Path.cwd(), os.W_OK):
        folder = Path.cwd()
    names = (demo_build.NAME, *(f"{demo_build.NAME}-{number}" for number in range(2, 1000)))
    paths = (folder / f"{name}{SUFFIX}" for name in names)
    for path in paths:
        if not path.exists() or demo_build.is_untouched(path):
            return path
    raise Refused("There is no free name for the demo in {folder}.", folder=str(folder))


class _Made(Struct, frozen=True):
    """A finished demo and the ways to show it; other verbs are called by their name."""

    ctx: click.Context
    program: Program
    path: Path
    day: date

    def tell(self, members: int) -> None:
        self.program.say(
            say_n(
                "{file} is made, with {n} invented member.",
                "{file} is made, with {n} invented members.",
                members,
                file=str(self.path),
            )
        )

    def show_in_window(self) -> None:
        """By the verb behind `commdesk FILE`: the shell stands above every feature."""
        self._run("window", self.path, "--date", self.day)

    def show_in_terminal(self, missing: Text) -> None:
        week = Week.of(self.day)
        book = self.path.with_name(f"{self.path.stem}-{week}.xlsx")
        self._run("today", self.path, "--date", self.day)
        self._run("week", self.path, "--week", week, "--date", self.day)
        self._run("export", self.path, "--to", book, "--week", week, "--date", self.day)
        say_it = self.program.say
        say_it(say("Demo workbook: {file}", file=str(self.path)))
        say_it(say("A window cannot be opened here; missing: {what}.", what=missing))

    def _run(self, verb: str, *arguments: object) -> None:
        root = self.ctx.find_root()
        group = root.command
        command = group.get_command(root, verb) if isinstance(group, click.Group) else None
        if command is not None:
            with command.make_context(verb, [str(each) for each in arguments], root) as inner:
                command.invoke(inner)


COMMANDS = (demo,)
