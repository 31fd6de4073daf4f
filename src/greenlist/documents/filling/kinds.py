"""The kinds of documents that may have an uploaded template, and the shape of what fills them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from greenlist.documents.letters import Letter
from greenlist.documents.letters.content import Form
from greenlist.documents.letters.noticing import PublicNotice
from greenlist.documents.papers import Paper

Shape = Literal["report", "paper", "letter", "letter_with_annex", "notice"]
Content = Paper | Letter | PublicNotice


@dataclass(frozen=True, slots=True)
class TemplateKind:
    """A kind of document. `name` is what the document is called in Chinese; `form` is that of a letter."""

    id: str
    name: str
    shape: Shape
    form: Form = "official"


KINDS: dict[str, TemplateKind] = {
    one.id: one
    for one in (
        TemplateKind("self_report", "自评价报告", "report"),
        TemplateKind("agency_report", "第三方评价报告", "report"),
        TemplateKind("recommendation_letter", "推荐文", "letter_with_annex"),
        TemplateKind("consultation_letter", "征求意见函", "letter_with_annex", "correspondence"),
        TemplateKind("circular", "通报", "letter"),
        TemplateKind("outcome_letter", "致申报单位的通知", "letter", "correspondence"),
        TemplateKind("notice", "公示", "notice"),
        TemplateKind("minutes", "会议纪要", "paper"),
        TemplateKind("record", "遴选、审定排序记录", "paper"),
    )
}
