"""Write the city's letter with which an application came, so that the province takes it in like any other."""

from __future__ import annotations

from collections.abc import Sequence

from greenlist.applications.models import Application
from greenlist.bundles.letters import LetterOf, letter_for
from greenlist.recommendations.models import Recommendation, RecommendedUnit

from .ground import Ground


def recommend(application: Application, receipt: str, letters: Sequence[LetterOf], ground: Ground) -> None:
    """The unit in the letter it went with; nothing where the bundle has none, or it is there."""
    found = letter_for(letters, receipt)
    if found is None:
        return
    letter, unit = found
    held, _made = Recommendation.objects.get_or_create(
        round=ground.round, place=application.city, level=Recommendation.Level.CITY, state=Recommendation.State.SENT,
        digest=letter.digest, letter_no=letter.number,
        defaults={
            "letter_on": letter.on, "signer": letter.signer, "text": letter.text, "consulted": letter.consulted,
            "due_on": letter.due_on, "created_by": ground.by.person, "created_at": ground.now,
            "sent_at": letter.sent_at, "sent_by": ground.by.person, "copies": list(letter.copies),
            "printed_by": letter.printed_by, "printed_on": letter.printed_on,
        },
    )  # fmt: skip
    RecommendedUnit.objects.get_or_create(
        recommendation=held, application=application,
        defaults={"position": unit.position, "row": unit.row, "basis": unit.basis, "went": True},
    )  # fmt: skip
