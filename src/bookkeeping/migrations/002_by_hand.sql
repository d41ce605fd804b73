CREATE INDEX journal_entry_memo ON journal_entry (shop, memo) WHERE memo LIKE 'reversal-%';
