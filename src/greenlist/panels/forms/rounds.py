"""Which further experts review a case again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from greenlist.panels.models import Expert
from greenlist.panels.queries.rounds import Candidate


class FurtherForm(forms.Form):
    """The experts who may review the case, the least busy first."""

    expert = forms.MultipleChoiceField(
        label=gettext_lazy("再请的专家"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("请至少选一位专家。")},
    )  # fmt: skip

    def __init__(self, candidates: Sequence[Candidate], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"label_suffix": ""} | kwargs))
        self.free = {str(one.expert.pk): one.expert for one in candidates if not one.against}
        self.fields["expert"].choices = [  # type: ignore[attr-defined]
            (str(one.expert.pk), _said(one)) for one in candidates if not one.against
        ]

    @property
    def experts(self) -> list[Expert]:
        """Those chosen."""
        return [self.free[one] for one in self.cleaned_data["expert"]]


def _said(one: Candidate) -> str:
    busy = ngettext("已有 %(count)d 份", "已有 %(count)d 份", one.busy) % {"count": one.busy}
    words = {"name": one.expert.person.name, "employer": one.expert.employer, "busy": busy}
    return _("%(name)s（%(employer)s，%(busy)s）") % words
