"""The 推荐文 of a city, the recommendation of a province: with the summary table inside (REQ-46)."""

from __future__ import annotations

from collections.abc import Sequence

from greenlist.documents.letters import Letter, recommendation
from greenlist.documents.letters.sending_up import sending_up
from greenlist.engine import clock
from greenlist.paperwork.feet import footed
from greenlist.paperwork.printing import FORMS
from greenlist.paperwork.printing import printed as printed_in
from greenlist.recommendations.models import Recommendation, RecommendedUnit
from greenlist.recommendations.queries.rows import office_name, policy_of
from greenlist.rounds.models import Round

from .table import recommended_of

NO_NUMBER = "〔待填〕发文字号"
__all__ = ["FORMS", "NO_NUMBER", "letter_of", "printed"]


def letter_of(held: Recommendation, units: Sequence[RecommendedUnit]) -> Letter:
    """The letter about these units. A trial until it is sent, and where a result rests on law that is not settled.

    A date that is not set yet is today's.
    """
    policy = policy_of(held.round)
    printed, trial = recommended_of(units, policy)
    office, on = office_name(held.place_id) or held.place.name, held.letter_on or clock.today()
    number = held.letter_no or NO_NUMBER
    if held.level == Recommendation.Level.PROVINCE:
        letter = sending_up(
            policy, printed, office=office, number=number, signer=held.signer, on=on, trial=trial,
            process=held.text, noticed=held.consulted,
        )  # fmt: skip
    else:
        letter = recommendation(
            policy, printed, office=office, number=number, signer=held.signer, on=on, trial=trial,
            process=held.text, consulted=held.consulted,
        )  # fmt: skip
    return footed(letter, held)


def printed(letter: Letter, form: str, round_: Round) -> bytes:
    """The letter in one of `FORMS`. Raises Unprintable."""
    return printed_in(letter, form, kind="recommendation_letter", round_=round_)
