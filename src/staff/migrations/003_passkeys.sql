CREATE TABLE staff_passkey (               -- class: staff
  shop            BIGINT NOT NULL,         -- [none] the shop
  account         BIGINT NOT NULL,         -- [staff plain] whose passkey it is
  passkey         BIGINT NOT NULL,         -- [staff plain] its number
  digest          BYTEA NOT NULL,          -- [staff index] keyed digest of the credential's id, which is random
  credential      BYTEA NOT NULL,          -- [staff sealed] the credential's id, base64url
  public_key      BYTEA NOT NULL,          -- [staff sealed] what its signatures are checked with, base64url
  algorithm       BIGINT NOT NULL,         -- [staff plain] of the signatures, as COSE numbers it: -7, -8 or -257
  name            BYTEA NOT NULL,          -- [staff sealed] what the colleague calls it
  counter         BIGINT NOT NULL,         -- [staff plain] of its newest signature; 0: it does not count
  created         BIGINT NOT NULL,         -- [staff plain] when it was added, epoch seconds
  used            BIGINT,                  -- [staff plain] when it was used last, epoch seconds; NULL: never
  suspected       BIGINT,                  -- [staff plain] when its counter went back, epoch seconds; NULL: never
  PRIMARY KEY (shop, account, passkey),
  UNIQUE (shop, digest)
) /*clustered*/;

CREATE TABLE staff_recovery (              -- class: staff
  shop            BIGINT NOT NULL,         -- [none] the shop
  account         BIGINT NOT NULL,         -- [staff plain] whose recovery codes these are
  digests         BYTEA NOT NULL,          -- [staff index] keyed digests of those that are left, 32 bytes each
  PRIMARY KEY (shop, account)
) /*clustered*/;
INSERT INTO staff_recovery (shop, account, digests)
  SELECT shop, account, recovery FROM staff_second_factor WHERE confirmed IS NOT NULL;

CREATE TABLE passkey_challenge (           -- class: session
  shop            BIGINT NOT NULL,         -- [none] the shop
  digest          BYTEA NOT NULL,          -- [staff index] digest of the challenge that the browser has
  browser         BYTEA NOT NULL,          -- [staff index] digest of that browser's cookies
  ceremony        TEXT NOT NULL,           -- [staff plain] what it is for: registration, sign_in or confirmation
  created         BIGINT NOT NULL,         -- [staff plain] when it was made, epoch seconds
  PRIMARY KEY (shop, digest)
) /*clustered*/;

ALTER TABLE session ADD COLUMN way TEXT;   -- [staff plain] class: session; password, code or passkey; NULL: not known
