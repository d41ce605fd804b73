CREATE TABLE shop_look (                   -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  paint           TEXT NOT NULL,           -- [none] colour of header and footer, such as #05212a; empty: as the program comes
  glow            TEXT NOT NULL,           -- [none] colour that lights up on it; empty: the same
  link            TEXT NOT NULL,           -- [none] colour of links on light ground; empty: the same
  logo            TEXT NOT NULL,           -- [none] the picture that is the logo; empty: none
  PRIMARY KEY (shop)
) /*clustered*/;

CREATE TABLE shop_picture (                -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  picture         TEXT NOT NULL,           -- [none] digest of its bytes, in its address
  width           BIGINT NOT NULL,         -- [none] in pixels
  height          BIGINT NOT NULL,         -- [none] in pixels
  png             BYTEA NOT NULL,          -- [none] drawn anew from what was sent, PNG
  PRIMARY KEY (shop, picture)
) /*clustered*/;

CREATE TABLE shop_word (                   -- class: none
  shop            BIGINT NOT NULL,         -- [none] the shop
  word            TEXT NOT NULL,           -- [none] name of the text, such as home_title
  nl              TEXT NOT NULL,           -- [none] in the words of the shop, Dutch; empty: those of the program
  en              TEXT NOT NULL,           -- [none] the same in English
  PRIMARY KEY (shop, word)
) /*clustered*/;
