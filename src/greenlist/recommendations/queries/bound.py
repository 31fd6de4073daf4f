"""What was merged for a unit, for the page: volumes with their pages, where each part went, what is to be said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenlist.documents.package import GROUPS, PAGES
from greenlist.engine.facts import Fact
from greenlist.engine.lawbook.schema.policy import Delivery
from greenlist.recommendations.models import Package, PackageFile

REMARKS: dict[str, str | Promise] = {
    "encrypted": gettext_lazy("有密码或加密，没有合订，另附：%(titles)s；请申报单位另存为不加密的 PDF 后更换。"),
    "unreadable": gettext_lazy("打不开，没有合订，另附：%(titles)s；请申报单位另存为 PDF 后更换。"),
    "dynamic_form": gettext_lazy("是动态表单，没有固定的页面，另附：%(titles)s；请申报单位打开后“打印为 PDF”再更换。"),
    "too_many_pages": gettext_lazy("页数太多，没有合订，另附：%(titles)s；请申报单位只交有关的页。"),
    "too_much": gettext_lazy("读它要的时间或内存超过上限，没有合订，另附：%(titles)s；请申报单位重新导出后更换。"),
    "not_a_page": gettext_lazy("不转成页面，另附：%(titles)s。"),
    "not_converted": gettext_lazy("没有能转成页面，原样附在册内：%(titles)s；需要成页的，请另存为 PDF 后更换。"),
    "attached": gettext_lazy("原样附在册内：%(titles)s。"),
    "converted": gettext_lazy("由 LibreOffice 转成页面，版面可能与原软件有出入，请核对：%(titles)s。"),
    "active": gettext_lazy("去掉了脚本、动作、嵌入的文件等，显示的内容不变：%(titles)s。"),
    "cut": gettext_lazy("单独就超过一册的上限，在自己的书签或页之间分到几册，续的部分标“（续）”：%(titles)s。"),
    "over_limit": gettext_lazy("有一页或一个文件单独就超过上限，自成一册：%(titles)s；报送前请压缩。"),
}
WHY: dict[str, str | Promise] = {
    "no_claim": gettext_lazy("原文件不是 PDF/A"),
    "font": gettext_lazy("有没嵌入的字体"),
    "colour": gettext_lazy("用了印刷色（CMYK）"),
    "filter": gettext_lazy("用了 PDF/A 不许的压缩方式"),
    "picture": gettext_lazy("图片带了 PDF/A 不许的设置"),
    "state": gettext_lazy("用了 PDF/A 不许的绘图设置"),
}
SHOWN = {"{page}": "n", "{pages}": "N", "{volume}": "k", "{volumes}": "K"}  # of the wording of page numbers
OFFICE: dict[str | None, str | Promise] = {
    "convert": gettext_lazy("转成页面，转不了的附在册内"),
    "attach": gettext_lazy("原样附在册内"),
    "beside": gettext_lazy("另附"),
    None: gettext_lazy("另附"),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a part went, in words."""

    name: str
    title: str
    where: str
    inside: bool


@dataclass(frozen=True, slots=True)
class Bound:
    """A package with what the page shows of it. Parts as they were named when it was made."""

    package: Package
    volumes: list[PackageFile]
    beside: list[PackageFile]
    placed: list[Placed]
    remarks: list[str]
    unlike: list[str]  # why a volume is no PDF/A, part by part

    @property
    def pages(self) -> int:
        """Of all volumes."""
        return sum(one.pages for one in self.volumes)


def bound_of(package: Package | None) -> Bound | None:
    """A package whose files are at hand."""
    if package is None:
        return None
    files = list(package.files.all())
    volumes = [one for one in files if one.kind == PackageFile.Kind.VOLUME]
    beside = [one for one in files if one.kind != PackageFile.Kind.VOLUME]
    placed = [_placed(one) for one in package.parts]
    return Bound(package, volumes, beside, placed, list(_remarks(package)), list(_unlike(package)))


def _placed(part: dict[str, Any]) -> Placed:
    volume, page, pages = part["volume"], part["page"], part["pages"]
    where = part.get("where") or ("bound" if volume else "beside")  # packages of an earlier edition
    if where == "beside":
        text = _("另附")
    elif where == "attached":
        text = _("附在第 %(volume)d 册内") % {"volume": volume}
    elif pages > 1:
        text = _("第 %(volume)d 册，第 %(page)d 页起，%(pages)d 页") % {"volume": volume, "page": page, "pages": pages}
    else:
        text = _("第 %(volume)d 册，第 %(page)d 页") % {"volume": volume, "page": page}
    return Placed(GROUPS.get(part["group"], part["group"]), part["title"], text, where != "beside")


def _remarks(package: Package) -> Iterator[str]:
    for code, sentence in REMARKS.items():
        titles = "、".join(one["title"] for one in package.remarks if one["code"] == code)
        if titles:
            yield str(sentence) % {"titles": titles}


def _unlike(package: Package) -> Iterator[str]:
    for code, reason in WHY.items():
        titles = "、".join(
            one["title"] for one in package.remarks if one["code"] == "not_archival" and one.get("detail") == code
        )
        if titles:
            yield _("%(reason)s：%(titles)s") % {"reason": reason, "titles": titles}


@dataclass(frozen=True, slots=True)
class Rule:
    """How files are bound, in words, with the fact behind it."""

    text: str
    fact: Fact[Any]

    @property
    def silent(self) -> bool:
        """Whether the law of the round does not say it, so that it is as this program does it."""
        return self.fact.value is None


def rules_of(law: Delivery, *, most: int, soffice: bool) -> list[Rule]:
    """What the policy says to binding; what it leaves open is as this program does it."""
    office = str(OFFICE[law.office_files.value])
    if law.office_files.value == "convert" and not soffice:
        office = _("转成页面；这台服务器没有 LibreOffice，都附在册内")
    numbers = law.page_numbers.value
    stamped = _("不印") if numbers == "" else (PAGES if numbers is None else numbers)
    for name, shown in SHOWN.items():
        stamped = stamped.replace(name, shown)
    pictures = _("横放的两张一页") if law.images_per_page.value == 2 else _("一图一页")
    claim = _("各部分都合于 PDF/A 的册才声明") if law.pdfa.value else _("不声明")
    return [
        Rule(_("单册不超过 %(most)d MB，超过的分册") % {"most": most}, law.max_package_mb),
        Rule(_("页码：%(text)s") % {"text": stamped}, law.page_numbers),
        Rule(_("Word、Excel：%(text)s") % {"text": office}, law.office_files),
        Rule(_("图片：%(text)s") % {"text": pictures}, law.images_per_page),
        Rule(_("PDF/A：%(text)s") % {"text": claim}, law.pdfa),
    ]
