"""A passphrase is long; a recovery code is the key, and a slip in it is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.keys import MARK, Key
from commdesk.core.passphrases import SHORTEST, check_new, weakness
from commdesk.core.recoverycode import key_from_recovery_code, key_from_typed, recovery_code
from commdesk.core.words import Words

SALT = MARK + b"0123456789ab"
KEYS = st.binary(min_size=32, max_size=32).map(lambda raw: Key(raw, SALT))


@pytest.fixture(scope="session")
def salted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that begins as every file of these keys does."""
    path = tmp_path_factory.mktemp("salted") / "w.commdesk"
    path.write_bytes(SALT.ljust(4096, b"x"))
    return path


@given(key=KEYS)
def test_a_recovery_code_is_its_key_however_it_is_copied(salted: Path, key: Key) -> None:
    code = recovery_code(key)
    groups = code.split("-")
    assert [len(group) for group in groups] == [4] * 14
    for copied in (code, code.lower(), " ".join(groups), code.replace("0", "O").replace("1", "l")):
        assert key_from_recovery_code(salted, copied) == key


@given(key=KEYS, at=st.integers(0, 51), other=st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_sign_in_a_recovery_code_is_seen(
    salted: Path, key: Key, at: int, other: str
) -> None:
    signs = recovery_code(key).replace("-", "")
    slip = signs[:at] + other + signs[at + 1 :]
    assert (key_from_recovery_code(salted, slip) == key) == (slip == signs)


@given(typed=st.text(max_size=80))
def test_no_text_breaks_the_reading_of_a_code(salted: Path, typed: str) -> None:
    assert key_from_recovery_code(salted, typed) is None


def test_what_is_no_code_is_a_passphrase(salted: Path) -> None:
    assert key_from_typed(salted, "zeven blauwe fietsen") == Key.of("zeven blauwe fietsen", SALT)


def test_an_accent_typed_as_two_signs_is_the_same_passphrase() -> None:
    assert Key.of("caf\u00e9 onder de brug", SALT) == Key.of("cafe\u0301 onder de brug", SALT)


@pytest.mark.parametrize("typed", ["", " ", "kort", " " * 30, "a" * (SHORTEST - 1)])
def test_refuses_an_empty_or_short_passphrase(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        check_new(typed)
    assert refused.value.field == "new"


def test_refuses_two_that_differ() -> None:
    with pytest.raises(Refused) as refused:
        check_new("zeven blauwe fietsen", "zeven blauwe fiets")
    assert refused.value.field == "again"


def test_asks_for_no_kinds_of_signs() -> None:
    assert check_new("zeven blauwe fietsen") == "zeven blauwe fietsen"
    assert weakness("zeven blauwe fietsen") is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("omgevingsnetwerk zuid", "naam"),
        ("Welkom01 Welkom02 x", "als eerste"),
        ("ab ab ab ab ab ab ab ab", "steeds hetzelfde"),
        ("4815162342 7090 3", "alleen cijfers"),
        ("fietsenstalling", "weinig woorden"),
    ],
)
def test_warns_of_what_is_guessed_sooner(desk: Desk, typed: str, why: str) -> None:
    assert why in Words("nl")(weakness(typed, [desk.workbook.name]) or "")
