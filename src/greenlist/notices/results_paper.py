"""The ministry's list met with applications, as a document across landscape pages."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from greenlist.documents.papers import Meta
from greenlist.documents.tables import TablePaper
from greenlist.documents.tables.listing import listed_paper

from .models import ResultImport, ResultLine
from .results_letter import table_rows, titles


def result_paper(result: ResultImport, lines: Iterable[ResultLine], part: str | Promise) -> TablePaper:
    """The lines of an import, all or one `part` of them, in the words of the part; Chinese in any language."""
    with override("zh-hans"):
        rows = list(table_rows(lines))
        published = _("%(on)s 发布") % {"on": result.published_on.isoformat()}
        about = [result.document_no, result.document_title, str(result.get_stage_display()), published]
        caption = f"{part or _('全部')}（{len(rows)}{_('行')}）"
        title = _("部委名单与本轮申报比对表")
        meta = Meta(result.place.name, title, result.published_on)
        return listed_paper(
            title, meta, titles(), rows, caption=caption, above=["　".join(one for one in about if one)]
        )  # fmt: skip
