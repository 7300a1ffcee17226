"""What the package offers by name, to those who look."""

import vasterviksmodell


def test_the_names_that_are_offered_are_listed_and_there() -> None:
    assert dir(vasterviksmodell) == sorted(vasterviksmodell.__all__)
    assert all(getattr(vasterviksmodell, name) is not None for name in vasterviksmodell.__all__)
