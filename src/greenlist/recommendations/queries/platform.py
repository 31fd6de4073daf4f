"""What the national platform would refuse, unit by unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from greenlist.applications.models import Submission
from greenlist.documents.package import FileLimits, Refusal, refusals
from greenlist.recommendations.models import RecommendedUnit
from greenlist.reviews.queries.results import deciding_data
from greenlist.rounds.models import Round

from .rows import policy_of

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Checked:
    """One unit with what would be refused of it."""

    unit: RecommendedUnit
    refusals: tuple[Refusal, ...]

    @property
    def grave(self) -> int:
        """How many rest on a rule that is more than a guess."""
        return sum(one.certain for one in self.refusals)


def checklist(units: Sequence[RecommendedUnit]) -> list[Checked]:
    """Cells and files that would be refused. Three queries."""
    applications = [one.application for one in units]
    data = deciding_data(applications)
    newest = Submission.objects.filter(application__in=applications).order_by("application_id", "-number")
    files = dict(newest.distinct("application_id").values_list("application", "evidence"))
    return [
        Checked(one, tuple(refusals(one.application.kind, data.get(one.application_id, {}),
                                    files.get(one.application_id, ()), limits_of(one.application.round))))
        for one in units
    ]  # fmt: skip


def limits_of(round_: Round) -> FileLimits:
    """What the policy says of files; the platform's own limits are not known."""
    rule = policy_of(round_).evidence
    if rule is None:
        return FileLimits((), None)
    most = rule.max_file_mb.value
    return FileLimits(tuple(rule.types.value or ()), most * MB if most is not None else None)


def words(one: Refusal) -> str:
    """A refusal as a sentence."""
    given = {"what": one.what, "found": one.found, "most": one.most}
    if one.rule.test == "required":
        return _("“%(what)s”没有填写。") % given
    if one.rule.test == "length":
        return _("“%(what)s”有 %(found)s 字，超过 %(most)s 字。") % given
    if one.rule.test == "choice":
        return _("“%(what)s”填的是“%(found)s”，平台的选项是：%(most)s。") % given
    if one.rule.test in {"code", "uscc"}:
        return _("“%(what)s”不是规定的代码：%(found)s") % given if one.found else _("“%(what)s”没有填写。") % given
    if one.rule.test == "file_type":
        return _("文件“%(what)s”的格式（%(found)s）不在允许的格式中：%(most)s。") % given
    if one.rule.test == "file_size":
        return _("文件“%(what)s”有 %(found)s，超过 %(most)s。") % given
    return _("文件名“%(what)s”有 %(found)s 字，超过 %(most)s 字。") % given
