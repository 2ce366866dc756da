-- How far a member has read in a room: theirs alone, whoever asks. It only ever moves on, so that a mark which comes late or
-- twice, from whichever device, changes nothing.
CREATE TABLE read_mark (
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    room_id   uuid NOT NULL REFERENCES room,
    seq       bigint NOT NULL CHECK (seq >= 0),
    marked_at timestamptz NOT NULL,
    PRIMARY KEY (member_id, room_id)
);
CREATE INDEX read_mark_age ON read_mark (member_id, marked_at);

-- Nobody has read what is not said yet. Of a member's marks the newest thousand are kept: in a room that was left longest ago
-- one begins anew.
CREATE FUNCTION mark_read(by_member uuid, of_room uuid, up_to bigint) RETURNS TABLE (mark bigint, moved boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    reached bigint := least(up_to, (SELECT last_seq FROM room WHERE id = of_room));
    earlier bigint;
BEGIN
    SELECT seq INTO earlier FROM read_mark WHERE member_id = by_member AND room_id = of_room;
    IF earlier >= reached THEN
        RETURN QUERY SELECT earlier, false;
        RETURN;
    END IF;
    INSERT INTO read_mark AS kept VALUES (by_member, of_room, reached, ledger_now())
    ON CONFLICT (member_id, room_id) DO UPDATE
        SET seq = greatest(kept.seq, excluded.seq), marked_at = excluded.marked_at
    RETURNING seq INTO reached;
    IF earlier IS NULL THEN
        DELETE FROM read_mark WHERE member_id = by_member AND room_id IN (
            SELECT room_id FROM read_mark WHERE member_id = by_member ORDER BY marked_at DESC OFFSET 1000);
    END IF;
    RETURN QUERY SELECT reached, true;
END $$;

-- A member's marks, those that moved last first, each with how many posts by others came after it: of those that can be read,
-- so that what was taken back or hidden keeps no room unread; counted up to a hundred.
CREATE FUNCTION read_marks_of(of_member uuid, in_room uuid) RETURNS TABLE (slug text, kind text, seq bigint, unread integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    SELECT room.slug, room.kind, read_mark.seq, (SELECT count(*)::int FROM (
        SELECT FROM post WHERE post.room_id = read_mark.room_id AND post.seq > read_mark.seq AND post.author_id <> of_member
        AND post.withdrawn_at IS NULL AND post.restraint IS NULL LIMIT 100) later)
    FROM read_mark JOIN room ON room.id = read_mark.room_id
    WHERE read_mark.member_id = of_member AND (in_room IS NULL OR read_mark.room_id = in_room)
    ORDER BY read_mark.marked_at DESC LIMIT 200;
END;

GRANT EXECUTE ON FUNCTION mark_read(uuid, uuid, bigint), read_marks_of(uuid, uuid) TO vadra_app;

-- People are looked for by how their name or handle begins.
CREATE INDEX member_handle_begins ON member (handle text_pattern_ops);
CREATE INDEX member_name_begins ON member (lower(name) text_pattern_ops);
