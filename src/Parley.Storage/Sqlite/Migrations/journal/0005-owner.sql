-- The app that was spoken to in the thread when the row was written; 0 = every app of the page.
ALTER TABLE journal ADD COLUMN owner INTEGER NOT NULL DEFAULT 0;
