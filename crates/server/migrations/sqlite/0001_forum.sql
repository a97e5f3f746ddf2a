-- The forum. Moments are milliseconds since 1970, flags are 0 or 1, names of roles and icons are the
-- words of the JSON API. Types that PostgreSQL spells otherwise stand only in this folder.

CREATE TABLE site (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL
) STRICT;

CREATE TABLE accounts (
    id         INTEGER PRIMARY KEY,
    pseudo     TEXT    NOT NULL,
    -- The pseudo without its letter case: what makes two pseudos the same.
    pseudo_key TEXT    NOT NULL UNIQUE,
    -- An argon2id hash with its parameters (PHC string).
    password   TEXT    NOT NULL,
    role       TEXT    NOT NULL,
    signature  TEXT,
    created_at INTEGER NOT NULL
) STRICT;

-- The cookie's token is never stored, only its SHA-256: a stolen backup opens no session.
CREATE TABLE sessions (
    token_hash BLOB    PRIMARY KEY,
    account    INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_account ON sessions (account);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE forums (
    id          INTEGER PRIMARY KEY,
    slug        TEXT    NOT NULL UNIQUE,
    name        TEXT    NOT NULL,
    description TEXT    NOT NULL,
    language    TEXT    NOT NULL,
    -- Where it stands in the list of forums.
    rank        INTEGER NOT NULL,
    topics      INTEGER NOT NULL DEFAULT 0,
    posts       INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE smilies (
    forum   INTEGER NOT NULL REFERENCES forums (id) ON DELETE CASCADE,
    name    TEXT    NOT NULL,
    -- 1 is the plain [:name].
    variant INTEGER NOT NULL CHECK (variant BETWEEN 1 AND 10),
    src     TEXT    NOT NULL,
    width   INTEGER NOT NULL,
    height  INTEGER NOT NULL,
    rank    INTEGER NOT NULL,
    PRIMARY KEY (forum, name, variant)
) STRICT;

-- A topic's opening post is the one at position 1, its newest the one at position `posts`.
CREATE TABLE topics (
    id        INTEGER PRIMARY KEY,
    forum     INTEGER NOT NULL REFERENCES forums (id),
    title     TEXT    NOT NULL,
    locked    INTEGER NOT NULL DEFAULT 0,
    pinned    INTEGER NOT NULL DEFAULT 0,
    posts     INTEGER NOT NULL,
    latest_at INTEGER NOT NULL
) STRICT;
CREATE INDEX topics_in_order ON topics (forum, pinned, latest_at, id);
CREATE INDEX topics_by_latest ON topics (forum, latest_at, id);

CREATE TABLE posts (
    id        INTEGER PRIMARY KEY,
    topic     INTEGER NOT NULL REFERENCES topics (id),
    position  INTEGER NOT NULL,
    author    INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    -- The author's pseudo of that day: it stays when the account goes.
    pseudo    TEXT    NOT NULL,
    icon      TEXT,
    body      TEXT    NOT NULL,
    smilies   INTEGER NOT NULL,
    signature INTEGER NOT NULL,
    posted_at INTEGER NOT NULL,
    UNIQUE (topic, position)
) STRICT;
CREATE INDEX posts_by_author ON posts (author);

-- Who wants to hear of replies to what.
CREATE TABLE watches (
    account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    topic   INTEGER NOT NULL REFERENCES topics (id) ON DELETE CASCADE,
    PRIMARY KEY (account, topic)
) STRICT;
CREATE INDEX watches_by_topic ON watches (topic);

-- The idempotency keys of replies. A row is written first in the transaction of its post: a second
-- request with the same key waits there, and then finds the post.
CREATE TABLE reply_keys (
    account      INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    key          TEXT    NOT NULL,
    -- SHA-256 of the topic and the reply, without the credentials.
    request_hash BLOB    NOT NULL,
    -- Null only inside that transaction.
    post         INTEGER REFERENCES posts (id) ON DELETE CASCADE,
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (account, key)
) STRICT;
CREATE INDEX reply_keys_by_age ON reply_keys (created_at);
CREATE INDEX reply_keys_by_post ON reply_keys (post);
