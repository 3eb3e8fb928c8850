"""What a page says that it should not: errors in its script or console, policies broken, requests to other sites."""

from playwright.sync_api import ConsoleMessage, Page, Request, Response

OWN_STATUS = "Failed to load resource: the server responded with a status of"
SEEN = {"error", "warning"}


class Watch:
    """Everything found on a page, from its first address to its last."""

    def __init__(self, page: Page, address: str):
        self.address = address
        self.errors: list[str] = []
        self.refused: set[str] = set()
        page.on("console", self.on_message)
        page.on("pageerror", lambda error: self.errors.append(f"error in a script: {error}"))
        page.on("request", self.on_request)
        page.on("response", self.on_response)

    def on_message(self, message: ConsoleMessage) -> None:
        where = message.location["url"]
        if message.type in SEEN and not (where in self.refused and message.text.startswith(OWN_STATUS)):
            self.errors.append(f"{message.type} in the console: {message.text} ({where})")

    def on_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", "blob:", "about:")):
            self.errors.append(f"request to another site: {request.url}")

    def on_response(self, response: Response) -> None:
        """A page that tells of an error has that status; the console repeats it, and that is no fault."""
        if response.request.is_navigation_request() and response.status >= 400:
            self.refused.add(response.url)
