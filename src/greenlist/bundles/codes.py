"""What becomes of an application of a bundle: taken, kept as it is here, or to be settled first; each in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

TAKE, KEEP, STOP = "take", "keep", "stop"
CODES: dict[str, tuple[str, str | Promise]] = {
    "new_unit": (TAKE, gettext_lazy("新单位，登记后收下")),
    "new": (TAKE, gettext_lazy("本单位新的申报")),
    "newer": (TAKE, gettext_lazy("比此处新的版本")),
    "recommended": (TAKE, gettext_lazy("版本已在此处；对方已推荐到省，收下推荐文")),
    "again": (TAKE, gettext_lazy("退回后再次推荐的同一版本，收下新的推荐文")),
    "same": (KEEP, gettext_lazy("相同，已在此处")),
    "older": (KEEP, gettext_lazy("此处的版本更新，保留此处的")),
    "older_letter": (KEEP, gettext_lazy("此处有更新的推荐文，保留此处的")),
    "twice": (KEEP, gettext_lazy("对方另有新的推荐文，此处的推荐还没有退回；要收下新的，请先在“受理核对”退回")),
    "worked": (KEEP, gettext_lazy("此处已经办理，保留此处的；要收下新版本，请先退回补正")),
    "draft": (KEEP, gettext_lazy("单位已在此处填报，保留此处的；请与单位商定用哪一份")),
    "different": (KEEP, gettext_lazy("与此处的同一版本不同，保留此处的；请与对方核对回执")),
    "gap": (STOP, gettext_lazy("与此处的版本接不上，中间缺版本；请对方用新版本的程序重新导出")),
    "back": (STOP, gettext_lazy("对方已退回单位补正；等单位再次提交后请对方重新导出")),
    "ended": (STOP, gettext_lazy("对方已经办结或中止，不再移交")),
    "law": (STOP, gettext_lazy("提交时所依据的规则与本轮次不同；请在规则相同的轮次里重新提交")),
    "place": (STOP, gettext_lazy("单位所在地不在制作单位的范围内；请对方核对单位的所在地")),
    "elsewhere": (STOP, gettext_lazy("这家单位在此处登记在别的地方；请先核对它的所在地")),
    "pending": (STOP, gettext_lazy("这家单位在此处还没有确认；请先在“单位确认”处理")),
    "kind": (STOP, gettext_lazy("这家单位在此处登记的类别不能申报这一类；请先核对单位")),
    "unclear": (STOP, gettext_lazy("没有统一社会信用代码，此处有同名单位不止一家；请先给单位补上代码")),
}
ENDED = frozenset({"rejected", "not_listed", "listed", "blocked"})
