-- Quotes for a work order. A row is one version; once sent, what was shown never changes, and answers are only added.
CREATE TABLE quote (                       -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  quote           BIGINT NOT NULL,         -- [none] the version of a quote; grows with time
  work_order      BIGINT NOT NULL,         -- [none] the order
  person          BIGINT NOT NULL,         -- [none] whose
  version         BIGINT NOT NULL,         -- [none] from 1 for each order
  state           TEXT NOT NULL,           -- [D4 plain] draft, sent or withdrawn
  basis           TEXT NOT NULL,           -- [none] whether its prices are including_vat or excluding_vat
  language        TEXT NOT NULL,           -- [none] nl or en
  revision        BIGINT NOT NULL,         -- [none] of the draft: one more with every change
  created         BIGINT NOT NULL,         -- [D4 plain] epoch seconds, UTC
  created_by      TEXT NOT NULL,           -- [staff plain] who began it, as in the ledger
  sent            BIGINT,                  -- [D4 plain] epoch seconds, UTC
  sent_by         TEXT,                    -- [staff plain] who sent it
  valid_until     BIGINT,                  -- [D4 plain] from when on it cannot be answered by link, epoch seconds, UTC
  gross           BIGINT,                  -- [D4 plain] of all its lines, cents, VAT included
  withdrawn       BIGINT,                  -- [D4 plain] epoch seconds, UTC
  withdrawn_by    TEXT,                    -- [staff plain] who withdrew it
  message         BYTEA,                   -- [D6 sealed] what the shop wrote with it
  shown           BYTEA,                   -- [D6 sealed] what was shown: lines, texts and sums as they were sent
  digest          BYTEA,                   -- [D6 sealed] BLAKE2b-256 of that, hexadecimal
  PRIMARY KEY (shop, quote),
  FOREIGN KEY (shop, work_order) REFERENCES work_order (shop, work_order) ON DELETE CASCADE,
  CHECK (state IN ('draft', 'sent', 'withdrawn')),
  CHECK (basis IN ('including_vat', 'excluding_vat'))
) /*clustered*/;
CREATE UNIQUE INDEX quote_version ON quote (shop, work_order, version);

CREATE TRIGGER quote_is_frozen BEFORE UPDATE OF version, basis, language, sent, sent_by, valid_until, gross, message, shown, digest ON quote
WHEN OLD.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'what was sent does not change'); END;

CREATE TABLE quote_line (                  -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  line            BIGINT NOT NULL,         -- [none] the line; grows with time
  quote           BIGINT NOT NULL,         -- [none] the version
  person          BIGINT NOT NULL,         -- [none] whose
  work_line       BIGINT,                  -- [none] the line of the order that it is, once there is one
  kind            TEXT NOT NULL,           -- [D4 plain] labour, part or extra
  description     BYTEA NOT NULL,          -- [D6 sealed] as it is shown
  thousandths     BIGINT NOT NULL,         -- [D4 plain] how many, in thousandths of the unit
  unit            TEXT NOT NULL,           -- [D4 plain] code of UN/ECE Recommendation 20
  unit_price      BIGINT NOT NULL,         -- [D4 plain] cents, with or without VAT as the quote says
  discount        BIGINT NOT NULL,         -- [D4 plain] cents off the whole line
  vat             TEXT NOT NULL,           -- [D4 plain] how VAT treats it
  can_wait        BIGINT NOT NULL,         -- [D4 plain] 1 when it is not urgent
  agreed_before   BIGINT NOT NULL,         -- [D4 plain] 1 when the customer agreed to the same before
  PRIMARY KEY (shop, line),
  FOREIGN KEY (shop, quote) REFERENCES quote (shop, quote) ON DELETE CASCADE,
  CHECK (kind IN ('labour', 'part', 'extra')),
  CHECK (thousandths > 0 AND thousandths <= 999999999 AND unit_price >= 0 AND unit_price <= 999999999),
  CHECK (discount >= 0 AND discount <= 999999999)
) /*clustered*/;
CREATE INDEX quote_line_quote ON quote_line (shop, quote);

CREATE TRIGGER quote_line_is_frozen BEFORE UPDATE OF quote, kind, description, thousandths, unit, unit_price, discount, vat, can_wait, agreed_before ON quote_line
WHEN EXISTS (SELECT 1 FROM quote q WHERE q.shop = OLD.shop AND q.quote = OLD.quote AND q.state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'what was sent does not change'); END;

CREATE TABLE quote_answer (                -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  answer          BIGINT NOT NULL,         -- [none] the answer; grows with time
  quote           BIGINT NOT NULL,         -- [none] the version that it answers
  person          BIGINT NOT NULL,         -- [none] whose
  via             TEXT NOT NULL,           -- [D4 plain] by_link, by_phone or at_desk
  opened          BIGINT,                  -- [D4 plain] when the page was opened that was answered, epoch seconds, UTC
  at_time         BIGINT NOT NULL,         -- [D4 plain] epoch seconds, UTC
  actor           TEXT NOT NULL,           -- [staff plain] who gave it or wrote it down, as in the ledger
  question        BYTEA,                   -- [D5 sealed] what the customer asked back
  PRIMARY KEY (shop, answer),
  FOREIGN KEY (shop, quote) REFERENCES quote (shop, quote) ON DELETE CASCADE,
  CHECK (via IN ('by_link', 'by_phone', 'at_desk'))
) /*clustered*/;
CREATE INDEX quote_answer_quote ON quote_answer (shop, quote);
CREATE TRIGGER quote_answer_stays BEFORE UPDATE ON quote_answer
BEGIN SELECT RAISE(ABORT, 'answers are only added'); END;

CREATE TABLE quote_answer_line (           -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  answer          BIGINT NOT NULL,         -- [none] the answer
  line            BIGINT NOT NULL,         -- [none] the line
  approved        BIGINT NOT NULL,         -- [D4 plain] 1 approved, 0 refused
  PRIMARY KEY (shop, answer, line),
  FOREIGN KEY (shop, answer) REFERENCES quote_answer (shop, answer) ON DELETE CASCADE
) /*clustered*/;
CREATE TRIGGER quote_answer_line_stays BEFORE UPDATE ON quote_answer_line
BEGIN SELECT RAISE(ABORT, 'answers are only added'); END;

CREATE TABLE work_order_invoice (          -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  work_order      BIGINT NOT NULL,         -- [none] the order
  document        BIGINT NOT NULL,         -- [none] its invoice
  at_time         BIGINT NOT NULL,         -- [D4 plain] epoch seconds, UTC
  actor           TEXT NOT NULL,           -- [staff plain] who issued it, as in the ledger
  PRIMARY KEY (shop, work_order, document),
  FOREIGN KEY (shop, work_order) REFERENCES work_order (shop, work_order) ON DELETE CASCADE
) /*clustered*/;
