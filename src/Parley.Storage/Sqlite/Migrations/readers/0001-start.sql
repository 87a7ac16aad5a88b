-- Which journal this file was read from, and how its snapshots are written.
CREATE TABLE origin (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    store BLOB    NOT NULL,
    codec INTEGER NOT NULL
) STRICT;

CREATE TABLE snapshot_positions (
    stream INTEGER PRIMARY KEY,
    seq    INTEGER NOT NULL
) STRICT;

-- By person first: the list of all threads follows this tree, the list of a page the index below.
CREATE TABLE snapshots (
    psid      INTEGER NOT NULL,
    page      INTEGER NOT NULL,
    head      INTEGER NOT NULL,
    closes_at INTEGER,
    state     BLOB    NOT NULL,
    PRIMARY KEY (psid, page)
) STRICT, WITHOUT ROWID;

CREATE INDEX snapshots_by_page ON snapshots (page);

CREATE INDEX snapshots_by_closing ON snapshots (closes_at) WHERE closes_at IS NOT NULL;

CREATE TABLE delivery_positions (
    app    INTEGER NOT NULL,
    stream INTEGER NOT NULL,
    seq    INTEGER NOT NULL,
    PRIMARY KEY (app, stream)
) STRICT, WITHOUT ROWID;

CREATE TABLE parked (
    id       TEXT    PRIMARY KEY,
    app      INTEGER NOT NULL,
    page     INTEGER NOT NULL,
    psid     INTEGER NOT NULL,
    stream   INTEGER NOT NULL,
    seq      INTEGER NOT NULL,
    part     INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    first_at INTEGER,
    due_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE outages (
    app     INTEGER NOT NULL,
    page    INTEGER NOT NULL,
    since   INTEGER NOT NULL,
    alerted INTEGER NOT NULL,
    PRIMARY KEY (app, page)
) STRICT, WITHOUT ROWID;

-- Only the oldest are ever forgotten and the newest stays, so a number never comes back: it is a cursor.
CREATE TABLE attempts (
    number  INTEGER PRIMARY KEY,
    id      TEXT    NOT NULL,
    app     INTEGER NOT NULL,
    page    INTEGER NOT NULL,
    psid    INTEGER NOT NULL,
    field   TEXT    NOT NULL,
    attempt INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    latency REAL    NOT NULL,
    status  INTEGER,
    state   TEXT    NOT NULL,
    error   TEXT,
    next_at INTEGER
) STRICT;

CREATE TABLE alerts (
    number INTEGER PRIMARY KEY,
    app    INTEGER NOT NULL,
    page   INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    kind   TEXT    NOT NULL,
    text   TEXT    NOT NULL
) STRICT;
