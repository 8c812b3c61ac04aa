"""Who sees which row, and what only grows."""

from django.db import migrations

from doorstep.platform.db.rls import AppendOnly, EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [("lost_and_found", "0001_initial"), ("platform", "0002_rules")]

    operations = [
        EnableRowSecurity("lost_and_found_find"),
        EnableRowSecurity("lost_and_found_handover"),
        EnableRowSecurity("lost_and_found_search"),
        AppendOnly("lost_and_found_handover"),
    ]
