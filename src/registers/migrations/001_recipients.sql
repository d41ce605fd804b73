CREATE TABLE recipient_facts (             -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  recipient       TEXT NOT NULL,           -- [none] its name in the policy (policy S3 to S5)
  entry           BIGINT NOT NULL,         -- [none] the facts as they were written down; the highest are in force
  at_time         BIGINT NOT NULL,         -- [none] since when, epoch seconds, UTC
  legal_name      TEXT NOT NULL,           -- [none] legal name of the company or body
  role            TEXT NOT NULL,           -- [none] processor, controller or authority
  purpose         TEXT NOT NULL,           -- [none] what for, by its name in the policy
  contract        TEXT NOT NULL,           -- [none] reference of the contract (GDPR 28(3)); empty: none
  contract_date   TEXT NOT NULL,           -- [none] YYYY-MM-DD or empty
  contract_end    TEXT NOT NULL,           -- [none] last day, YYYY-MM-DD; empty: until it is ended
  country         TEXT NOT NULL,           -- [none] where the data goes, ISO 3166-1; empty: unknown
  transfer        TEXT NOT NULL,           -- [none] ground for a country outside the EEA (GDPR 44 to 49); else none
  at_the_end      TEXT NOT NULL,           -- [none] what becomes of the data when it ends
  PRIMARY KEY (shop, recipient, entry)
) /*clustered*/;

CREATE TABLE register_change (             -- class: ledger
  shop            BIGINT NOT NULL,         -- [none] the shop
  entry           BIGINT NOT NULL,         -- [none] the entry of the register that was written
  at_time         BIGINT NOT NULL,         -- [none] epoch seconds, UTC
  register        TEXT NOT NULL,           -- [none] which register, and what of it: recipient:whatsapp
  actor           TEXT NOT NULL,           -- [staff plain] who, as in the ledger
  PRIMARY KEY (shop, entry)
) /*clustered*/;
CREATE INDEX register_change_register ON register_change (shop, register);
