CREATE TABLE handover (                    -- class: incident
  shop            BIGINT NOT NULL,         -- [none] the shop
  handover        BIGINT NOT NULL,         -- [none] the handover; grows with time
  at_time         BIGINT NOT NULL,         -- [none] when it was decided, epoch seconds, UTC
  authority       TEXT NOT NULL,           -- [none] which body asked (policy S5)
  basis           TEXT NOT NULL,           -- [none] the law that demands it, and the number of the demand
  scope_from      TEXT NOT NULL,           -- [none] first day, YYYY-MM-DD; empty: from the beginning
  scope_until     TEXT NOT NULL,           -- [none] last day, YYYY-MM-DD; empty: until today
  categories      TEXT NOT NULL,           -- [none] which data, by name
  people          BIGINT NOT NULL,         -- [none] how many records
  copies          BIGINT NOT NULL,         -- [none] how often a copy was made
  account         BIGINT NOT NULL,         -- [staff plain] who wrote it down
  decided_by      BYTEA NOT NULL,          -- [staff sealed] who decided
  PRIMARY KEY (shop, handover)
) /*clustered*/;

CREATE TABLE handover_person (             -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  handover        BIGINT NOT NULL,         -- [none] the handover
  person          BIGINT NOT NULL,         -- [none] a record in its scope; the row goes with the record
  PRIMARY KEY (shop, handover, person)
) /*clustered*/;

CREATE TABLE breach (                      -- class: incident
  shop            BIGINT NOT NULL,         -- [none] the shop
  breach          BIGINT NOT NULL,         -- [none] the breach; grows with time
  recorded        BIGINT NOT NULL,         -- [none] when it was written down, epoch seconds, UTC
  aware           BIGINT NOT NULL,         -- [none] when the shop became aware: the clock runs from here
  began           TEXT NOT NULL,           -- [none] first day of the breach, YYYY-MM-DD
  ended           TEXT NOT NULL,           -- [none] last day, YYYY-MM-DD
  whose           TEXT NOT NULL,           -- [none] whose openings were wrong: all, staff, person, job or provider
  nature          TEXT NOT NULL,           -- [none] what happened; it names nobody
  categories      TEXT NOT NULL,           -- [none] which data, by name
  people          BIGINT NOT NULL,         -- [none] approximate number of people
  records         BIGINT NOT NULL,         -- [none] approximate number of records
  consequences    TEXT NOT NULL,           -- [none] likely consequences; it names nobody
  measures        TEXT NOT NULL,           -- [none] measures taken and proposed; it names nobody
  contact         TEXT NOT NULL,           -- [none] contact point of the shop
  risk            TEXT NOT NULL,           -- [none] none, some or high
  delay           TEXT NOT NULL,           -- [none] why the notification is late; empty: it is not
  decision        TEXT NOT NULL,           -- [none] open, reported or not_needed
  decided         BIGINT,                  -- [none] when it was reported or found not needed, epoch seconds
  reason          TEXT NOT NULL,           -- [none] reference of the authority, or why no notification is needed
  told            BIGINT,                  -- [none] when the people were told, epoch seconds
  account         BIGINT NOT NULL,         -- [staff plain] who wrote it down
  PRIMARY KEY (shop, breach)
) /*clustered*/;
