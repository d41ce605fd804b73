CREATE INDEX contact_message_person ON contact_message (shop, person);
CREATE INDEX contact_message_created ON contact_message (shop, created);
