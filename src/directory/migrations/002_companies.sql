CREATE TABLE company (                     -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  person          BIGINT NOT NULL,         -- [none] the business: a record of its own, since its owner may be a person
  changed         BIGINT NOT NULL,         -- [none] when it was written last, epoch seconds
  name            BYTEA NOT NULL,          -- [D6 sealed] name of the business
  street          BYTEA,                   -- [D6 sealed] street and number
  postcode        BYTEA,                   -- [D6 sealed] postcode
  city            BYTEA,                   -- [D6 sealed] town
  kvk             BYTEA,                   -- [D6 sealed] number in the trade register
  vat             BYTEA,                   -- [D6 sealed] VAT number
  email           BYTEA,                   -- [D2 sealed] where invoices go
  payment_days    BIGINT NOT NULL,         -- [none] how many days there are to pay; 0: as the shop has it
  PRIMARY KEY (shop, person)
) /*clustered*/;

CREATE TABLE company_contact (             -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  company         BIGINT NOT NULL,         -- [none] the record of the business
  person          BIGINT NOT NULL,         -- [none] the record of the person one speaks to there
  since           BIGINT NOT NULL,         -- [D4 plain] when the desk said so, epoch seconds
  PRIMARY KEY (shop, company, person)
) /*clustered*/;
CREATE INDEX company_contact_person ON company_contact (shop, person);
