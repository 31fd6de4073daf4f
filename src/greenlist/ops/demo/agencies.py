"""An evaluation by the agency of the demo: from the request to the middle of it, or to the signed report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal

from greenlist.agencies.domain.contracting import Contract
from greenlist.agencies.domain.engagements import accept_engagement, ask_agency, keep_contract, sign_contract
from greenlist.agencies.domain.nonconforming import raise_nonconformity
from greenlist.agencies.domain.signing import draft_digest, sign_report
from greenlist.agencies.domain.steps import (
    Planned,
    Seen,
    Visited,
    add_team_member,
    add_visit,
    check_document,
    confirm_documents,
    confirm_draft,
    confirm_plan,
    confirm_site,
    review_draft,
    save_plan,
    write_chapter,
)
from greenlist.agencies.domain.steps.review import Opinion
from greenlist.agencies.domain.verified import confirm_as_claimed, verify_value
from greenlist.agencies.models import Engagement
from greenlist.agencies.points import FINE, POINTS
from greenlist.agencies.queries.chapters import chapters_of
from greenlist.agencies.queries.verifying import Value, values_of
from greenlist.applications.domain.submitting import sign_commitment
from greenlist.applications.models import Application
from greenlist.engine import clock
from greenlist.engine.decimals import brief, parse_decimal
from greenlist.parties.access import Hat

from .pages import Page

LESS = Decimal("0.97")  # of the claim: what was verified
AGREES = "与台账、发票和计量记录逐笔核对一致。"
Hats = Callable[[str], Hat]


def evaluation_of(application: Application, hat: Hats) -> Evaluation:
    """The evaluation of a filled draft, with the people of its unit."""
    people = application.unit.memberships.select_related("person").order_by("pk")
    logins = {one.role: one.person.login for one in people}
    return Evaluation(application, hat(logins["applicant_editor"]), hat(logins["applicant_signatory"]), hat)


class Evaluation:
    """One application with the agency of the demo."""

    def __init__(self, application: Application, editor: Hat, signatory: Hat, hat: Hats) -> None:
        self.application, self.editor, self.signatory = application, editor, signatory
        self.by, self.head, self.reviewer = hat("agency"), hat("agencyhead"), hat("agencyreviewer")

    def ask(self) -> Engagement:
        """The agency is asked."""
        agency = self.head.organisation
        assert agency is not None  # noqa: S101 - as above
        return ask_agency(application=self.application, agency=agency, by=self.editor, message="请评价本单位。")

    def contract(self) -> Engagement:
        """Accepted and contracted today."""
        engagement = accept_engagement(
            engagement=self.ask(), by=self.head, answer="已看过申报材料，基本要求具备，可以开展评价。", basics=True
        )
        today = clock.today()
        paper = Page("委托合同.pdf", f"演示用合同：{self.application.unit.name}")
        contract = Contract(number=f"示合〔{today.year}〕{engagement.pk}号", signed_on=today, starts_on=today)
        keep_contract(engagement=engagement, contract=contract, by=self.editor, paper=paper)
        sign_contract(engagement=engagement, by=self.signatory)
        return self._fresh(engagement)

    def plan(self, engagement: Engagement) -> None:
        """Team and plan."""
        assert engagement.filing is not None  # noqa: S101 - found when the contract was signed
        for staff, part in zip(engagement.filing.staff.all(), ("leader", "member", "member"), strict=False):
            add_team_member(engagement=engagement, staff=staff, part=part, by=self.by)
        today = clock.today()
        planned = Planned(
            purpose="核实是否达到评价要求。", scope="全部生产场所，评价年全年。", criteria="评价标准和推荐通知。",
            starts_on=today, ends_on=today + timedelta(days=5), schedule="先看文件，再到现场，然后编写报告。",
        )  # fmt: skip
        save_plan(engagement=engagement, planned=planned, by=self.by)
        confirm_plan(engagement=engagement, by=self.by)

    def look(self, engagement: Engagement) -> None:
        """Documents."""
        for file in self.application.evidence.all()[:3]:
            seen = Seen(file.name, "sufficient", "内容完整，与申报一致。", evidence=file)
            check_document(engagement=engagement, seen=seen, by=self.by)
        confirm_documents(engagement=engagement, by=self.by)

    def visit(self, engagement: Engagement) -> None:
        """The site."""
        today = clock.today()
        visited = Visited(
            today, today, self.application.unit.address or "申报单位厂区", list(engagement.team.all()),
            met="生产负责人、能源管理员", seen="主要生产线、计量器具、环保设施。",
            sampling="抽取三个月的电费和水费单据。",
        )  # fmt: skip
        add_visit(engagement=engagement, visited=visited, by=self.by)
        confirm_site(engagement=engagement, by=self.by)

    def at_work(self) -> None:
        """On site: one value differs from the claim, and the unit is asked about it."""
        engagement = self.contract()
        self.plan(engagement)
        self.look(engagement)
        figure, claimed = next(self._figures())
        verify_value(
            application=self.application, place=figure.place, content=brief(claimed * LESS), by=self.by,
            unit=figure.claimed.unit if figure.claimed else "", reason="按全年发票复算，比申报的少。",
        )  # fmt: skip
        raise_nonconformity(
            application=self.application, place=figure.place, label=str(figure.label), grade="major",
            reason="申报的数与全年发票合计不一致，请核对后更正或说明。", by=self.by,
            due=clock.today() + timedelta(days=7),
        )  # fmt: skip

    def _figures(self) -> Iterator[tuple[Value, Decimal]]:
        """Claimed figures with their numbers."""
        for one in values_of(self.application):
            content = one.claimed.content if one.claimed and one.box is not None else None
            number = parse_decimal(content) if isinstance(content, str) else None
            if number:
                yield one, number

    def signed(self) -> None:
        """Evaluated, reviewed and signed; the unit's signatory has signed the commitment too."""
        engagement = self.contract()
        self.plan(engagement)
        self.look(engagement)
        self.visit(engagement)
        waiting = [one.place for one in values_of(self.application) if one.waiting]
        confirm_as_claimed(application=self.application, places=waiting, reason=AGREES, by=self.by)
        for chapter in chapters_of(engagement):
            text = f"演示：{chapter.spec.title}。评价组核对了资料和现场，结论见评价结果。"
            write_chapter(engagement=engagement, key=chapter.spec.key, text=text, by=self.by)
        confirm_draft(engagement=engagement, by=self.by)
        engagement = self._fresh(engagement)
        opinion = Opinion(passed=True, text="同意签发。", points=dict.fromkeys(POINTS, FINE))
        review_draft(engagement=engagement, opinion=opinion, basis=draft_digest(engagement), by=self.reviewer)
        sign_report(engagement=engagement, by=self.head)
        self.application.refresh_from_db()
        sign_commitment(application=self.application, by=self.signatory, version=self.application.version)

    def _fresh(self, engagement: Engagement) -> Engagement:
        self.application.refresh_from_db()
        rows = Engagement.objects.select_related("application__round__law", "application__unit", "agency", "filing")
        return rows.get(pk=engagement.pk)
