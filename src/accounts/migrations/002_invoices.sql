CREATE TABLE invoice_setting (             -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  iban            TEXT NOT NULL,           -- [none] of the shop's account; empty: nothing is paid by transfer
  days_to_pay     BIGINT NOT NULL,         -- [none] from the day of issue
  small_business  BIGINT NOT NULL,         -- [none] 1 under the small-business scheme (KOR)
  PRIMARY KEY (shop)
) /*clustered*/;

CREATE TABLE invoice_series (              -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  prefix          TEXT NOT NULL,           -- [none] of the series: empty for invoices, C for credit notes
  year            BIGINT NOT NULL,         -- [none] financial year
  last            BIGINT NOT NULL,         -- [none] the count that was given out last
  PRIMARY KEY (shop, prefix, year)
) /*clustered*/;

CREATE TABLE accounts_invoice (            -- class: accounts
  shop            BIGINT NOT NULL,         -- [none] the shop
  document        BIGINT NOT NULL,         -- [none] the document
  year            BIGINT NOT NULL,         -- [none] financial year, whose key it is sealed under
  person          BIGINT NOT NULL,         -- [none] the record that it was issued to, which may be gone before it
  booking         BIGINT,                  -- [none] what it charges
  corrects        BIGINT,                  -- [none] the document that this credit note corrects
  gross           BIGINT NOT NULL,         -- [none] cents, VAT included
  draft           BYTEA NOT NULL,          -- [D6 sealed] its contents, field by field
  ubl             BYTEA NOT NULL,          -- [D6 sealed] for machines, as it was issued
  PRIMARY KEY (shop, document)
);
CREATE INDEX accounts_invoice_year ON accounts_invoice (shop, year);
CREATE INDEX accounts_invoice_booking ON accounts_invoice (shop, booking);
CREATE INDEX accounts_invoice_corrects ON accounts_invoice (shop, corrects);
