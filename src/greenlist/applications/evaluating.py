"""What is stated, evaluated: the engine asked with the law the round is bound to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from greenlist.engine.application import read_application
from greenlist.engine.case import Case
from greenlist.engine.evaluate import NotInRound, evaluate
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawInvalid, UnknownLaw
from greenlist.engine.lawbook.book import law_message
from greenlist.engine.messages import Language, Message, render
from greenlist.engine.problems import InputProblem
from greenlist.engine.report import as_json
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round

from .data import Data


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A result (docs/result.md) and the faults of what was stated; no result where the data or the law forbids one."""

    result: Data | None
    problems: list[InputProblem] = field(default_factory=list)
    case: Case | None = None


def evaluate_data(round_: Round, data: Data, language: Language = "zh") -> Evaluated:
    """Evaluate application data (docs/application.md) by the law of a round, with the pack the data pins.

    Never raises for what is in the data or wrong with the law: both come back as problems. The result's own
    `problems` hold the same sentences in `language`.
    """
    book = book_of(round_)
    try:
        case, problems = read_application(data, fields_of(book))
        if case is None:
            return Evaluated(None, problems)
        evaluation = evaluate(case, book.policy(round_.policy_id), book)
    except NotInRound as fault:
        return Evaluated(None, [_fatal(fault.message)])
    except (LawInvalid, UnknownLaw) as fault:
        return Evaluated(None, [_fatal(message) for message in law_message(fault)])
    evaluation.problems = [told(problem, language) for problem in problems]
    return Evaluated(as_json(evaluation, language), problems, case)


def _fatal(message: Message) -> InputProblem:
    return InputProblem("", "", message, fatal=True)


def told(problem: InputProblem, language: Language) -> str:
    """A problem as one line: where it is and what to do."""
    sentence = render(problem.message, language)
    return f"{problem.place}: {sentence}" if problem.place else sentence


def user_language() -> Language:
    """The language of the page that is being made, as the engine names it."""
    return "en" if (get_language() or "zh").startswith("en") else "zh"


def stored_result(evaluated: Evaluated) -> dict[str, Any]:
    """The result as it is kept; where there is none, its problems alone, under the same key."""
    if evaluated.result is not None:
        return evaluated.result
    return {"greenlist": 1, "problems": [told(problem, "zh") for problem in evaluated.problems]}
