-- The three roles and the database. Once, as superuser:  psql -f database.sql
-- The owner runs migrations. The application owns nothing and can't bypass policies. Residents'
-- requests take a narrower role; WITH INHERIT FALSE keeps its policies apart from those of staff.

\prompt 'Password for doorstep_owner: ' owner_password
\prompt 'Password for doorstep_app: ' app_password

CREATE ROLE doorstep_owner LOGIN INHERIT
    NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'owner_password';
CREATE ROLE doorstep_app LOGIN NOINHERIT
    NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'app_password';
CREATE ROLE doorstep_resident NOLOGIN NOINHERIT
    NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
GRANT doorstep_resident TO doorstep_app WITH INHERIT FALSE, SET TRUE, ADMIN FALSE;

CREATE DATABASE doorstep OWNER doorstep_owner TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8';
REVOKE ALL ON DATABASE doorstep FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE doorstep TO doorstep_app;

\connect doorstep
ALTER SCHEMA public OWNER TO doorstep_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO doorstep_app, doorstep_resident;
ALTER DEFAULT PRIVILEGES FOR ROLE doorstep_owner
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO doorstep_app, doorstep_resident;
ALTER DEFAULT PRIVILEGES FOR ROLE doorstep_owner
    GRANT USAGE, SELECT ON SEQUENCES TO doorstep_app, doorstep_resident;
ALTER DEFAULT PRIVILEGES FOR ROLE doorstep_owner
    GRANT EXECUTE ON FUNCTIONS TO doorstep_app, doorstep_resident;
