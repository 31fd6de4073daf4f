"""From draft to receipt in verbs: what stands in the way, what is frozen, what can be trusted afterwards."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from pytest_django import DjangoAssertNumQueries

from door import greenlist
from greenlist.applications.data import digest_of
from greenlist.applications.domain import submitting
from greenlist.applications.models import Application, Passage, Submission
from greenlist.applications.process import Objection, StaleApplication, TransitionRefused
from greenlist.applications.receipts import verify
from greenlist.applications.signing import public_pem
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.models import Organisation
from greenlist.rounds.domain import close_round, extend_deadline
from greenlist.rounds.models import Deadline
from world import World

from .filled import file_for, ready, signed, state, submitted


def submit(application: Application, world: World, by: str = "signatory") -> Submission:
    return submitting.submit_application(application=application, by=world.hat(by), version=application.version)


def against(application: Application, world: World) -> list[Objection]:
    with pytest.raises(TransitionRefused) as refused:
        submit(application, world)
    application.refresh_from_db()
    assert application.state != "submitted"
    assert not Submission.objects.exists()
    return refused.value.objections


def test_a_receipt_holds_what_was_handed_in_and_verifies_offline(world: World, tmp_path: Path) -> None:
    application = ready(world)
    file_for(application, "信用报告.pdf", "conditions.NEG-2a", world.hat("owner"))
    made = submit(signed(application, world), world)
    made.refresh_from_db()
    digests = made.receipt["digests"]
    assert digests["values"] == digest_of(made.data)
    assert digests["result"] == digest_of(made.result)
    assert digests["evidence"] == digest_of(made.evidence)
    assert digests["files"] == [{"name": "信用报告.pdf", "version": 1, "size": 1234, "sha256": "0" * 64}]
    assert digests["law"]["policy"] == {"id": "jilin-2024", "hash": application.round.policy_hash}
    assert made.receipt_number == f"JL2024-{application.pk:06d}-1"
    assert made.receipt["commitment"]["signed_by"] == "赵厂长"
    assert verify(made.receipt).signature
    for name, content in (("r.json", made.receipt), ("a.json", made.data)):
        (tmp_path / name).write_text(json.dumps(content, ensure_ascii=False))
    (tmp_path / "key.pem").write_text(public_pem())
    said = greenlist("verify", tmp_path / "r.json", "--data", tmp_path / "a.json", "--key", tmp_path / "key.pem")
    assert said.code == 0, said.err
    assert (settings.DATA / "receipt-key.pem").stat().st_mode & 0o777 == 0o600


def test_the_number_of_queries_of_a_submission(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    application = signed(ready(world), world)
    with django_assert_num_queries(9):
        submit(application, world)


def test_a_version_handed_in_is_frozen(world: World) -> None:
    made = submitted(world)
    with pytest.raises(DatabaseError, match="update"), transaction.atomic():
        Submission.objects.filter(pk=made.pk).update(data={})
    with pytest.raises(DatabaseError, match="delete"), transaction.atomic():
        made.delete()


def test_the_journal_names_receipt_and_digest(world: World) -> None:
    made = submitted(world)
    entry = Entry.objects.get(act="application.submitted")
    assert entry.after is not None
    assert (entry.after["receipt"], entry.after["digest"]) == (made.receipt_number, made.digest)
    assert entry.actor_name.startswith("赵厂长")


def test_the_self_check_needs_every_exclusion_answered(world: World) -> None:
    application = ready(world)
    state(application, "conditions.NEG-6", {"answer": "unknown"}, world.hat("owner"))
    with pytest.raises(TransitionRefused) as refused:
        submitting.confirm_self_screening(application=application, by=world.hat("owner"), version=1)
    found = refused.value.objections
    assert [(one.guard, one.place) for one in found] == [("RS-1", "conditions.NEG-6")]
    assert "NEG-6" in found[0].reason


def test_an_exclusion_that_appears_after_the_self_check_is_found_at_submission(world: World) -> None:
    application = signed(ready(world), world)
    state(application, "conditions.NEG-6", {"answer": "not_met"}, world.hat("owner"))
    assert [one.place for one in against(application, world)] == ["conditions.NEG-6"]


def test_a_tenant_with_a_hit_stops_the_park(world: World) -> None:
    application = ready(world, unit="park", by="parkeditor", sample="park-02-tenant-hit.yaml", kind="park")
    with pytest.raises(TransitionRefused) as refused:
        submitting.confirm_self_screening(application=application, by=world.hat("parkeditor"), version=1)
    assert {one.guard for one in refused.value.objections} == {"RS-1"}


def test_a_basic_requirement_not_met_is_named(world: World) -> None:
    application = signed(ready(world), world)
    required = next(
        one.place for one in application.statements.filter(current=True) if one.place.startswith("conditions.B")
    )
    state(application, required, {"answer": "not_met", "reason": "没有"}, world.hat("owner"))
    assert ("G-BASIC", required) in {(one.guard, one.place) for one in against(application, world)}


def test_the_city_confirms_the_unit_first(world: World) -> None:
    application = signed(ready(world), world)
    Organisation.objects.filter(pk=application.unit_id).update(status="pending")
    assert [one.guard for one in against(application, world)] == ["UNIT"]


def deadline(application: Application, days: int) -> Deadline:
    found = Deadline.objects.get(round=application.round, kind="apply")
    found.on = clock.today() + timedelta(days=days)
    found.save()
    return found


def test_the_last_day_counts_the_day_after_does_not_until_it_is_extended(world: World) -> None:
    application = signed(ready(world), world)
    date_ = deadline(application, -1)
    assert [one.guard for one in against(application, world)] == ["DEADLINE"]
    extend_deadline(deadline=date_, to=clock.today(), reason="停电", document="文", by=world.hat("province"))
    assert submit(application, world).number == 1


def test_a_closed_round_takes_nothing(world: World) -> None:
    application = signed(ready(world), world)
    close_round(round=application.round, by=world.hat("province"))
    assert [one.guard for one in against(application, world)] == ["ROUND"]


def test_a_value_that_cannot_be_read_is_to_be_mended_first(world: World) -> None:
    application = signed(ready(world), world)
    state(application, "values.water_intake", "约三万吨", world.hat("owner"))
    found = against(application, world)
    assert [(one.guard, one.place) for one in found] == [("DATA", "values.water_intake")]


def test_an_infected_file_is_not_handed_in(world: World) -> None:
    application = signed(ready(world), world)
    blob = file_for(application, "带毒.pdf", "conditions.NEG-1", world.hat("owner")).blob
    type(blob).objects.filter(pk=blob.pk).update(scan="infected")
    assert [one.guard for one in against(application, world)] == ["EVIDENCE"]


def test_an_editor_does_not_submit_or_sign(world: World) -> None:
    application = signed(ready(world), world)
    with pytest.raises(TransitionRefused, match="单位负责人"):
        submit(application, world, by="owner")
    with pytest.raises(TransitionRefused, match="单位负责人"):
        submitting.sign_commitment(application=application, by=world.hat("owner"), version=application.version)


def test_nothing_is_submitted_from_a_page_that_is_out_of_date(world: World) -> None:
    application = signed(ready(world), world)
    with pytest.raises(StaleApplication):
        submitting.submit_application(application=application, by=world.hat("signatory"), version=1)


def test_once_submitted_nothing_goes_on_from_the_unit(world: World) -> None:
    application = submitted(world).application
    application.refresh_from_db()
    hat = world.hat("signatory")
    acts: list[Any] = [submitting.submit_application, submitting.sign_commitment, submitting.confirm_self_screening]
    for act in acts:
        with pytest.raises(TransitionRefused):
            act(application=application, by=hat, version=application.version)
    assert Submission.objects.count() == 1


def agency_route(world: World) -> Application:
    application = ready(world)
    application.route = "agency"
    application.save()
    submitting.confirm_self_screening(application=application, by=world.hat("owner"), version=1)
    submitting.sign_commitment(application=application, by=world.hat("signatory"), version=application.version)
    return application


def test_the_report_of_an_agency_takes_name_score_and_file(world: World) -> None:
    application = agency_route(world)
    owner = world.hat("owner")
    for place in ("unit.agency", "claimed_score"):
        state(application, place, None, owner)
    with pytest.raises(TransitionRefused) as refused:
        submitting.hand_in_agency_report(application=application, by=owner, version=application.version)
    assert [one.place for one in refused.value.objections] == ["unit.agency", "claimed_score", "evidence"]
    state(application, "unit.agency", "示例绿色评价有限公司", owner)
    state(application, "claimed_score", {"total": "91.2", "report": "评价报告.pdf"}, owner)
    file_for(application, "评价报告.pdf", "claimed_score", owner)
    submitting.hand_in_agency_report(application=application, by=owner, version=application.version)
    assert Passage.objects.latest("pk").transition == "T03r"
    assert submit(application, world).number == 1


def test_each_route_has_its_own_step(world: World) -> None:
    application = agency_route(world)
    with pytest.raises(TransitionRefused) as refused:
        submitting.confirm_self_evaluation(application=application, by=world.hat("owner"), version=application.version)
    assert [one.guard for one in refused.value.objections] == ["ROUTE"]


def test_a_unit_without_signatory_is_told_to_invite_one(world: World) -> None:
    application = ready(world, unit="neighbour", by="outsider")
    with pytest.raises(TransitionRefused, match="邀请"):
        submitting.ask_to_submit(application=application, by=world.hat("outsider"))


def test_the_chain_of_receipts(world: World) -> None:
    from greenlist.reviews.domain import Fault, return_application

    first = submitted(world)
    application = first.application
    application.refresh_from_db()
    fault = [Fault("conditions.NEG-6", "NEG-6", "重查")]
    return_application(application=application, items=fault, by=world.hat("city"), version=application.version)
    state(
        application, "conditions.NEG-6", application.submissions.get().data["conditions"]["NEG-6"], world.hat("owner")
    )
    second = submit(signed(application, world), world)
    assert second.receipt["previous"] == first.digest
    assert second.receipt_number.endswith("-2")
