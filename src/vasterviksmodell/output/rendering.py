"""Results as text or bytes, for callers of the library: the same that the commands write."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any

from vasterviksmodell.analysis.obstacles import Obstacles, Part, Survey
from vasterviksmodell.analysis.robustness.robustness import Robustness
from vasterviksmodell.expected import expect_one_of
from vasterviksmodell.i18n.wording import LANGUAGES, Language
from vasterviksmodell.output.document import Block
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.ranking import RANKING_FORMATS
from vasterviksmodell.output.ranking.divided_document import divided_document
from vasterviksmodell.output.ranking.ranking_document import ranking_document
from vasterviksmodell.output.views import ResultView
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.scoring.division import Division

_VIEWS: Mapping[str, str] = {
    "ActionPlan": "action_plan:ActionPlanView",
    "Agreement": "agreement:AgreementView",
    "Comparison": "comparison:ComparisonView",
    "DerivedWeights": "derived_weights:DerivedWeightsView",
    "Explanation": "explanation:ExplanationView",
    "Losses": "losses:LossesView",
    "NoPlan": "plan:PlanView",
    "Obstacles": "obstacles:ObstaclesView",
    "Pair": "pair:PairView",
    "Plan": "plan:PlanView",
    "Robustness": "robustness:RobustnessView",
    "ScenarioComparison": "scenarios:ScenariosView",
    "ScoreSummary": "score_summary:ScoreSummaryView",
    "Similarity": "similarity:SimilarityView",
    "Timeline": "timeline:TimelineView",
    "TargetSearch": "target_search:TargetView",
    "WeightContrast": "weight_contrast:WeightContrastView",
}
"""The view of each result of an analysis, by the name of its class."""
_FORMATS = {("text" if name == "table" else name): member for name, member in RANKING_FORMATS.items()}
_SHOWN = 50
"""How many sites a notebook shows."""
_SITES = 10
"""Of how many sites the text about robustness shows the ranks, as the command does."""


def rendered(
    result: Any, format: str = "text", language: Language = "en", rankings: Sequence[Ranking] = ()
) -> str | bytes:
    """Return a ranking, or the result of an analysis, in a format: what the command writes to a file.

    `format`: for a `Ranking` or a `Division` one of `score --format` (`text` is its table), else one of
    `explain --format`. `language`: `en` or `sv`, for formats that people read. Bytes where the format is binary.
    `rankings`: those that an analysis is about; with them it says what is needed, whose weights count and which
    measures were set, as the commands do.

    Raises `ValueError` for a format or language that there is not, `TypeError` for what is no result.

    >>> from vasterviksmodell import default_criteria, read_sites, score
    >>> criteria = default_criteria()
    >>> ranking = score(read_sites("examples/vastervik/sites.csv", criteria), criteria)
    >>> rendered(ranking, "csv").splitlines()[1][:26]
    'ankarsrum,Ankarsrum,unveri'
    """
    formats, written = _of_result(result, rankings)
    expect_one_of(format, formats)
    expect_one_of(language, LANGUAGES)
    content = written(format, View(language))
    return content if isinstance(content, bytes) else "".join(content)


def notebook_markup(result: Any) -> str:
    """Return the document of a result as markup for a notebook, escaped, in the language of its criteria.

    Of a ranking the first sites stand there, with how many others there are.
    """
    from vasterviksmodell.output.renderers.html.markup import markup

    language = _language_of(result)
    blocks = markup(_document(result), language)
    return f'<div class="vasterviksmodell" lang="{language}">\n{"".join(blocks)}</div>'


def _document(result: Any) -> Iterable[Block]:
    if isinstance(result, Ranking):
        return ranking_document(_first(result))
    if isinstance(result, Division):
        parts = tuple(replace(part, ranking=_first(part.ranking)) for part in result.parts)
        return divided_document(replace(result, parts=parts))
    return _view_of(result).document(_as_shown(result))


def _first(ranking: Ranking) -> Ranking:
    return replace(ranking, frame=ranking.frame.head(_SHOWN))


def _language_of(result: Any) -> Language:
    """Return the language of the criteria that a result is about, English where they state none."""
    about = next(filter(None, (getattr(result, name, None) for name in ("base", "whole", "new"))), result)
    criteria = getattr(getattr(about, "ranking", about), "criteria", None)
    return getattr(criteria, "language", None) or "en"


_Written = Callable[[str, View], Iterable[str] | bytes]


def _of_result(result: Any, rankings: Sequence[Ranking]) -> tuple[Iterable[str], _Written]:
    """Return the formats of a result, and what writes it in one of them."""
    if isinstance(result, Ranking):
        return _FORMATS, lambda format, view: _FORMATS[format].render(result, view)
    if isinstance(result, Division):
        return _FORMATS, lambda format, view: _FORMATS[format].render_divided(result, view)
    shown = _view_of(result)
    return shown.suffixes, lambda format, view: shown.rendered(_as_shown(result), format, view, rankings)


def _view_of(result: Any) -> ResultView[Any]:
    name = type(result).__name__
    if name not in _VIEWS:
        raise TypeError(f"a {name} is no result that can be written")
    module, _, view_name = _VIEWS[name].partition(":")
    view: ResultView[Any] = getattr(import_module(f"vasterviksmodell.output.views.{module}"), view_name)()
    return view


def _as_shown(result: Any) -> Any:
    """Return a result as its view takes it."""
    match result:
        case Obstacles():
            return Survey((Part("", result.criteria, result),))
        case Robustness():
            from vasterviksmodell.output.views.robustness import ShownRobustness

            return ShownRobustness(result, _SITES)
        case _:
            return result
