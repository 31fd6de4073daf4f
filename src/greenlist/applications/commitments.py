"""The commitment an applicant signs: its substance by kind (forms of the national list, generation 2017 and later)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from greenlist.parties.access import Text

TRUE = _("本申报填报的数据、信息和所附材料真实、有效。")
CHECKED = _("接受主管部门的抽查和核验，并予以配合。")
LIABLE = _("如违反上述承诺，愿承担相应的法律责任和由此产生的后果。")
NO_ACCIDENT = _("近三年未发生安全（含网络安全、数据安全）、质量、环境污染等事故。")
NO_VIOLATION = _("近三年无偷漏税等违法违规行为。")
NO_PROBLEM = _("近三年在各级监督检查中未发现严重问题。")
TARGETS = _("完成了下达的节能减排目标任务。")


@dataclass(frozen=True, slots=True)
class Commitment:
    """What is promised, point by point; `mark` grades how well the text is known."""

    points: tuple[Text, ...]
    mark: str
    source: Text

    def in_chinese(self) -> list[str]:
        """The points as they are signed, whatever language the page is in."""
        with override("zh-hans"):
            return [str(point) for point in self.points]


FACTORY = Commitment((TRUE, CHECKED, LIABLE), "published", _("绿色工厂自评价报告（附件2-1）承诺"))
PARK = Commitment(
    (NO_ACCIDENT, NO_VIOLATION, NO_PROBLEM, TARGETS, TRUE, CHECKED, LIABLE),
    "published",
    _("绿色工业园区自评价报告承诺"),
)
SUPPLY_CHAIN = Commitment((TRUE, CHECKED, LIABLE), "unverified", _("比照绿色工厂；供应链的格式文本未见"))
_BY_KIND = {"factory": FACTORY, "park": PARK, "supply_chain": SUPPLY_CHAIN}


def commitment_for(kind: str) -> Commitment:
    """The commitment of a kind."""
    return _BY_KIND[kind]
