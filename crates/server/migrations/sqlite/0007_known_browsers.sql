-- Browsers in which an account has signed in before. The cookie's token is never stored, only its SHA-256; one
-- token stands for a browser, whoever has signed in with it.
CREATE TABLE known_browsers (
    token_hash BLOB    NOT NULL,
    account    INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    used_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (token_hash, account)
) STRICT;
CREATE INDEX known_browsers_by_account ON known_browsers (account, used_at);
CREATE INDEX known_browsers_by_expiry ON known_browsers (expires_at);
