"""What the tests stand on: a PostgreSQL server and a browser."""
