"""What the forms of the evaluation share: days, long texts, fields that may be filled in later."""

from __future__ import annotations

from typing import Any

from django import forms

LONG = 20_000  # characters of a text that a form takes


def day_field(**more: Any) -> forms.DateField:
    """A day, with the browser's calendar."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def text_field(rows: int, **more: Any) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(max_length=LONG, widget=forms.Textarea(attrs={"rows": rows}), **more)


class LaterForm(forms.Form):
    """Some fields (`later`) may be saved empty, yet the step waits for them: they are not called optional."""

    use_required_attribute = False
    later: tuple[str, ...] = ()

    def full_clean(self) -> None:
        """Empty ones among them are no error."""
        self._ask_for(required=False)
        super().full_clean()
        self._ask_for(required=True)

    def _ask_for(self, *, required: bool) -> None:
        for name in self.later:
            self.fields[name].required = required
