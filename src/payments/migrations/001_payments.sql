CREATE TABLE payment (                     -- class: accounts
  shop            BIGINT NOT NULL,         -- [none] the shop
  entry           BIGINT NOT NULL,         -- [none] of the journal, that it is booked with
  day             BIGINT NOT NULL,         -- [none] that it is booked on, epoch seconds at its midnight, UTC
  document        TEXT,                    -- [none] number of the document that it settles; whose it is, only the archive knows
  bank_line       BIGINT,                  -- [none] the line of the bank that it explains
  reverses        BIGINT,                  -- [none] the entry that it takes back
  reason          TEXT,                    -- [none] why it was taken back, as a code
  form            BYTEA,                   -- [none] digest of the form's random number: sent twice, it is booked once
  account         BIGINT NOT NULL,         -- [staff plain] who booked it
  PRIMARY KEY (shop, entry)
) /*clustered*/;
CREATE UNIQUE INDEX payment_form ON payment (shop, form);
CREATE UNIQUE INDEX payment_reverses ON payment (shop, reverses);
CREATE INDEX payment_bank_line ON payment (shop, bank_line);
CREATE INDEX payment_document ON payment (shop, document);
CREATE INDEX payment_day ON payment (shop, day);

CREATE TABLE payment_reminder (            -- class: accounts
  shop            BIGINT NOT NULL,         -- [none] the shop
  reminder        BIGINT NOT NULL,         -- [none] the reminder; grows with time
  person          BIGINT NOT NULL,         -- [none] whose invoice it is about
  document        TEXT NOT NULL,           -- [none] number of the invoice
  step            BIGINT NOT NULL,         -- [none] 1 friendly, 2 second, 3 last
  means           TEXT NOT NULL,           -- [none] mail or letter
  language        TEXT NOT NULL,           -- [none] it is written in
  business        BIGINT NOT NULL,         -- [none] 1 for a business, which the law gives no fourteen days
  day             BIGINT NOT NULL,         -- [D4 plain] it was written on, epoch seconds at its midnight, UTC
  amount          BIGINT NOT NULL,         -- [D4 plain] cents that were open
  costs           BIGINT NOT NULL,         -- [D4 plain] cents of collection costs that the last one announces
  pay_by          BIGINT NOT NULL,         -- [D4 plain] until when it asks to pay, epoch seconds at its midnight, UTC
  delivered       BIGINT,                  -- [D4 plain] when the mail left, epoch seconds, UTC
  account         BIGINT NOT NULL,         -- [staff plain] who sent it
  PRIMARY KEY (shop, reminder)
) /*clustered*/;
CREATE UNIQUE INDEX payment_reminder_document ON payment_reminder (shop, document, step);
CREATE INDEX payment_reminder_person ON payment_reminder (shop, person);
CREATE INDEX payment_reminder_day ON payment_reminder (shop, day);

CREATE TABLE payment_pause (               -- class: accounts
  shop            BIGINT NOT NULL,         -- [none] the shop
  document        TEXT NOT NULL,           -- [none] number of the invoice that nobody is reminded of
  reason          TEXT NOT NULL,           -- [none] why, as a code
  day             BIGINT NOT NULL,         -- [D4 plain] since when, epoch seconds at its midnight, UTC
  account         BIGINT NOT NULL,         -- [staff plain] who paused it
  PRIMARY KEY (shop, document)
) /*clustered*/;

CREATE TABLE bank_statement (              -- class: accounts
  shop            BIGINT NOT NULL,         -- [none] the shop
  statement       BIGINT NOT NULL,         -- [none] the statement; grows with time
  number          TEXT NOT NULL,           -- [none] that the bank gave it
  from_day        BIGINT NOT NULL,         -- [none] of its opening balance, epoch seconds at its midnight, UTC
  until_day       BIGINT NOT NULL,         -- [none] of its closing balance
  opening         BIGINT NOT NULL,         -- [none] cents of the shop
  closing         BIGINT NOT NULL,         -- [none] cents of the shop
  new_lines       BIGINT NOT NULL,         -- [none] how many lines came with it
  known_lines     BIGINT NOT NULL,         -- [none] how many were there before
  imported        BIGINT NOT NULL,         -- [none] epoch seconds, UTC
  account         BIGINT NOT NULL,         -- [staff plain] who imported it
  PRIMARY KEY (shop, statement)
) /*clustered*/;
CREATE INDEX bank_statement_until ON bank_statement (shop, until_day);

CREATE TABLE bank_line (                   -- class: accounts
  shop            BIGINT NOT NULL,         -- [none] the shop
  line            BIGINT NOT NULL,         -- [none] the line; grows with time
  statement       BIGINT NOT NULL,         -- [none] that brought it
  day             BIGINT NOT NULL,         -- [D4 plain] that the bank booked it, epoch seconds at its midnight, UTC
  year            BIGINT NOT NULL,         -- [none] financial year, whose key it is sealed under
  amount          BIGINT NOT NULL,         -- [D4 plain] cents: received above nothing, paid below
  identity        BYTEA NOT NULL,          -- [none] digest of day, amount and the bank's own reference: the same line comes once
  person          BIGINT NOT NULL,         -- [none] under whose key it lies: who paid once that is known, a record of its own before
  told            BYTEA NOT NULL,          -- [bank_line sealed] name, account and description of the other side
  explained       BIGINT NOT NULL,         -- [none] 1 when it is in the books
  PRIMARY KEY (shop, line)
);
CREATE UNIQUE INDEX bank_line_identity ON bank_line (shop, identity);
CREATE INDEX bank_line_explained ON bank_line (shop, explained, day);
CREATE INDEX bank_line_person ON bank_line (shop, person);
CREATE INDEX bank_line_day ON bank_line (shop, day);
