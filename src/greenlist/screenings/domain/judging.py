"""The verbs of decisions: what a person says of a record that was found, and that word taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenlist.applications.domain.keeping import Upload, keep_blob, received
from greenlist.applications.limits import limits_of
from greenlist.applications.models import Blob
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties import roles
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused
from greenlist.parties.models import Jurisdiction
from greenlist.parties.queries import province_of
from greenlist.screenings.models import Finding, Judgement, Run
from greenlist.screenings.queries import round_for_listed

from .again import screen_again
from .keeping import told as told_run
from .standing import same_now

CERTAIN = frozenset({"uscc", "org_code", "by_hand"})  # such a record is about the unit, nobody need say so
About = tuple[str, str, str]  # identity, record, condition
ABOUT_WHOM = frozenset({Judgement.Verdict.SAME, Judgement.Verdict.OTHER})


@dataclass(frozen=True, slots=True)
class Paper:
    """The document a decision rests on."""

    blob: Blob | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """What is decided, why, on which paper, by whom, for which province."""

    verdict: str
    reason: str
    paper: Paper
    by: Hat
    province: Jurisdiction

    @property
    def city(self) -> Jurisdiction | None:
        """The city that decides; None: the province does."""
        return self.by.jurisdiction if self.by.among(roles.CITY) else None


@transaction.atomic
def judge(*, finding: Finding, verdict: str, reason: str, document: Upload | None, by: Hat) -> Judgement:
    """Decide about one record and one condition; whoever it is about is screened again at once.

    `same` and `other` say whether a record found by name is about this unit; `counts` and `does_not_count` what it
    means, and need a document. An earlier decision about the same gives way.

    Raises:
        Refused: no reason, no document, no such verdict here, or the finding is not what stands now.
        FileRefused: the document is not one that is taken.
    """
    return _judge([finding], verdict, reason, document, by)[0]


@transaction.atomic
def judge_many(
    *, findings: Sequence[Finding], verdict: str, reason: str, by: Hat, document: Upload | None = None
) -> list[Judgement]:
    """The same word about several. All or none. Raises as `judge` does."""
    if not findings:
        raise Refused(_("请至少选一条。"))
    return _judge(findings, verdict, reason, document, by)


def _judge(findings: Sequence[Finding], verdict: str, reason: str, document: Upload | None, by: Hat) -> list[Judgement]:
    _check(findings, verdict, reason, document)
    current = same_now(findings)
    first = current[0].unit
    paper = _paper(document, first.run)
    word = Word(verdict, reason.strip(), paper, by, province_of(first.run.authority))
    before = _give_way(current, word)
    made = _make(current, word)
    runs = screen_again(made, by, {one.unit.run.round_id for one in current})
    for one in made:
        record("judgement.made", one, by=by.actor, before=before.get(_about(one)), after=told(one), reason=one.reason)
    for run in runs:
        record("screening.run", run, by=by.actor, after=told_run(run))
    return made


def _check(findings: Sequence[Finding], verdict: str, reason: str, document: Upload | None) -> None:
    if verdict not in Judgement.Verdict.values:
        raise Refused(_("请选择认定结论。"), "verdict")
    if not reason.strip():
        raise Refused(_("请写明理由。"), "reason")
    if verdict in ABOUT_WHOM and any(one.ruling["how"] in CERTAIN for one in findings):
        raise Refused(_("按代码对上的记录就是这家单位的；只能认定它算不算否决情形。"), "verdict")
    if verdict not in ABOUT_WHOM and document is None:
        raise Refused(_("认定算或者不算否决情形，要上传依据文件。"), "document")


def _paper(document: Upload | None, run: Run) -> Paper:
    if document is None:
        return Paper()
    with received(document, limits_of(run.round)) as (incoming, name, kind):
        return Paper(keep_blob(incoming, kind), name)


def _about(one: Finding | Judgement) -> About:
    return one.identity, one.record, one.condition


def _give_way(findings: Sequence[Finding], word: Word) -> dict[About, dict[str, object]]:
    """Earlier decisions about the same end, and are given back; a city does not end one of the province."""
    ended = {}
    for one in findings:
        rows = Judgement.objects.select_for_update().filter(
            authority=word.province, identity=one.identity, record=one.record, condition=one.condition,
            withdrawn_at=None,
        )  # fmt: skip
        for old in rows:
            if old.city_id is None and word.city is not None:
                raise Refused(_("省厅已经对这条记录作过认定；有不同意见请报省厅。"))
            _end(old, word.by, _("由新的认定取代。"))
            ended[_about(old)] = told(old)
    return ended


def _end(judgement: Judgement, by: Hat, reason: str) -> None:
    judgement.withdrawn_at, judgement.withdrawn_by = clock.now(), by.person
    judgement.withdrawn_reason = reason[:200]
    judgement.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])


def _make(findings: Sequence[Finding], word: Word) -> list[Judgement]:
    rows = {_about(one): _row(one, word) for one in findings}
    try:
        with transaction.atomic():
            return Judgement.objects.bulk_create(rows.values())
    except IntegrityError as fault:
        raise Refused(_("刚刚有人对同一条记录作了认定，请刷新后再看。")) from fault


def _row(finding: Finding, word: Word) -> Judgement:
    return Judgement(
        authority=word.province, city=word.city, identity=finding.identity, name=finding.name,
        source=finding.source, record=finding.record, digest=finding.digest, condition=finding.condition,
        verdict=word.verdict, reason=word.reason, document=word.paper.blob, document_name=word.paper.name,
        by=word.by.person, hat=word.by.label[:200], at=clock.now(),
    )  # fmt: skip


@transaction.atomic
def withdraw_judgement(*, judgement: Judgement, reason: str, by: Hat) -> Judgement:
    """Take a decision back; whoever it is about is screened again at once.

    Raises Refused: no reason, withdrawn already.
    """
    if not reason.strip():
        raise Refused(_("请写明撤销的理由。"), "reason")
    held = Judgement.objects.select_for_update(of=("self",)).select_related("authority").get(pk=judgement.pk)
    if held.withdrawn_at is not None:
        raise Refused(_("这项认定已经撤销。"))
    _end(held, by, reason.strip())
    newest = round_for_listed(held.authority)
    runs = screen_again([held], by, {newest.pk} if newest else ())
    record("judgement.withdrawn", held, by=by.actor, before=told(held), reason=held.withdrawn_reason)
    for run in runs:
        record("screening.run", run, by=by.actor, after=told_run(run))
    return held


def told(judgement: Judgement) -> dict[str, object]:
    """A decision for the journal."""
    return {
        "name": judgement.name, "identity": judgement.identity, "source": judgement.source,
        "record": judgement.record, "condition": judgement.condition, "verdict": judgement.verdict,
        "document": judgement.document_name, "sha256": judgement.document_id,
    }  # fmt: skip
