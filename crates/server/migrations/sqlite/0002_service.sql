-- Accounts with mail, forums of one's own, moderation. Moments are milliseconds since 1970.

ALTER TABLE accounts ADD COLUMN email TEXT;
-- The address in lower case: what makes two addresses the same.
ALTER TABLE accounts ADD COLUMN email_key TEXT;
CREATE UNIQUE INDEX accounts_by_email ON accounts (email_key);
-- The name of a picture.
ALTER TABLE accounts ADD COLUMN avatar TEXT;
-- The JSON of the contract's Preferences. Null: the defaults.
ALTER TABLE accounts ADD COLUMN preferences TEXT;

ALTER TABLE sessions ADD COLUMN id INTEGER;
ALTER TABLE sessions ADD COLUMN opened_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN agent TEXT NOT NULL DEFAULT '';

-- What the links in mails stand for, each good for one use. The token is never stored, only its
-- SHA-256. A sign-up has no account yet: what it asks for waits here until it is confirmed.
CREATE TABLE mail_tokens (
    token_hash BLOB    PRIMARY KEY,
    -- confirm, email or reset.
    purpose    TEXT    NOT NULL,
    account    INTEGER REFERENCES accounts (id) ON DELETE CASCADE,
    email      TEXT    NOT NULL,
    pseudo     TEXT,
    password   TEXT,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX mail_tokens_by_expiry ON mail_tokens (expires_at);

-- Mails that wait to be sent. One is gone once it was handed over.
CREATE TABLE mails (
    id          INTEGER PRIMARY KEY,
    recipient   TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    text        TEXT    NOT NULL,
    html        TEXT    NOT NULL,
    -- The address that a one-click unsubscription is posted to.
    unsubscribe TEXT,
    tries       INTEGER NOT NULL DEFAULT 0,
    next_try_at INTEGER NOT NULL
) STRICT;
CREATE INDEX mails_by_next_try ON mails (next_try_at);

-- What the link in a notice stands for. It only stops notices, so it is stored as it is.
ALTER TABLE watches ADD COLUMN token TEXT;
CREATE UNIQUE INDEX watches_by_token ON watches (token);

ALTER TABLE forums ADD COLUMN accent TEXT;
-- The least role that reads, and the least that writes: guest, member, moderator, administrator.
ALTER TABLE forums ADD COLUMN readers TEXT NOT NULL DEFAULT 'guest';
ALTER TABLE forums ADD COLUMN writers TEXT NOT NULL DEFAULT 'member';

-- Roles above member, forum by forum. What accounts.role gives holds in all of them.
CREATE TABLE forum_roles (
    forum   INTEGER NOT NULL REFERENCES forums (id) ON DELETE CASCADE,
    account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    role    TEXT    NOT NULL,
    PRIMARY KEY (forum, account)
) STRICT;
CREATE INDEX forum_roles_by_account ON forum_roles (account);

CREATE TABLE log (
    id      INTEGER PRIMARY KEY,
    forum   INTEGER NOT NULL REFERENCES forums (id) ON DELETE CASCADE,
    at      INTEGER NOT NULL,
    account INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    -- The name of that day: it stays when the account goes.
    pseudo  TEXT    NOT NULL,
    act     TEXT    NOT NULL,
    subject TEXT    NOT NULL,
    topic   INTEGER REFERENCES topics (id) ON DELETE SET NULL,
    post    INTEGER REFERENCES posts (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX log_by_forum ON log (forum, id);

-- Pictures that people gave: smilies and avatars, as the server encoded them anew.
CREATE TABLE pictures (
    -- The SHA-256 of the bytes in hexadecimal digits, and the extension: also the last part of its address.
    name       TEXT PRIMARY KEY,
    media_type TEXT NOT NULL,
    bytes      BLOB NOT NULL
) STRICT;

ALTER TABLE posts ADD COLUMN edited_at INTEGER;
-- author or moderator. Null: it stands.
ALTER TABLE posts ADD COLUMN withdrawn TEXT;
-- Where a guest wrote from, for the flood interval. Not kept for accounts.
ALTER TABLE posts ADD COLUMN network TEXT;
CREATE INDEX posts_by_author_and_age ON posts (author, posted_at);

-- Smilies get a number, by which they are renamed, moved and retired.
CREATE TABLE numbered_smilies (
    id       INTEGER PRIMARY KEY,
    forum    INTEGER NOT NULL REFERENCES forums (id) ON DELETE CASCADE,
    name     TEXT    NOT NULL,
    -- 1 is the plain [:name].
    variant  INTEGER NOT NULL CHECK (variant BETWEEN 1 AND 10),
    src      TEXT    NOT NULL,
    width    INTEGER NOT NULL,
    height   INTEGER NOT NULL,
    animated INTEGER NOT NULL DEFAULT 0,
    retired  INTEGER NOT NULL DEFAULT 0,
    rank     INTEGER NOT NULL,
    UNIQUE (forum, name, variant)
) STRICT;
INSERT INTO numbered_smilies (forum, name, variant, src, width, height, rank)
    SELECT forum, name, variant, src, width, height, rank FROM smilies ORDER BY forum, rank;
DROP TABLE smilies;
ALTER TABLE numbered_smilies RENAME TO smilies;
CREATE INDEX smilies_in_order ON smilies (forum, rank, id);

-- Keys of guests, too: account 0 is everybody without one.
CREATE TABLE post_keys (
    account      INTEGER NOT NULL,
    key          TEXT    NOT NULL,
    -- SHA-256 of where the post goes and what it says, without the credentials.
    request_hash BLOB    NOT NULL,
    -- Null only inside the transaction of its post.
    post         INTEGER REFERENCES posts (id) ON DELETE CASCADE,
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (account, key)
) STRICT;
INSERT INTO post_keys SELECT account, key, request_hash, post, created_at FROM reply_keys;
DROP TABLE reply_keys;
CREATE INDEX post_keys_by_age ON post_keys (created_at);
CREATE INDEX post_keys_by_post ON post_keys (post);
