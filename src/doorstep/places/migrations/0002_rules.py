"""What PostgreSQL itself holds about places.

Dwellings are shown within the scope of staff only: their occupancy says which home stands empty.
Divisions, stations, estates, buildings and blocks stand on door plates and notice boards and are
public facts, so they have no row-level security; residents' requests may read but not write them.
"""

from django.db import migrations

from doorstep.platform.db.rls import RESIDENT, EnableRowSecurity, PlainSql

_TABLES = (
    "places_division, places_divisionlist, places_divisionupload, places_divisionchange, places_placemove, "
    "places_placemoverow, places_estate, places_building, places_dwelling, places_station, "
    "places_stationhours, places_holidayoverride, places_block, places_blockbuilding"
)
_INTERNAL = "places_divisionupload, places_placemove, places_placemoverow"


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0001_initial"),
        ("platform", "0002_rules"),
    ]

    operations = [
        EnableRowSecurity("places_dwelling", column="code"),
        PlainSql(
            f"REVOKE INSERT, UPDATE, DELETE ON {_TABLES} FROM {RESIDENT};"
            f"REVOKE SELECT ON {_INTERNAL} FROM {RESIDENT};",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON {_TABLES} TO {RESIDENT};",
        ),
    ]
