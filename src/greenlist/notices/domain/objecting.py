"""An objection handed in by anybody, without an account: real name, facts, proof; or anonymous, as the notice says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenlist.applications.domain.keeping import Upload
from greenlist.applications.filechecks import FileRefused
from greenlist.engine import clock
from greenlist.journal.context import Actor
from greenlist.journal.domain import record
from greenlist.notices import slips
from greenlist.notices.identity import identity_holds, normalised
from greenlist.notices.limits import PROOF
from greenlist.notices.models import Knock, Notice, NoticedUnit, Objection
from greenlist.parties.domain import Refused

from .holding import keep_file
from .knocking import ask, count
from .telling import tell_province

SOMEBODY = Actor("", "公众")  # the journal names nobody who objects
A = Notice.Anonymous
WRONG_NUMBER = gettext_lazy("请核对号码：个人填 18 位身份证号，单位填 18 位统一社会信用代码；末位是校验码。")
NO_WAY = gettext_lazy("请留下联系电话或电子邮箱，以便核实和答复。")


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody wrote. Anonymous: the rest about the person is ignored and not kept."""

    ground: str
    anonymous: bool = False
    name: str = ""
    identity: str = ""
    phone: str = ""
    email: str = ""


class Closed(Refused):
    """Outside of the days of the notice."""


@transaction.atomic
def hand_in(*, unit: NoticedUnit, given: Given, source: str, files: Sequence[Upload] = ()) -> tuple[Objection, str]:
    """Take an objection to a unit of an open notice. Returns it and the secret of its slip, which is not kept.

    Raises:
        Closed: the notice has not begun or is over; says from when to when objections are taken.
        Refused: anonymous where that is not taken, no real name, a number that does not hold, no way to reach them,
            no facts.
        TooMany: see `knocking`.
        FileRefused: a file that is not taken.
    """
    notice = Notice.objects.select_related("place").get(pk=unit.notice_id)
    check_open(notice)
    kept = checked(notice, given)
    ask(what=Knock.What.OBJECTION, source=source, notice=notice)
    count(what=Knock.What.OBJECTION, source=source, notice=notice)
    objection = _make(unit, kept)
    _keep(objection, files)
    state = objection.state
    tell_province(
        province=notice.place, url=f"/objections/{objection.pk}/",
        code="objection_recorded" if objection.anonymous else "objection_received",
        params={"unit": unit.name, "number": objection.receipt_no},
    )  # fmt: skip
    after = {"unit": unit.name, "state": state, "anonymous": objection.anonymous, "files": len(files)}
    record("objection.received", objection, by=SOMEBODY, after=after)
    return objection, slips.secret_of(objection.receipt_no)


def check_open(notice: Notice) -> None:
    """Raise Closed where no objections are taken today."""
    today = clock.today()
    first, last = notice.starts_on, notice.ends_on
    if notice.state == Notice.State.OPEN and first is not None and last is not None and first <= today <= last:
        return
    if notice.state == Notice.State.REVOKED:
        words = _("这份公示已经撤回（%(reason)s），不再接收异议；有问题请直接联系受理部门。")
        raise Closed(words % {"reason": notice.withdrawn_reason})
    raise Closed(
        _("异议应在公示期内提出：自 %(first)s 至 %(last)s（含当日）。现在不能提交；有问题请直接联系受理部门。")
        % {"first": str(first or ""), "last": str(last or "")}
    )


def checked(notice: Notice, given: Given) -> Given:
    """What is kept of it. Raises Refused."""
    ground = given.ground.strip()
    if not ground:
        raise Refused(_("请写明异议的事实和理由：什么时候、什么地方、什么问题、怎么知道的。"), "ground")
    if given.anonymous:
        if notice.anonymous != A.RECORD:
            raise Refused(_("这次公示不受理匿名异议，请填写真实姓名或单位名称。"), "anonymous")
        return Given(ground, anonymous=True)
    name, identity = given.name.strip(), normalised(given.identity)
    if not name:
        raise Refused(_("请填写真实姓名或单位名称。"), "name")
    if not identity_holds(identity):
        raise Refused(str(WRONG_NUMBER), "identity")
    if not (given.phone.strip() or given.email.strip()):
        raise Refused(str(NO_WAY), "phone")
    return Given(ground, name=name, identity=identity, phone=given.phone.strip(), email=given.email.strip())


def _make(unit: NoticedUnit, given: Given) -> Objection:
    number = slips.new_number()
    state = Objection.State.RECORDED if given.anonymous else Objection.State.RECEIVED
    return Objection.objects.create(
        notice_id=unit.notice_id, unit=unit, receipt_no=number, token_sha256=slips.hash_of(slips.secret_of(number)),
        anonymous=given.anonymous, name=given.name, identity=given.identity, phone=given.phone, email=given.email,
        ground=given.ground, received_at=clock.now(), state=state,
    )  # fmt: skip


def _keep(objection: Objection, files: Sequence[Upload]) -> None:
    if len(files) > PROOF.files:
        raise FileRefused(_("最多上传 %(most)d 个文件；请合并后再传。") % {"most": PROOF.files})
    kept = [keep_file(objection, one, PROOF) for one in files]
    if sum(one.blob.size for one in kept) > PROOF.total:
        raise FileRefused(_("全部文件合计超过 %(most)d MB 的上限；请压缩后再传。") % {"most": PROOF.total_mb})
