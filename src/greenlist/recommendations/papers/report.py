"""The self-evaluation report of a version, made from what decides now."""

from __future__ import annotations

from typing import Any

from django.utils.translation import override

from greenlist.applications.models import Application, Submission
from greenlist.documents.papers import Paper
from greenlist.documents.report import NoTemplate, Subject, industry_names, self_report
from greenlist.engine.application import read_application
from greenlist.engine.evaluate import NotInRound, evaluate
from greenlist.engine.fields import fields_of
from greenlist.recommendations.queries.rows import policy_of
from greenlist.rounds.law import book_of


def report_paper(application: Application, version: Submission, data: dict[str, Any]) -> Paper | None:
    """The paper; None where the data cannot be evaluated or no form of the report was in use."""
    book = book_of(application.round)
    case, problems = read_application(data, fields_of(book))
    if case is None:
        return None
    digests = {file["name"]: file["sha256"] for file in version.evidence}
    try:
        with override("zh-hans"):
            evaluation = evaluate(case, policy_of(application.round), book)
            evaluation.problems = [problem.text("zh") for problem in problems]
            return self_report(Subject(evaluation, fields_of(book), industry_names(book), digests))
    except (NotInRound, NoTemplate):
        return None
