-- What the health check writes to find out whether the database takes changes. One row.
CREATE TABLE write_probe (id INTEGER PRIMARY KEY CHECK (id = 1), filler BLOB NOT NULL) STRICT;
