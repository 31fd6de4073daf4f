"""The self-evaluation report (自评价报告) of an application, from its draft or from a version handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from greenlist.applications.evaluating import told, user_language
from greenlist.applications.freezing import evidence_list
from greenlist.applications.models import Application, Submission
from greenlist.applications.process import Matter
from greenlist.documents.papers import Paper
from greenlist.documents.report import NoTemplate, Subject, industry_names, self_report
from greenlist.engine.application import read_application
from greenlist.engine.evaluate import NotInRound, evaluate
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawInvalid, UnknownLaw
from greenlist.engine.lawbook.book import law_message
from greenlist.engine.messages import render
from greenlist.parties.domain import Refused
from greenlist.rounds.law import book_of

DRAFT = "草稿　未提交"


@dataclass(frozen=True, slots=True)
class Source:
    """What a report is made from: application data, and the hashes of the files by name."""

    data: Mapping[str, Any]
    digests: Mapping[str, str]
    draft: bool = False


def of_draft(application: Application) -> Source:
    """What is stated now."""
    matter = Matter(application)
    return Source(matter.data, _digests(evidence_list(matter)), draft=True)


def of_version(version: Submission) -> Source:
    """What was handed in."""
    return Source(version.data, _digests(version.evidence))


def _digests(files: list[dict[str, Any]]) -> dict[str, str]:
    return {str(file["name"]): str(file["sha256"]) for file in files}


def report_of(application: Application, source: Source) -> Paper:
    """The report; a draft says so in the head of every page. The same data give the same paper.

    Raises Refused: what is stated cannot be evaluated yet, or no form of the report was in use.
    """
    book = book_of(application.round)
    try:
        case, problems = read_application(dict(source.data), fields_of(book))
        if case is None:
            raise Refused(_("所填内容还不能评价，排不出报告：%(why)s") % {"why": _listed(problems)})
        with override("zh-hans"):
            evaluation = evaluate(case, book.policy(application.round.policy_id), book)
            evaluation.problems = [problem.text("zh") for problem in problems]
            paper = self_report(Subject(evaluation, fields_of(book), industry_names(book), dict(source.digests)))
    except (NotInRound, NoTemplate) as fault:
        raise Refused(render(fault.message, user_language())) from None
    except (LawInvalid, UnknownLaw) as fault:
        raise Refused("；".join(render(one, user_language()) for one in law_message(fault))) from None
    return replace(paper, trial="　".join(one for one in (DRAFT, paper.trial) if one)) if source.draft else paper


def _listed(problems: list[Any], most: int = 5) -> str:
    return "；".join(told(problem, user_language()) for problem in problems[:most])
