"""The criteria file that a municipality starts from: the default model with its own name, language and sheet."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from vasterviksmodell.criteria import Criteria, Need
from vasterviksmodell.criteria.rewriting import with_section
from vasterviksmodell.i18n.wording import Language, Text, visible


@dataclass(frozen=True, slots=True)
class Municipality:
    """The municipality whose places are ranked."""

    name: str
    code: str | None
    """None when it is not known."""

    @property
    def texts(self) -> Mapping[Language, str]:
        """Return how it is called in each language."""
        return {"en": f"{self.name} municipality", "sv": f"{self.name} kommun"}

    def title(self, title: Text) -> Text:
        code = f" ({self.code})" if self.code else ""
        return Text(*(f"{title.inside(language)}, {called}{code}" for language, called in self.texts.items()))

    def question(self, question: Text) -> Text:
        """Return a question that begins with `Where` and `Var`, about places in the municipality."""
        first: Mapping[Language, str] = {"en": "Where", "sv": "Var"}
        among: Mapping[Language, str] = {"en": "in", "sv": "i"}
        return Text(
            *(
                question.inside(language).replace(first[language], f"{first[language]} {among[language]} {called}", 1)
                for language, called in self.texts.items()
            )
        )


def scaled_need(need: Need, persons: int) -> Mapping[str, int]:
    """Return what a number of persons need, with the shares of adults and children of another need, at least one each.

    >>> scaled_need(Need(persons=48, adults=25, pupils=13, preschool_children=7), 36)
    {'persons': 36, 'adults': 19, 'pupils': 10, 'preschool_children': 5}
    """
    whole = need.persons or persons
    parts = {"adults": need.adults, "pupils": need.pupils, "preschool_children": need.preschool_children}
    scaled = {
        name: max(1, (2 * number * persons + whole) // (2 * whole))
        for name, number in parts.items()
        if number is not None
    }
    return {"persons": persons, **scaled}


_SCALED = "# Scaled by init from {persons} people, with the same shares: write the real numbers where you know them.\n"


def starter_text(  # noqa: PLR0913, PLR0917 - all that a model can be given
    text: str,
    criteria: Criteria,
    municipality: Municipality | None,
    language: Language | None,
    data: str | None = None,
    persons: int | None = None,
) -> str:
    """Return the text of a model for a municipality and a number of persons, with a language and a `data:` section.

    All comments stay.
    """
    if persons is not None and criteria.need is not None:
        numbers = ", ".join(f"{name}: {number}" for name, number in scaled_need(criteria.need, persons).items())
        note = _SCALED.format(persons=criteria.need.persons)
        text = with_section(text, "need", f"{note}need: {{{numbers}}}\n")
    if municipality is not None:
        text = with_section(text, "title", _in_both("title", municipality.title(criteria.title)))
        text = with_section(
            text, "question", _in_both("question", municipality.question(_as_written(criteria, "question")))
        )
    if language is not None:
        text = with_section(text, "language", f"language: {language}\n", before="unknown")
        text = text.replace(f"language: {language}\n\n", f"language: {language}\n", 1)
    return text if data is None else with_section(text, "data", data, before="criteria")


def _as_written(criteria: Criteria, key: str) -> Text:
    """Return a text of the criteria file as it is written, with its references to what is needed."""
    written = criteria.document[key]
    return Text(written["en"], written["sv"]) if isinstance(written, Mapping) else Text(written, written)


def _in_both(key: str, text: Text) -> str:
    return f"{key}:\n  en: {_quoted(text.en)}\n  sv: {_quoted(text.sv)}\n"


def _quoted(text: str | None) -> str:
    return visible(json.dumps(text or "", ensure_ascii=False))
