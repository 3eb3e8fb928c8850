"""The ledger's one head row, at changeset 0: nothing published yet."""

from django.db import migrations


def make_head(apps, schema_editor):
    apps.get_model("initiatives", "Head").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0001_initial")]
    operations = [migrations.RunPython(make_head, migrations.RunPython.noop)]
