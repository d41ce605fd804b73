CREATE TABLE shop (                        -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  name            TEXT NOT NULL,           -- [none] trade name, as the policy names the controller (policy W1)
  street          TEXT NOT NULL,           -- [none] street and number
  postcode        TEXT NOT NULL,           -- [none] postcode
  city            TEXT NOT NULL,           -- [none] town
  phone           TEXT NOT NULL,           -- [none] E.164 (policy W4)
  email           TEXT NOT NULL,           -- [none] address for customers (policy W4)
  whatsapp        BIGINT NOT NULL,         -- [none] 1: the phone number can be reached through WhatsApp (policy S4)
  kvk             TEXT NOT NULL,           -- [none] Chamber of Commerce number (policy W2)
  vat             TEXT NOT NULL,           -- [none] VAT number (policy W3)
  zone            TEXT NOT NULL,           -- [none] time zone, IANA name
  url             TEXT NOT NULL,           -- [none] public address without a slash at the end; empty: where it listens
  PRIMARY KEY (shop)
) /*clustered*/;

CREATE TABLE shop_host (                   -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  host            TEXT NOT NULL,           -- [none] host name, lower case, without port
  PRIMARY KEY (shop, host)
) /*clustered*/;
