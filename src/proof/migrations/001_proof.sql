CREATE TABLE proof_observation (           -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  observer        TEXT NOT NULL,           -- [none] what looked, as policy/evidence.toml names it
  verdict         TEXT NOT NULL,           -- [none] holds, fails or not_yet_due
  said_nl         TEXT NOT NULL,           -- [none] what was seen, in Dutch; names nobody
  said_en         TEXT NOT NULL,           -- [none] the same in English
  checked         BIGINT NOT NULL,         -- [none] when, epoch seconds, UTC
  PRIMARY KEY (shop, observer)
) /*clustered*/;
