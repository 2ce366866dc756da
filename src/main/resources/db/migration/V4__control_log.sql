-- What every node must know, such as that a session was ended: a log like a room's, with a sequence and events of its
-- own, under an id that is no room's. It is written by triggers, so that no statement, whoever sends it, goes untold.
CREATE TABLE control (
    id       uuid PRIMARY KEY CHECK (id = '00000000-0000-0000-0000-000000000000'),
    last_seq bigint NOT NULL DEFAULT 0
);
INSERT INTO control VALUES ('00000000-0000-0000-0000-000000000000');

-- Appends an event of a kind for each payload. The lock on the row makes the order of sequences that of commits. Nodes
-- that listen are told with the commit; a session ends too seldom for that to cost anything.
CREATE FUNCTION append_control(event_kind text, payloads jsonb[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    log control;
BEGIN
    UPDATE control SET last_seq = last_seq + cardinality(payloads) RETURNING * INTO log;
    INSERT INTO event (room_id, seq, recorded_at, kind, payload)
    SELECT log.id, log.last_seq - cardinality(payloads) + place, now(), event_kind,
           (payload || jsonb_build_object('kind', event_kind))::json
    FROM unnest(payloads) WITH ORDINALITY told(payload, place);
    PERFORM pg_notify('vadra_hint',
                      (SELECT id FROM epoch ORDER BY started_at DESC LIMIT 1) || ' ' || log.id || ':' || log.last_seq);
END $$;

-- Sessions that ended before their time; the others end by themselves everywhere.
CREATE FUNCTION tell_of_ended_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    payloads jsonb[] := ARRAY(SELECT jsonb_build_object('session', id) FROM gone WHERE expires_at > now() ORDER BY id);
BEGIN
    IF cardinality(payloads) > 0 THEN
        PERFORM append_control('session.ended', payloads);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER session_ended AFTER DELETE ON session
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION tell_of_ended_sessions();

CREATE FUNCTION tell_of_changed_role() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM append_control('role.changed', ARRAY[jsonb_build_object('member', NEW.id)]);
    RETURN NULL;
END $$;
CREATE TRIGGER role_changed AFTER UPDATE OF role ON member
    FOR EACH ROW WHEN (OLD.role <> NEW.role) EXECUTE FUNCTION tell_of_changed_role();
