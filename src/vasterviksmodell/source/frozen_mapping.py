"""A mapping that nothing changes, and that can be pickled, copied, compared and hashed, as frozen values are."""

from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class FrozenMapping(dict[Key, Value]):
    """A mapping that raises `TypeError` when it is to be changed.

    >>> FrozenMapping({"a": 1})
    {'a': 1}
    """

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how it is made again: from a plain dictionary, not entry by entry."""
        return type(self), (dict(self),)

    def _unchanged(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a frozen mapping cannot be changed: make a new one")

    if not TYPE_CHECKING:  # a type checker sees the signatures of a dictionary
        __setitem__ = __delitem__ = __ior__ = _unchanged
        clear = pop = popitem = setdefault = update = _unchanged
