CREATE TABLE disclosure (                  -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  person          BIGINT NOT NULL,         -- [none] the record whose data went out; the row goes with it
  entry           BIGINT NOT NULL,         -- [none] the disclosure; grows with time
  at_time         BIGINT NOT NULL,         -- [D4 plain] when, epoch seconds, UTC
  recipient       TEXT NOT NULL,           -- [none] who got it, by its name in the policy (policy S3 to S5)
  purpose         TEXT NOT NULL,           -- [none] what for, by its name in the policy
  categories      TEXT NOT NULL,           -- [none] which data, by name: contact, name
  occasion        TEXT NOT NULL,           -- [none] by what: a message, handover:NUMBER
  PRIMARY KEY (shop, person, entry)
) /*clustered*/;
CREATE INDEX disclosure_entry ON disclosure (shop, entry);
