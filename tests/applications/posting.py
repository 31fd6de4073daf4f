"""A browser without JavaScript, as far as forms go: what it would post if somebody touched nothing."""

from html.parser import HTMLParser


class Form(HTMLParser):
    """Collects the controls of the form with one id as a browser would send them."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.inside = False
        self.fields: dict[str, list[str]] = {}
        self._select = self._textarea = ""
        self._first: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.inside = given.get("id") == self.form_id
        if not self.inside or "disabled" in given:
            return
        if tag == "input" and given.get("name"):
            ticked = given.get("type") not in {"checkbox", "radio"} or "checked" in given
            if ticked:
                self._add(given["name"], given.get("value", ""))
        elif tag == "select":
            self._select, self._first = given["name"], None
        elif tag == "option" and self._select:
            if "selected" in given:
                self._add(self._select, given["value"])
                self._select = ""
            elif self._first is None:
                self._first = given["value"]
        elif tag == "textarea":
            self._textarea, self._text = given["name"], ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select" and self._select:
            self._add(self._select, self._first or "")
            self._select = ""
        elif tag == "textarea" and self._textarea:
            self._add(self._textarea, self._text.removeprefix("\n"))
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self._text += data

    def _add(self, name: str, value: str) -> None:
        self.fields.setdefault(name, []).append(value)


def untouched(html: str, form_id: str = "section") -> dict[str, list[str]]:
    """What the form on a page would post as it stands."""
    form = Form(form_id)
    form.feed(html)
    return form.fields
