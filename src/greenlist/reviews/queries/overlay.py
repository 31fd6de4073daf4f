"""A frozen version with the words of the offices laid over it, as an application file."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from greenlist.applications.answers import Data
from greenlist.applications.data import TABLES, application_data, current_statements
from greenlist.applications.models import Application, Statement, Submission, WitnessKind
from greenlist.applications.receipts import plain

SAME = {"narrative": "values"}  # texts are values of the file; the form keeps them by themselves


OFFICES = (WitnessKind.CHECKED.value, WitnessKind.DECIDED.value)


def office_words(application: Application) -> list[Statement]:
    """What city and province state now. One query."""
    words = application.statements.filter(witness__in=OFFICES, current=True, content__isnull=False)
    return list(words.select_related("by", "evidence").order_by("pk"))


def laid_over(application: Application, submission: Submission, places: Sequence[str]) -> Data:
    """The data of a version with every witness at some places as they stand now.

    While a version is with the offices nobody else can change a word of it, so what stands now is the frozen word
    and the offices' after it. At most six queries.
    """
    now = plain(application_data(application, current_statements(application)))
    data: Data = copy.deepcopy(submission.data)
    for place in places:
        _copy(now, data, place)
    return data


def _copy(now: Data, data: Data, place: str) -> None:
    """What `now` holds at a place, put into `data`; of a table the whole table."""
    section, _dot, rest = place.partition(".")
    if section in TABLES:
        data[section] = now.get(section, [])
        return
    section = SAME.get(section, section)
    if not rest:
        data[section] = now.get(section)
    elif section == "chosen":
        data[section] = now.get(section, [])
    elif section == "years":
        year, _dot, name = rest.partition(".")
        data.setdefault(section, {}).setdefault(year, {})[name] = now[section][year][name]
    elif rest in now.get(section, {}):
        data.setdefault(section, {})[rest] = now[section][rest]
