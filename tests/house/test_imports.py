"""The rules on imports, read from the source; a failure says the rule that was broken."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from commdesk.catalog import FEATURES

PACKAGE = Path(__file__).resolve().parents[2] / "commdesk"
MODULES = sorted(PACKAGE.rglob("*.py"))
HEIGHT = {"core": 0, "kit": 1, "features": 2, "catalog": 3, "shell": 4, "cli": 5, "__main__": 6}
RANK = {feature.name: feature.rank for feature in FEATURES}
READERS = frozenset(
    {
        "today",
        "week",
        "calendar",
        "development",
        "exchange",
        "privacy",
        "safekeeping",
        "history",
        "options",
        "register",
        "report",
        "recovery",
        "retention",
    }
)
SOURCES = "features/exchange/sources/"

ONLY_IN = {
    "PySide6": ("kit/", "shell/", "page"),
    "qtawesome": ("kit/", "shell/"),
    "pyqtgraph": ("kit/",),
    "openpyxl": ("core/sheets/",),
    "python_calamine": ("core/sheets/",),
    "vobject": (SOURCES,),
    "highspy": ("features/moderation/roster/solving/",),
    "icalendar": ("core/sheets/", "core/calendars"),
    "zipfile": (
        "core/sheets/",
        "core/packing",
        "core/dumping/",
        SOURCES,
    ),  # a pack of files goes out
    "sqlite3": ("core/",),
    "sqlcipher3": ("core/",),
}


class Import(Struct, frozen=True, dict=True):
    """One import as written: in which module, of what, on which line."""

    module: str
    target: str
    line: int

    def __str__(self) -> str:
        return f"commdesk/{self.module}:{self.line} imports {self.target}"

    @property
    def drawer(self) -> str:
        """The feature that a module or an imported name belongs to, or empty."""
        return _feature(self.module.removesuffix(".py").replace("/", "."))

    @property
    def target_feature(self) -> str:
        return _feature(self.target.removeprefix("commdesk."))

    @property
    def is_in_a_page(self) -> bool:
        """In `page.py` or the folder `page/` of a feature, or a further page (`page_roster.py`)."""
        parts = self.module.split("/")
        return parts[0] == "features" and any(part.startswith("page") for part in parts[2:])


def _feature(dotted: str) -> str:
    parts = dotted.split(".")
    return parts[1] if parts[0] == "features" and len(parts) > 1 else ""


def imports() -> Iterator[Import]:
    for path in MODULES:
        module = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for target in _targets(node):
                yield Import(module, target, node.lineno)


def _targets(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    if node.module in {"commdesk", "commdesk.features", "commdesk.core"}:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return [node.module or ""]


ALL = list(imports())


def _height(dotted: str) -> int | None:
    return HEIGHT.get(dotted.removeprefix("commdesk.").split(".")[0])


def _refused(wrong: list[Import], rule: str) -> None:
    assert not wrong, rule + "\n" + "\n".join(map(str, wrong))


def test_imports_point_down_only() -> None:
    wrong = [
        each
        for each in ALL
        if each.target.startswith("commdesk.")
        and (target := _height(each.target)) is not None
        and (own := _height(each.module.removesuffix(".py").replace("/", "."))) is not None
        and target > own
    ]
    _refused(wrong, "core < kit < features < shell; catalog sits on features, cli on catalog.")


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_imported_only_where_it_belongs(library: str) -> None:
    places = tuple(place for place in ONLY_IN[library] if place != "page")
    may_page = "page" in ONLY_IN[library]
    wrong = [
        each
        for each in ALL
        if each.target.split(".")[0] == library
        and not each.module.startswith(places)
        and not (may_page and each.is_in_a_page)
    ]
    _refused(wrong, f"{library} is imported only in {', '.join(ONLY_IN[library])}.")


def test_only_the_page_of_a_feature_uses_the_kit() -> None:
    wrong = [each for each in ALL if each.target.startswith("commdesk.kit") and each.drawer]
    wrong = [each for each in wrong if not each.is_in_a_page]
    _refused(wrong, "The kit is Qt: of a feature only its page may import it.")


def test_a_front_door_never_imports_its_page() -> None:
    wrong = [
        each
        for each in ALL
        if each.target_feature
        and not each.is_in_a_page
        and any(part.startswith("page") for part in each.target.split(".")[3:])
    ]
    _refused(wrong, "A page is imported when it is shown: only pages import page modules.")


def test_feature_to_feature_goes_through_the_front_door() -> None:
    wrong = [each for each in _across() if each.target.count(".") > 2]
    _refused(wrong, "Another feature is known by its front door: from commdesk.features.X import …")


def test_feature_to_feature_points_to_a_lower_rank() -> None:
    wrong = [each for each in _across() if RANK[each.target_feature] >= RANK[each.drawer]]
    _refused(
        wrong, "A feature imports only features of a lower rank; a lower one is handed values."
    )


def test_readers_import_no_feature() -> None:
    wrong = [each for each in _across() if each.drawer in READERS]
    _refused(wrong, "A reader loops over desk.features; it imports none.")


def _across() -> list[Import]:
    return [e for e in ALL if e.drawer and e.target_feature and e.target_feature != e.drawer]


def test_the_catalog_knows_every_folder() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("features/*/__init__.py")}
    assert folders == set(RANK), "A folder in features/ is a line in catalog.py, and the reverse."


def test_the_core_names_no_feature() -> None:
    wrong = [each for each in ALL if each.module.startswith(("core/", "kit/"))]
    wrong = [each for each in wrong if each.target_feature or each.target == "commdesk.catalog"]
    _refused(wrong, "core and kit know no feature.")
