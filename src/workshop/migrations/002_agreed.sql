-- Each price that the customer agreed to, or that the shop took on itself; the last one counts. Rows are only added.
CREATE TABLE work_order_price (            -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  price           BIGINT NOT NULL,         -- [none] the agreement; grows with time
  work_order      BIGINT NOT NULL,         -- [none] the order
  person          BIGINT NOT NULL,         -- [none] whose
  how             TEXT NOT NULL,           -- [D4 plain] quote, by_phone, at_desk or absorbed
  amount          BIGINT NOT NULL,         -- [D4 plain] cents, VAT included
  at_time         BIGINT NOT NULL,         -- [D4 plain] epoch seconds, UTC
  actor           TEXT NOT NULL,           -- [staff plain] who wrote it down, as in the ledger
  words           BYTEA,                   -- [D6 sealed] who agreed, and to what
  PRIMARY KEY (shop, price),
  FOREIGN KEY (shop, work_order) REFERENCES work_order (shop, work_order) ON DELETE CASCADE,
  CHECK (how IN ('quote', 'by_phone', 'at_desk', 'absorbed')),
  CHECK (amount >= 0)
) /*clustered*/;
CREATE INDEX work_order_price_order ON work_order_price (shop, work_order);
CREATE TRIGGER work_order_price_stays BEFORE UPDATE ON work_order_price
BEGIN SELECT RAISE(ABORT, 'what was agreed is only added to'); END;
