CREATE TABLE resource (                    -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  resource        BIGINT NOT NULL,         -- [none] the bay
  kind            TEXT NOT NULL,           -- [none] what it is fit for: care or lift
  name            TEXT NOT NULL,           -- [none] what the shop calls it
  PRIMARY KEY (shop, resource)
) /*clustered*/;

CREATE TABLE opening_hours (               -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  weekday         BIGINT NOT NULL,         -- [none] ISO weekday, 1 is Monday
  opens           BIGINT NOT NULL,         -- [none] minutes after midnight on the wall clock
  closes          BIGINT NOT NULL,         -- [none] the same; not after opens: runs past midnight (schema.org)
  PRIMARY KEY (shop, weekday, opens)
) /*clustered*/;

CREATE TABLE closure (                     -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  first_day       TEXT NOT NULL,           -- [none] first closed day, YYYY-MM-DD
  last_day        TEXT NOT NULL,           -- [none] last closed day
  PRIMARY KEY (shop, first_day)
) /*clustered*/;

CREATE TABLE booking_rules (               -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  notice_minutes  BIGINT NOT NULL,         -- [none] the earliest start is this long after now
  horizon_days    BIGINT NOT NULL,         -- [none] the last day that can be booked is this far away
  step_minutes    BIGINT NOT NULL,         -- [none] starts are offered this far apart, counted from opening
  on_holidays     BIGINT NOT NULL,         -- [none] 1: open on public holidays too
  confirms        TEXT NOT NULL,           -- [none] who confirms a booking of the website: shop, or at_once
  PRIMARY KEY (shop)
) /*clustered*/;

CREATE TABLE claim (                       -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  resource        BIGINT NOT NULL,         -- [none] the bay that is taken
  quantum         BIGINT NOT NULL,         -- [D4 plain] five minutes of UTC, counted from 1970
  holder          BIGINT NOT NULL,         -- [D4 plain] the booking or the block that holds it
  PRIMARY KEY (shop, resource, quantum)
) /*clustered*/;

CREATE TABLE block (                       -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  block           BIGINT NOT NULL,         -- [none] the block
  resource        BIGINT NOT NULL,         -- [none] the bay
  start_time      BIGINT NOT NULL,         -- [none] epoch seconds, UTC
  end_time        BIGINT NOT NULL,         -- [none] epoch seconds, UTC
  reason          TEXT NOT NULL,           -- [none] one of a short list, so that nobody writes about people here
  PRIMARY KEY (shop, block)
) /*clustered*/;
