CREATE TABLE ledger_checkpoint (           -- class: ledger
  shop            BIGINT NOT NULL,         -- [none] the shop
  sequence        BIGINT NOT NULL,         -- [none] the entry that was the newest
  at_time         BIGINT NOT NULL,         -- [none] when it was signed, epoch seconds, UTC
  hash            BYTEA NOT NULL,          -- [none] the hash of that entry
  signature       TEXT NOT NULL,           -- [none] the shop's signature of the three
  PRIMARY KEY (shop, sequence)
) /*clustered*/;
