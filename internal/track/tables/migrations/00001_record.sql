-- The tables of a record, for PostgreSQL and SQLite. SQLite takes the names of types as
-- they are, and keeps arrays as bytes.

-- +goose Up

-- A file of the record. Its name ends in the hash of its contents.
CREATE TABLE bufbench_file (
	name     text PRIMARY KEY,
	hash     bytea NOT NULL,   -- SHA-256 of its text
	seal     bytea NOT NULL,   -- SHA-256 of all that these tables say of it
	added    text NOT NULL,    -- RFC 3339, or empty; so are all times
	units    text NOT NULL,    -- JSON
	problems text NOT NULL,    -- JSON
	runs     integer NOT NULL, -- how many it has
	body     bytea             -- its text; NULL where a folder has it
);

-- One benchmark in one unit on one machine and build. The ID is a hash of the rest.
CREATE TABLE bufbench_series (
	id      bigint PRIMARY KEY,
	package text NOT NULL,
	name    text NOT NULL,
	unit    text NOT NULL, -- tidied: sec/op
	env     text NOT NULL  -- key=value; key=value
);

-- Of which series the samples of a run are, sample by sample. Runs of the same benchmarks
-- share a layout. The ID is a hash of the rest.
CREATE TABLE bufbench_layout (
	id     bytea PRIMARY KEY,
	series bigint[] NOT NULL,
	sides  bigint[] NOT NULL -- 0 alone, 1 base, 2 head; empty where all are alone
);

-- One run of a commit, or of two commits in turn.
CREATE TABLE bufbench_run (
	file      text NOT NULL,
	number    integer NOT NULL, -- in the file, from 0
	id        bytea NOT NULL,   -- hash of what was measured: the same run twice has one
	head      text NOT NULL,    -- the commit
	base      text NOT NULL,    -- the commit with which it was compared, or empty
	subject   text NOT NULL,
	committed text NOT NULL,
	measured  text NOT NULL,
	layout    bytea NOT NULL,
	samples   float8[] NOT NULL,
	PRIMARY KEY (file, number)
);
