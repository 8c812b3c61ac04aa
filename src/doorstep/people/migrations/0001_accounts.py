"""Accounts, grants, tokens and tries to sign in, with the rules that the database keeps itself."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import doorstep.platform.fields
import doorstep.platform.sealed.fields

# The same role at the same place can't be held twice at a time. Core GiST has ranges only, so the
# account and the pair role@place (hashed) are compared as ranges of one number.
NO_OVERLAP = """
ALTER TABLE people_grant ADD CONSTRAINT people_grant_no_overlap EXCLUDE USING gist (
    int8range(account_id, account_id, '[]') WITH =,
    int8range(hashtextextended(role || '@' || place, 0) / 2,
              hashtextextended(role || '@' || place, 0) / 2, '[]') WITH =,
    tstzrange(since, until) WITH &&
);
"""

# Three powers: nobody holds two of them at a time, at whatever places. The row lock on the account
# makes two transactions that each bring one power wait for each other.
THREE_POWERS = """
CREATE FUNCTION people_grant_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    powers CONSTANT text[] := ARRAY['system_admin', 'security_admin', 'auditor'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a grant is withdrawn, never deleted'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'people_grant_never_deleted';
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.account_id, NEW.role, NEW.since, NEW.given_by_id)
            IS DISTINCT FROM (OLD.account_id, OLD.role, OLD.since, OLD.given_by_id) THEN
        RAISE EXCEPTION 'who, what and since of a grant stay as they were given'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'people_grant_stays_as_given';
    END IF;
    IF NEW.role = ANY (powers) THEN
        PERFORM 1 FROM people_account WHERE id = NEW.account_id FOR NO KEY UPDATE;
        IF EXISTS (
            SELECT 1 FROM people_grant other
            WHERE other.account_id = NEW.account_id AND other.id <> NEW.id
              AND other.role = ANY (powers) AND other.role <> NEW.role
              AND tstzrange(other.since, other.until) && tstzrange(NEW.since, NEW.until)
        ) THEN
            RAISE EXCEPTION 'nobody holds two of the three powers'
                USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'people_grant_three_powers';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER people_grant_rules BEFORE INSERT OR UPDATE OR DELETE ON people_grant
    FOR EACH ROW EXECUTE FUNCTION people_grant_rules();
"""

NO_RULES = """
DROP TRIGGER IF EXISTS people_grant_rules ON people_grant;
DROP FUNCTION IF EXISTS people_grant_rules();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "login",
                    models.CharField(
                        db_collation="C", max_length=64, unique=True, verbose_name="Login name"
                    ),
                ),
                ("name", models.CharField(max_length=64, verbose_name="Name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("staff", "Staff"),
                            ("resident", "Resident"),
                            ("machine", "Machine"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "phone",
                    doorstep.platform.sealed.fields.SealedTextField(
                        blank=True, kind="phone", null=True
                    ),
                ),
                (
                    "phone_blind",
                    models.BinaryField(blank=True, max_length=16, null=True, unique=True),
                ),
                ("phone_verified_at", models.DateTimeField(blank=True, null=True)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "language",
                    models.CharField(
                        choices=[("zh-hans", "简体中文"), ("en", "English")],
                        default="zh-hans",
                        max_length=8,
                        verbose_name="Language",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["staff", "resident", "machine"])),
                        name="people_account_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("login__regex", "^[a-z0-9][a-z0-9._-]{1,63}$")),
                        name="people_account_login",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=64)),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("hint", models.CharField(max_length=4)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("last_used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="api_tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("role", models.CharField(max_length=32)),
                ("place", doorstep.platform.fields.PlaceCodeField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=200)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["place", "role"],
                "indexes": [models.Index(fields=["place", "role"], name="people_grant_place")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="people_grant_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given_by__isnull", True),
                            models.Q(("given_by", models.F("account")), _negated=True),
                            _connector="OR",
                        ),
                        name="people_grant_not_to_oneself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignInAttempt",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("who", models.BinaryField(max_length=16)),
                ("address", models.GenericIPAddressField(null=True)),
                ("method", models.CharField(max_length=16)),
                ("succeeded", models.BooleanField()),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["who", "address", "at"], name="people_signin_who"),
                    models.Index(fields=["address", "at"], name="people_signin_address"),
                    models.Index(fields=["account", "at"], name="people_signin_account"),
                ],
            },
        ),
        migrations.RunSQL(
            NO_OVERLAP, "ALTER TABLE people_grant DROP CONSTRAINT people_grant_no_overlap"
        ),
        migrations.RunSQL(THREE_POWERS, NO_RULES),
    ]
