CREATE TABLE policy_prose (                -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  version         TEXT NOT NULL,           -- [none] of the policy
  file            TEXT NOT NULL,           -- [none] language and chapter, "nl/who.md"
  words           TEXT NOT NULL,           -- [none] as published; never changed
  PRIMARY KEY (shop, version, file)
) /*clustered*/;

CREATE TABLE policy_digest (               -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  version         TEXT NOT NULL,           -- [none] of the policy
  digest          TEXT NOT NULL,           -- [none] BLAKE2b-256 of model and prose, in hexadecimal
  PRIMARY KEY (shop, version)
) /*clustered*/;

CREATE TABLE shown_version (               -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  person          BIGINT NOT NULL,         -- [none] the record of somebody
  version         TEXT NOT NULL,           -- [none] of the policy that they know (policy V1)
  how             TEXT NOT NULL,           -- [none] collected under it, or told of it by mail or desk
  at_time         BIGINT NOT NULL,         -- [none] epoch seconds, UTC
  proof           BIGINT,                  -- [none] number of the message that told them
  PRIMARY KEY (shop, person, version)
) /*clustered*/;
