-- What the staff did and looked at, which the staff cannot change. A row is written before the act is done, or with it in one
-- transaction, so nothing is done that is not here; what was refused after it was written stands here too.
CREATE TABLE staff_act (
    n      bigint PRIMARY KEY,
    at     timestamptz NOT NULL,
    -- No references: what somebody did stands when they are gone.
    who    uuid NOT NULL,
    -- The operation of the API's contract, or what it was where there is none.
    what   text NOT NULL CHECK (what ~ '^[A-Za-z][A-Za-z-]{0,59}$'),
    -- On what, by its kind and id; never words.
    object text NOT NULL CHECK (char_length(object) <= 400),
    -- Whose data were seen or changed, where it is one member's. The server has no right to the column: it would lead
    -- everybody on the staff behind every mask that one of them lifted.
    about  uuid,
    -- The reason that was given.
    why    text CHECK (char_length(why) <= 2000),
    prev   bytea NOT NULL CHECK (octet_length(prev) = 32),
    hash   bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32)
);
CREATE INDEX staff_act_who ON staff_act (who, n DESC);
CREATE INDEX staff_act_what ON staff_act (what, n DESC);
CREATE INDEX staff_act_about ON staff_act (about, n DESC) WHERE about IS NOT NULL;
CREATE INDEX staff_act_at ON staff_act (at);

-- The chain's two ends: the last row, and the last that was forgotten.
CREATE TABLE staff_act_head (
    alone     boolean PRIMARY KEY CHECK (alone),
    n         bigint NOT NULL,
    hash      bytea NOT NULL,
    gone_n    bigint NOT NULL,
    gone_hash bytea NOT NULL
);
INSERT INTO staff_act_head VALUES (true, 0, decode(repeat('00', 32), 'hex'), 0, decode(repeat('00', 32), 'hex'));

-- How long rows are kept.
CREATE FUNCTION staff_act_kept() RETURNS interval LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp
    RETURN interval '2 years';

-- As in the ledger: a field as its length in bytes, a colon, its bytes and a comma; a lacking one as a hyphen and a comma.
CREATE FUNCTION staff_act_bytes(act staff_act) RETURNS bytea LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN (SELECT convert_to(string_agg(coalesce(octet_length(convert_to(field, 'UTF8')) || ':' || field, '-') || ',',
                                         '' ORDER BY place), 'UTF8')
            FROM unnest(ARRAY[act.n::text, ledger_time(act.at), act.who::text, act.what, act.object, act.about::text,
                              act.why]) WITH ORDINALITY fields(field, place));

CREATE FUNCTION chain_staff_act() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    head staff_act_head;
BEGIN
    SELECT * INTO head FROM staff_act_head FOR UPDATE;
    NEW.n := head.n + 1;
    NEW.at := clock_timestamp();
    NEW.prev := head.hash;
    NEW.hash := sha256(NEW.prev || staff_act_bytes(NEW));
    UPDATE staff_act_head SET n = NEW.n, hash = NEW.hash;
    RETURN NEW;
END $$;
CREATE TRIGGER staff_act_chain BEFORE INSERT ON staff_act FOR EACH ROW EXECUTE FUNCTION chain_staff_act();

CREATE TRIGGER staff_act_stays BEFORE UPDATE ON staff_act FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER staff_act_stays_whole BEFORE TRUNCATE ON staff_act FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE FUNCTION guard_staff_act() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.at > clock_timestamp() - staff_act_kept() THEN
        RAISE EXCEPTION 'what the staff did is kept for %', staff_act_kept() USING ERRCODE = 'VA403';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER staff_act_kept BEFORE DELETE ON staff_act FOR EACH ROW EXECUTE FUNCTION guard_staff_act();

-- Lets go of what is older than it is kept, from the beginning of the chain on, at most 1000 rows.
CREATE FUNCTION forget_staff_acts() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    last staff_act;
BEGIN
    PERFORM FROM staff_act_head FOR UPDATE;
    SELECT * INTO last FROM (SELECT * FROM staff_act ORDER BY n LIMIT 1000) oldest
    WHERE at <= clock_timestamp() - staff_act_kept() ORDER BY n DESC LIMIT 1;
    IF FOUND THEN
        DELETE FROM staff_act WHERE n <= last.n;
        UPDATE staff_act_head SET gone_n = last.n, gone_hash = last.hash;
    END IF;
END $$;

-- The first number that does not follow from the one before, one past the end when rows are lacking there; null when the
-- chain holds.
CREATE FUNCTION staff_act_fault() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (WITH linked AS (
                SELECT act.n, act.n = gone_n + row_number() OVER (ORDER BY act.n)
                       AND prev = lag(act.hash, 1, gone_hash) OVER (ORDER BY act.n)
                       AND act.hash = sha256(prev || staff_act_bytes(act)) AS holds
                FROM staff_act act CROSS JOIN staff_act_head),
            last AS (
                SELECT coalesce((SELECT max(act.n) FROM staff_act act), gone_n) AS n,
                       coalesce((SELECT act.hash FROM staff_act act ORDER BY act.n DESC LIMIT 1), gone_hash) AS hash
                FROM staff_act_head)
            SELECT min(n) FROM (
                SELECT n FROM linked WHERE NOT holds
                UNION ALL
                SELECT last.n + 1 FROM last JOIN staff_act_head head ON head.n <> last.n OR head.hash <> last.hash
                ) faults(n));

-- What is meant by a name in the path of an operation: its kind and id, and whose it is.
CREATE FUNCTION staff_act_object(of_kind text, of_name text) RETURNS TABLE (object text, about uuid)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    of_id  uuid := CASE WHEN of_name ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN of_name::uuid END;
    of_n   bigint := CASE WHEN of_name ~ '^[0-9]{1,18}$' THEN of_name::bigint END;
    named  text := of_id::text;
    whose  uuid;
BEGIN
    CASE of_kind
    WHEN 'handle', 'profile' THEN
        SELECT id, id::text INTO whose, named FROM member WHERE handle = of_name;
    WHEN 'claim' THEN
        SELECT id::text INTO named FROM claim WHERE slug = of_name;
    WHEN 'product' THEN
        SELECT id::text INTO named FROM product WHERE slug = of_name;
    WHEN 'room' THEN
        SELECT started_by, id::text INTO whose, named FROM room WHERE slug = of_name;
    WHEN 'entry' THEN
        SELECT maker_of(kind, ledger.object), n::text INTO whose, named FROM ledger WHERE n = of_n;
    WHEN 'post' THEN
        whose := maker_of('post', of_id);
    WHEN 'appeal' THEN
        SELECT member_id INTO whose FROM appeal WHERE id = of_id;
    WHEN 'shift' THEN
        SELECT member_id INTO whose FROM duty_shift WHERE id = of_id;
    WHEN 'case' THEN
        SELECT coalesce(maker_of(kind, report_case.object), author_id) INTO whose
        FROM report_case LEFT JOIN reported_line ON case_id = id AND message_id = report_case.object WHERE id = of_id LIMIT 1;
    ELSE
        NULL;
    END CASE;
    RETURN QUERY SELECT CASE of_kind WHEN 'handle' THEN 'member' WHEN 'profile' THEN 'member' ELSE of_kind END
                        || ':' || coalesce(named, '?'), whose;
END $$;

-- Writes down an act that is about to be done: a row for each thing, whose names are in an object by their kinds.
CREATE FUNCTION keep_staff_act(by_member uuid, operation text, things jsonb, reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM must_be_staff(by_member);
    INSERT INTO staff_act (who, what, object, about, why)
    SELECT by_member, operation, coalesce(left(meant.object, 400), ''), meant.about, left(reason, 2000)
    FROM jsonb_array_elements(things) WITH ORDINALITY one(thing, place)
    CROSS JOIN LATERAL (
        SELECT string_agg(found.object, ' ' ORDER BY key) AS object, (array_agg(found.about)
               FILTER (WHERE found.about IS NOT NULL))[1] AS about
        FROM jsonb_each_text(thing) named(key, value) CROSS JOIN LATERAL staff_act_object(key, value) found) meant
    ORDER BY place;
END $$;

-- Writes down whose data somebody is about to see in a list: private lines that were reported, appeals, who gave notice. Lists
-- are read again and again while they are looked at: once an hour is enough for each.
CREATE FUNCTION keep_staff_reading(by_member uuid, operation text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM must_be_staff(by_member);
    INSERT INTO staff_act (who, what, object, about)
    SELECT by_member, operation, seen.object, seen.about FROM (
        SELECT DISTINCT 'case:' || waits.id, author_id
        FROM (SELECT id FROM report_case WHERE decided_at IS NULL ORDER BY opened_at, id LIMIT 50) waits
        JOIN reported_line ON case_id = waits.id WHERE operation = 'listCases'
        UNION ALL
        (SELECT 'appeal:' || id, member_id FROM appeal WHERE decided_at IS NULL AND operation = 'listAppeals'
         ORDER BY appealed_at, id LIMIT 50)
        UNION ALL
        (SELECT 'notice:' || id, NULL FROM notice WHERE decided_at IS NULL AND operation = 'listNotices'
         ORDER BY received_at, id LIMIT 50)) seen(object, about)
    WHERE NOT EXISTS (
        SELECT FROM staff_act WHERE who = by_member AND what = operation AND staff_act.object = seen.object
        AND staff_act.about IS NOT DISTINCT FROM seen.about AND at > clock_timestamp() - interval '1 hour')
    ORDER BY seen.object, seen.about;
END $$;

-- Who stands behind a number or a pseudonym is known only when it is told; it is written down with that. So is what calms a
-- room, which whoever started it may do as well.
CREATE FUNCTION keep_unmasking() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'unmasking' THEN
        INSERT INTO staff_act (who, what, object, about, why)
        VALUES (NEW.by_id, 'unmaskCarrier', 'claim:' || NEW.claim_id, NEW.member_id, NEW.reason);
    ELSE
        INSERT INTO staff_act (who, what, object, about, why)
        VALUES (NEW.by_id, 'liftPseudonym', 'post:' || NEW.post_id,
                (SELECT member_id FROM room_alias WHERE id = NEW.alias_id), NEW.grounds);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER unmasking_kept AFTER INSERT ON unmasking FOR EACH ROW EXECUTE FUNCTION keep_unmasking();
CREATE TRIGGER alias_unmasking_kept AFTER INSERT ON alias_unmasking FOR EACH ROW EXECUTE FUNCTION keep_unmasking();

CREATE FUNCTION keep_calm() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO staff_act (who, what, object, about, why)
    SELECT NEW.member_id, 'calm-' || act, 'entry:' || n, maker_of(kind, object), grounds
    FROM ledger WHERE n = NEW.n AND rule IS NULL
    AND EXISTS (SELECT FROM member WHERE id = NEW.member_id AND role = 'staff');
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_person_calm AFTER INSERT ON ledger_person FOR EACH ROW EXECUTE FUNCTION keep_calm();

GRANT SELECT (n, at, who, what, object, why) ON staff_act TO vadra_app;
GRANT EXECUTE ON FUNCTION keep_staff_act(uuid, text, jsonb, text), keep_staff_reading(uuid, text), forget_staff_acts(),
    staff_act_fault() TO vadra_app;
