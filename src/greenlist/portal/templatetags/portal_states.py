"""What an application's state is called in the office, in the page's language."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from greenlist.applications.models import Application
from greenlist.applications.process import process_of
from greenlist.applications.rules import WORKING
from greenlist.portal.homes import RETURNED

register = template.Library()


@register.simple_tag
def state_label(application: Application) -> SafeString:
    """The state of an application that was handed in, as a word in a pill, by the process of its round."""
    if application.state in WORKING:
        return format_html('<span class="tag tag-mute">{}</span>', RETURNED)
    label = next(one.labels.office for one in process_of(application.round).states if one.id == application.state)
    style = "tag-warn" if application.state == "submitted" else "tag-mute"
    return format_html('<span class="tag {}">{}</span>', style, _(label))
