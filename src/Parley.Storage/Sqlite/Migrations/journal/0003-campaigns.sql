-- Campaigns of sponsored messages: what is looked up by is a column, the rest is JSON in body.
CREATE TABLE campaigns (
    id   INTEGER PRIMARY KEY,
    page INTEGER NOT NULL,
    body TEXT    NOT NULL
) STRICT;
