CREATE TABLE policy_version (              -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  version         TEXT NOT NULL,           -- [none] the day of its publication, YYYY-MM-DD (policy V2)
  published       BIGINT NOT NULL,         -- [none] when the shop put it in force, epoch seconds
  model           TEXT NOT NULL,           -- [none] what it allows, as in policy/published
  PRIMARY KEY (shop, version)
) /*clustered*/;

CREATE TABLE blind_index (                 -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  kind            TEXT NOT NULL,           -- [none] what was indexed: email, phone or plate
  digest          BYTEA NOT NULL,          -- [D2 index] keyed digest: finds what is known, tells nothing
  person          BIGINT NOT NULL,         -- [none] the record that has it
  PRIMARY KEY (shop, kind, digest, person)
) /*clustered*/;
CREATE INDEX blind_index_of_person ON blind_index (shop, person);

CREATE TABLE ledger (                      -- class: ledger
  shop            BIGINT NOT NULL,         -- [none] the shop
  sequence        BIGINT NOT NULL,         -- [none] 1, 2, 3 ... without gaps
  at_time         BIGINT NOT NULL,         -- [none] epoch seconds, UTC
  actor           TEXT NOT NULL,           -- [staff plain] who: staff:NUMBER, person, job:NAME
  outcome         TEXT NOT NULL,           -- [none] opened or refused
  what            TEXT NOT NULL,           -- [none] purposes and categories, by name
  persons         BYTEA NOT NULL,          -- [D1 index] digests under keys of their own: shredding the key unlinks them
  previous        BYTEA NOT NULL,          -- [none] hash of the entry before
  hash            BYTEA NOT NULL,          -- [none] hash of this entry and the one before
  PRIMARY KEY (shop, sequence)
) /*clustered*/;
