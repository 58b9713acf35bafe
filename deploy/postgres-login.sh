#!/bin/sh
# Run once by the postgres image, when its folder of data is new: the user that Baton serves with. It owns nothing; the
# roles that it works under are made with the tables, by DATABASE_OWNER_URL.
set -eu
psql --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname "${POSTGRES_DB:-baton}" \
  --set password="$BATON_DB_PASSWORD" <<'SQL'
CREATE ROLE baton_login LOGIN PASSWORD :'password';
SQL
