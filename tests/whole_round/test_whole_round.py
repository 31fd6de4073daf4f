"""Sixty made-up units through the round of 2024, from the first form to the list of the ministry.

Every list and document that leaves an office on the way is compared with `expected/`, which people can read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine

from greenlist.applications.models import Application
from greenlist.decisions.models import Line
from greenlist.journal.verify import verify
from greenlist.listings.models import GreenList
from greenlist.parties.domain import Refused
from greenlist.recommendations.models import RecommendedUnit
from screenings.ground import OTHERS, imported

from . import city, experts, noticing, printed, recommending
from .ground import Played, cast, hand_in_all, opened, stories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.long,
    pytest.mark.requirement(
        "REQ-01", "REQ-07", "REQ-08", "REQ-09", "REQ-42", "REQ-43", "REQ-44", "REQ-45", "REQ-46", "REQ-47", "REQ-48"
    ),
]
NINE = "T09:00:00+08:00"
ENDS = {  # where a story ends; all others end on the list
    "left_returned": "draft", "blocked": "blocked", "objection_stands": "rejected", "not_selected": "rejected",
    "not_on_province_list": "rejected", "left_open": "consulted", "rs2_hit": "selected",
    "intake_returned": "formally_checked", "meeting_no": "not_listed", "meeting_back": "formally_checked",
    "notice_upheld": "rejected", "rs3_hit": "province_noticed", "not_listed": "not_listed",
}  # fmt: skip


def test_sixty_units_from_the_first_form_to_the_list(tmp_path: Path) -> None:
    faults: list[str] = []

    def compare(texts: Iterable[tuple[str, str]]) -> None:
        faults.extend(one for name, text in texts if (one := printed.differing(name, text)))

    with time_machine.travel(f"2024-07-15{NINE}", tick=False) as now:
        played = opened()
        in_the_cities(played, now, tmp_path)
        compare(printed.of_city(played))
        recommended(played, now, tmp_path)
        compare(printed.of_recommending(played, "city"))
        reviewed(played, now)
        compare(printed.of_experts(played))
        noticed(played, now)
        compare(printed.of_notice(played))
        sent_up(played, now, tmp_path)
        compare(printed.of_recommending(played, "province"))
        now.move_to(f"2024-12-02{NINE}")
        noticing.result(played, "notice", "工信厅节函〔2024〕401号")
        now.move_to(f"2025-01-22{NINE}")
        noticing.result(played, "final", "工信厅节函〔2025〕33号")
        compare(printed.of_results(played))
        compare([("各单位", printed.the_units(played))])
    assert not faults, "\n".join(faults)
    everybody_ended_where_the_story_says(played)
    the_list_holds_who_is_listed()
    assert verify().sound


def in_the_cities(played: Played, now: Any, folder: Path) -> None:
    """Handed in, checked, asked about, selected."""
    hand_in_all(played)
    for source in OTHERS:
        imported(played.world, folder, source, as_of=date(2024, 7, 14))
    now.move_to(f"2024-07-16{NINE}")
    city.check_all(played)
    now.move_to(f"2024-07-17{NINE}")
    city.hand_in_again(played)
    now.move_to(f"2024-07-18{NINE}")
    city.ask_all(played)
    now.move_to(f"2024-07-19{NINE}")
    city.answer_letters(played)
    now.move_to(f"2024-07-20{NINE}")
    city.answer_later(played)
    city.rule_all(played)
    now.move_to(f"2024-07-22{NINE}")
    city.select_all(played)


def recommended(played: Played, now: Any, folder: Path) -> None:
    """Recommended by the cities, delivered, taken in by the province."""
    now.move_to(f"2024-07-24{NINE}")
    recommending.new_records(played, folder, "rs2_ruled", "rs2_hit")
    sent = recommending.recommend_all(played)
    assert stopped(played, "city") == ["rs2_hit"]
    now.move_to(f"2024-07-25{NINE}")
    recommending.deliver_all(played, sent)
    now.move_to(f"2024-07-29{NINE}")
    recommending.take_in_all(played, sent)


def reviewed(played: Played, now: Any) -> None:
    """Reviewed by experts, decided on by the meeting."""
    now.move_to(f"2024-08-05{NINE}")
    panels = experts.review_all(played, experts.register(played))
    experts.second_round(played, panels)
    now.move_to(f"2024-08-08{NINE}")
    batch = experts.meet(played)
    assert not Line.objects.filter(batch=batch).exclude(stopped=[]).exists()


def noticed(played: Played, now: Any) -> None:
    """Under public notice, three objections handled."""
    now.move_to(f"2024-08-09{NINE}")
    notice = noticing.post(played)
    assert notice.ends_on == date(2024, 8, 16)  # five working days, the day of posting not counted
    now.move_to(f"2024-08-12{NINE}")
    objections = noticing.object_(played, notice)
    noticing.handle(played, objections)
    now.move_to(f"2024-08-14{NINE}")
    noticing.decide(played, objections)


def sent_up(played: Played, now: Any, folder: Path) -> None:
    """The notice over, screened again, recommended to the ministry."""
    now.move_to(f"2024-08-17{NINE}")
    assert noticing.end() == 1
    recommending.new_records(played, folder, "rs2_ruled", "rs2_hit", "rs3_hit")
    recommending.rule_again(played)
    with pytest.raises(Refused, match="2024-07-31"):  # 《办法》第十二条 lies before the city's own date
        recommending.send_up(played)
    recommending.extend(played)
    recommending.send_up(played)
    assert stopped(played, "province") == ["rs3_hit"]


def stopped(played: Played, level: str) -> list[str]:
    """The stories of those that did not go with a recommendation, where something stopped them."""
    rows = RecommendedUnit.objects.filter(recommendation__level=level).exclude(stopped=[]).select_related("application")
    return sorted(city.story_of(played, one.application) for one in rows)


def everybody_ended_where_the_story_says(played: Played) -> None:
    states = dict(Application.objects.filter(round=played.round).values_list("pk", "state"))
    for one in cast():
        assert states[played.applications[one.no].pk] == ENDS.get(one.story, "listed"), one
    assert {one.story for one in cast()} - {""} == set(stories())


def the_list_holds_who_is_listed() -> None:
    """The ledger holds the final list, with as many lines as applications are listed."""
    final = GreenList.objects.get(level="national", stage="final")
    listed = Counter(Application.objects.filter(state="listed").values_list("kind", flat=True))
    assert Counter(final.entries.values_list("kind", flat=True)) == listed
