CREATE TABLE booking (                     -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  booking         BIGINT NOT NULL,         -- [none] the booking
  reference       TEXT NOT NULL,           -- [D4 plain] eight letters and digits that people read aloud
  person          BIGINT NOT NULL,         -- [none] the record of who booked
  service         TEXT NOT NULL,           -- [D4 plain] the service wanted
  size            TEXT NOT NULL,           -- [D4 plain] vehicle size
  resource        BIGINT NOT NULL,         -- [D4 plain] the bay that is held
  start_time      BIGINT NOT NULL,         -- [D4 plain] epoch seconds, UTC
  end_time        BIGINT NOT NULL,         -- [D4 plain] epoch seconds, UTC
  price_cents     BIGINT NOT NULL,         -- [D4 plain] price including VAT, as agreed at booking
  status          TEXT NOT NULL,           -- [D4 plain] pending, confirmed or cancelled
  channel         TEXT NOT NULL,           -- [D4 plain] website, api or desk
  policy_version  TEXT NOT NULL,           -- [none] version of the policy shown at booking (policy V1)
  created         BIGINT NOT NULL,         -- [D4 plain] epoch seconds, UTC
  message         BYTEA,                   -- [D5 sealed] what the person wrote with the booking
  cancel_reason   BYTEA,                   -- [D5 sealed] why it was cancelled, in the words of who did
  PRIMARY KEY (shop, booking)
) /*clustered*/;
CREATE UNIQUE INDEX booking_reference ON booking (shop, reference);
CREATE INDEX booking_start ON booking (shop, start_time);
CREATE INDEX booking_person ON booking (shop, person);

CREATE TABLE booking_event (               -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  booking         BIGINT NOT NULL,         -- [none] the booking
  at_time         BIGINT NOT NULL,         -- [D4 plain] epoch seconds, UTC
  event           TEXT NOT NULL,           -- [D4 plain] what happened, such as confirmed
  actor           TEXT NOT NULL,           -- [staff plain] who did it, as in the ledger
  PRIMARY KEY (shop, booking, at_time, event)
) /*clustered*/;

CREATE TABLE repeated_request (            -- class: unfinished
  shop            BIGINT NOT NULL,         -- [none] the shop
  key_digest      BYTEA NOT NULL,          -- [D4 index] keyed digest of the Idempotency-Key
  request_digest  BYTEA NOT NULL,          -- [D4 index] keyed digest of the request
  booking         BIGINT NOT NULL,         -- [none] the booking that it made
  created         BIGINT NOT NULL,         -- [none] epoch seconds, UTC; gone an hour later
  PRIMARY KEY (shop, key_digest)
) /*clustered*/;
CREATE INDEX repeated_request_created ON repeated_request (shop, created);
