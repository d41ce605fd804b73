CREATE TABLE staff_second_factor (         -- class: staff
  shop            BIGINT NOT NULL,         -- [none] the shop
  account         BIGINT NOT NULL,         -- [staff plain] whose codes these are
  secret          BYTEA NOT NULL,          -- [staff sealed] what the app on their phone makes the codes from
  confirmed       BIGINT,                  -- [staff plain] when it was switched on, epoch seconds; NULL: not yet
  last_step       BIGINT NOT NULL,         -- [staff plain] the half minute of the newest code that was accepted
  recovery        BYTEA NOT NULL,          -- [staff index] keyed digests of the recovery codes that are left, 32 bytes each
  PRIMARY KEY (shop, account)
) /*clustered*/;

CREATE TABLE half_session (                -- class: session
  shop            BIGINT NOT NULL,         -- [none] the shop
  digest          BYTEA NOT NULL,          -- [staff index] digest of the token that the browser has
  account         BIGINT NOT NULL,         -- [staff plain] whose password was right and whose code is asked
  created         BIGINT NOT NULL,         -- [staff plain] when the password was given, epoch seconds
  PRIMARY KEY (shop, digest)
) /*clustered*/;
CREATE INDEX half_session_of_account ON half_session (shop, account);
