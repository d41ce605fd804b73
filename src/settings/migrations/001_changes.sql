CREATE TABLE setting_change (              -- class: ledger
  shop            BIGINT NOT NULL,         -- [none] the shop
  change          BIGINT NOT NULL,         -- [none] the entry; grows with time
  at_time         BIGINT NOT NULL,         -- [none] epoch seconds, UTC
  account         BIGINT NOT NULL,         -- [staff plain] who did it
  kind            TEXT NOT NULL,           -- [none] what was set, such as service
  thing           TEXT NOT NULL,           -- [staff plain] which of them; of the kind staff an account
  before_values   TEXT NOT NULL,           -- [none] what changed as it was, JSON; empty: it was not there
  after_values    TEXT NOT NULL,           -- [none] and as it became; empty: it is gone
  undoes          BIGINT,                  -- [none] the entry that this one takes back
  PRIMARY KEY (shop, change)
) /*clustered*/;
CREATE INDEX setting_change_thing ON setting_change (shop, kind, thing);
CREATE INDEX setting_change_undoes ON setting_change (shop, undoes);

CREATE TABLE planned_departure (           -- class: staff
  shop            BIGINT NOT NULL,         -- [none] the shop
  account         BIGINT NOT NULL,         -- [staff plain] who leaves
  last_day        TEXT NOT NULL,           -- [staff plain] YYYY-MM-DD; the account is closed when it is over
  PRIMARY KEY (shop, account)
) /*clustered*/;
