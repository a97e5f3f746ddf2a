-- Forums in the pages of other sites.

-- The sites whose pages may show a forum, as origins.
CREATE TABLE forum_hosts (
    forum INTEGER NOT NULL REFERENCES forums (id) ON DELETE CASCADE,
    host  TEXT    NOT NULL,
    -- Where it stands in the list.
    rank  INTEGER NOT NULL,
    PRIMARY KEY (forum, host)
) STRICT;
CREATE INDEX forum_hosts_by_host ON forum_hosts (host);

-- The key with which the servers of these sites sign who is signed in there: needed as it is, to check their
-- signatures (HMAC). Null: none.
ALTER TABLE forums ADD COLUMN host_key TEXT;

-- The address of the page of another site that a topic answers.
ALTER TABLE topics ADD COLUMN page TEXT;
CREATE UNIQUE INDEX topics_by_page ON topics (forum, page) WHERE page IS NOT NULL;

-- The site whose pages a session is good for. Null: the forum's own.
ALTER TABLE sessions ADD COLUMN host TEXT;

-- Accounts of those who are signed in on such a site, by what its server calls them.
CREATE TABLE host_accounts (
    forum   INTEGER NOT NULL REFERENCES forums (id) ON DELETE CASCADE,
    subject TEXT    NOT NULL,
    account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (forum, subject)
) STRICT;
CREATE INDEX host_accounts_by_account ON host_accounts (account);
