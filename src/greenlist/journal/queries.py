"""What is read of the journal: pages by number, and the same as a table for Excel."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from greenlist.engine.harmless import csv_text

from .models import Entry

SIZE = 50
HEAD = "SELECT seq, sha256 FROM journal_head WHERE id = 1 FOR UPDATE"
COLUMNS = Entry._meta.concrete_fields  # noqa: SLF001 - Django's way to a model's columns
# One entry, column by column, and with it the new head: its seq and sha256 once more.
APPEND = f"""
WITH entry AS (
    INSERT INTO journal_entry ({", ".join(str(field.column) for field in COLUMNS)})
    VALUES ({", ".join(["%s"] * len(COLUMNS))})
)
UPDATE journal_head SET seq = %s, sha256 = %s WHERE id = 1
"""  # noqa: S608 - the names are those of the model


@dataclass(frozen=True, slots=True)
class Page:
    """Entries from new to old. `older` and `newer`: numbers to go on from, None at the ends."""

    entries: list[Entry]
    older: int | None
    newer: int | None


def page(entries: QuerySet[Entry], *, before: int | None = None, after: int | None = None, size: int = SIZE) -> Page:
    """The newest entries, those before a number, or those just after one. One query however long the journal."""
    if after is not None:
        found = list(entries.filter(seq__gt=after).order_by("seq")[: size + 1])
        shown = found[:size][::-1]
        return Page(shown, shown[-1].seq if shown else None, shown[0].seq if len(found) > size else None)
    asked = entries if before is None else entries.filter(seq__lt=before)
    found = list(asked.order_by("-seq")[: size + 1])
    shown = found[:size]
    older = shown[-1].seq if len(found) > size else None
    return Page(shown, older, shown[0].seq if shown and before is not None else None)


def as_csv(entries: QuerySet[Entry]) -> Iterator[str]:
    """The entries from old to new as lines of CSV, with a mark for Excel that it is UTF-8."""
    who = [_("序号"), _("时间"), _("人员"), _("身份"), _("来源地址")]
    what = [_("操作"), _("对象类型"), _("对象编号"), _("对象"), _("理由"), _("之前"), _("之后"), _("请求"), "sha256"]
    yield "\ufeff" + _line(who + what)
    for one in entries.order_by("seq").iterator(1000):
        yield _line([
            str(one.seq), timezone.localtime(one.at).isoformat(timespec="milliseconds"), one.actor_name, one.hat,
            one.source, one.act, one.object_type, one.object_id, one.object_name, one.reason, _json(one.before),
            _json(one.after), str(one.context), one.sha256,
        ])  # fmt: skip


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([csv_text(cell) for cell in cells])
    return out.getvalue()


def _json(value: object) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)
