-- The pulse of a room counts its posts of the last half hour.
CREATE INDEX post_room_time ON post (room_id, said_at);
