"""All that is told of a cited list: where it stands, whether it holds, what became of it, how to cite it."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext as _

from initiatives.asking import Moment, RefusedError, problem
from initiatives.citations import Reference, of_citation
from initiatives.citing import questions
from initiatives.citing.since import Since, since
from initiatives.citing.verifying import Verdict, verify
from initiatives.models import Citation
from initiatives.panel import Panel


@dataclass
class Landing:
    """A citation as of a moment: what is told of the time since it was made ends there."""

    citation: Citation
    when: Moment

    @property
    def path(self) -> str:
        return f"/lists/{self.citation.pid}"

    @property
    def url(self) -> str:
        return f"{settings.SITE_URL}{self.path}/"

    @cached_property
    def verdict(self) -> Verdict:
        return verify(self.citation)

    @cached_property
    def words(self) -> str:
        """The question in the words of its time; as it was written, where it is not understood any more."""
        selection = self.verdict.selection
        return Panel(selection).words if selection else self.citation.query

    @cached_property
    def reference(self) -> Reference:
        return of_citation(self.citation, self.words)

    @cached_property
    def since(self) -> Since | None:
        """What differs at the moment asked for. None where either question is not understood any more.

        Raises RefusedError for a moment before the list's own.
        """
        then = self.verdict.selection
        if then is None:
            return None
        if self.when.snapshot.number < then.snapshot.number:
            message = _("This list stands as of %(as_of)s: nothing is told of the time before.")
            raise RefusedError([problem("as_of", self.when.given, message % {"as_of": self.citation.as_of})])
        try:
            now = questions.understood(questions.at(self.citation.query, self.when.given), self.when)
        except RefusedError:
            return None
        return since(then, now, self.verdict.lost)
