"""Reading admin pages as a browser does: forms with what is filled in, and what stands on the page."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """The fields of a page's POST forms, its text, and what a strict content policy would refuse."""

    def __init__(self, response):
        super().__init__()
        self.fields: dict[str, str | list[str]] = {}
        self.checkboxes: dict[str, list[str]] = {}
        self.buttons: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.inline: list[str] = []
        self.select = self.textarea = self.method = None
        self.script = False
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") != "application/json"):
            self.inline.append(tag)
        self.script = tag == "script"
        if tag == "a":
            self.links.append(given.get("href", ""))
        if tag == "form":
            self.method = given.get("method", "get").lower()
        if self.method == "post" and "name" in given and "__prefix__" not in given["name"]:
            self.field(tag, given)
        if tag == "option" and self.select and "selected" in given:
            name, multiple = self.select
            if multiple:
                self.fields.setdefault(name, []).append(given["value"])
            else:
                self.fields[name] = given["value"]

    def field(self, tag, given):
        name, kind = given["name"], given.get("type", "text")
        if tag == "textarea":
            self.textarea, self.fields[name] = name, ""
        elif tag == "select":
            self.select = name, "multiple" in given
            if "multiple" not in given:
                self.fields.setdefault(name, "")
        elif kind in {"checkbox", "radio"}:
            self.checkboxes.setdefault(name, []).append(given.get("value", "on"))
            if "checked" in given:
                self.fields.setdefault(name, []).append(given.get("value", "on"))
        elif kind == "submit":
            self.buttons.append(given["name"])
        elif tag == "input":
            self.fields[name] = given.get("value", "")

    def handle_endtag(self, tag):
        if tag == "textarea" and self.textarea:
            # A browser leaves out the line break that follows the opening tag.
            self.fields[self.textarea] = self.fields[self.textarea].removeprefix("\n")
        self.textarea = None if tag == "textarea" else self.textarea
        self.select = None if tag == "select" else self.select
        self.method = None if tag == "form" else self.method
        self.script = False

    def handle_data(self, data):
        if self.textarea:
            self.fields[self.textarea] += data
        elif not self.script:
            self.text += data

    @property
    def words(self) -> str:
        return " ".join(self.text.split())

    def filled(self, **changes) -> dict:
        """The form as it would be sent after these changes, by Save."""
        return self.fields | {"_continue": "1"} | changes

    def row(self, prefix: str, **values) -> dict:
        """The form with one more row."""
        total = int(self.fields[f"{prefix}-TOTAL_FORMS"])
        named = {f"{prefix}-{total}-{name}": value for name, value in values.items()}
        return {f"{prefix}-TOTAL_FORMS": str(total + 1), f"{prefix}-{total}-id": "", **named}


def open_page(client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return Page(response)
