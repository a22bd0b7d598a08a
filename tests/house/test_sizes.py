"""Small rooms: modules, functions and lines stay of a size that a reader can hold."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "commdesk"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 300
LONG_BODY = 40
FEW = 0.01

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> list[tuple[str, Function]]:
    return [
        (f"{path.relative_to(PACKAGE)}:{node.name}", node)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, Function)
    ]


def body_lines(function: Function) -> int:
    """Lines of the body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_a_module_is_one_room() -> None:
    long = {
        p.relative_to(PACKAGE).as_posix(): len(p.read_text("utf-8").splitlines()) for p in MODULES
    }
    long = {name: lines for name, lines in long.items() if lines > MOST_LINES}
    assert not long, f"A file past {MOST_LINES} lines becomes a folder of the same name."


def test_the_median_function_is_under_eight_lines() -> None:
    assert median(body_lines(function) for _, function in functions()) < 8


def test_few_functions_are_over_forty_lines() -> None:
    found = functions()
    long = [name for name, function in found if body_lines(function) > LONG_BODY]
    assert len(long) <= FEW * len(found), long


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_opens_with_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert docstring, "A module opens with one sentence saying what it is for."
    assert docstring.split("\n\n")[0].rstrip().endswith((".", ":")), "It is a sentence."


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    odd = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "service"}
    assert not [path for path in MODULES if path.stem in odd]


def test_time_comes_in_from_outside() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if "date.today()" in line or "processEvents" in line or "time.sleep" in line
    ]
    assert not wrong, "desk.today() and desk.now(); nothing sleeps or spins the event loop."
