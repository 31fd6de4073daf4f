"""Write the city's letter with which an application came, so that the province takes it in like any other."""

from __future__ import annotations

from django.utils.translation import gettext as _

from greenlist.applications.models import Application
from greenlist.bundles.letters import FILE, LetterOf, letter_for, read_letters
from greenlist.bundles.reading import Bundle
from greenlist.parties.domain import Refused
from greenlist.recommendations.models import Recommendation, RecommendedUnit

from .writing import Ground


def letters_in(bundle: Bundle) -> list[LetterOf]:
    """The letters of a bundle. Raises Refused: not of the shape of ours."""
    try:
        return read_letters(bundle.beside(FILE))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refused(_("数据包里的推荐文读不出来；请对方用新版本重新导出。")) from None


def recommend(application: Application, receipt: str, letters: list[LetterOf], ground: Ground) -> None:
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
            "sent_at": letter.sent_at, "sent_by": ground.by.person,
        },
    )  # fmt: skip
    RecommendedUnit.objects.get_or_create(
        recommendation=held, application=application,
        defaults={"position": unit.position, "row": unit.row, "basis": unit.basis, "went": True},
    )  # fmt: skip
