"""`--target qualified|score=60|rank=3`: what shall a site reach?"""

import re
from typing import TYPE_CHECKING

from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.wording import shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.reaching.reaching import Target

_FORMS = re.compile(r"(qualified)|(score)=([0-9]{1,3}(?:\.[0-9]+)?)|(rank)=([1-9][0-9]{0,8})", re.ASCII)
_HIGHEST = 100


def parse_target(text: str, other: str | None) -> "Target":
    """The target that an option says for one site; `CannotRun` when it says none, or another site is named."""
    from vasterviksmodell.analysis.reaching.reaching import Target

    found = _FORMS.fullmatch(text)
    if found is None or float(found[3] or 0) > _HIGHEST:
        raise CannotRun(f"--target takes qualified, score=60 (0 to 100) or rank=3 (from 1), not '{shortened(text)}'")
    if other is not None:
        raise CannotRun(f"--target is about one site: leave out '{shortened(other)}'")
    if found[2]:
        return Target("score", float(found[3]))
    return Target("rank", float(found[5])) if found[4] else Target("qualified")
