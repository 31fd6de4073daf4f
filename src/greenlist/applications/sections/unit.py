"""Who applies, how it is evaluated, and the texts of the form."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from greenlist.documents.form.draft import explained
from greenlist.documents.form.layout import UNIT_FIELDS
from greenlist.engine.case import Kind
from greenlist.engine.checks.catalogue import catalogue_of
from greenlist.engine.fields import Field

from .grounds import Grounds
from .shapes import Box, FixedQuestion, Part, RouteQuestion, ScoreQuestion, Section, Text, ValueQuestion, Words

_REGISTERED = ("name", "uscc", "recommender")  # known from the register of units, not stated here
_FORM_USES = {"form", "forms", "all forms"}  # what `used_by` says of fields that every application form prints
_ROUTES = {"self": ("self",), "third": ("agency",)}


def unit_section(grounds: Grounds, group: Text) -> Section:
    """The head of the application form."""
    known = tuple(
        FixedQuestion(f"unit.{key}", key, Words(field.label, field.label_en))
        for key in _REGISTERED
        if (field := grounds.fields.by_id.get(UNIT_FIELDS[key]))
    )
    keys = {field_id: key for key, field_id in UNIT_FIELDS.items() if key not in _REGISTERED}
    asked = [_question(grounds, field, keys[field.id]) for field in _own(grounds) if field.id in keys]
    more = [_question(grounds, field, field.id) for field in _own(grounds) if field.id not in keys | _known_elsewhere()]
    parts = (
        Part(_("登记信息"), known, hint=_("来自单位登记；有误请联系所在市（州）更正。")),
        Part(_("申报信息"), tuple(asked)),
        Part(_("补充信息（选填）"), tuple(more), folded=True),
    )
    return Section("unit", _("单位信息"), group, parts=tuple(part for part in parts if part.questions))


def _known_elsewhere() -> dict[str, str]:
    return {UNIT_FIELDS[key]: key for key in _REGISTERED} | dict.fromkeys(("evaluation_year", "evaluation_mode"), "")


def _own(grounds: Grounds) -> Iterator[Field]:
    """The fields of the form's head for this kind, in the dictionary's order, without the texts of limited length."""
    asked = set(UNIT_FIELDS.values())
    for field in grounds.fields.by_id.values():
        if field.table or grounds.kind not in field.kinds or field.id in limits(grounds) or field.type == "file":
            continue
        if field.id in asked or (grounds.uses(field.id) & _FORM_USES and field.id not in grounds.needed):
            yield field


def _question(grounds: Grounds, field: Field, key: str) -> ValueQuestion:
    place = f"unit.{key}"
    uses = grounds.uses(field.id)
    asked = field.id in UNIT_FIELDS.values() and any(use == "forms" or use.startswith("REQ") for use in uses)
    box = Box(place, field, suggestions=grounds.suggestions.get(field.id, ()))
    return ValueQuestion(
        place, field.id, Words(field.label, field.label_en), Words(explained(field)), asked=asked, boxes=(box,),
        wanted=(field.proof,) if field.proof else (),
    )  # fmt: skip


def route_section(grounds: Grounds, group: Text) -> Section:
    """Self evaluation or agency as the policy allows, and the score of the signed report."""
    mode = str(grounds.policy.evaluation.evaluation_mode.value or "")
    options = _ROUTES.get(mode, ("self", "agency"))
    questions = [RouteQuestion("route", "route", _("评价方式"), clause=_clause(grounds), options=options)]
    last = grounds.evaluation_year
    years = (last - 1, last - 2) if grounds.kind is Kind.PARK else ()
    hint = _("自评价报告或第三方评价报告上签章载明的总分；没有报告的先空着。")
    score = ScoreQuestion("claimed_score", "claimed_score", _("报告载明的评价得分"), hint, asked=False, years=years)
    agency = ValueQuestion(
        "unit.agency", "agency", _("第三方机构名称"), _("采用第三方评价的填写。"), asked=False,
        boxes=(Box("unit.agency", Field("agency", "第三方机构名称", "agency", (), "text", "", 0, "", "", ())),),
    )  # fmt: skip
    report = (score, agency) if "agency" in options else (score,)
    parts = (Part(_("评价方式"), tuple(questions)), Part(_("评价报告"), report))
    return Section("route", _("评价方式"), group, parts=parts)


def _clause(grounds: Grounds) -> str:
    return grounds.policy.evaluation.evaluation_mode.clause or ""


def narrative_section(grounds: Grounds, group: Text) -> Section | None:
    """The texts of limited length; none where the kind has none."""
    questions = [
        ValueQuestion(
            f"narrative.{field.id}", field.id, Words(field.label, field.label_en), Words(explained(field)),
            boxes=(Box(f"narrative.{field.id}", field, limit=most),), asked=False,
        )
        for field_id, most in limits(grounds).items()
        if (field := grounds.fields.by_id.get(field_id)) and grounds.kind in field.kinds
    ]  # fmt: skip
    if not questions:
        return None
    return Section("narrative", _("文字材料"), group, parts=(Part("", tuple(questions)),))


def limits(grounds: Grounds) -> dict[str, int]:
    """The most characters of each limited text, as the law's check of lengths has them (CHK-19)."""
    checks = [check for check in catalogue_of(grounds.book, grounds.kind) if check.function == "text_lengths"]
    return {field_id: int(most) for check in checks for field_id, most in check.named().items()}
