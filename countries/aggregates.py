"""What every row that an editor saves as a whole has in common."""

from django.core.validators import RegexValidator
from django.db import models

# Names that stand several in one cell of a table, where “; ” parts them.
WITHOUT_SEMICOLON = RegexValidator(r"\A[^;]*\Z", "Write it without a semicolon: in tables “; ” stands between names.")


class Aggregate(models.Model):
    """A row that is edited as a whole, with the rows that belong to it.

    ``token`` rises with each save. A form carries the token it was opened with; a save that names an older
    one is refused, so nobody writes over somebody else's newer version unseen.
    """

    token = models.PositiveIntegerField(default=1, editable=False)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
