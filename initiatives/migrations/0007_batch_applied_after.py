"""A batch knows the newest changeset when it was applied; one that was applied before knows it by its time."""

from django.db import migrations, models
from django.db.models import Max


def look_it_up(apps, schema_editor):
    changesets = apps.get_model("initiatives", "Changeset").objects
    for batch in apps.get_model("initiatives", "Batch").objects.filter(applied_at__isnull=False).only("applied_at"):
        # Times of changesets are whole seconds: one of the same second counts as later, and so stands in the way.
        earlier = changesets.filter(time__lt=batch.applied_at.replace(microsecond=0))
        batch.applied_after = earlier.aggregate(newest=Max("number"))["newest"] or 0
        batch.save(update_fields=["applied_after"])


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0006_step")]
    operations = [
        migrations.AddField(
            model_name="batch",
            name="applied_after",
            field=models.PositiveBigIntegerField(
                editable=False, help_text="The number of the newest changeset when it was applied.", null=True
            ),
        ),
        migrations.RunPython(look_it_up, migrations.RunPython.noop),
    ]
