CREATE TABLE staff_account (               -- class: staff
  shop            BIGINT NOT NULL,         -- [none] the shop
  account         BIGINT NOT NULL,         -- [staff plain] the account, a person record of its own; the ledger names it
  role            TEXT NOT NULL,           -- [staff plain] owner or mechanic
  language        TEXT NOT NULL,           -- [staff plain] language of the desk
  created         BIGINT NOT NULL,         -- [staff plain] epoch seconds, UTC
  departed        BIGINT,                  -- [staff plain] when the person left, epoch seconds; NULL: works here
  name            BYTEA,                   -- [staff sealed] name; NULL until the first owner has given it
  email           BYTEA,                   -- [staff sealed] address to sign in with
  email_digest    BYTEA,                   -- [staff index] keyed digest of the address; NULL when nobody signs in with it
  password        TEXT,                    -- [staff plain] argon2id with its salt; NULL until the link was used
  link_digest     BYTEA,                   -- [staff index] keyed digest of the one-time link; NULL: none is valid
  link_expires    BIGINT,                  -- [staff plain] the link works before this, epoch seconds
  PRIMARY KEY (shop, account),
  UNIQUE (shop, email_digest),
  UNIQUE (shop, link_digest)
) /*clustered*/;

CREATE TABLE session (                     -- class: session
  shop            BIGINT NOT NULL,         -- [none] the shop
  digest          BYTEA NOT NULL,          -- [staff index] digest of the token that the browser has
  account         BIGINT NOT NULL,         -- [staff plain] who is signed in
  created         BIGINT NOT NULL,         -- [staff plain] when they signed in, epoch seconds
  seen_day        BIGINT NOT NULL,         -- [staff plain] last day of use, days since 1970, UTC
  PRIMARY KEY (shop, digest)
) /*clustered*/;
CREATE INDEX session_of_account ON session (shop, account);
