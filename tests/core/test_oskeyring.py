"""Whatever a keyring does, the workbook and its new passphrase stay what they are."""

from __future__ import annotations

import keyring
import pytest

from commdesk.core import oskeyring, settings
from commdesk.core.errors import Refused
from commdesk.core.keys import Key

KEY = Key.new("zeven blauwe fietsen")


class OwnError(Exception):
    """As the libraries under a keyring raise."""


def fail(*_args: str) -> None:
    raise OwnError


def test_a_keyring_that_fails_in_its_own_way_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "set_password", lambda *_args: None)
    monkeypatch.setattr(keyring, "delete_password", fail)
    oskeyring.remember(KEY)
    assert settings.load().remembered
    oskeyring.forget(KEY)
    assert not settings.load().remembered


def test_a_keyring_that_cannot_keep_a_key_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "set_password", fail)
    with pytest.raises(Refused, match="keyring of this computer cannot be used"):
        oskeyring.remember(KEY)
    assert not settings.load().remembered
