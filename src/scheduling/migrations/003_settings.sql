ALTER TABLE service ADD COLUMN online BIGINT NOT NULL DEFAULT 1;  -- [none] class: none; 1: booked on the website too; 0: at the desk only
ALTER TABLE service ADD COLUMN retired BIGINT NOT NULL DEFAULT 0;  -- [none] class: none; 1: not offered any more; bookings still name it
ALTER TABLE service ADD COLUMN buffer_minutes BIGINT NOT NULL DEFAULT 0;  -- [none] class: none; the bay stays free this long afterwards, a multiple of five
ALTER TABLE service ADD COLUMN price_from BIGINT NOT NULL DEFAULT 0;  -- [none] class: none; 1: prices are where it begins, 0: what it costs
ALTER TABLE resource ADD COLUMN state TEXT NOT NULL DEFAULT 'in_use';  -- [none] class: none; in_use, out_of_order or retired
ALTER TABLE resource ADD COLUMN sizes TEXT NOT NULL DEFAULT '';  -- [none] class: none; vehicle sizes that fit, separated by commas; empty: all

CREATE TABLE service_bay (                 -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  service         TEXT NOT NULL,           -- [none] the service
  resource        BIGINT NOT NULL,         -- [none] a bay that it is done in; a service without any: every bay of its kind
  PRIMARY KEY (shop, service, resource)
) /*clustered*/;

CREATE TABLE special_hours (               -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  day             TEXT NOT NULL,           -- [none] YYYY-MM-DD, a day with hours of its own
  opens           BIGINT NOT NULL,         -- [none] minutes after midnight on the wall clock
  closes          BIGINT NOT NULL,         -- [none] the same; not after opens: runs past midnight
  PRIMARY KEY (shop, day, opens)
) /*clustered*/;

CREATE TABLE holiday_choice (              -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  holiday         TEXT NOT NULL,           -- [none] name of the holiday, such as kings_day
  closed          BIGINT NOT NULL,         -- [none] 1: closed on it, 0: open as on any other day
  PRIMARY KEY (shop, holiday)
) /*clustered*/;

CREATE TABLE vehicle_size (                -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  size            TEXT NOT NULL,           -- [none] small, medium, large or van
  name_nl         TEXT NOT NULL,           -- [none] what the shop calls it in Dutch
  name_en         TEXT NOT NULL,           -- [none] and in English
  examples_nl     TEXT NOT NULL,           -- [none] cars of this size, in Dutch
  examples_en     TEXT NOT NULL,           -- [none] and in English
  PRIMARY KEY (shop, size)
) /*clustered*/;
