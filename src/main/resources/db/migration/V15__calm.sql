-- Calm that does not ask what is said: a room can be slowed for everybody alike, for at most an hour. It breaks no rule, so
-- its rows of the ledger name none; they say who, why, how slow, and until when.

-- Locks a room for whoever may calm it: the staff, and who started it, but nobody who answers for the product that is
-- talked of there.
CREATE FUNCTION lock_to_calm(by_member uuid, of_room uuid) RETURNS room
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    place room;
BEGIN
    PERFORM lock_rooms('room', ARRAY[of_room]);
    SELECT * INTO place FROM room WHERE id = of_room;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such room' USING ERRCODE = 'VA404';
    ELSIF NOT EXISTS (SELECT FROM member WHERE id = by_member AND (role = 'staff' OR id = place.started_by)) THEN
        RAISE EXCEPTION 'the staff and who started the room calm it' USING ERRCODE = 'VA403';
    ELSIF EXISTS (SELECT FROM answers_for WHERE product_id = place.product_id AND member_id = by_member) THEN
        RAISE EXCEPTION 'who answers for the product does not act where it is talked of' USING ERRCODE = 'VA403';
    END IF;
    RETURN place;
END $$;

-- Slows a room for everybody alike: so many seconds from one post of an author to the next, for some minutes. After that
-- it rests for as long as it lasted.
CREATE FUNCTION slow_room(by_member uuid, of_room uuid, seconds integer, minutes integer, why text) RETURNS ledger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    place room;
    entry ledger;
BEGIN
    IF seconds NOT BETWEEN 5 AND 600 OR minutes NOT BETWEEN 1 AND 60
       OR char_length(btrim(why)) NOT BETWEEN 10 AND 500 THEN
        RAISE EXCEPTION 'a post each 5 to 600 seconds, for 1 to 60 minutes, and why' USING ERRCODE = 'VA400';
    END IF;
    place := lock_to_calm(by_member, of_room);
    IF place.slow IS NOT NULL OR NOT place.open OR place.restraint IS NOT NULL THEN
        RAISE EXCEPTION 'the room is slowed or closed already' USING ERRCODE = 'VA409';
    ELSIF EXISTS (
        SELECT FROM ledger began JOIN ledger ended ON ended.ends = began.n
        WHERE began.object = of_room AND began.act = 'slow' AND ledger_now() < ended.at + (ended.at - began.at)) THEN
        RAISE EXCEPTION 'the room was slowed lately; it rests for as long as that lasted' USING ERRCODE = 'VA409';
    END IF;
    entry := jsonb_populate_record(NULL::ledger, jsonb_build_object(
        'act', 'slow', 'cause', 'decision', 'batch', gen_random_uuid(), 'kind', 'room', 'object', of_room,
        'room', of_room, 'made_at', place.started_at, 'language', place.language, 'grounds', why, 'criticism', false,
        'facts', format(in_language(
            place.language, 'Inget som sagts. Högst ett inlägg var %s:e sekund från var och en, i %s minuter.',
            'Nothing that was said. At most one post each %s s from an author, for %s min.'), seconds, minutes),
        'source', 'own', 'detected', 'person', 'decided', 'person', 'scope', 'room', 'pace', seconds,
        'until', ledger_now() + make_interval(mins => minutes)));
    RETURN enter_ledger(entry, by_member);
END $$;

CREATE FUNCTION lift_slow(by_member uuid, of_room uuid) RETURNS ledger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    place room := lock_to_calm(by_member, of_room);
    began ledger;
BEGIN
    SELECT * INTO began FROM ledger WHERE n = place.slow;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the room is not slowed' USING ERRCODE = 'VA409';
    END IF;
    RETURN end_restraint(began, in_language(began.language, 'Det avslutades i förtid.', 'It was ended before its time.'),
                         'reversal', by_member);
END $$;

-- How often each limit refused on each day; never whom.
CREATE TABLE calm_count (
    day    date NOT NULL,
    kind   text NOT NULL CHECK (kind ~ '^[a-z-]{1,40}$'),
    number bigint NOT NULL CHECK (number > 0),
    PRIMARY KEY (day, kind)
);
CREATE FUNCTION count_refusals(kinds text[], numbers bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO calm_count
    SELECT (ledger_now() AT TIME ZONE 'Europe/Stockholm')::date, kind, number FROM unnest(kinds, numbers) new(kind, number)
    ORDER BY kind
    ON CONFLICT (day, kind) DO UPDATE SET number = calm_count.number + excluded.number
$$;

GRANT SELECT ON calm_count TO vadra_app;
GRANT EXECUTE ON FUNCTION count_refusals(text[], bigint[]), slow_room(uuid, uuid, integer, integer, text), lift_slow(uuid, uuid) TO vadra_app;
