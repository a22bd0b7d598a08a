"""The demo with and without a passphrase, and a search through all bytes that are left anywhere."""

from __future__ import annotations

import ctypes
import ctypes.util
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import engine
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.feature import Scale
from commdesk.core.keys import Key
from commdesk.features.demo.build import DAY, Recipe, build
from tests.conftest import MovableClock

KEY = Key.new("zeven blauwe fietsen")
_PAGE, _RESERVED, _SALT, _IV = 4096, 80, 16, 16


@pytest.fixture(scope="session")
def _plain_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("erasing") / "demo.commdesk"
    build(path, FEATURES, Recipe(Scale(members=80, messages=400), 1, DAY))
    return path


@pytest.fixture(scope="session")
def _keyed_once(_plain_once: Path) -> Path:
    path = _plain_once.with_name("keyed.commdesk")
    engine.create(str(path), KEY).close()
    path.unlink()
    raw = engine.connect(str(_plain_once))
    raw.execute(f"""ATTACH DATABASE '{path}' AS keyed KEY "{KEY.spelled}" """)
    raw.execute("SELECT sqlcipher_export('keyed')")
    for pragma in ("user_version", "application_id"):
        found = raw.execute(f"PRAGMA main.{pragma}").fetchone()[0]
        raw.execute(f"PRAGMA keyed.{pragma}={found}")
    raw.execute("PRAGMA keyed.journal_mode=WAL")
    raw.close()
    return path


@pytest.fixture(params=["open", "with a passphrase"])
def key(request: pytest.FixtureRequest) -> Key | None:
    return KEY if request.param != "open" else None


@pytest.fixture
def demo(
    key: Key | None, _plain_once: Path, _keyed_once: Path, tmp_path: Path, clock: MovableClock
) -> Iterator[Desk]:
    source = _keyed_once if key else _plain_once
    path = Path(shutil.copy(source, tmp_path / "demo.commdesk"))
    with Desk.open(path, FEATURES, clock=clock, key=key) as opened:
        yield opened


@pytest.fixture
def plain_demo(_plain_once: Path, tmp_path: Path, clock: MovableClock) -> Iterator[Desk]:
    path = Path(shutil.copy(_plain_once, tmp_path / "plain.commdesk"))
    with Desk.open(path, FEATURES, clock=clock) as opened:
        yield opened


def places_with(word: str, folder: Path, key: Key | None = None) -> list[str]:
    """Every file under the folder with the word in it, in any case, as UTF-8 or UTF-16.

    Of a keyed workbook every page is read as it is decrypted.
    """
    ways = {word.lower().encode(), word.lower().encode("utf-16-le")}
    found = []
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        held = path.read_bytes()
        if key and path.suffix == ".commdesk" and held[:_SALT] == key.salt:
            held += pages_of(held, key)
        if any(way in held.lower() for way in ways):
            found.append(str(path.relative_to(folder)))
    return found


def grams_with(db: Database, word: str) -> list[str]:
    """Trigrams of the word that the search index still knows."""
    db.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.gram USING fts5vocab(main, member_gram, 'row')"
    )
    grams = {word.lower()[at : at + 3] for at in range(len(word) - 2)}
    return [gram for gram in db.column("SELECT term FROM temp.gram") if gram in grams]


def pages_of(held: bytes, key: Key) -> bytes:
    """The pages of a protected file, decrypted one by one as SQLCipher 4 encrypts them."""
    library = ctypes.util.find_library("crypto")
    if not library:
        pytest.skip("no libcrypto to read the pages with")
    crypto = ctypes.CDLL(library)
    for name in ("EVP_CIPHER_CTX_new", "EVP_aes_256_cbc"):
        getattr(crypto, name).restype = ctypes.c_void_p
    context = ctypes.c_void_p(crypto.EVP_CIPHER_CTX_new())
    cipher = ctypes.c_void_p(crypto.EVP_aes_256_cbc())
    made = []
    for start in range(0, len(held), _PAGE):
        page = held[start : start + _PAGE]
        body = page[_SALT if start == 0 else 0 : _PAGE - _RESERVED]
        iv = page[_PAGE - _RESERVED :][:_IV]
        out, size = ctypes.create_string_buffer(len(body) + _IV), ctypes.c_int()
        crypto.EVP_DecryptInit_ex(context, cipher, None, key.raw, iv)
        crypto.EVP_CIPHER_CTX_set_padding(context, 0)
        crypto.EVP_DecryptUpdate(context, out, ctypes.byref(size), body, len(body))
        made.append(out.raw[: size.value])
    crypto.EVP_CIPHER_CTX_free(context)
    return b"".join(made)
