"""Residents' requests add to the trail and the facts; they read neither and change nothing else."""

from django.db import migrations

from doorstep.platform.db.rls import PlainSql

RESIDENT = "doorstep_resident"
ADDED_TO = ("platform_trailentry", "platform_storedfact")
NOT_WRITTEN = (
    "platform_factdelivery",
    "platform_moduleswitch",
    "platform_trailanchor",
    "platform_traillink",
)

# The new row's id comes back from an insert, so that one column may be read.
TAKE = "".join(
    f"REVOKE SELECT ON {table} FROM {RESIDENT}; GRANT SELECT (id) ON {table} TO {RESIDENT};"
    for table in ADDED_TO
) + "".join(f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM {RESIDENT};" for table in NOT_WRITTEN)
GIVE = "".join(
    f"REVOKE SELECT (id) ON {table} FROM {RESIDENT}; GRANT SELECT ON {table} TO {RESIDENT};"
    for table in ADDED_TO
) + "".join(f"GRANT INSERT ON {table} TO {RESIDENT};" for table in NOT_WRITTEN)


class Migration(migrations.Migration):
    dependencies = [("platform", "0002_rules")]

    operations = [PlainSql(TAKE, GIVE)]
