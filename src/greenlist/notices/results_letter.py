"""What the ministry's list means for one unit, as a letter of the province; the lines of a list as a table."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from greenlist.documents.letters import Letter, Outcome, outcome_notice
from greenlist.engine.case import Kind
from greenlist.paperwork.feet import copied
from greenlist.paperwork.printing import FORMS
from greenlist.paperwork.printing import printed as printed_in
from greenlist.parties.models import Organisation
from greenlist.rounds.law import book_of

from .models import ResultLine

__all__ = ["ENDED", "FORMS", "every_letter", "letter_of", "printed", "table_rows", "titles"]
EPOCH = (1980, 1, 1, 0, 0, 0)
ENDED = frozenset({"listed", "not_listed", "rejected"})  # of these a unit is written to


def letter_of(line: ResultLine) -> Letter:
    """The letter of a line of a final list that was applied, with its application, import and round."""
    application, result = line.application, line.result
    if application is None:
        raise ValueError("a line of no application has nobody to write to")
    office = Organisation.objects.get(jurisdiction=result.place_id, kind=Organisation.Kind.AUTHORITY)
    told = Outcome(
        application.unit.name, Kind(line.kind), result.round.year, result.document_no, result.published_on,
        bool(line.listed), title=result.document_title, reason=line.reason,
        province_list=line.effect == ResultLine.Effect.PROVINCE_LIST,
    )  # fmt: skip
    letter = outcome_notice(book_of(result.round).policy(result.round.policy_id), told, office=office.name)
    return copied(letter, result)


def printed(line: ResultLine, form: str) -> bytes:
    """The letter of a line in one of `FORMS`. Raises Unprintable."""
    return printed_in(letter_of(line), form, kind="outcome_letter", round_=line.result.round)


def every_letter(lines: Iterable[ResultLine]) -> bytes:
    """The letters of a list as one zip, named by their units; the same lines give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, line in enumerate(lines, 1):
            name = "".join(one if one.isalnum() else "_" for one in str(line.application and line.application.unit))
            content = printed(line, "docx")
            archive.writestr(zipfile.ZipInfo(f"{number:03d}-{name}-{line.kind}.docx", EPOCH), content)
    return out.getvalue()


def titles() -> list[str]:
    """The columns of the table."""
    return [
        _("类型"), _("市（州）"), _("申报单位"), _("统一社会信用代码"), _("名单序号"), _("名单印的名称"),
        _("名单印的地区"), _("对上的方式"), _("结果"), _("理由"), _("备注"), _("认定的依据"), _("认定人"),
    ]  # fmt: skip


def table_rows(lines: Iterable[ResultLine]) -> Iterator[list[str]]:
    """The lines as text."""
    said = {True: _("列入"), False: _("未列入"), None: _("待认定")}
    for one in lines:
        application = one.application
        unit = application.unit if application else None
        yield [
            str(one.get_kind_display()), application.city.name if application else "", unit.name if unit else "",
            unit.uscc if unit else "", str(one.seq or ""), one.printed_name, one.region, str(one.get_how_display()),
            said[one.listed] if application else _("本轮没有申报"), one.reason, str(one.get_effect_display()), one.note,
            one.settled_by.name if one.settled_by else "",
        ]  # fmt: skip
