-- A mail's number and the moment it was queued name its file and make its Message-ID: numbers are never
-- given twice, and the moment stays through every try.
CREATE TABLE numbered_mails (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    recipient   TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    text        TEXT    NOT NULL,
    html        TEXT    NOT NULL,
    -- The address that a one-click unsubscription is posted to.
    unsubscribe TEXT,
    queued_at   INTEGER NOT NULL,
    tries       INTEGER NOT NULL DEFAULT 0,
    next_try_at INTEGER NOT NULL
) STRICT;
INSERT INTO numbered_mails
    SELECT id, recipient, subject, text, html, unsubscribe, next_try_at, tries, next_try_at FROM mails;
DROP TABLE mails;
ALTER TABLE numbered_mails RENAME TO mails;
CREATE INDEX mails_by_next_try ON mails (next_try_at);

-- Who watched before there were mails has no link that ends them yet, and is told of nothing without one.
UPDATE watches SET token = lower(hex(randomblob(32))) WHERE token IS NULL;
