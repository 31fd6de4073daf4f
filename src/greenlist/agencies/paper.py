"""The report of an agency as a paper, made from its content alone and the law of the round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import override

from greenlist.applications.models import Application, Kind, Nonconformity
from greenlist.documents.papers import Paper
from greenlist.documents.papers.pdf import pdf
from greenlist.documents.report import Subject, agency_report, industry_names
from greenlist.documents.report.agency import (
    AgencyInWords,
    ConditionFound,
    Difference,
    DocumentSeen,
    Evaluated,
    Issue,
    PlanInWords,
    Reviewed,
    SiteSeen,
    TeamPerson,
    agency_form,
)
from greenlist.engine import case as engine
from greenlist.engine import clock
from greenlist.engine.application import read_application
from greenlist.engine.evaluate import evaluate
from greenlist.engine.fields import fields_of
from greenlist.parties.domain import Refused
from greenlist.rounds.law import book_of

from .law import policy_of
from .models import DocumentCheck, StaffMember, TeamMember, TechnicalReview
from .points import FINDINGS, POINTS

ANSWERS = {"met": "符合", "not_met": "不符合", "undetermined": "无法判断"}
Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Signed:
    """Under which words, by whom, when; version and reason of it. `by` '': a draft."""

    statement: tuple[str, ...]
    by: str = ""
    on: date | None = None
    version: int = 1
    reason: str = ""


def statement_for(application: Application) -> tuple[str, ...]:
    """The points of the agency's statement as the form of the kind words them (forms.md 2.2)."""
    year = policy_of(application.round).identity.year.value
    return tuple(agency_form(engine.Kind(application.kind), year).statement.text)


def report_paper(
    application: Application, content: Content, reviews: Iterable[TechnicalReview], signed: Signed
) -> Paper:
    """The paper. The same content gives the same paper.

    Raises Refused: the data cannot be evaluated, so that there is nothing to report.
    """
    book, policy = book_of(application.round), policy_of(application.round)
    data = content["data"] | ({"applied_on": signed.on.isoformat()} if signed.on else {})
    if content.get("score"):  # where the standard leaves it to the report, it is the report that states it
        data |= {"claimed_score": {"total": content["score"], "report": "本报告"}}
    case, problems = read_application(data, fields_of(book))
    if case is None:
        raise Refused("；".join(problem.text("zh") for problem in problems))
    with override("zh-hans"):
        subject = Subject(evaluate(case, policy, book), fields_of(book), industry_names(book), _digests(content))
        return agency_report(subject, evaluated_of(content, reviews, signed))


def report_pdf(application: Application, content: Content, reviews: Iterable[TechnicalReview], signed: Signed) -> bytes:
    """The same as PDF. Raises as `report_paper`."""
    return pdf(report_paper(application, content, reviews, signed))


def _digests(content: Content) -> dict[str, str]:
    return {file["name"]: file["sha256"] for one in content["statements"] for file in one["files"]}


def evaluated_of(content: Content, reviews: Iterable[TechnicalReview], signed: Signed) -> Evaluated:
    """The content in the words of the report."""
    kept = list(reviews)
    result = content["result"]
    return Evaluated(
        _agency(content, kept),
        _plan(content["plan"]),
        tuple(_person(one) for one in content["team"]),
        tuple(_document(one) for one in content["documents"]),
        tuple(_visit(one) for one in content["visits"]),
        tuple(_review(one) for one in kept),
        tuple(_issue(one) for one in content["nonconformities"]),
        content["chapters"],
        tuple(Difference(**one) for one in content["differences"]),
        result["claimed"]["shown"] or "",
        (result.get("score") or {}).get("shown") or "",
        _conditions(content),
        signed.statement,
        signed.by,
        signed.on,
        signed.version,
        signed.reason,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _agency(content: Content, reviews: list[TechnicalReview]) -> AgencyInWords:
    agency, filing = content["agency"], content["agency"]["filing"] or {}
    leader = next((one["name"] for one in content["team"] if one["part"] == TeamMember.Part.LEADER), "")
    return AgencyInWords(
        agency["name"], agency["uscc"], agency["address"], agency["legal_rep"], contact=filing.get("contact", ""),
        contact_phone=filing.get("phone", ""), lead=leader, reviewer=reviews[-1].reviewer.name if reviews else "",
        filing_number=filing.get("number", ""), filed_with=filing.get("with", ""),
        filed_on=_day(filing.get("accepted_on")), filing_until=_day(filing.get("valid_until")),
        kinds=tuple(str(Kind(one).label) for one in filing.get("kinds") or () if one in Kind.values),
    )  # fmt: skip


def _plan(plan: Content | None) -> PlanInWords:
    if plan is None:
        return PlanInWords()
    texts = {name: plan[name] for name in ("purpose", "scope", "criteria", "schedule")}
    return PlanInWords(**texts, starts_on=_day(plan["starts_on"]), ends_on=_day(plan["ends_on"]))


def _person(one: Content) -> TeamPerson:
    title = one["title_name"] or (str(StaffMember.Title(one["title"]).label) if one["title"] != "none" else "")
    return TeamPerson(one["name"], str(TeamMember.Part(one["part"]).label), title, one["tasks"])


def _document(one: Content) -> DocumentSeen:
    finding = one["finding"]
    words = str(DocumentCheck.Finding(finding).label) if finding in DocumentCheck.Finding.values else finding
    return DocumentSeen(one["document"], words, one["note"])


def _visit(one: Content) -> SiteSeen:
    photos = tuple(photo["caption"] or photo["name"] for photo in one["photos"])
    return SiteSeen(
        date.fromisoformat(one["from_on"]), date.fromisoformat(one["to_on"]), one["place"], tuple(one["visitors"]),
        one["met"], one["seen"], one["sampling"], photos,
    )  # fmt: skip


def _review(one: TechnicalReview) -> Reviewed:
    points = tuple((str(POINTS.get(key, key)), str(FINDINGS.get(found, found))) for key, found in one.points.items())
    return Reviewed(one.reviewer.name, one.at.astimezone(clock.SHANGHAI).date(), one.passed, one.opinion, points)


def _issue(one: Content) -> Issue:
    grade, state = Nonconformity.Grade(one["grade"]).label, Nonconformity.State(one["state"]).label
    return Issue(one["label"], str(grade), one["reason"], one["answer"], str(state))


def _conditions(content: Content) -> tuple[ConditionFound, ...]:
    found = (content["agency"]["filing"] or {}).get("assessment") or []
    return tuple(
        ConditionFound(one.get("name", ""), one.get("needed", ""), one.get("found", ""),
                       ANSWERS.get(one.get("answer", ""), ""), one.get("because", ""))
        for one in found
    )  # fmt: skip
