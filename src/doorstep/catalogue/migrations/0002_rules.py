"""Residents read what is offered and change nothing of it."""

from django.db import migrations

from doorstep.platform.db.rls import PlainSql


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial"), ("platform", "0002_rules")]

    operations = [
        PlainSql(
            "REVOKE INSERT, UPDATE, DELETE ON catalogue_serviceitem FROM doorstep_resident",
            "GRANT INSERT, UPDATE, DELETE ON catalogue_serviceitem TO doorstep_resident",
        )
    ]
