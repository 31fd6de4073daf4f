"""The way of the round in the demo, cut into steps short enough that nobody waits for one of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from greenlist.rounds.models import Round

from .desk import ask_departments, check_half, prepare_list, select
from .noticing import object_, post
from .reviewing import begin_second, finish_first, prepare_meeting, register
from .sending import read_lists, recommend, take_in
from .units import NOTICED, RETURNED, REVIEWED, UNITS, hand_in

Step = Callable[[Round], None]


def _handed_in(number: int, round_: Round) -> None:
    hand_in(round_, UNITS[number])


STEPS: tuple[Step, ...] = (
    *(partial(_handed_in, number) for number in range(len(UNITS))),
    check_half,
    ask_departments,
    prepare_list,
    partial(select, city="siping", logins=(*NOTICED, RETURNED)),
    partial(select, city="yanbian", logins=REVIEWED),
    read_lists,
    partial(recommend, city="siping", short="四工信函"),
    partial(take_in, city="siping"),
    register,
    finish_first,
    post,
    object_,
    partial(recommend, city="yanbian", short="延工信函"),
    partial(take_in, city="yanbian"),
    begin_second,
    prepare_meeting,
)
