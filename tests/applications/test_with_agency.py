"""An application while an agency is engaged: who sees it, what may still be changed, whose word stands where."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries

from applications.editing import KINDS, application_with
from applications.engaged import engage, object_to
from applications.papers import pdf
from greenlist.applications.data import application_data
from greenlist.applications.domain.evidence import add_evidence, remove_evidence, replace_evidence
from greenlist.applications.domain.stating import Conflict, UnknownPlace, choose_route, state
from greenlist.applications.domain.submitting import sign_commitment
from greenlist.applications.domain.verifying import verify
from greenlist.applications.evidence_rules import visible_evidence
from greenlist.applications.locks import locks_of
from greenlist.applications.models import Application, Evidence, Statement
from greenlist.applications.process import TransitionRefused, transition
from greenlist.applications.rules import applications, editable
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Notification, Role
from world import World, person

pytestmark = pytest.mark.django_db
PLACE = "values.water_intake"


@pytest.fixture
def application(world: World) -> Application:
    """A draft of the unit."""
    return application_with(world, *KINDS[1])


def upload(words: str) -> SimpleUploadedFile:
    """A file of one page."""
    return SimpleUploadedFile(f"{words}.pdf", pdf(text=words))


def test_the_engaged_agency_sees_it_and_no_other_does(world: World, application: Application) -> None:
    for name in ("evaluator", "otherevaluator"):
        assert not applications.may(world.hat(name), "see", application)
    engage(world, application)
    evaluator, other = world.hat("evaluator"), world.hat("otherevaluator")
    assert list(applications.visible(evaluator)) == [application]
    assert all(applications.may(evaluator, act, application) for act in ("see", "read draft", "verify"))
    assert not any(applications.may(evaluator, act, application) for act in ("edit", "prepare", "sign", "review"))
    assert not applications.visible(other).exists()
    assert not any(applications.may(other, act, application) for act in ("see", "read draft", "verify"))


def test_who_reviews_inside_the_agency_reads_and_does_not_verify(world: World, application: Application) -> None:
    person(world, "reviewer", "复核人", "agency", Role.AGENCY_REVIEWER)
    engage(world, application)
    assert applications.may(world.hat("reviewer"), "read draft", application)
    assert not applications.may(world.hat("reviewer"), "verify", application)


@pytest.mark.parametrize(
    ("at", "open_before", "open_with_objection", "signs"),
    [
        ("draft", True, True, True),
        ("self_screened", True, True, True),
        ("contracted", True, True, False),
        ("planned", True, True, False),
        ("documents_reviewed", False, True, False),
        ("site_evaluated", False, True, False),
        ("report_drafted", False, True, False),
        ("technically_reviewed", False, False, True),
        ("submitted", False, False, False),
    ],
)
def test_what_may_be_changed_in_each_state(
    world: World, application: Application, at: str, *, open_before: bool, open_with_objection: bool, signs: bool
) -> None:
    engage(world, application, at)
    owner, signatory = world.hat("owner"), world.hat("signatory")
    assert editable(application) == bool(applications.may(owner, "edit", application)) == open_before
    assert bool(locks_of(application).ruling(PLACE)) == open_before
    assert bool(applications.may(signatory, "sign", application)) == signs
    assert bool(applications.may(owner, "prepare", application)) == (at != "submitted")
    object_to(world, application, PLACE)
    locks = locks_of(application)
    assert editable(application) == locks.editable == open_with_objection
    assert bool(locks.ruling(PLACE)) == open_with_objection
    elsewhere = bool(locks.ruling("values.output_value"))
    assert elsewhere == (open_before and open_with_objection)


def test_only_what_the_agency_objects_to_is_stated_anew(world: World, application: Application) -> None:
    owner = world.hat("owner")
    state(application=application, place=PLACE, content="100", by=owner)
    engage(world, application, "site_evaluated")
    with pytest.raises(NotAllowed, match="第三方机构正在评价"):
        state(application=application, place=PLACE, content="90", by=owner)
    fault = object_to(world, application, PLACE)
    seen = Statement.objects.get(place=PLACE, current=True).pk
    state(application=application, place=PLACE, content="90", by=owner, base=seen)
    with pytest.raises(NotAllowed, match="没有对这一项提出问题"):
        state(application=application, place="unit.contact", content="某人", by=owner)
    fault.state = "answered"
    fault.save(update_fields=["state"])
    with pytest.raises(NotAllowed):
        state(application=application, place=PLACE, content="80", by=owner)


def test_the_route_and_the_agencys_answers_are_shut(world: World, application: Application) -> None:
    owner = world.hat("owner")
    engage(world, application)
    with pytest.raises(NotAllowed, match="解除委托"):
        choose_route(application=application, route="self", by=owner)
    for place, content in (("unit.agency", "另一家"), ("claimed_score", {"total": "99"})):
        with pytest.raises(NotAllowed, match="由机构填写"):
            state(application=application, place=place, content=content, by=owner)


def test_a_signed_report_leaves_the_commitment_alone(world: World, application: Application) -> None:
    engage(world, application, "technically_reviewed")
    with pytest.raises(NotAllowed, match="报告已签章"):
        state(application=application, place=PLACE, content="1", by=world.hat("owner"))
    assert sign_commitment(application=application, by=world.hat("signatory"), version=application.version)


def test_no_commitment_while_the_agency_works(world: World, application: Application) -> None:
    engage(world, application, "planned")
    with pytest.raises(TransitionRefused, match="报告签章后"):
        sign_commitment(application=application, by=world.hat("signatory"), version=application.version)


def test_locks_ask_no_more_than_they_need(
    world: World, application: Application, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        locks_of(application)
    engage(world, application, "site_evaluated")
    object_to(world, application, PLACE)
    assert application.round.law  # known to every page
    with django_assert_num_queries(1):
        assert [one.place for one in locks_of(application).items] == [PLACE]


def test_an_agencys_step_is_that_agencys(world: World, application: Application) -> None:
    engage(world, application, "planned")
    version = application.version
    for name in ("otherevaluator", "owner", "province"):
        with pytest.raises(TransitionRefused, match="别的角色"):
            transition(application=application, way="documents_reviewed", by=world.hat(name), version=version)
    transition(application=application, way="documents_reviewed", by=world.hat("evaluator"), version=version)
    assert application.state == "documents_reviewed"
    told = set(Notification.objects.filter(code="moved").values_list("person__login", flat=True))
    assert told == {"owner", "colleague", "signatory"}


@pytest.mark.requirement("REQ-53")
def test_a_verified_value_stands_beside_the_claim(world: World, application: Application) -> None:
    owner, evaluator = world.hat("owner"), world.hat("evaluator")
    claim = state(application=application, place=PLACE, content="100", by=owner)
    engage(world, application)
    said = verify(application=application, place=PLACE, content="120", by=evaluator, reason="按水费发票复算")
    assert said is not None
    assert said.witness == "verified"
    assert claim is not None
    assert Statement.objects.get(pk=claim.pk).current
    blocks = application_data(application)["values"]["water_intake"]
    assert [(one["witness"], one["value"]) for one in blocks] == [("claimed", "100"), ("verified", "120")]
    entry = Entry.objects.latest("seq")
    assert entry.act == "application.verified"
    assert entry.after["place"] == PLACE
    again = verify(application=application, place=PLACE, content="120", by=evaluator, reason="按水费发票复算")
    assert again == said
    assert Entry.objects.latest("seq") == entry


def test_verifying_needs_a_basis_and_a_known_place(world: World, application: Application) -> None:
    engage(world, application)
    evaluator = world.hat("evaluator")
    with pytest.raises(Refused, match="核查依据"):
        verify(application=application, place=PLACE, content="1", by=evaluator, reason="  ")
    for place in ("commitment", "route", "values.nothing_like_it"):
        with pytest.raises(UnknownPlace):
            verify(application=application, place=place, content="1", by=evaluator, reason="看了台账")
    for name in ("owner", "signatory", "otherevaluator", "city"):
        with pytest.raises(NotAllowed):
            verify(application=application, place=PLACE, content="1", by=world.hat(name), reason="看了台账")
    assert not Statement.objects.filter(witness="verified").exists()


def test_a_verified_word_is_taken_back_and_two_evaluators_do_not_overwrite(
    world: World, application: Application
) -> None:
    engage(world, application)
    first, second = world.hat("evaluator"), person(world, "evaluator2", "第二人", "agency", Role.AGENCY_EVALUATOR)
    verify(application=application, place=PLACE, content="1", by=first, reason="看了台账", base=0)
    with pytest.raises(Conflict):
        verify(application=application, place=PLACE, content="2", by=second, reason="看了仪表", base=0)
    verify(application=application, place=PLACE, content=None, by=second, reason="")
    assert "values" not in application_data(application)


def test_files_of_both_are_seen_by_both_and_changed_by_their_own(world: World, application: Application) -> None:
    owner, evaluator = world.hat("owner"), world.hat("evaluator")
    mine = add_evidence(application=application, upload=upload("发票"), by=owner).evidence
    engage(world, application)
    theirs = add_evidence(application=application, upload=upload("发票"), by=evaluator, witness="verified").evidence
    assert mine != theirs
    for hat in (owner, evaluator):
        assert set(visible_evidence(hat, application, None)) == {mine, theirs}
    for file, stranger in ((mine, evaluator), (theirs, owner)):
        with pytest.raises(NotAllowed):
            remove_evidence(evidence=file, by=stranger)
        with pytest.raises(NotAllowed):
            replace_evidence(evidence=file, upload=upload("新"), by=stranger)
    newer = replace_evidence(evidence=theirs, upload=upload("核查记录"), by=evaluator)
    assert newer.witness == "verified"
    remove_evidence(evidence=newer, by=evaluator)
    assert list(Evidence.objects.filter(application=application, removed_at=None, replaced_by=None)) == [mine]


def test_the_signed_report_is_not_taken_away(world: World, application: Application) -> None:
    engage(world, application)
    evaluator = world.hat("evaluator")
    report = add_evidence(application=application, upload=upload("报告"), by=evaluator, witness="verified").evidence
    score = {"total": "81"}
    verify(
        application=application, place="claimed_score", content=score, by=evaluator, reason="报告载明", evidence=report
    )
    with pytest.raises(NotAllowed, match="签章的评价报告"):
        remove_evidence(evidence=report, by=evaluator)
