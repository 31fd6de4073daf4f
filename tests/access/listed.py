"""What of the published lists the personas meet: a list, a waiting file, a removal, lines that name a unit's code."""

from __future__ import annotations

from typing import Any

from greenlist.documents.dynamic import data_year
from greenlist.engine import clock
from greenlist.listings.domain.keeping import identify_entry
from greenlist.listings.models import Entry, NearPair
from listings.made import FACTORIES, HEAD, listed, uploaded
from listings.test_queries import happened
from world import World

from .offices.base import Arguments, Cases


def green_lists(world: World) -> dict[str, dict[str, Any]]:
    """A list of the province with two spellings of one name, a file that waits, a removal that is about nothing yet."""
    green_list = listed(world, [*FACTORIES, [4, "长春市", "示例食品 有限公司", ""]])
    change = happened(world, "removed", "甲乙示例机械（长春）有限公司")
    of_list, of_change = {"pk": green_list.pk}, {"pk": change.pk}
    return {
        "green_list": of_list, "green_list_withdraw": of_list, "green_list_export": of_list | {"form": "csv"},
        "green_entry": {"pk": green_list.entries.order_by("seq")[0].pk}, "green_change": of_change,
        "green_change_unlink": of_change, "green_change_withdraw": of_change,
        "green_list_apply": {"pk": uploaded(world, [HEAD, *FACTORIES], label="2025年度").pk},
        "green_pair": {"pk": NearPair.objects.filter(what="unit")[0].pk},
    }  # fmt: skip


def of_lines(world: World) -> Cases:
    """Lines of the province's list: with the unit's code, with a neighbour's, without one."""
    entries = Entry.objects.filter(green_list__stage="final").order_by("green_list", "seq")
    unnamed, theirs, own = entries[:3]
    for entry, name in ((own, "unit"), (theirs, "neighbour")):
        code = world.organisations[name].uscc
        identify_entry(entry=entry, uscc=code, basis="营业执照", by=world.hat("province"))
    rows = {"own": own, "neighbour's": theirs, "-": unnamed}
    lines: dict[str, Arguments] = {case: {"pk": one.pk} for case, one in rows.items()}
    year = data_year(clock.today())
    files = {case: one | {"year": year, "form": "pdf"} for case, one in lines.items()}
    return {"green_dynamic": lines, "green_dynamic_file": files}
