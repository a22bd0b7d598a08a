"""What the folder that is handed out is made of: sbom.cdx.json and binaries.sha256 in it.

`build.spec` calls `finish` as its last step. The same bill and the same folder give the same bytes,
but for the moment in it; SOURCE_DATE_EPOCH sets that too.

    python .ci/bill_of_materials.py dist/commdesk     checks a folder, and says what is amiss
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import shlex
import subprocess
import sys
import sysconfig
import tomllib
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # as in build.spec: the tree that is built, not one installed

from commdesk import __version__  # noqa: E402 - after the line above
from commdesk.core import binaries  # noqa: E402

BILL = "sbom.cdx.json"
SIGN = "COMMDESK_SIGN"
PROGRAMS = ("commdesk", "commdesk-window")
_NAMESPACE = uuid.UUID("5f0b8c1e-7d0a-5b57-9b6c-6f4c0a1d6e21")

Component = dict[str, Any]

# Where a distribution's own words are no licence of the SPDX list, or say nothing at all.
_LICENCES = {
    "backports-tarfile": "MIT",
    "babel": "BSD-3-Clause",
    "click-default-group": "Unlicense",
    "defusedxml": "PSF-2.0",
    "jaraco-classes": "MIT",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "psutil": "BSD-3-Clause",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pyinstaller-hooks-contrib": "GPL-2.0-or-later AND Apache-2.0",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "setuptools": "MIT",
    "sqlcipher3": "Zlib",
    "sqlite-fts4": "Apache-2.0",
    "vobject": "Apache-2.0",
}
_SPDX = frozenset(
    {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "GPL-2.0-only", "GPL-3.0-only", "LGPL-3.0-only"}
    | {"MIT"}
)
_CIPHERS = {"openssl": "Apache-2.0", "libtomcrypt": "Unlicense", "commoncrypto": "APSL-2.0"}


def finish(folder: Path, sources: Iterable[tuple[str, str]]) -> None:
    """Sign, then write the bill, then the hashes: a signature changes the file that it signs.

    `sources` are (name in the folder, path on the build machine) of all that was collected.
    """
    sign(folder)
    moment = _moment()
    text = json.dumps(bill(sources, moment), indent=2, ensure_ascii=False, sort_keys=True)
    (folder / BILL).write_text(text + "\n", "utf-8", newline="\n")
    binaries.write_list(folder)


def sign(folder: Path, command: str | None = None) -> list[Path]:
    """Call the command of COMMDESK_SIGN with each file to be signed; without one sign nothing.

    On macOS that is every library too, before the programs, as notarization asks.
    """
    command = os.environ.get(SIGN, "") if command is None else command
    if not command:
        return []
    signed = to_sign(folder, with_libraries=sys.platform == "darwin")
    for path in signed:
        words = [str(path)]
        quoted = subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
        subprocess.run(f"{command} {quoted}", shell=True, check=True)  # noqa: S602 - the builder's
    return signed


def to_sign(folder: Path, *, with_libraries: bool) -> list[Path]:
    programs = [each for each in sorted(folder.iterdir()) if each.stem in PROGRAMS]
    programs = [each for each in programs if each.is_file()]
    if not with_libraries:
        return programs
    named = (folder / name for name in binaries.hashes(folder))
    code = (each for each in named if not each.is_symlink() and binaries.is_machine_code(each))
    return [*(each for each in code if each not in programs), *programs]


def bill(sources: Iterable[tuple[str, str]], moment: datetime) -> dict[str, Any]:
    """A CycloneDX 1.5 document of these files and of what is compiled into them."""
    listed = sorted(set(sources))
    parts = {id(part): part for _, path in listed if (part := _owner(path))}
    found = sorted(parts.values(), key=_key)
    others = [each for each in listed if not _owner(each[1])]
    components = [*map(_of_python, found), *_engines(), *_loose(others)]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": _serial(components),
        "version": 1,
        "metadata": {
            "timestamp": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": _ourselves(),
            "properties": [{"name": "commdesk:built-on", "value": _machine()}],
        },
        "components": components,
        "dependencies": _dependencies(found, components),
    }


def _machine() -> str:
    return f"{platform.system()} {platform.machine()}"


def _moment() -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def _serial(components: list[Component]) -> str:
    """The same for the same parts: whoever compares two builds need not look past it."""
    told = __version__ + json.dumps(components, sort_keys=True)
    return uuid.uuid5(_NAMESPACE, told).urn


def _ourselves() -> Component:
    return {
        "type": "application",
        "bom-ref": "commdesk",
        "name": "commdesk",
        "version": __version__,
        "purl": f"pkg:pypi/commdesk@{__version__}",
        "licenses": [{"license": {"id": "EUPL-1.2"}}],
    }


@cache
def _owners() -> dict[str, Distribution]:
    """Real path of each installed file -> the distribution that it came with."""
    return {
        os.path.realpath(str(part.locate_file(file))): part
        for part in distributions()
        for file in part.files or ()
    }


def _owner(path: str) -> Distribution | None:
    return _owners().get(os.path.realpath(path)) if path else None


def _key(part: Distribution) -> str:
    return re.sub(r"[-_.]+", "-", part.name).lower()


def _of_python(part: Distribution) -> Component:
    ref = f"pkg:pypi/{_key(part)}@{part.version}"
    return _component(part.name, part.version, ref, _licence(part))


def _component(name: str, version: str, purl: str, licences: list[Component]) -> Component:
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "licenses": licences,
    }


def _licence(part: Distribution) -> list[Component]:
    """As the distribution says it in SPDX; else as we looked it up; else its words as a name."""
    said = part.metadata.get("License-Expression") or _LICENCES.get(_key(part))
    if said:
        return [{"expression": said}]
    words = (part.metadata.get("License") or "").strip()
    if words and set(re.split(r" OR | AND ", words)) <= _SPDX:
        return [{"expression": words}]
    if words:
        return [{"license": {"name": words.splitlines()[0]}}]
    classifiers = part.metadata.get_all("Classifier") or []
    named = [each.split(" :: ")[-1] for each in classifiers if each.startswith("License ::")]
    return [{"license": {"name": each}} for each in named]


def _engines() -> list[Component]:
    """What no distribution names: the language, the window's library, the file's and its cipher."""
    from PySide6.QtCore import qVersion
    from sqlcipher3 import dbapi2

    raw = dbapi2.connect(":memory:")
    raw.execute("PRAGMA key = 'x'")
    cipher, provider, its_version = (
        str(raw.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("cipher_version", "cipher_provider", "cipher_provider_version")
    )
    raw.close()
    versions = (
        ("Python", platform.python_version(), "Python-2.0"),
        ("Qt", qVersion(), "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"),
        ("SQLite", dbapi2.sqlite_version, "blessing"),
        ("SQLCipher", cipher.split()[0], "BSD-3-Clause"),
        (provider, _number(its_version), _CIPHERS.get(provider, "")),
    )
    return [
        _component(
            name,
            version,
            f"pkg:generic/{name.lower()}@{version}",
            [{"expression": licence}] if licence else [],
        )
        for name, version, licence in versions
    ]


def _number(said: str) -> str:
    found = re.search(r"\d+(\.\w+)+", said)
    return found.group() if found else said


def _loose(others: Iterable[tuple[str, str]]) -> Iterator[Component]:
    """Libraries of the build machine itself, which nothing but their hash tells apart."""
    known = (ROOT, sysconfig.get_path("stdlib"))
    for name, source in others:
        path = Path(source)
        if any(map(path.is_relative_to, known)) or not path.is_file():
            continue
        if not binaries.is_machine_code(path):
            continue
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        yield {
            "type": "file",
            "bom-ref": f"file:{Path(name).as_posix()}",
            "name": Path(name).as_posix(),
            "hashes": [{"alg": "SHA-256", "content": digest}],
        }


def _dependencies(parts: list[Distribution], components: list[Component]) -> list[Component]:
    refs = {_key(part): f"pkg:pypi/{_key(part)}@{part.version}" for part in parts}
    own = [refs[name] for name in direct() if name in refs]
    engines = [each["bom-ref"] for each in components if each["bom-ref"] not in refs.values()]
    needs = {_key(part): {name for name in _needed(part) if name in refs} for part in parts}
    return [
        {"ref": "commdesk", "dependsOn": sorted({*own, *engines})},
        *(
            {"ref": refs[name], "dependsOn": sorted(refs[each] for each in needed)}
            for name, needed in needs.items()
        ),
    ]


def _needed(part: Distribution) -> Iterator[str]:
    for line in part.requires or ():
        if "extra ==" not in line:
            yield _name_of(line)


def _name_of(requirement: str) -> str:
    name = re.split(r"[^A-Za-z0-9._-]", requirement.strip(), maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def direct() -> list[str]:
    """What pyproject.toml asks for, by its one spelling."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return sorted({_name_of(each) for each in project["dependencies"]})


def amiss(folder: Path) -> list[str]:
    """What keeps a built folder from being handed out."""
    if missing := [name for name in (BILL, binaries.LIST) if not (folder / name).is_file()]:
        return [f"{name} is missing" for name in missing]
    named = json.loads((folder / BILL).read_text("utf-8"))["components"]
    pythons = {each["purl"].split("@")[0].rpartition("/")[2] for each in named if "purl" in each}
    return [
        *map(str, binaries.differences(folder)),
        *(f"{BILL} does not name {name}" for name in direct() if name not in pythons),
        *(f"{each['name']} has no licence" for each in named if not each.get("licenses", True)),
    ]


def main() -> int:
    faults = amiss(Path(sys.argv[1]))
    print(*faults or ["The folder is what its bill and its hashes say."], sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
