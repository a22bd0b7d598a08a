"""Every pair of colours that is used together has the contrast it needs, light and dark."""

import re

import pytest

from commdesk.core.paths import resource
from commdesk.kit.contrast import contrast
from commdesk.kit.theme import COLOUR_PAIRS, DARK, LIGHT, Tokens


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), COLOUR_PAIRS)
def test_a_pair_has_its_contrast(scheme: Tokens, ink: str, ground: str, least: float) -> None:
    found = contrast(getattr(scheme, ink), getattr(scheme, ground))
    assert found >= least, f"{ink} on {ground}: {found:.2f} is less than {least}"


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_the_style_sheet_names_tokens_and_never_a_colour() -> None:
    source = resource("theme", "commdesk.qss").read_text("utf-8")
    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b(?!_)|rgba?\(", source.replace("#qt_menubar", ""))
