"""Migration operations for what PostgreSQL itself must refuse.

Row-level security: staff see rows whose ``place`` lies in the scope of the request; the role of
residents has narrower policies of its own. The hull ``[lo, hi)`` is compared first because text
comparison is leakproof and so becomes an index condition; ``platform_in_scope`` then makes it exact
for a scope of several prefixes.
"""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

STAFF = "doorstep_app"
RESIDENT = "doorstep_resident"
# The question whether the scope has several prefixes is asked once a statement, not once a row.
_IN_SCOPE = (
    "{column} >= (SELECT platform_lo()) AND {column} < (SELECT platform_hi()) "
    "AND ((SELECT position(',' IN coalesce(current_setting('doorstep.prefixes', true), '')) = 0) "
    "OR platform_in_scope({column}))"
)


class PlainSql(RunSQL):
    """SQL with its reverse; both are required, so that every migration can be taken back."""

    def __init__(self, sql: str, reverse_sql: str) -> None:
        super().__init__(sql, reverse_sql)


class EnableRowSecurity(RunSQL):
    """Turn row-level security on for ``table``.

    ``column``: the place code compared with the scope of staff. ``staff``: an own condition
    instead. ``resident``: condition for residents' requests (SQL over the row and
    ``platform_persons()``), None = residents see nothing.
    ``resident_check``: condition for what residents may write (default: as ``resident``).
    """

    def __init__(
        self,
        table: str,
        *,
        column: str = "place",
        staff: str | None = None,
        resident: str | None = None,
        resident_check: str | None = None,
    ) -> None:
        condition = staff or _IN_SCOPE.format(column=column)
        create = [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"CREATE POLICY {table}_staff ON {table} TO {STAFF} "
            f"USING ({condition}) WITH CHECK ({condition})",
        ]
        drop = [f"DROP POLICY {table}_staff ON {table}"]
        if resident is not None:
            check = resident_check or resident
            create.append(
                f"CREATE POLICY {table}_resident ON {table} TO {RESIDENT} "
                f"USING ({resident}) WITH CHECK ({check})"
            )
            drop.append(f"DROP POLICY {table}_resident ON {table}")
        drop.append(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        super().__init__(";\n".join(create), ";\n".join(drop))
        self.table = table


class AppendOnly(RunSQL):
    """Let rows of ``table`` be added but never changed or removed, whoever asks.

    The right is taken from the application's roles, and a trigger refuses even the owner unless
    the session says ``doorstep.retention`` (the purge of expired rows, run by the owner).
    """

    def __init__(self, table: str) -> None:
        super().__init__(
            f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {STAFF}, {RESIDENT};"
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION platform_refuse_change();"
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();",
            f"DROP TRIGGER {table}_append_only ON {table};"
            f"DROP TRIGGER {table}_no_truncate ON {table};"
            f"GRANT UPDATE, DELETE ON {table} TO {STAFF}, {RESIDENT};",
        )
        self.table = table
