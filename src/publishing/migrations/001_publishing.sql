CREATE TABLE policy_draft (                -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop; it has one draft at most
  based_on        TEXT NOT NULL,           -- [none] version from which it began
  saved           BIGINT NOT NULL,         -- [none] epoch seconds, UTC
  model           TEXT NOT NULL,           -- [none] what it would allow
  PRIMARY KEY (shop)
) /*clustered*/;

CREATE TABLE policy_draft_prose (          -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  file            TEXT NOT NULL,           -- [none] language and chapter, "nl/who.md"
  words           TEXT NOT NULL,           -- [none] the shop's own, in place of what is in force
  PRIMARY KEY (shop, file)
) /*clustered*/;

CREATE TABLE policy_notice (               -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  version         TEXT NOT NULL,           -- [none] of which people are told
  started         BIGINT NOT NULL,         -- [none] epoch seconds, UTC
  holder          BIGINT NOT NULL,         -- [none] which keeper of records is being gone through, from 0
  reached         BIGINT NOT NULL,         -- [none] the last record that was looked at
  mails           BIGINT NOT NULL,         -- [none] mails put in the outbox
  without_mail    BIGINT NOT NULL,         -- [none] records without an e-mail address
  finished        BIGINT,                  -- [none] when all were looked at, epoch seconds
  PRIMARY KEY (shop, version)
) /*clustered*/;
