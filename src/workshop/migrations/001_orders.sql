-- A work order hangs on the record of its customer and goes with it, whichever sweep or right takes the record.
CREATE TABLE work_order (                  -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  work_order      BIGINT NOT NULL,         -- [none] the order; grows with time
  reference       TEXT NOT NULL,           -- [D4 plain] eight letters and digits that people read aloud
  person          BIGINT NOT NULL,         -- [none] the record of whose vehicle it is
  booking         BIGINT,                  -- [none] that it was made from; absent for who walked in
  state           TEXT NOT NULL,           -- [D4 plain] booked, arrived, in_progress, waiting, ready or collected
  waiting_for     TEXT,                    -- [D4 plain] parts, approval or customer, while it waits
  since           BIGINT NOT NULL,         -- [D4 plain] of the state, epoch seconds, UTC
  basis           TEXT NOT NULL,           -- [none] whether its prices are including_vat or excluding_vat
  policy_version  TEXT NOT NULL,           -- [none] version of the policy in force when it was made (policy V1)
  created         BIGINT NOT NULL,         -- [D4 plain] epoch seconds, UTC
  wanted          BYTEA,                   -- [D5 sealed] what the customer wants done, in their words
  notes           BYTEA,                   -- [D6 sealed] what the workshop notes for the job
  version         BIGINT NOT NULL,         -- [none] of wanted, notes and basis: one more with every change
  changed         BIGINT NOT NULL,         -- [D4 plain] epoch seconds, UTC
  changed_by      TEXT NOT NULL,           -- [staff plain] who changed it last, as in the ledger
  PRIMARY KEY (shop, work_order),
  FOREIGN KEY (shop, person) REFERENCES person (shop, person) ON DELETE CASCADE,
  CHECK (state IN ('booked', 'arrived', 'in_progress', 'waiting', 'ready', 'collected')),
  CHECK ((state = 'waiting') = (waiting_for IS NOT NULL)),
  CHECK (basis IN ('including_vat', 'excluding_vat'))
) /*clustered*/;
CREATE UNIQUE INDEX work_order_reference ON work_order (shop, reference);
CREATE INDEX work_order_person ON work_order (shop, person);
CREATE INDEX work_order_booking ON work_order (shop, booking);
CREATE INDEX work_order_open ON work_order (shop, since) WHERE state <> 'collected';
CREATE INDEX work_order_collected ON work_order (shop, since) WHERE state = 'collected';

CREATE TABLE work_order_step (             -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  work_order      BIGINT NOT NULL,         -- [none] the order
  step            BIGINT NOT NULL,         -- [none] from 1
  state           TEXT NOT NULL,           -- [D4 plain] the state that it came to
  waiting_for     TEXT,                    -- [D4 plain] what it waited for
  at_time         BIGINT NOT NULL,         -- [D4 plain] epoch seconds, UTC
  actor           TEXT NOT NULL,           -- [staff plain] who did it, as in the ledger
  undone          BIGINT,                  -- [D4 plain] when it was taken back, epoch seconds, UTC
  undone_by       TEXT,                    -- [staff plain] who took it back
  PRIMARY KEY (shop, work_order, step),
  FOREIGN KEY (shop, work_order) REFERENCES work_order (shop, work_order) ON DELETE CASCADE
) /*clustered*/;

CREATE TABLE work_order_intake (           -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  work_order      BIGINT NOT NULL,         -- [none] the order
  person          BIGINT NOT NULL,         -- [none] whose
  odometer        BYTEA,                   -- [condition sealed] kilometres
  fuel            BYTEA,                   -- [condition sealed] eighths of the tank
  keys            BYTEA,                   -- [D6 sealed] how many keys were handed over
  accessories     BYTEA,                   -- [D6 sealed] what else was handed over with the vehicle
  signed_on_paper BIGINT NOT NULL,         -- [D4 plain] 1 when the customer signed on paper
  version         BIGINT NOT NULL,         -- [none] one more with every change
  changed         BIGINT NOT NULL,         -- [D4 plain] epoch seconds, UTC
  changed_by      TEXT NOT NULL,           -- [staff plain] who changed it last, as in the ledger
  PRIMARY KEY (shop, work_order),
  FOREIGN KEY (shop, work_order) REFERENCES work_order (shop, work_order) ON DELETE CASCADE
) /*clustered*/;

CREATE TABLE work_order_mark (             -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  mark            BIGINT NOT NULL,         -- [none] the mark; grows with time
  work_order      BIGINT NOT NULL,         -- [none] the order
  person          BIGINT NOT NULL,         -- [none] whose
  content         BYTEA NOT NULL,          -- [condition sealed] where on the outline, which kind of damage, a note
  made            BIGINT NOT NULL,         -- [D4 plain] epoch seconds, UTC
  actor           TEXT NOT NULL,           -- [staff plain] who saw it, as in the ledger
  PRIMARY KEY (shop, mark),
  FOREIGN KEY (shop, work_order) REFERENCES work_order (shop, work_order) ON DELETE CASCADE
) /*clustered*/;
CREATE INDEX work_order_mark_order ON work_order_mark (shop, work_order);

CREATE TABLE work_order_signature (        -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  work_order      BIGINT NOT NULL,         -- [none] the order
  person          BIGINT NOT NULL,         -- [none] whose
  image           BYTEA NOT NULL,          -- [signature sealed] PNG
  signed          BIGINT NOT NULL,         -- [D4 plain] epoch seconds, UTC
  actor           TEXT NOT NULL,           -- [staff plain] who took it in, as in the ledger
  PRIMARY KEY (shop, work_order),
  FOREIGN KEY (shop, work_order) REFERENCES work_order (shop, work_order) ON DELETE CASCADE
);

CREATE TABLE work_order_photo (            -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  photo           BIGINT NOT NULL,         -- [none] the photo; grows with time
  work_order      BIGINT NOT NULL,         -- [none] the order
  person          BIGINT NOT NULL,         -- [none] whose
  moment          TEXT NOT NULL,           -- [D4 plain] intake, work or finish
  width           BIGINT NOT NULL,         -- [none] pixels
  height          BIGINT NOT NULL,         -- [none] pixels
  taken           BIGINT NOT NULL,         -- [D4 plain] when it came in, epoch seconds, UTC
  actor           TEXT NOT NULL,           -- [staff plain] who took it, as in the ledger
  thumbnail       BYTEA NOT NULL,          -- [photo sealed] JPEG, small
  image           BYTEA NOT NULL,          -- [photo sealed] JPEG, drawn anew: nothing of the file that came is in it
  PRIMARY KEY (shop, photo),
  FOREIGN KEY (shop, work_order) REFERENCES work_order (shop, work_order) ON DELETE CASCADE
);
CREATE INDEX work_order_photo_order ON work_order_photo (shop, work_order);

CREATE TABLE work_task (                   -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  task            BIGINT NOT NULL,         -- [none] the task; grows with time
  work_order      BIGINT NOT NULL,         -- [none] the order
  person          BIGINT NOT NULL,         -- [none] whose
  title           BYTEA NOT NULL,          -- [D6 sealed] what is to be done
  state           TEXT NOT NULL,           -- [D4 plain] open, doing, done or skipped
  reason          BYTEA,                   -- [D6 sealed] why it was skipped
  version         BIGINT NOT NULL,         -- [none] one more with every change
  changed         BIGINT NOT NULL,         -- [D4 plain] epoch seconds, UTC
  changed_by      TEXT NOT NULL,           -- [staff plain] who changed it last, as in the ledger
  PRIMARY KEY (shop, task),
  FOREIGN KEY (shop, work_order) REFERENCES work_order (shop, work_order) ON DELETE CASCADE,
  CHECK (state IN ('open', 'doing', 'done', 'skipped'))
) /*clustered*/;
CREATE INDEX work_task_order ON work_task (shop, work_order);

CREATE TABLE work_time (                   -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  spell           BIGINT NOT NULL,         -- [none] one stretch of work on a task; grows with time
  task            BIGINT NOT NULL,         -- [none] the task
  person          BIGINT NOT NULL,         -- [none] whose
  account         BIGINT NOT NULL,         -- [staff plain] who works
  started         BIGINT NOT NULL,         -- [staff plain] epoch seconds, UTC
  ended           BIGINT,                  -- [staff plain] the same; absent while it runs
  was_started     BIGINT,                  -- [staff plain] as measured, where it was corrected
  was_ended       BIGINT,                  -- [staff plain] the same
  corrected       BIGINT,                  -- [staff plain] when it was corrected, epoch seconds, UTC
  corrected_by    TEXT,                    -- [staff plain] who corrected it, as in the ledger
  reason          BYTEA,                   -- [D6 sealed] why it was corrected
  PRIMARY KEY (shop, spell),
  FOREIGN KEY (shop, task) REFERENCES work_task (shop, task) ON DELETE CASCADE,
  CHECK (ended >= started)
) /*clustered*/;
CREATE INDEX work_time_task ON work_time (shop, task);
CREATE UNIQUE INDEX work_time_running ON work_time (shop, account) WHERE ended IS NULL;

CREATE TABLE work_line (                   -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  line            BIGINT NOT NULL,         -- [none] the line; grows with time
  work_order      BIGINT NOT NULL,         -- [none] the order
  person          BIGINT NOT NULL,         -- [none] whose
  task            BIGINT,                  -- [none] that it is for, if for one
  kind            TEXT NOT NULL,           -- [D4 plain] labour, part or extra
  description     BYTEA NOT NULL,          -- [D6 sealed] as it will stand on the invoice
  thousandths     BIGINT NOT NULL,         -- [D4 plain] how many, in thousandths of the unit
  unit            TEXT NOT NULL,           -- [D4 plain] code of UN/ECE Recommendation 20
  unit_price      BIGINT NOT NULL,         -- [D4 plain] cents, with or without VAT as the order says
  discount        BIGINT NOT NULL,         -- [D4 plain] cents off the whole line
  vat             TEXT NOT NULL,           -- [D4 plain] how VAT treats it
  version         BIGINT NOT NULL,         -- [none] one more with every change
  changed         BIGINT NOT NULL,         -- [D4 plain] epoch seconds, UTC
  changed_by      TEXT NOT NULL,           -- [staff plain] who changed it last, as in the ledger
  PRIMARY KEY (shop, line),
  FOREIGN KEY (shop, work_order) REFERENCES work_order (shop, work_order) ON DELETE CASCADE,
  CHECK (kind IN ('labour', 'part', 'extra')),
  CHECK (thousandths > 0 AND thousandths <= 999999999 AND unit_price >= 0 AND unit_price <= 999999999),
  CHECK (discount >= 0 AND discount <= 999999999)
) /*clustered*/;
CREATE INDEX work_line_order ON work_line (shop, work_order);
