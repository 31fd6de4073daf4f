"""Public notices: drafted, posted, over; objections in each state, one about the unit, which was heard."""

from __future__ import annotations

from greenlist.applications.models import Application
from greenlist.notices.domain.correcting import Correction, draft_correction
from greenlist.notices.domain.deciding import decide_objection
from greenlist.notices.domain.handling import propose_outcome
from greenlist.notices.domain.withdrawing import ask_withdrawal, withdraw
from greenlist.notices.models import Notice, Objection
from later import put
from notices.noticed import accepted, drafted, heard, line_of, objected, over, posted
from world import World

from .base import Arguments, Cases, Ground, on

DESK = ("notice", "notice-edit", "notice-drop", "notice-post", "notice-after")
CORRECTION = ("notice-correction-post", "notice-correction-drop")
PUBLIC = ("draft", "open", "over", "revoked")
ACTS = (("received", "accept"), ("received", "refuse"), ("received", "decide"), ("accepted", "hear"),
        ("hearing", "propose"), ("proposed", "send_back"), ("proposed", "decide"), ("decided", "decide"))  # fmt: skip
WITHDRAWING = (("draft", "post"), ("open", "post"), ("open", "drop"), ("asked", "post"), ("asked", "drop"),
               ("asked", "release-all"), ("doubted", "post"), ("doubted", "drop"), ("revoked", "post"))  # fmt: skip


def of_notices(world: World, ground: Ground) -> Cases:
    """The late application is under notice, with two more of the province's round beside it."""
    late = put(ground.late, "province_reviewed")
    open_ = posted(world, [late])
    more = ground.some(world, 6, "province_reviewed")
    second, past, draft = (posted(world, more[:1]), over(posted(world, more[1:2])), drafted(world, more[2:3]))
    change = Correction(second.title, "", second.text, f"{second.contact} 转 1", second.days)
    corrected = draft_correction(notice=second, change=change, reason="电话有误", by=world.hat("province"))
    rows = {"draft": draft, "open": open_, "corrected": corrected, "over": past, **taken_back(world, more[3:])}
    whole: dict[str, Arguments] = {case: {"pk": one.pk} for case, one in rows.items()}
    public = on(whole, *PUBLIC)
    objects = {case: {"pk": one.pk, "unit": line_of(one).pk} for case, one in rows.items()}
    return {
        **dict.fromkeys(DESK, on(whole, "draft", "open")), "notice-correct": on(whole, "draft", "open", "over"),
        "notice-withdraw": on(whole, "draft", "open", "over", "asked", "revoked"),
        "notice-withdrawal": {f"{case} {act}": whole[case] | {"act": act} for case, act in WITHDRAWING},
        **dict.fromkeys(CORRECTION, on(whole, "open", "corrected")),
        "public-notice": public, "notice-object": on(objects, *PUBLIC),
        "notice-document": {case: whole[case] | {"form": "pdf"} for case in ("draft", "open")},
        "public-notice-document": {case: one | {"number": 1} for case, one in public.items()},
        "public-notice-names": {case: one | {"number": 1, "form": "xlsx"} for case, one in public.items()},
        "notice-new": {"-": {"round_pk": ground.round.pk}},
        **of_objections(world, open_, second),
    }  # fmt: skip


def taken_back(world: World, applications: list[Application]) -> dict[str, Notice]:
    """Three more: the handler asked that one be taken back, the approver another; the third was taken back."""
    first, second, third = (posted(world, [one]) for one in applications)
    asked = ask_withdrawal(notice=first, reason="漏列单位", by=world.hat("province"))
    doubted = ask_withdrawal(notice=second, reason="漏列单位", by=world.hat("provinceapprover"))
    ask_withdrawal(notice=third, reason="漏列单位", by=world.hat("province"))
    return {"asked": asked, "doubted": doubted, "revoked": withdraw(notice=third, by=world.hat("provinceapprover"))}


def of_objections(world: World, about: Notice, other: Notice) -> Cases:
    """The unit was heard about three of them; two are not yet told to the unit they are about."""
    rows: dict[str, Objection] = {"received": objected(world, about), "accepted": accepted(world, other)}
    rows["hearing"] = heard(world, about)
    rows["proposed"] = proposed(world, about)
    decided = decide_objection(objection=proposed(world, other), by=world.hat("provinceapprover"))
    rows["decided"] = decided
    whole: dict[str, Arguments] = {case: {"pk": one.pk} for case, one in rows.items()}
    proof, answer = rows["received"].files.get(), rows["hearing"].files.get(of_unit=True)
    return {
        "objection": whole, "unit-objection": whole,
        "objection-slip-paper": {"-": {"number": rows["received"].receipt_no, "form": "pdf"}},
        "objection-act": {f"{case} {act}": whole[case] | {"act": act} for case, act in ACTS},
        "objection-file": {"proof": {"pk": proof.pk}, "answer": {"pk": answer.pk}},
    }  # fmt: skip


def proposed(world: World, notice: Notice) -> Objection:
    """An outcome proposed by the handler; of the unit's it was heard before."""
    case = heard(world, notice) if line_of(notice).application.unit == world.organisations["unit"] else (
        accepted(world, notice)
    )  # fmt: skip
    return propose_outcome(objection=case, outcome="rejected", findings="查无此事", by=world.hat("province"))
