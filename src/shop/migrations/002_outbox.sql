CREATE TABLE outbox (                      -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  entry           BIGINT NOT NULL,         -- [none] the entry; grows with time
  event           TEXT NOT NULL,           -- [none] what happened, such as booking.received
  subject         BIGINT NOT NULL,         -- [D4 plain] number of the booking or the message it happened to
  created         BIGINT NOT NULL,         -- [none] epoch seconds, UTC
  state           TEXT NOT NULL,           -- [none] waiting, delivered, unreachable, superseded or failed
  attempts        BIGINT NOT NULL,         -- [none] deliveries tried
  due             BIGINT NOT NULL,         -- [none] not before, epoch seconds
  PRIMARY KEY (shop, entry)
) /*clustered*/;
CREATE INDEX outbox_waiting ON outbox (shop, state, due);
CREATE INDEX outbox_subject ON outbox (shop, subject);
