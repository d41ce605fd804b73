CREATE TABLE vehicle_left (                -- class: customer
  shop            BIGINT NOT NULL,         -- [none] the shop
  person          BIGINT NOT NULL,         -- [none] the record whose vehicle has another owner
  since           BIGINT NOT NULL,         -- [D4 plain] from which day on, epoch seconds at its midnight in the shop
  PRIMARY KEY (shop, person)
) /*clustered*/;
