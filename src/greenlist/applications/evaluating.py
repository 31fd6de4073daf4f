"""What is stated, evaluated: the engine asked with the law the round is bound to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
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
from greenlist.engine.scoring import score_case
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


def case_of(round_: Round, data: Data) -> Case | None:
    """Application data as the engine sees it, None where its shape is wrong."""
    case, _problems = read_application(data, fields_of(book_of(round_)))
    return case


def indicator_years(round_: Round, case: Case, years: int = 3) -> dict[str, dict[int, Decimal | None]]:
    """The value of each indicator in the evaluation year and the years before it, by id and year.

    None: not determined for that year.
    """
    book = book_of(round_)
    pack, last = book.pack(case.pack or ""), case.evaluation_year
    values: dict[str, dict[int, Decimal | None]] = {}
    for year in range(last - years + 1, last + 1):
        items, _score = score_case(_as_of(case, year), pack, fields_of(book))
        for one in items:
            values.setdefault(one.id, {})[year] = one.value
    return values


def _as_of(case: Case, year: int) -> Case:
    """The case as if `year` were its evaluation year."""
    if year == case.evaluation_year:
        return case
    undated = {name: given for name, given in case.values.items() if name not in case.dated}
    dated = {name: given for name, given in case.values.items() if name in case.dated}
    years = case.years | {case.evaluation_year: dated | case.years.get(case.evaluation_year, {})}
    return replace(case, evaluation_year=year, values=undated, years=years)


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
