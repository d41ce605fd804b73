CREATE TABLE contact_message (             -- class: contact
  shop            BIGINT NOT NULL,         -- [none] the shop
  message         BIGINT NOT NULL,         -- [none] the message; grows with time
  person          BIGINT NOT NULL,         -- [none] the sender: a record of its own for each message
  created         BIGINT NOT NULL,         -- [D4 plain] when it was sent, epoch seconds, UTC
  language        TEXT NOT NULL,           -- [D4 plain] language of the page it was sent from
  name            BYTEA NOT NULL,          -- [D1 sealed] name as given
  email           BYTEA,                   -- [D2 sealed] e-mail address as given
  phone           BYTEA,                   -- [D2 sealed] phone number, E.164
  body            BYTEA NOT NULL,          -- [D5 sealed] what was written
  handled         BIGINT,                  -- [none] when the desk was done with it, epoch seconds; NULL: it waits
  PRIMARY KEY (shop, message)
) /*clustered*/;
