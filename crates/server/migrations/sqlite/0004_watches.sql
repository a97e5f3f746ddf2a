-- A watch that was ended stays, so that the link that ended it can say so again.
ALTER TABLE watches ADD COLUMN watched INTEGER NOT NULL DEFAULT 1;
