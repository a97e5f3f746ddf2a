-- What a name looks like (UTS 39, skeleton), to refuse look-alikes. The server fills it in at its start where it is NULL. Not
-- unique: accounts of older rules may look alike.
ALTER TABLE accounts ADD COLUMN pseudo_shape TEXT;
CREATE INDEX accounts_by_shape ON accounts (pseudo_shape);
