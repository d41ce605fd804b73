CREATE TABLE copy_made (                   -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  copy            BIGINT NOT NULL,         -- [none] the backup; grows with time
  kind            TEXT NOT NULL,           -- [none] data or keys
  folder          TEXT NOT NULL,           -- [none] where it was written
  digest          TEXT NOT NULL,           -- [none] BLAKE2b-256 of its manifest, hex
  made            BIGINT NOT NULL,         -- [none] of which moment it is, epoch seconds
  deleted         BIGINT,                  -- [none] when it was deleted, epoch seconds; NULL: it may be there
  PRIMARY KEY (shop, copy)
) /*clustered*/;

CREATE TABLE restore_drill (               -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  drill           BIGINT NOT NULL,         -- [none] the drill; grows with time
  digest          TEXT NOT NULL,           -- [none] BLAKE2b-256 of the manifest of the backup that was restored, hex
  made            BIGINT NOT NULL,         -- [none] of which moment the backup is, epoch seconds
  at_time         BIGINT NOT NULL,         -- [none] when the drill was held, epoch seconds
  trouble         TEXT NOT NULL,           -- [none] what was found wrong, naming nobody; empty: nothing
  PRIMARY KEY (shop, drill)
) /*clustered*/;
