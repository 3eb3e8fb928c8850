"""Citations: the lists that readers have had stored, to be cited under an identifier."""

from django.db import models


class Citation(models.Model):
    """A question, the state of the catalogue that answered it, and what to hold the answer against.

    It says nothing of who had it stored. ``seen`` is the newest changeset at that time: what was withheld then.
    """

    pid = models.CharField(max_length=17, primary_key=True, editable=False, verbose_name="PID")
    query = models.TextField(blank=True, editable=False)
    query_hash = models.CharField(max_length=64, editable=False)
    result_hash = models.CharField(max_length=64, editable=False)
    initiatives = models.PositiveIntegerField(editable=False)
    as_of = models.CharField(max_length=20, editable=False)
    seen = models.CharField(max_length=20, editable=False)
    question_schema = models.PositiveSmallIntegerField(editable=False)
    record_schema = models.PositiveSmallIntegerField(editable=False)
    search_schema = models.PositiveSmallIntegerField(editable=False)
    stored_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["stored_at", "pid"]
        constraints = [models.UniqueConstraint(fields=["query_hash", "result_hash"], name="citation_once")]

    def __str__(self):
        return self.pid
