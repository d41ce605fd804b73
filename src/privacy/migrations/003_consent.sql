CREATE TABLE consent (                     -- class: consent
  shop            BIGINT NOT NULL,         -- [none] the shop
  consent         BIGINT NOT NULL,         -- [none] the consent; grows with time
  person          BIGINT NOT NULL,         -- [none] the record of who gave it
  clause          TEXT NOT NULL,           -- [D4 plain] what was agreed to, a clause of the policy
  given           BIGINT NOT NULL,         -- [D4 plain] epoch seconds, UTC
  text_hash       BYTEA NOT NULL,          -- [none] BLAKE2b-256 of the exact text that was shown (GDPR 7(1))
  policy_version  TEXT NOT NULL,           -- [none] version of the policy that was in force
  language        TEXT NOT NULL,           -- [D4 plain] language of that text
  channel         TEXT NOT NULL,           -- [D4 plain] website or desk
  guardian        BYTEA,                   -- [D1 sealed] who agreed for somebody under 16; NULL: the person is 16 or older
  withdrawn       BIGINT,                  -- [D4 plain] epoch seconds; NULL: in force
  PRIMARY KEY (shop, consent)
) /*clustered*/;
CREATE INDEX consent_of_person ON consent (shop, person, clause);
CREATE INDEX consent_withdrawn ON consent (shop, withdrawn);

CREATE TABLE consent_text (                -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  text_hash       BYTEA NOT NULL,          -- [none] BLAKE2b-256 of the text
  text            TEXT NOT NULL,           -- [none] as it is shown to everybody
  PRIMARY KEY (shop, text_hash)
) /*clustered*/;
