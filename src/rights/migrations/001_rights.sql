CREATE TABLE rights_request (              -- class: rights
  shop            BIGINT NOT NULL,         -- [none] the shop
  request         BIGINT NOT NULL,         -- [none] the request; grows with time; its words are sealed under this number
  number          TEXT NOT NULL,           -- [D4 plain] its number as people read it out, without the dash
  kind            TEXT NOT NULL,           -- [D4 plain] access, correction, deletion, ... complaint
  channel         TEXT NOT NULL,           -- [D4 plain] self_service, phone, mail, letter or in_person
  language        TEXT NOT NULL,           -- [D4 plain] language of the answer
  received        BIGINT NOT NULL,         -- [D4 plain] when it came, epoch seconds, UTC; the term counts from here
  due             BIGINT NOT NULL,         -- [D4 plain] the answer comes before this, epoch seconds (GDPR 12(3))
  extended        BIGINT,                  -- [D4 plain] when the term was extended, epoch seconds; NULL: it was not
  identity        TEXT NOT NULL,           -- [D4 plain] how we know that it is them: open, address, known, question or seen
  outcome         TEXT,                    -- [D4 plain] granted, partly or refused; NULL: open
  answered        BIGINT,                  -- [D4 plain] when, epoch seconds; NULL: open
  words           BYTEA,                   -- [D5 sealed] what was asked for, in the person's words
  reasons         BYTEA,                   -- [D5 sealed] why the answer takes longer
  doubt           BYTEA,                   -- [D5 sealed] why their identity was doubted (GDPR 12(6))
  answer          BYTEA,                   -- [D5 sealed] the answer, as it was given
  PRIMARY KEY (shop, request),
  UNIQUE (shop, number)
) /*clustered*/;
CREATE INDEX rights_request_answered ON rights_request (shop, answered);

CREATE TABLE rights_person (               -- class: rights
  shop            BIGINT NOT NULL,         -- [none] the shop
  request         BIGINT NOT NULL,         -- [none] the request
  person          BIGINT NOT NULL,         -- [none] a record that it is about; the row goes when that record is erased
  erased          BIGINT,                  -- [none] when everything of this record was erased, epoch seconds; NULL: it was not
  PRIMARY KEY (shop, request, person)
) /*clustered*/;
CREATE INDEX rights_person_person ON rights_person (shop, person);

CREATE TABLE rights_contact (              -- class: rights_contact
  shop            BIGINT NOT NULL,         -- [none] the shop
  request         BIGINT NOT NULL,         -- [none] the request
  address         BYTEA NOT NULL,          -- [D2 sealed] where the answer goes: e-mail address, phone number or postal address
  more            BYTEA,                   -- [D5 sealed] what was asked beside it to be sure who it is; discarded with the check
  delivered       BIGINT,                  -- [D4 plain] when the answer reached them, epoch seconds; NULL: it waits
  PRIMARY KEY (shop, request)
) /*clustered*/;

CREATE TABLE rights_erasure (              -- class: rights
  shop            BIGINT NOT NULL,         -- [none] the shop
  request         BIGINT NOT NULL,         -- [none] the request
  state           TEXT NOT NULL,           -- [none] requested, erasing or done
  counts          TEXT NOT NULL,           -- [none] how many records of which kind there were, "booking 3, customer 1"
  done            BIGINT,                  -- [D4 plain] when the last step was on disk, epoch seconds; NULL: under way
  PRIMARY KEY (shop, request)
) /*clustered*/;
CREATE INDEX rights_erasure_state ON rights_erasure (shop, state);

CREATE TABLE rights_receipt (              -- class: rights
  shop            BIGINT NOT NULL,         -- [none] the shop
  request         BIGINT NOT NULL,         -- [none] the request
  digest          BYTEA NOT NULL,          -- [D5 index] digest of the secret in its address
  made            BIGINT NOT NULL,         -- [D4 plain] epoch seconds
  receipt         BYTEA,                   -- [D5 sealed] the signed text; NULL: what it tells is still being done
  signature       TEXT,                    -- [none] Ed25519, base64url
  PRIMARY KEY (shop, request),
  UNIQUE (shop, digest)
) /*clustered*/;

CREATE TABLE rights_notice (               -- class: rights
  shop            BIGINT NOT NULL,         -- [none] the shop
  notice          BIGINT NOT NULL,         -- [none] the notice; grows with time
  request         BIGINT NOT NULL,         -- [none] the request that led to it
  recipient       TEXT NOT NULL,           -- [none] who received data and has to be told, as the policy names them (GDPR 19)
  what            TEXT NOT NULL,           -- [none] correction, deletion or restriction
  created         BIGINT NOT NULL,         -- [D4 plain] epoch seconds
  told            BIGINT,                  -- [D4 plain] when they were told, epoch seconds; NULL: still to do
  confirmation    BYTEA,                   -- [D5 sealed] what they answered
  PRIMARY KEY (shop, notice)
) /*clustered*/;
CREATE INDEX rights_notice_request ON rights_notice (shop, request);

CREATE TABLE me_pass (                     -- class: session
  shop            BIGINT NOT NULL,         -- [none] the shop
  pass            BIGINT NOT NULL,         -- [none] one way in; what it holds is sealed under this number
  address         BYTEA,                   -- [D2 sealed] the e-mail address that is to be proven; NULL: made at the desk
  address_key     BYTEA,                   -- [D2 sealed] the same in its normal form
  person          BIGINT,                  -- [none] the record for which the desk made it; NULL: by e-mail
  language        TEXT NOT NULL,           -- [D4 plain] language of the page
  created         BIGINT NOT NULL,         -- [D4 plain] epoch seconds; the code works for fifteen minutes
  code_digest     BYTEA NOT NULL,          -- [D2 index] keyed digest of the code
  used            BIGINT,                  -- [D4 plain] when it was used, epoch seconds; the session ends an hour later
  session_digest  BYTEA,                   -- [D2 index] digest of the token that the browser has
  PRIMARY KEY (shop, pass)
) /*clustered*/;
CREATE INDEX me_pass_code ON me_pass (shop, code_digest);
CREATE INDEX me_pass_session ON me_pass (shop, session_digest);

CREATE TABLE imported (                    -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  record          BIGINT NOT NULL,         -- [none] what came with somebody from another shop; grows with time
  person          BIGINT NOT NULL,         -- [none] the record it belongs to; goes with it
  kind            TEXT NOT NULL,           -- [D4 plain] booking, message or request
  created         BIGINT NOT NULL,         -- [D4 plain] when it was read in, epoch seconds
  content         BYTEA NOT NULL,          -- [D5 sealed] the values as they were brought
  PRIMARY KEY (shop, record)
) /*clustered*/;
CREATE INDEX imported_person ON imported (shop, person);
