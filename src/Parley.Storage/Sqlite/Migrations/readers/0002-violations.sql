-- How far a reader of the journal has come.
CREATE TABLE reader_positions (
    reader TEXT    NOT NULL,
    stream INTEGER NOT NULL,
    seq    INTEGER NOT NULL,
    PRIMARY KEY (reader, stream)
) STRICT, WITHOUT ROWID;

-- What the rules found, one row each. Numbers are a cursor; the journal's row and the part name a violation for ever.
CREATE TABLE violations (
    number  INTEGER PRIMARY KEY,
    seq     INTEGER NOT NULL,
    shard   INTEGER NOT NULL,
    part    INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    page    INTEGER NOT NULL,
    psid    INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    app     INTEGER NOT NULL,
    about   INTEGER NOT NULL,
    edition TEXT    NOT NULL,
    rule    TEXT    NOT NULL,
    level   TEXT    NOT NULL,
    because TEXT    NOT NULL,
    path    TEXT,
    start   INTEGER,
    length  INTEGER,
    lane    TEXT
) STRICT;

CREATE UNIQUE INDEX violations_by_row ON violations (seq, shard, part);

CREATE INDEX violations_by_thread ON violations (page, psid, number);
