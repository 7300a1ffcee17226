"""Which file the criteria of a result were read from, in a line."""

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.output.document.cells import Name

_LONGEST = 500
_CRITERIA = Message("Criteria: {file}")
_PACKAGED = Message("the packaged default model")


def model_file_name(criteria: Criteria) -> Phrase | None:
    """Return the path of the file, or that it is the packaged model; None where the criteria came from no file."""
    if criteria.file is None:
        return None
    return _PACKAGED if criteria.file.path is None else Name(criteria.file.path, _LONGEST)


def model_file_text(criteria: Criteria) -> Phrase | None:
    """Return the same as a line."""
    name = model_file_name(criteria)
    return None if name is None else _CRITERIA.format(file=name)
