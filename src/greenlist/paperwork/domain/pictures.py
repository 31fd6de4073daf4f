"""The verbs of pictures of a template's trial: asked for, made by the worker. They change nothing of the template."""

from __future__ import annotations

from django.db import transaction

from greenlist.paperwork import pictures
from greenlist.paperwork.jobs import build_pictures
from greenlist.paperwork.models import DocumentTemplate
from greenlist.paperwork.office import soffice
from greenlist.paperwork.queries.pictures import job_of
from greenlist.paperwork.rules.templates import templates
from greenlist.parties.access import Hat, require


@transaction.atomic
def ask_pictures(*, template: DocumentTemplate, by: Hat) -> bool:
    """Have the worker draw the pages of a version filled with its sample, unless it is at it; whether it will be.

    Raises NotAllowed: not of the province, or the file is not cleared by the scanner.
    """
    held = DocumentTemplate.objects.select_for_update(of=("self",)).select_related("blob").get(pk=template.pk)
    require(templates.may(by, "picture", held))
    if soffice() is None:
        return False
    if not job_of(held.pk):
        build_pictures.defer(template=held.pk)
    return True


def make_pictures(*, template: int) -> None:
    """The worker's part."""
    pictures.make(DocumentTemplate.objects.get(pk=template))
