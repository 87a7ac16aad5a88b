-- What a page calls people by. The key is the name without its case: unique per page.
CREATE TABLE labels (
    id   INTEGER PRIMARY KEY,
    page INTEGER NOT NULL,
    key  TEXT    NOT NULL,
    name TEXT    NOT NULL,
    UNIQUE (page, key)
) STRICT;

-- Who carries which.
CREATE TABLE labelled (
    page  INTEGER NOT NULL,
    psid  INTEGER NOT NULL,
    label INTEGER NOT NULL,
    PRIMARY KEY (page, psid, label)
) STRICT, WITHOUT ROWID;

CREATE INDEX labelled_by_label ON labelled (label);
