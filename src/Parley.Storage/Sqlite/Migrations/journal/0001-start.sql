-- What was decided when the store was created.
CREATE TABLE store (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    key    BLOB    NOT NULL,
    shards INTEGER NOT NULL
) STRICT;

-- Who may write a shard: taking it over raises the epoch, and a former owner's commit fails.
CREATE TABLE epochs (
    shard INTEGER PRIMARY KEY,
    epoch INTEGER NOT NULL,
    owner TEXT    NOT NULL
) STRICT;

-- The truth. Append-only, and without any further index: an append touches the end of one tree.
CREATE TABLE journal (
    seq     INTEGER PRIMARY KEY,
    shard   INTEGER NOT NULL,
    page    INTEGER NOT NULL,
    psid    INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    prev    INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    kind    INTEGER NOT NULL,
    body    BLOB    NOT NULL
) STRICT;

-- The world: what is looked up by is a column, the rest is JSON in body.
CREATE TABLE apps (
    id   INTEGER PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE pages (
    id   INTEGER PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE installs (
    page INTEGER NOT NULL,
    app  INTEGER NOT NULL,
    body TEXT    NOT NULL,
    PRIMARY KEY (page, app)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscriptions (
    app    INTEGER NOT NULL,
    object TEXT    NOT NULL,
    body   TEXT    NOT NULL,
    PRIMARY KEY (app, object)
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
    id   INTEGER PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE contacts (
    page    INTEGER NOT NULL,
    psid    INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    person  INTEGER NOT NULL,
    PRIMARY KEY (page, psid)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX contacts_by_person ON contacts (person, page, channel);

CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
