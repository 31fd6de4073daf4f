"""The desks of two cities: one has asked its departments, the list of the other waits for its approver."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from greenlist.applications.models import Application
from greenlist.consultations.domain.answers import Answer
from greenlist.consultations.domain.linking import issue_link
from greenlist.consultations.domain.preparing import Plan, open_consultation
from greenlist.consultations.domain.replying import Paper, answer_letter, enter_paper
from greenlist.consultations.domain.sending import send_letters
from greenlist.consultations.models import Consultation, Letter, Reply
from greenlist.consultations.queries.previewing import preview as preview_letters
from greenlist.decisions.domain import decide, open_batch, propose, release
from greenlist.decisions.models import Batch, Stage
from greenlist.decisions.previewing import preview as preview_list
from greenlist.engine import clock
from greenlist.ops.demo.pages import Page
from greenlist.ops.demo.seeding import hat
from greenlist.parties.access import Hat
from greenlist.reviews.domain.answering import Answer as Found
from greenlist.reviews.domain.answering import answer_points
from greenlist.reviews.queries.checking import Checked, findings_of
from greenlist.rounds.models import Round

from .units import ASKED, CHOSEN, IN_INBOX, application_of

DUE, LINK_DAYS = timedelta(days=10), 7
CONTACT = "长春市工信局节能与综合利用处"
OBJECTED = ASKED[1]  # the unit to which a department objects


def check_half(_round: Round) -> None:
    """An application in the inbox of which the city has answered every other point that a person must decide."""
    application = application_of(IN_INBOX)
    submission = application.submissions.get()
    left = Checked(findings_of(application, submission)).left
    answers = {one.id: Found("fine", "已与佐证核对。") for one in left[::2]}
    answer_points(application=application, submission=submission, answers=answers, by=hat("city"))


def ask_departments(round_: Round) -> None:
    """长春 asks its three departments: one has answered, one objects to a unit, one is still open and has a link."""
    applications = [application_of(login) for login in ASKED]
    asked = _sent(round_, applications, hat("city"), hat("cityapprover"))
    ecology, safety, market = (asked.letters.get(field=field) for field in ("生态环境", "应急管理", "市场监管"))
    answer_letter(letter=ecology, answers=_nothing(ecology), by=hat("department"))
    objected = asked.units.get(application=application_of(OBJECTED)).pk
    answers = [one for one in _nothing(safety) if one.unit != objected]
    objection = Answer(
        objected, Reply.Answer.OBJECTION, facts="今年检查发现粉尘防爆隐患，责令整改，尚未复查。",
        upload=Page("责令整改通知书.pdf", "演示用文书：责令限期整改"),
    )  # fmt: skip
    answer_letter(letter=safety, answers=[*answers, objection], by=hat("safety"))
    issue_link(letter=market, name="郭小寒", email="guo@example.invalid", days=LINK_DAYS, by=hat("city"))


def _sent(round_: Round, applications: Sequence[Application], handler: Hat, approver: Hat) -> Consultation:
    plan = Plan(due_on=clock.today() + DUE, contact=CONTACT if handler.person.login == "city" else "",
                applications=applications)  # fmt: skip
    asked = open_consultation(round=round_, plan=plan, by=handler)
    send_letters(consultation=asked, digest=preview_letters(asked).digest, by=approver)
    asked.refresh_from_db()
    return asked


def _nothing(letter: Letter) -> list[Answer]:
    """No objection to any unit of a letter."""
    return [Answer(one.pk, Reply.Answer.NONE) for one in letter.consultation.units.all()]


def consult_on_paper(round_: Round, city: str, logins: Iterable[str]) -> None:
    """A city whose departments have no account: what they answered on paper is typed in."""
    handler = hat(city)
    asked = _sent(round_, [application_of(login) for login in logins], handler, hat(f"{city}.approver"))
    for letter in asked.letters.all():
        paper = Paper(Page("复函.pdf", f"演示用复函：{letter.addressee}"), letter.addressee, clock.today())
        enter_paper(letter=letter, answers=_nothing(letter), paper=paper, by=handler)


def prepare_list(round_: Round) -> None:
    """吉林市: a list that waits for its approver; of two units one is chosen, the other is not, with the reason."""
    consult_on_paper(round_, "jilin", CHOSEN)
    _proposed(round_, "jilin", {CHOSEN[1]: "本年度择优推荐，该单位能耗指标改进后再报。"})


def _proposed(round_: Round, city: str, against: dict[str, str]) -> Batch:
    by = hat(city)
    batch = open_batch(round=round_, stage=Stage.SELECTION, by=by)
    lines = {one.application_id: one.pk for one in batch.lines.all()}
    for login, reason in against.items():
        line = lines.pop(application_of(login).pk)
        decide(batch=batch, lines=[line], outcome="no", reason=reason, by=by, version=None)
    decide(batch=batch, lines=list(lines.values()), outcome="yes", reason="", by=by, version=None)
    batch.refresh_from_db()
    return propose(batch=batch, by=by, version=batch.version)


def select(round_: Round, city: str, logins: Iterable[str]) -> None:
    """A city that has asked, answered and chosen everybody."""
    consult_on_paper(round_, city, logins)
    batch, approver = _proposed(round_, city, {}), hat(f"{city}.approver")
    release(batch=batch, digest=preview_list(batch, by=approver).digest, by=approver)
