"""What the tables of several formats answer alike. It needs more than the registry of formats may import."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from vasterviksmodell.findings import Finding
from vasterviksmodell.sites.formats.heading_lines import LinesAround

if TYPE_CHECKING:
    from vasterviksmodell.sites.formats.interface import Table


class SoundTable:
    """What a table answers that is read whole or not at all: nothing is wrong with it that its frame does not show."""

    located: Mapping[str, str] = MappingProxyType({})
    heading_lines: tuple[int, ...] = ()
    around: LinesAround = LinesAround()
    others: "Sequence[Table]" = ()

    @property
    def heading_parts(self) -> tuple[tuple[str, ...], ...]:
        return ()

    def doubtful(self, *, short: bool) -> bool:  # noqa: ARG002
        return False

    def faults(self, limit: int) -> tuple[Finding, ...]:  # noqa: ARG002
        return ()

    def rewritten(self) -> AbstractContextManager[Self]:
        return nullcontext(self)
