"""Recommendations of the city: being written, proposed, sent with scans and merged files; one of the province."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from access.agencies import kept
from greenlist.engine import clock
from greenlist.recommendations.domain.opening import open_recommendation
from greenlist.recommendations.models import (
    IntakeCheck,
    Package,
    PackageFile,
    Posting,
    Recommendation,
    RecommendedUnit,
    Scan,
    Upload,
)
from world import World

from .base import Arguments, Cases, Ground, on

S = Recommendation.State
EVERY = ("recommendation", "recommendation-preview", "recommendation-delivery", "recommendation-table")
SOME = ("recommendation-packages", "recommendation-platform")
WORK = ("recommendation-letter", "recommendation-units", "recommendation-propose", "recommendation-scan",
        "recommendation-packages-make")  # fmt: skip
ACTS = (("draft", "check"), ("draft", "drop"), ("proposed", "send_back"), ("sent", "check"), ("up", "check"))
INTAKE = ("intake-one", "intake-check", "intake-take-clean", "intake-table")


def of_recommendations(world: World, ground: Ground) -> Cases:
    """Four of them; the sent one has the unit's late application and one that the province has not taken in yet."""
    ground.some(world, 2, "selected")
    ground.some(world, 1, "selected", of=ground.abroad)
    rows = {
        "draft": open_recommendation(round=ground.round, by=world.hat("city")),
        "proposed": open_recommendation(round=ground.other, by=world.hat("city")),
        "sent": sent(world, ground),
        "up": open_recommendation(round=ground.round, by=world.hat("province")),
    }
    proposed = {"state": S.PROPOSED, "proposed_by": world.hat("city").person, "proposed_at": clock.now(), **LETTER}
    Recommendation.objects.filter(pk=rows["proposed"].pk).update(**proposed)
    whole: dict[str, Arguments] = {case: {"pk": one.pk} for case, one in rows.items()}
    files = {case: whole[case] | {"form": "pdf"} for case in ("draft", "sent", "up")}
    files |= {f"{case} table": whole[case] | {"form": "table-pdf"} for case in ("draft", "sent", "up")}
    return {
        **dict.fromkeys((*EVERY, *WORK), whole), **dict.fromkeys(SOME, on(whole, "draft", "sent")),
        "recommendation-file": files,
        "recommendation-start": {"-": {"pk": ground.round.pk}},
        "recommendation-act": {f"{case} {act}": whole[case] | {"act": act} for case, act in ACTS},
        **of_sent(world, rows["sent"], ground, whole["draft"]), **of_records(world, rows["sent"], rows["up"]),
    }  # fmt: skip


LETTER: dict[str, Any] = {"letter_no": "长工信示例〔2024〕5号", "signer": "陈局长"}


def sent(world: World, ground: Ground) -> Recommendation:
    """As if the approver had sent it today; the guards of every room are tested where they are."""
    now = clock.now()
    made = Recommendation.objects.create(
        round=ground.round, place=world.places["changchun"], level="city", state=S.SENT, letter_on=clock.today(),
        created_by=world.hat("city").person, created_at=now, sent_by=world.hat("cityapprover").person, sent_at=now,
        due_on=clock.today() + timedelta(days=9), **LETTER,
    )  # fmt: skip
    for number, one in enumerate((ground.late, *ground.some(world, 1, "recommended")), 1):
        unit = RecommendedUnit.objects.create(recommendation=made, application=one, position=number, went=True)
        IntakeCheck.objects.create(unit=unit, checked_at=now)
    return made


def of_sent(world: World, row: Recommendation, ground: Ground, draft: Arguments) -> Cases:
    """What hangs on the sent one: units, stamped scans, merged files, the province's intake."""
    by, now, of_one = world.hat("city").person, clock.now(), {"pk": row.pk}
    late, new = row.units.get(application=ground.late), row.units.exclude(application=ground.late).get()
    scan = Scan.objects.create(recommendation=row, part="letter", blob=kept("推荐文"), name="推荐文.pdf", by=by, at=now)
    package = Package.objects.create(unit=late, basis="0" * 64, by=by, made_at=now, seconds=1)
    file = PackageFile.objects.create(package=package, kind="volume", number=1, name="合订本.pdf", blob=kept("合订本"),
                                      pages=1)  # fmt: skip
    of_late, of_new = {"late": of_one | {"uid": late.pk}}, {"-": of_one | {"uid": new.pk}}
    intake = {"late": {"uid": late.pk}, "recommended": {"uid": new.pk}}
    return {
        "recommendation-scan-file": {"-": {"pk": scan.pk}}, "recommendation-package-file": {"late": {"pk": file.pk}},
        "recommendation-unit": of_late | of_new, "recommendation-unit-scan": of_late,
        "recommendation-unit-package": of_late, "recommendation-unit-zip": of_late,
        "application-recommended": {"late": {"pk": ground.late.pk}, "recommended": {"pk": new.application_id}},
        **{name: {"sent": of_one, "draft": draft} for name in INTAKE},
        **dict.fromkeys(("intake-unit", "intake-take", "intake-return"), intake),
    }  # fmt: skip


def of_records(world: World, row: Recommendation, other: Recommendation) -> Cases:
    """What was posted and uploaded: a record that holds, one that was replaced, one looked for elsewhere."""
    at: dict[str, Any] = {"by": world.hat("city").person, "at": clock.now()}
    of_post = at | {"recommendation": row, "what": "推荐文", "copies": 3, "recipient": "省厅", "how": "ems"}
    of_upload = at | {"recommendation": row, "what": "申报材料"}
    wrong = Posting.objects.create(posted_on=clock.today(), **of_post)
    post = Posting.objects.create(posted_on=clock.today(), replaces=wrong, reason="份数有误", **of_post)
    old = Upload.objects.create(uploaded_on=clock.today(), **of_upload)
    load = Upload.objects.create(uploaded_on=clock.today(), replaces=old, reason="日期有误", **of_upload)
    return {
        "recommendation-posting": _records(row, other, post, wrong),
        "recommendation-upload": _records(row, other, load, old),
    }


def _records(
    row: Recommendation, other: Recommendation, new: Posting | Upload, old: Posting | Upload
) -> dict[str, Arguments]:
    """A record of another recommendation is not there."""
    of_one: Arguments = {"pk": row.pk}
    return {"sent": of_one | {"record": new.pk}, "replaced": of_one | {"record": old.pk},
            "up": {"pk": other.pk, "record": new.pk}}  # fmt: skip
