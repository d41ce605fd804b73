CREATE TABLE person_words (                -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  person          BIGINT NOT NULL,         -- [none] the record that is found by them
  revision        BIGINT NOT NULL,         -- [none] grows with every change in this table
  words           BYTEA,                   -- [D1 index] sealed keyed digests of beginnings of name, contact and plate
  PRIMARY KEY (shop, person)
) /*clustered*/;
CREATE INDEX person_words_revision ON person_words (shop, revision);
