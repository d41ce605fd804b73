CREATE TABLE person (                      -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  person          BIGINT NOT NULL,         -- [none] the record: one for each booking until proof or the desk links some
  identity        BIGINT NOT NULL,         -- [none] records with the same number are one person
  created         BIGINT NOT NULL,         -- [none] epoch seconds, UTC
  language        TEXT NOT NULL,           -- [D4 plain] language of messages
  name            BYTEA NOT NULL,          -- [D1 sealed] name as given
  email           BYTEA,                   -- [D2 sealed] e-mail address as given
  phone           BYTEA,                   -- [D2 sealed] phone number, E.164
  plate           BYTEA,                   -- [D3 sealed] country and licence plate
  vehicle         BYTEA,                   -- [D3 sealed] what the person says about the vehicle
  PRIMARY KEY (shop, person)
) /*clustered*/;
CREATE INDEX person_identity ON person (shop, identity);
