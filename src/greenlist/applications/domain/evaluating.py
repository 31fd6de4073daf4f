"""Keep the newest evaluation of a draft."""

from __future__ import annotations

from django.db import transaction

from greenlist.applications.data import Data, digest_of
from greenlist.applications.evaluating import evaluate_data, stored_result
from greenlist.applications.ledger import draft_data
from greenlist.applications.models import Application, DraftEvaluation
from greenlist.engine import clock


def refresh_evaluation(*, application: Application, data: Data | None = None) -> DraftEvaluation:
    """The evaluation of what is stated now, in Chinese; worked out only where something was stated since.

    `data` saves reading it again where the caller has it. A result without a verdict could not be made: its
    `problems` say why. Not an act, so no journal entry.
    """
    stated = draft_data(application) if data is None else data
    basis = digest_of(stated)
    kept = DraftEvaluation.objects.filter(application=application).first()
    if kept is not None and kept.basis == basis:
        return kept
    result = stored_result(evaluate_data(application.round, stated))
    return _keep(application, basis, result)


@transaction.atomic
def _keep(application: Application, basis: str, result: Data) -> DraftEvaluation:
    kept, _made = DraftEvaluation.objects.update_or_create(
        application=application, defaults={"basis": basis, "result": result, "at": clock.now()}
    )
    return kept
