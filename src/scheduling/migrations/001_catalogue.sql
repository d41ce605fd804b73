CREATE TABLE service (                     -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  service         TEXT NOT NULL,           -- [none] stable name in addresses and the JSON interface
  position        BIGINT NOT NULL,         -- [none] order on the page
  needs           TEXT NOT NULL,           -- [none] kind of bay it is done in
  icon            TEXT NOT NULL,           -- [none] drawing beside it
  name_nl         TEXT NOT NULL,           -- [none] name in Dutch
  name_en         TEXT NOT NULL,           -- [none] name in English
  about_nl        TEXT NOT NULL,           -- [none] description in Dutch
  about_en        TEXT NOT NULL,           -- [none] description in English
  PRIMARY KEY (shop, service)
) /*clustered*/;

CREATE TABLE service_size (                -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  service         TEXT NOT NULL,           -- [none] the service
  size            TEXT NOT NULL,           -- [none] vehicle size: small, medium, large or van
  position        BIGINT NOT NULL,         -- [none] order on the page
  minutes         BIGINT NOT NULL,         -- [none] how long it takes, a multiple of five
  price_cents     BIGINT NOT NULL,         -- [none] price including VAT
  PRIMARY KEY (shop, service, size)
) /*clustered*/;
