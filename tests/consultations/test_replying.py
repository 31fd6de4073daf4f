"""What departments answer, signed in or on paper: what counts, what stands beside, what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from greenlist.applications.filechecks import FileRefused
from greenlist.consultations.domain.closing import close_consultation
from greenlist.consultations.domain.replying import Answer, Paper, answer_letter, enter_paper
from greenlist.consultations.models import Consultation, Reply
from greenlist.consultations.queries.standing import standings
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Membership, Notification, Role
from later import put
from world import World

from .ground import due, everyone, letter, objected, reply, scan, sent, unit

pytestmark = pytest.mark.django_db
A = Reply.Answer


@pytest.fixture
def consultation(world: World) -> Consultation:
    return sent(world)


@pytest.mark.requirement("REQ-44")
def test_no_objection_to_all_in_one_go(world: World, consultation: Consultation) -> None:
    before = Entry.objects.count()
    everyone(world, consultation, "生态环境")
    rows = Reply.objects.filter(letter=letter(consultation))
    assert {(one.answer, one.via, one.name, one.current) for one in rows} == {("none", "site", "蒋环境", True)}
    assert Entry.objects.count() == before + 1
    told = Notification.objects.filter(person=world.hat("city").person, code="consult_replied")
    assert [one.params["count"] for one in told] == [2]


def test_a_later_answer_stands_beside_the_earlier(world: World, consultation: Consultation) -> None:
    first = objected(world, consultation, condition="NEG-2a", upload=scan("处罚.pdf"))
    assert first.blob_name == "处罚.pdf"
    second = reply(world, consultation)
    first.refresh_from_db()
    assert (first.current, second.current) == (False, True)
    assert first.facts == "去年因超标排放受到处罚。"
    assert Notification.objects.filter(code="consult_objected").exists()


@pytest.mark.parametrize(
    ("given", "words", "field"),
    [
        ({"answer": ""}, "选择意见", ""),
        ({"answer": "silent"}, "选择意见", ""),
        ({"answer": "objection"}, "事实和依据", "-facts"),
        ({"answer": "objection", "facts": "有", "condition": "NEG-9"}, "没有这项", "-condition"),
        ({"answer": "more_time"}, "今天以后", "-until"),
    ],
)
def test_what_is_refused(
    world: World, consultation: Consultation, given: dict[str, str], words: str, field: str
) -> None:
    with pytest.raises(Refused, match=words) as refused:
        reply(world, consultation, **given)  # type: ignore[arg-type]
    assert refused.value.field == f"u{unit(consultation).pk}{field}"
    assert not Reply.objects.exists()


def test_more_refused(world: World, consultation: Consultation) -> None:
    one, hat = letter(consultation), world.hat("department")
    with pytest.raises(Refused, match="还没有作出答复"):
        answer_letter(letter=one, answers=[], by=hat)
    with pytest.raises(Refused, match="没有这家单位"):
        answer_letter(letter=one, answers=[Answer(0, "none")], by=hat)
    with pytest.raises(Refused, match="今天以后"):
        reply(world, consultation, answer="more_time", until=clock.today())
    with pytest.raises(FileRefused):
        objected(world, consultation, upload=scan("x.exe"))
    for who in ("safety", "otherdepartment", "city", "owner"):
        with pytest.raises(NotAllowed):
            answer_letter(letter=one, answers=[Answer(unit(consultation).pk, "none")], by=world.hat(who))


def test_nobody_answers_about_a_unit_of_their_own(world: World, consultation: Consultation) -> None:
    mine = unit(consultation).application.unit
    Membership.objects.create(
        person=world.hat("department").person, organisation=mine, role=Role.APPLICANT_EDITOR, duty="business",
        since=clock.now(),
    )  # fmt: skip
    with pytest.raises(Refused, match="任职"):
        reply(world, consultation)
    reply(world, consultation, number=1)


def test_a_unit_that_went_on_takes_no_answer(world: World, consultation: Consultation) -> None:
    put(unit(consultation).application, "recommended")
    with pytest.raises(Refused, match="下一环节"):
        reply(world, consultation)
    put(unit(consultation).application, "selected")
    reply(world, consultation)


@pytest.mark.requirement("REQ-44")
def test_paper_is_typed_in_with_its_scan(world: World, consultation: Consultation) -> None:
    one, city, today = letter(consultation, "应急管理"), world.hat("city"), clock.today()
    answers = [Answer(unit(consultation).pk, "none"), Answer(unit(consultation, 1).pk, "objection", facts="有事故")]
    with pytest.raises(Refused, match="扫描件"):
        enter_paper(letter=one, answers=answers, paper=Paper(None, "严应急", today), by=city)
    for day in (today + timedelta(days=1), today - timedelta(days=1)):
        with pytest.raises(Refused, match="复函日期"):
            enter_paper(letter=one, answers=answers, paper=Paper(scan(), "严应急", day), by=city)
    rows = enter_paper(letter=one, answers=answers, paper=Paper(scan(), "严应急", today), by=city)
    assert {(row.via, row.name, row.by, row.blob_name) for row in rows} == {
        ("paper", "严应急", city.person, "复函.pdf")
    }
    for who in ("othercity", "safety", "province"):
        with pytest.raises(NotAllowed):
            enter_paper(letter=one, answers=answers, paper=Paper(scan(), "x", today), by=world.hat(who))


def test_a_closed_batch_takes_nothing(world: World, consultation: Consultation) -> None:
    with pytest.raises(Refused, match="没有齐"):
        close_consultation(consultation=consultation, by=world.hat("city"))
    everyone(world, consultation)
    close_consultation(consultation=consultation, by=world.hat("city"))
    with pytest.raises(NotAllowed, match="已经结束"):
        reply(world, consultation)
    with pytest.raises(NotAllowed):
        enter_paper(
            letter=letter(consultation), answers=[], paper=Paper(scan(), "", clock.today()), by=world.hat("city")
        )


@pytest.mark.requirement("REQ-44")
def test_standing_in_words(world: World, consultation: Consultation) -> None:
    rows = [one.application for one in consultation.units.select_related("application")]
    reply(world, consultation)
    objected(world, consultation, "应急管理")
    reply(world, consultation, "市场监管", answer="more_time", until=due(20))
    one = standings(rows)[rows[0].pk]
    until = due(20).isoformat()
    assert one.summary == f"生态环境：无异议；应急管理：有异议，待认定；市场监管：延至 {until} 答复"
    assert (one.complete, one.open_objections, one.waiting_for) == (False, 1, ("长春市市场监督管理局",))
    assert one.replies[2].due == due(20)
    other = standings(rows)[rows[1].pk]
    assert len(other.waiting_for) == 3
    assert not other.complete
