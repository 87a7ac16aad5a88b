-- Small JSON documents of pages: profiles, personas, templates, attachments. A kind is a number of DocumentKind.
CREATE TABLE documents (
    page INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    key  TEXT    NOT NULL,
    body TEXT    NOT NULL,
    PRIMARY KEY (page, kind, key)
) STRICT, WITHOUT ROWID;
