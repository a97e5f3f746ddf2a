-- What the limits on writing look up: a network's guests, and who opened forums.
CREATE INDEX posts_by_network ON posts (network, posted_at) WHERE network IS NOT NULL;
CREATE INDEX log_by_account ON log (account, at);
