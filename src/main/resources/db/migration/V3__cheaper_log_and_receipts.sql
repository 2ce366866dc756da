-- Rows of the log and receipts are written only behind a lock on their room, beside a post whose room and author are
-- checked; to check them again costs a look-up for each row.
ALTER TABLE event DROP CONSTRAINT event_room_id_fkey;
ALTER TABLE receipt DROP CONSTRAINT receipt_room_id_fkey;
ALTER TABLE receipt DROP CONSTRAINT receipt_member_id_fkey;

-- Receipts come in the order of time and are only ever looked for by age when they are purged.
DROP INDEX receipt_age;
CREATE INDEX receipt_age ON receipt USING brin (accepted_at);

-- A payload is only ever read whole, so it need not be taken apart when it is written.
ALTER TABLE event ALTER COLUMN payload TYPE json;
