-- An entry is complete when it is written: its lines come first, the entry closes them, and the database closes it only
-- when they balance. Lines without an entry do not get through a commit; an entry takes no more lines. Nothing changes
-- afterwards, and nothing goes before its year has been released.
CREATE TABLE journal_entry (               -- class: accounts
  shop            BIGINT NOT NULL,         -- [none] the shop
  entry           BIGINT NOT NULL,         -- [none] the entry; grows with time
  year            BIGINT NOT NULL,         -- [none] financial year, of the day
  day             BIGINT NOT NULL,         -- [none] that it is booked on, epoch seconds at its midnight, UTC
  kind            TEXT NOT NULL,           -- [none] invoice, credit_note, cash, card, bank, till_count, vat_return, memo, result, closing, opening
  document        TEXT,                    -- [none] number of the document that it books; whose it is, only the archive knows
  memo            TEXT NOT NULL,           -- [none] a code, never words about somebody
  posted          BIGINT NOT NULL,         -- [none] epoch seconds, UTC
  PRIMARY KEY (shop, entry),
  CHECK (year BETWEEN 2000 AND 2100 AND day % 86400 = 0),
  CHECK (day >= 86400 * (365 * (year - 1970) + (year - 1969) / 4 - (year - 1901) / 100 + (year - 1601) / 400)),
  CHECK (day < 86400 * (365 * (year - 1969) + (year - 1968) / 4 - (year - 1900) / 100 + (year - 1600) / 400)),
  CHECK (length(document) <= 40 AND length(memo) <= 30)
) /*clustered*/;
CREATE INDEX journal_entry_day ON journal_entry (shop, year, day, entry);
CREATE INDEX journal_entry_document ON journal_entry (shop, document, kind);
CREATE INDEX journal_entry_return ON journal_entry (shop, memo) WHERE kind = 'vat_return';

CREATE TABLE journal_line (                -- class: accounts
  shop            BIGINT NOT NULL,         -- [none] the shop
  entry           BIGINT NOT NULL,         -- [none] the entry
  line            BIGINT NOT NULL,         -- [none] from 1
  account         BIGINT NOT NULL,         -- [none] of the chart
  debit           BIGINT NOT NULL,         -- [none] cents; nothing where it is a credit
  credit          BIGINT NOT NULL,         -- [none] cents; nothing where it is a debit
  vat             TEXT,                    -- [none] how VAT treats it, where the VAT return counts it
  document        TEXT,                    -- [none] number of the document that it opens or settles
  PRIMARY KEY (shop, entry, line),
  FOREIGN KEY (shop, entry) REFERENCES journal_entry (shop, entry) DEFERRABLE INITIALLY DEFERRED,
  CHECK (debit = CAST(debit AS BIGINT) AND credit = CAST(credit AS BIGINT) AND debit >= 0 AND credit >= 0),
  CHECK ((debit = 0) <> (credit = 0) AND debit <= 999999999999 AND credit <= 999999999999),
  CHECK (length(document) <= 40)
) /*clustered*/;
CREATE INDEX journal_line_document ON journal_line (shop, account, document);

CREATE TABLE journal_till (                -- class: accounts
  shop            BIGINT NOT NULL,         -- [none] the shop
  day             BIGINT NOT NULL,         -- [none] that was closed, epoch seconds at its midnight, UTC
  year            BIGINT NOT NULL,         -- [none] financial year, of the day
  expected        BIGINT NOT NULL,         -- [none] cents by the books
  counted         BIGINT NOT NULL,         -- [none] cents in the till
  entry           BIGINT,                  -- [none] that books the difference, where there is one
  closed          BIGINT NOT NULL,         -- [none] epoch seconds, UTC
  PRIMARY KEY (shop, day),
  CHECK (day >= 86400 * (365 * (year - 1970) + (year - 1969) / 4 - (year - 1901) / 100 + (year - 1601) / 400)),
  CHECK (day < 86400 * (365 * (year - 1969) + (year - 1968) / 4 - (year - 1900) / 100 + (year - 1600) / 400)),
  CHECK (counted >= 0)
) /*clustered*/;

CREATE TABLE journal_closing (             -- class: accounts
  shop            BIGINT NOT NULL,         -- [none] the shop
  year            BIGINT NOT NULL,         -- [none] financial year that takes no more entries
  result          BIGINT NOT NULL,         -- [none] cents, a profit is positive
  closed          BIGINT NOT NULL,         -- [none] epoch seconds, UTC
  PRIMARY KEY (shop, year)
) /*clustered*/;

CREATE TABLE journal_release (             -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  year            BIGINT NOT NULL,         -- [none] financial year whose entries may go: seven years after its end (policy K3)
  released        BIGINT NOT NULL,         -- [none] epoch seconds, UTC
  PRIMARY KEY (shop, year),
  CHECK (released >= 86400 * (365 * (year - 1962) + (year - 1961) / 4 - (year - 1893) / 100 + (year - 1593) / 400))
) /*clustered*/;

CREATE TRIGGER journal_entry_balances BEFORE INSERT ON journal_entry
WHEN (SELECT COUNT(*) < 2 OR SUM(l.debit) <> SUM(l.credit) FROM journal_line l WHERE l.shop = NEW.shop AND l.entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'an entry balances'); END;

CREATE TRIGGER journal_entry_is_new BEFORE INSERT ON journal_entry
WHEN EXISTS (SELECT 1 FROM journal_entry e WHERE e.shop = NEW.shop AND e.entry = NEW.entry)
  OR (NEW.kind IN ('invoice', 'credit_note') AND EXISTS (SELECT 1 FROM journal_entry e WHERE e.shop = NEW.shop AND e.document = NEW.document AND e.kind IN ('invoice', 'credit_note')))
BEGIN SELECT RAISE(ABORT, 'what was booked is not booked again'); END;

CREATE TRIGGER journal_entry_in_an_open_year BEFORE INSERT ON journal_entry
WHEN EXISTS (SELECT 1 FROM journal_closing c WHERE c.shop = NEW.shop AND c.year >= NEW.year)
BEGIN SELECT RAISE(ABORT, 'the year is closed'); END;

CREATE TRIGGER journal_entry_stays BEFORE UPDATE ON journal_entry
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;

CREATE TRIGGER journal_entry_is_held BEFORE DELETE ON journal_entry
WHEN NOT EXISTS (SELECT 1 FROM journal_release r WHERE r.shop = OLD.shop AND r.year = OLD.year)
BEGIN SELECT RAISE(ABORT, 'the year is held'); END;

CREATE TRIGGER journal_line_is_in_time BEFORE INSERT ON journal_line
WHEN EXISTS (SELECT 1 FROM journal_entry e WHERE e.shop = NEW.shop AND e.entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'the entry is complete'); END;

CREATE TRIGGER journal_line_stays BEFORE UPDATE ON journal_line
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;

CREATE TRIGGER journal_line_is_held BEFORE DELETE ON journal_line
WHEN EXISTS (SELECT 1 FROM journal_entry e WHERE e.shop = OLD.shop AND e.entry = OLD.entry
  AND NOT EXISTS (SELECT 1 FROM journal_release r WHERE r.shop = e.shop AND r.year = e.year))
BEGIN SELECT RAISE(ABORT, 'the year is held'); END;

CREATE TRIGGER journal_till_once BEFORE INSERT ON journal_till
WHEN EXISTS (SELECT 1 FROM journal_till t WHERE t.shop = NEW.shop AND t.day >= NEW.day)
BEGIN SELECT RAISE(ABORT, 'the day is closed'); END;

CREATE TRIGGER journal_till_stays BEFORE UPDATE ON journal_till
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;

CREATE TRIGGER journal_till_is_held BEFORE DELETE ON journal_till
WHEN NOT EXISTS (SELECT 1 FROM journal_release r WHERE r.shop = OLD.shop AND r.year = OLD.year)
BEGIN SELECT RAISE(ABORT, 'the year is held'); END;

CREATE TRIGGER journal_closing_once BEFORE INSERT ON journal_closing
WHEN EXISTS (SELECT 1 FROM journal_closing c WHERE c.shop = NEW.shop AND c.year >= NEW.year)
BEGIN SELECT RAISE(ABORT, 'the year is closed'); END;

CREATE TRIGGER journal_closing_stays BEFORE UPDATE ON journal_closing
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;

CREATE TRIGGER journal_closing_is_held BEFORE DELETE ON journal_closing
WHEN NOT EXISTS (SELECT 1 FROM journal_release r WHERE r.shop = OLD.shop AND r.year = OLD.year)
BEGIN SELECT RAISE(ABORT, 'the year is held'); END;

CREATE TRIGGER journal_release_once BEFORE INSERT ON journal_release
WHEN EXISTS (SELECT 1 FROM journal_release r WHERE r.shop = NEW.shop AND r.year = NEW.year)
BEGIN SELECT RAISE(ABORT, 'the year is released'); END;

CREATE TRIGGER journal_release_stays BEFORE UPDATE ON journal_release
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
