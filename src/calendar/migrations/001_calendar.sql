CREATE TABLE booking_plan (                -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  booking         BIGINT NOT NULL,         -- [none] the booking
  account         BIGINT,                  -- [staff plain] who does the work; NULL: nobody yet
  waits           BIGINT NOT NULL,         -- [D4 plain] 1: the customer waits while it is done, 0: leaves the vehicle
  PRIMARY KEY (shop, booking)
) /*clustered*/;
CREATE INDEX booking_plan_account ON booking_plan (shop, account);

CREATE TABLE booking_move (                -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  booking         BIGINT NOT NULL,         -- [none] the booking
  move            BIGINT NOT NULL,         -- [none] the move; grows with time
  at_time         BIGINT NOT NULL,         -- [D4 plain] when it was planned anew, epoch seconds
  mover           BIGINT NOT NULL,         -- [staff plain] who did that
  from_start      BIGINT NOT NULL,         -- [D4 plain] how it stood before: epoch seconds
  from_end        BIGINT NOT NULL,         -- [D4 plain] the same
  from_resource   BIGINT NOT NULL,         -- [D4 plain] the bay
  from_account    BIGINT,                  -- [staff plain] who was to do it
  from_waits      BIGINT NOT NULL,         -- [D4 plain] 1: the customer was to wait
  to_start        BIGINT NOT NULL,         -- [D4 plain] how it stood after: epoch seconds
  to_end          BIGINT NOT NULL,         -- [D4 plain] the same
  to_resource     BIGINT NOT NULL,         -- [D4 plain] the bay
  to_account      BIGINT,                  -- [staff plain] who is to do it
  to_waits        BIGINT NOT NULL,         -- [D4 plain] 1: the customer is to wait
  undone          BIGINT,                  -- [D4 plain] when it was undone, epoch seconds
  message         BIGINT,                  -- [none] entry of the outbox that tells of it
  known_start     BIGINT,                  -- [D4 plain] the start that the customer knows as long as that waits
  PRIMARY KEY (shop, booking, move)
) /*clustered*/;

CREATE TABLE calendar_setting (            -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  mails_sheet     BIGINT NOT NULL,         -- [none] 1: the day sheet is mailed at closing time
  mailed_after    TEXT,                    -- [none] the day after whose closing time it was mailed last, YYYY-MM-DD
  PRIMARY KEY (shop)
) /*clustered*/;
