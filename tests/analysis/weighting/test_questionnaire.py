"""Questions one at a time: what is asked, in which order, stopped and resumed, taken back, and answered badly."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.weighting.judged import garbage, weigh
from tests.sites.reading import brief

from vasterviksmodell.analysis.weighting.questionnaire import Question, Questionnaire
from vasterviksmodell.analysis.weighting.questions import METHODS
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import Text

SETS = {
    "top": ["service", "work", "land"],
    "service": ["school", "bus"],
    "alone": ["only"],
    "land": ["plan", "road", "slope", "water"],
}
KEYS = ("swing", "points", "comparisons", "ranking", "formula", "best", "worst", "best_over", "over_worst")
LABELS = {"school": Text("School", "Skola"), "bus": Text("Bus stop", "Hållplats")}


def asked(method: str, sets: dict[str, list[str]] | None = None) -> Questionnaire:
    return Questionnaire(method, SETS if sets is None else sets, LABELS)


def after(questions: Questionnaire, said: Sequence[str], answers: Any = None) -> Any:
    """The answers after some texts, none of which is a mistake."""
    answers = {} if answers is None else answers
    for text in said:
        answers = questions.answered(answers, text)
        assert not isinstance(answers, Message), answers
    return answers


def following(questions: Questionnaire, answers: Any) -> Question:
    found = questions.next(answers)
    assert found is not None
    return found


def mistake(questions: Questionnaire, said: str, answers: Any = None) -> Message:
    told = questions.answered({} if answers is None else answers, said)
    assert isinstance(told, Message), told
    assert told.inside("sv")
    return told


GOOD = {
    "swing": ["100", "60", "40", "100", "0.5", "100", "30", "20", "12,5"],
    "points": ["3", "2", "1", "5", "5", "7", "1", "1", "2"],
    "ranking": ["work, service = land", "bus, school", "plan, road, slope = water"],
    "ahp": ["3", "1/2", "2", "2", "1/3", "5", "4", "2", "1", "2,5"],
    "bwm": [
        *("service", "land", "5", "2", "3"),
        *("bus", "school", "4"),
        *("plan", "road", "9", "3", "2", "4", "4"),
    ],
}


@pytest.mark.parametrize("method", METHODS)
def test_a_whole_questionnaire_gives_judgements_from_which_weights_follow(method: str) -> None:
    questions = asked(method)
    answers: Any = {}
    for number, text in enumerate(GOOD[method], 1):
        question = following(questions, answers)
        assert (question.number, question.count) == (number, len(GOOD[method]))
        answers = after(questions, [text], answers)
    assert questions.next(answers) is None
    assert set(answers) == {"top", "service", "land"}
    for name, judgement in answers.items():
        assert sum(weigh(judgement, SETS[name]).weights.values()) == pytest.approx(1)


def test_the_answers_have_the_form_of_the_criteria_file() -> None:
    sets = {"top": ["service", "work", "land"]}
    assert after(asked("ahp", sets), ["3", "2", "1/5"]) == {
        "top": {"comparisons": {"service": {"work": 3}, "work": {"land": 2}, "land": {"service": 5}}}
    }
    assert after(asked("swing", sets), ["100", "60", "7.5"]) == {
        "top": {"swing": {"service": 100, "work": 60, "land": 7.5}}
    }
    assert after(asked("points", sets), ["1", "2", "3"]) == {"top": {"points": {"service": 1, "work": 2, "land": 3}}}
    assert after(asked("ranking", sets), [" work , land=service"]) == {
        "top": {"ranking": ["work", ["land", "service"]], "formula": "centroid"}
    }
    assert after(asked("bwm", sets), ["service", "land", "5", "2", "3"]) == {
        "top": {
            "best": "service",
            "worst": "land",
            "best_over": {"land": 5, "work": 2},
            "over_worst": {"service": 5, "work": 3},
        }
    }


def test_pairs_that_hold_each_set_together_come_first_then_one_may_stop() -> None:
    questions = asked("ahp")
    answers: Any = {}
    sets, texts, stops = [], [], []
    while (question := questions.next(answers)) is not None:
        sets.append(question.set)
        texts.append(question.text.inside("en"))
        stops.append(question.may_stop)
        if question.may_stop:
            assert all(weigh(judgement, SETS[name]) for name, judgement in answers.items())
        answers = after(questions, ["2"], answers)
    assert sets == ["top", "top", "service", "land", "land", "land", "top", "land", "land", "land"]
    assert stops == [False] * 6 + [True] * 4
    assert texts[0].startswith("How many times as important as work is service?")
    assert texts[6].startswith("How many times as important as land is service?")


@pytest.mark.parametrize("method", ["swing", "points", "ranking", "bwm"])
def test_the_other_methods_need_every_answer(method: str) -> None:
    questions = asked(method)
    answers: Any = {}
    for text in GOOD[method]:
        assert not following(questions, answers).may_stop
        answers = after(questions, [text], answers)


def test_people_are_asked_by_what_they_call_things_and_may_answer_so() -> None:
    sets = {"service": ["school", "bus"]}
    assert "lift School from" in following(asked("swing", sets), {}).text.inside("en")
    assert "lyfta Skola från" in following(asked("swing", sets), {}).text.inside("sv")
    assert following(asked("ranking", sets), {}).text.inside("sv").endswith("school (Skola), bus (Hållplats)")
    by_label = after(asked("ranking", sets), ["HÅLLPLATS, school"])
    assert by_label["service"]["ranking"] == ["bus", "school"]


def test_labels_cannot_harm_a_terminal() -> None:
    labels = {"a": Text("\x1b[2J", "x\ny")}
    question = following(Questionnaire("points", {"top": ["a", "b"]}, labels), {})
    assert question.text.inside("en").isprintable()
    assert question.text.inside("sv").isprintable()


def test_what_is_nearly_a_name_is_asked_about() -> None:
    sets = {"land": SETS["land"]}
    assert "do you mean 'slope'" in mistake(asked("bwm", sets), "slop").inside("en")
    assert "plan, road, slope, water" in mistake(asked("bwm", sets), "xyz").inside("sv")


def test_the_least_important_is_another_than_the_most() -> None:
    questions = asked("bwm", {"land": SETS["land"]})
    assert mistake(questions, "plan", after(questions, ["plan"]))


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("swing", ["101", "0", "-1", "", "much", "1e3", "1/0", "nan", "½", "1 000"]),
        ("points", ["100.5", "0,0", "1;2"]),
        ("ahp", ["0", "10", "1/10", "1/0", "three", "-2", "9.01"]),
        ("ranking", ["", "service", "service, work", "service, work, land, land", "service, work, sea", "a=b"]),
        ("bwm", ["", "school", "5"]),
    ],
)
def test_bad_answers_are_told_and_change_nothing(method: str, said: list[str]) -> None:
    for text in said:
        assert mistake(asked(method), text).inside("en")


def test_sets_of_one_and_no_sets_need_no_question() -> None:
    assert asked("ahp", {"alone": ["only"]}).next({}) is None
    assert asked("bwm", {}).next({}) is None
    assert asked("bwm", {}).answered({}, "3") == {}


def test_a_set_judged_by_another_method_is_left_alone() -> None:
    answers = {"top": {"points": {"service": 1, "work": 1, "land": 1}}}
    assert following(asked("swing"), answers).set == "service"
    assert asked("swing").back(answers) == answers


def test_a_comparison_that_a_person_wrote_beyond_the_scale_is_not_asked_for_again() -> None:
    answers = {"top": {"comparisons": {"work": {"service": 20}}}}
    assert "as land is work" in following(asked("ahp"), answers).text.inside("en")


def test_a_fraction_that_a_person_wrote_is_not_asked_for_again() -> None:
    assert asked("ahp", {"top": ["a", "b"]}).next({"top": {"comparisons": {"a": {"b": "1/3"}}}}) is None
    judged = {"best": "a", "worst": "b", "best_over": {"b": "7/2"}}
    assert asked("bwm", {"top": ["a", "b"]}).next({"top": judged}) is None


def test_a_name_is_known_however_it_is_written() -> None:
    questions = asked("ranking", {"service": ["school", "bus"]})
    decomposed = "  ha\u030allplats , Skola"
    assert after(questions, [decomposed])["service"]["ranking"] == ["bus", "school"]


def test_back_takes_one_answer_away() -> None:
    questions = asked("bwm", {"top": SETS["top"]})
    said = ["service", "land", "5", "2", "3"]
    steps = [after(questions, said[:number]) for number in range(len(said) + 1)]
    for before, answers in pairwise(steps):
        assert questions.back(answers) == before
    assert questions.back({}) == {}


def test_another_best_begins_the_comparisons_afresh() -> None:
    questions = asked("bwm", {"top": SETS["top"]})
    answers = {"top": {"worst": "land", "best_over": {"land": 5, "work": 2}, "over_worst": {"service": 5, "work": 2}}}
    assert after(questions, ["work"], answers) == {"top": {"best": "work"}}


answering = st.sampled_from(sorted(METHODS))


@brief
@given(answering, st.data())
def test_stopping_resuming_and_taking_back_changes_nothing_in_the_end(method: str, data: st.DataObject) -> None:
    questions = asked(method)
    straight = after(questions, GOOD[method])
    answers: Any = {}
    position = 0
    for _ in range(40):
        match data.draw(st.sampled_from(["on", "on", "back", "stop", "wrong"])):
            case "on" if position < len(GOOD[method]):
                answers, position = after(questions, [GOOD[method][position]], answers), position + 1
            case "back" if position:
                answers, position = questions.back(answers), position - 1
            case "stop":
                answers = yaml.safe_load(yaml.safe_dump(answers)) or {}
            case "wrong":
                mistake(questions, "?", answers) if position < len(GOOD[method]) else None
            case _:
                pass
    assert after(questions, GOOD[method][position:], answers) == straight
    assert yaml.safe_load(yaml.safe_dump(straight)) == straight


@brief
@given(answering, st.lists(st.text(max_size=12) | st.sampled_from(["1/3", "5", "service, work = land", "plan"])))
def test_whatever_people_write_they_are_asked_on_or_told_why(method: str, said: list[str]) -> None:
    questions = asked(method)
    answers: Any = {}
    for text in said:
        question = questions.next(answers)
        result = questions.answered(answers, text)
        if isinstance(result, Message):
            assert questions.next(answers) == question
            assert result.inside("en").replace("\u00a0", " ").isprintable()
        elif question is not None:
            assert questions.back(result) == answers
            answers = result


@brief
@given(answering, st.dictionaries(st.sampled_from(sorted(SETS)), garbage, max_size=3), st.text(max_size=3))
def test_whatever_the_file_of_answers_holds_nothing_breaks(method: str, answers: dict[str, Any], said: str) -> None:
    questions = asked(method)
    for text in (said, "5", "1/2", "service"):
        questions.back(answers)
        answers = asked_on_or_told_why(questions, answers, text)


@brief
@given(answering, st.dictionaries(st.sampled_from(KEYS), garbage, max_size=5))
def test_whatever_a_judgement_holds_questions_can_be_asked(method: str, judgement: dict[str, Any]) -> None:
    questions = asked(method, {"top": SETS["top"]})
    answers: Any = {"top": judgement}
    for text in ("service", "land", "2", "3", "4", "5"):
        questions.back(answers)
        answers = asked_on_or_told_why(questions, answers, text)
    assert set(answers) == {"top"}


def asked_on_or_told_why(questions: Questionnaire, answers: Any, said: str) -> Any:
    """The answers after a text: changed by it; as before where it is a mistake, which is told, or nothing is asked."""
    question = questions.next(answers)
    result = questions.answered(answers, said)
    if isinstance(result, Message):
        assert question is not None
        assert result.inside("sv").replace("\u00a0", " ").isprintable()
        return answers
    assert (dict(result) == dict(answers)) == (question is None)
    return dict(result)


@pytest.mark.parametrize(
    ("ratio", "holds"),
    [(1000, True), ("1/1000", True), (0.001, True), (1001, False), ("1/1001", False), (0, False), ("x", False)],
)
def test_a_ratio_that_a_person_wrote_holds_up_to_a_thousand_either_way(ratio: Any, holds: bool) -> None:
    answers = {"top": {"comparisons": {"a": {"b": ratio}}}}
    assert (asked("ahp", {"top": ["a", "b"]}).next(answers) is None) == holds


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        (["service", "work", "land"], True),
        ([["service", "work"], "land"], True),
        ([["service"], ["work", "land"]], True),
        (["service", "work"], False),
        (["service", "work", "work"], False),
        (["service", "work", 5], False),
        (["service", "work", None], False),
        ("service", False),
        (5, False),
        ([], False),
    ],
)
def test_an_order_that_a_person_wrote_holds_when_each_is_named_once(said: Any, holds: bool) -> None:
    questions = asked("ranking", {"top": SETS["top"]})
    assert (questions.next({"top": {"ranking": said, "formula": "sum"}}) is None) == holds


@pytest.mark.parametrize(
    ("ratio", "holds"),
    [
        (1, True),
        (1000, True),
        (1.5, True),
        (1001, False),
        (0.999, False),
        ("1/2", False),
        ("x", False),
        (None, False),
    ],
)
def test_a_comparison_with_the_best_that_a_person_wrote_holds_from_once_to_a_thousand_times(
    ratio: Any, holds: bool
) -> None:
    judgement = {"best": "a", "worst": "b", "best_over": {"b": ratio}, "over_worst": {"a": ratio}}
    assert (asked("bwm", {"top": ["a", "b"]}).next({"top": judgement}) is None) == holds
