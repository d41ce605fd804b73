CREATE TABLE accounts_document (           -- class: accounts
  shop            BIGINT NOT NULL,         -- [none] the shop
  document        BIGINT NOT NULL,         -- [none] the document; grows with time
  number          TEXT NOT NULL,           -- [none] of the invoice, as the shop counts them
  year            BIGINT NOT NULL,         -- [none] financial year, whose key it is sealed under
  issued          BIGINT NOT NULL,         -- [D4 plain] day of issue, epoch seconds at its midnight, UTC
  person          BIGINT NOT NULL,         -- [none] the record that it was issued to, which may be gone before it
  size            BIGINT NOT NULL,         -- [none] bytes
  digest          BYTEA NOT NULL,          -- [none] BLAKE2b-256 of the document: shows that it is unchanged
  added           BIGINT NOT NULL,         -- [none] epoch seconds, UTC
  PRIMARY KEY (shop, document)
) /*clustered*/;
CREATE UNIQUE INDEX accounts_document_number ON accounts_document (shop, number);
CREATE INDEX accounts_document_year ON accounts_document (shop, year, issued);
CREATE INDEX accounts_document_person ON accounts_document (shop, person);

CREATE TABLE accounts_content (            -- class: accounts
  shop            BIGINT NOT NULL,         -- [none] the shop
  document        BIGINT NOT NULL,         -- [none] the document
  content         BYTEA NOT NULL,          -- [D6 sealed] the document itself, as it was issued
  PRIMARY KEY (shop, document)
);
