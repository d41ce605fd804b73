CREATE TABLE restriction (                 -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  person          BIGINT NOT NULL,         -- [none] the record that is only kept; goes with it
  ground          TEXT NOT NULL,           -- [D4 plain] accuracy, unlawful, claim or objection (GDPR 18(1)(a) to (d))
  since           BIGINT NOT NULL,         -- [D4 plain] epoch seconds, UTC
  lifting         BIGINT,                  -- [D4 plain] announced to the person (GDPR 18(3)), epoch seconds; NULL: not yet
  PRIMARY KEY (shop, person, ground)
) /*clustered*/;

CREATE TABLE objection (                   -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  person          BIGINT NOT NULL,         -- [none] the record of who objects; goes with it
  aim             TEXT NOT NULL,           -- [D4 plain] improvement (policy P4, GDPR 21(1)) or marketing (GDPR 21(3))
  since           BIGINT NOT NULL,         -- [D4 plain] epoch seconds, UTC
  balance         TEXT NOT NULL,           -- [D4 plain] open, upheld or overridden
  decided         BIGINT,                  -- [D4 plain] epoch seconds; NULL: not yet
  reasons         BYTEA,                   -- [D5 sealed] of the decision, in the shop's words
  PRIMARY KEY (shop, person, aim)
) /*clustered*/;
