"""What the four cities do with the sixty: formal check, consultation, selection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from applications.papers import pdf
from greenlist.applications.domain.stating import state
from greenlist.applications.models import Application
from greenlist.consultations.domain.answers import Answer
from greenlist.consultations.domain.preparing import Plan, open_consultation
from greenlist.consultations.domain.replying import Paper, answer_letter, enter_paper
from greenlist.consultations.domain.ruling import rule_objection
from greenlist.consultations.domain.sending import send_letters
from greenlist.consultations.models import Consultation, ConsultedUnit, Letter, Reply
from greenlist.consultations.queries.previewing import preview as preview_letters
from greenlist.decisions.domain import decide, move, open_batch, propose, release
from greenlist.decisions.models import Batch, Stage
from greenlist.decisions.previewing import preview as preview_list
from greenlist.engine import clock
from greenlist.parties.access import Hat
from greenlist.reviews.domain import Fault, accept, answer_all, block, return_application
from stages import handed_in

from .ground import CITIES, FIELDS, Played, cast

ON_PAPER = "siping.market"  # this department answers on paper
DUE = timedelta(days=5)
NOT_CHOSEN = "本市同类申报较多，本年度择优推荐。"
NOT_OF_PROVINCE = "不是省级绿色制造单位，不符合推荐条件。"


def paper(name: str) -> SimpleUploadedFile:
    """A scan."""
    return SimpleUploadedFile(name, pdf(text=name), "application/pdf")


def officer(played: Played, city: str, role: str) -> Hat:
    """The handler or approver of a city."""
    return played.world.hat(f"{city}.{role}")


def story_of(played: Played, application: Application) -> str:
    """The story of an application."""
    return next(one.story for one in cast() if played.applications[one.no].pk == application.pk)


def check_all(played: Played) -> None:
    """The formal check of every unit: accepted, sent back for one item, or stopped."""
    for city in CITIES:
        for application in played.where(city, "submitted"):
            _check(played, application, officer(played, city, "handler"))


def _check(played: Played, application: Application, by: Hat) -> None:
    story = story_of(played, application)
    if story in {"returned_once", "left_returned"}:
        fault = Fault("unit.contact", "联系人", "联系人已离职，请改为现任联系人。")
        return_application(application=application, items=[fault], by=by, version=application.version)
        return
    answer_all(application=application, answer="fine", note="", by=by)
    note = "省级名单待公布，先行受理。" if story == "not_on_province_list" else ""
    accept(application=application, by=by, version=application.version, note=note)
    if story == "blocked":
        block(
            application=application, condition="NEG-2a", reason="生态环境部门通报发生环境污染事故。",
            document=paper("事故通报.pdf"), by=by,
        )  # fmt: skip


def hand_in_again(played: Played) -> None:
    """Who was sent back once mends it and hands in a second version, which is accepted."""
    for application in played.of("returned_once"):
        no = next(no for no, one in played.applications.items() if one.pk == application.pk)
        editor, signatory = played.world.hat(f"u{no}.editor"), played.world.hat(f"u{no}.signatory")
        state(application=application, place="unit.contact", content="新联系人", by=editor)
        handed_in(played.now(no), signatory)
        _accept(played, played.now(no))


def _accept(played: Played, application: Application) -> None:
    by = officer(played, application.city.code, "handler")
    answer_all(application=application, answer="fine", note="", by=by)
    accept(application=application, by=by, version=application.version)


def ask_all(played: Played) -> None:
    """Every city asks its three departments about all that it accepted."""
    for city in CITIES:
        plan = Plan(due_on=clock.today() + DUE, applications=played.where(city, "formally_checked"))
        asked = open_consultation(round=played.round, plan=plan, by=officer(played, city, "handler"))
        send_letters(consultation=asked, digest=preview_letters(asked).digest, by=officer(played, city, "approver"))


def answer_letters(played: Played) -> None:
    """The departments answer: at first as they stand in the stories, then those who changed their mind."""
    for letter in _letters(played):
        _answer(played, letter, list(_first_answers(played, letter)))


def answer_later(played: Played) -> None:
    """Those who asked for time, and those who objected in error, have no objection after all."""
    for letter in _letters(played):
        changed = [
            Answer(unit.pk, Reply.Answer.NONE)
            for unit, story in _units(played, letter)
            if (letter.field, story) in {("市场监管", "more_time"), ("应急管理", "withdrawn_objection")}
        ]
        if changed:
            _answer(played, letter, changed)


def rule_all(played: Played) -> None:
    """The approvers decide what becomes of the objections."""
    objections = Reply.objects.filter(current=True, answer=Reply.Answer.OBJECTION, ruling=None)
    for reply in objections.select_related("unit__application__city"):
        application = reply.unit.application
        stands = story_of(played, application) == "objection_stands"
        reason = "经核实，被责令停产整治，尚未解除。" if stands else "经核实，已按期整改完成，不影响推荐。"
        by = officer(played, application.city.code, "approver")
        rule_objection(reply=reply, stands=stands, reason=reason, by=by)


def _letters(played: Played) -> Iterator[Letter]:
    rows = Letter.objects.filter(consultation__round=played.round, consultation__state=Consultation.State.SENT)
    yield from rows.select_related("consultation__city", "department").order_by("pk")


def _units(played: Played, letter: Letter) -> Iterator[tuple[ConsultedUnit, str]]:
    for unit in letter.consultation.units.select_related("application"):
        yield unit, story_of(played, unit.application)


def _first_answers(played: Played, letter: Letter) -> Iterator[Answer]:
    for unit, story in _units(played, letter):
        if letter.field == "生态环境" and story in {"objection_stands", "objection_falls"}:
            yield Answer(unit.pk, Reply.Answer.OBJECTION, facts="曾因超标排放被责令改正。", condition="NEG-2a")
        elif letter.field == "应急管理" and story == "withdrawn_objection":
            yield Answer(unit.pk, Reply.Answer.OBJECTION, facts="隐患整改未复查。")
        elif letter.field == "市场监管" and story == "more_time":
            yield Answer(unit.pk, Reply.Answer.MORE_TIME, until=clock.today() + timedelta(days=2))
        else:
            yield Answer(unit.pk, Reply.Answer.NONE)


def _answer(played: Played, letter: Letter, answers: list[Answer]) -> None:
    city = letter.consultation.city.code
    field = next(key for key, name in FIELDS.items() if name == letter.field)
    if f"{city}.{field}" == ON_PAPER:
        enter_paper(
            letter=letter, answers=answers, paper=Paper(paper("复函.pdf"), "四平市场监管", clock.today()),
            by=officer(played, city, "handler"),
        )  # fmt: skip
    else:
        answer_letter(letter=letter, answers=answers, by=played.world.hat(f"{city}.{field}"))


def select_all(played: Played) -> dict[str, Batch]:
    """Every city decides on its list, and an approver releases it."""
    return {city: _select(played, city) for city in CITIES}


def _select(played: Played, city: str) -> Batch:
    handler, approver = officer(played, city, "handler"), officer(played, city, "approver")
    batch = open_batch(round=played.round, stage=Stage.SELECTION, by=handler)
    for line in batch.lines.select_related("application"):
        if story_of(played, line.application) == "moved_up":
            move(line=line, to=line.position - 1, reason="省级技改示范项目，优先。", by=handler, version=None)
    stories = {line.pk: story_of(played, line.application) for line in batch.lines.select_related("application")}
    no = {"not_selected": NOT_CHOSEN, "not_on_province_list": NOT_OF_PROVINCE}
    for refused, reason in no.items():
        lines = [pk for pk, story in stories.items() if story == refused]
        if lines:
            decide(batch=batch, lines=lines, outcome="no", reason=reason, by=handler, version=None)
    yes = [pk for pk, story in stories.items() if story not in {*no, "left_open"}]
    decide(batch=batch, lines=yes, outcome="yes", reason="", by=handler, version=None)
    batch.refresh_from_db()
    propose(batch=batch, by=handler, version=batch.version)
    release(batch=batch, digest=preview_list(batch, by=approver).digest, by=approver)
    batch.refresh_from_db()
    return batch


ROUND_BEGINS = date(2024, 7, 15)
