-- What the house rules say, and every use of them.
-- The time of the ledger. No function takes it from who calls.
CREATE FUNCTION ledger_now() RETURNS timestamptz LANGUAGE sql VOLATILE SET search_path = public, pg_temp
    RETURN clock_timestamp();

-- The house rules, version by version. A version is never changed; a later one is announced a week before it is in force.
CREATE TABLE rules (
    version      integer PRIMARY KEY CHECK (version > 0),
    announced_at timestamptz NOT NULL,
    valid_from   timestamptz NOT NULL UNIQUE,
    -- The first rules hold for all that was said before there were others.
    CHECK (valid_from = 'epoch' OR valid_from >= announced_at + interval '7 days')
);
CREATE TABLE rule (
    version  integer NOT NULL REFERENCES rules,
    number   integer NOT NULL CHECK (number > 0),
    -- What breaks the law or endangers somebody need not wait for the cooling time.
    harm     text NOT NULL CHECK (harm IN ('conduct', 'law', 'safety')),
    -- As the database of the EU's Digital Services Act names it, without its prefix.
    category text NOT NULL CHECK (category ~ '^[A-Z_]{3,80}$'),
    PRIMARY KEY (version, number)
);
CREATE TABLE rule_text (
    version     integer NOT NULL,
    number      integer NOT NULL,
    language    text NOT NULL CHECK (language IN ('sv', 'en')),
    title       text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 120),
    text        text NOT NULL CHECK (char_length(text) BETWEEN 1 AND 2000),
    allowed     text NOT NULL CHECK (char_length(allowed) BETWEEN 1 AND 500),
    not_allowed text NOT NULL CHECK (char_length(not_allowed) BETWEEN 1 AND 500),
    PRIMARY KEY (version, number, language),
    FOREIGN KEY (version, number) REFERENCES rule
);
-- Which versions a member accepted, and when; member.rules_version is the last.
CREATE TABLE rules_accepted (
    member_id   uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    version     integer NOT NULL,
    accepted_at timestamptz NOT NULL,
    PRIMARY KEY (member_id, version)
);
INSERT INTO rules_accepted SELECT id, rules_version, joined_at FROM member;

CREATE FUNCTION order_rules() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    last rules;
BEGIN
    SELECT * INTO last FROM rules ORDER BY version DESC LIMIT 1;
    NEW.announced_at := ledger_now();
    IF last IS NULL THEN
        NEW.valid_from := 'epoch';
    ELSIF NEW.version <= last.version OR NEW.valid_from <= last.valid_from OR NEW.valid_from = 'epoch' THEN
        RAISE EXCEPTION 'house rules % must come after %', NEW.version, last.version USING ERRCODE = 'VA409';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER rules_in_order BEFORE INSERT ON rules FOR EACH ROW EXECUTE FUNCTION order_rules();

-- A rule that lacks a language cannot be published.
CREATE FUNCTION whole_rule() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF (SELECT count(*) FROM rule_text WHERE version = NEW.version AND number = NEW.number) <> 2 THEN
        RAISE EXCEPTION 'house rule %.% is not in both languages', NEW.version, NEW.number USING ERRCODE = 'VA400';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER rule_is_whole AFTER INSERT ON rule DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION whole_rule();

CREATE FUNCTION accepted_rules() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO rules_accepted VALUES (NEW.id, NEW.rules_version, ledger_now()) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER member_accepted AFTER INSERT OR UPDATE OF rules_version ON member
    FOR EACH ROW EXECUTE FUNCTION accepted_rules();

-- The version that was in force at a time; null when there are no rules at all.
CREATE FUNCTION rules_at(moment timestamptz) RETURNS integer LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN (SELECT version FROM rules WHERE valid_from <= moment ORDER BY valid_from DESC LIMIT 1);

CREATE FUNCTION rules_text(of_version integer) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN (SELECT jsonb_agg(jsonb_build_object('number', rule.number, 'harm', harm, 'category', category, 'in',
                (SELECT jsonb_object_agg(language, jsonb_build_object('title', title, 'text', text, 'allowed', allowed,
                                                                      'notAllowed', not_allowed))
                 FROM rule_text WHERE rule_text.version = rule.version AND rule_text.number = rule.number))
            ORDER BY number) FROM rule WHERE version = of_version);

-- Publishes a version, to be in force in a week, or later where that is asked for; the first is in force at once. To
-- publish the same again changes nothing, and other words under the same number are refused.
CREATE FUNCTION announce_rules(new_version integer, asked_from timestamptz, published jsonb) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    from_time timestamptz;
BEGIN
    LOCK TABLE rules IN SHARE ROW EXCLUSIVE MODE;
    SELECT valid_from INTO from_time FROM rules WHERE version = new_version;
    IF FOUND THEN
        IF rules_text(new_version) <> published THEN
            RAISE EXCEPTION 'house rules % were published with other words', new_version USING ERRCODE = 'VA409';
        END IF;
        RETURN from_time;
    END IF;
    -- A minute more, since the clock goes on until the row is there.
    INSERT INTO rules VALUES (new_version, ledger_now(),
                              greatest(asked_from, ledger_now() + interval '7 days 1 minute'))
    RETURNING valid_from INTO from_time;
    INSERT INTO rule SELECT new_version, one.number, one.harm, one.category
    FROM jsonb_to_recordset(published) one(number integer, harm text, category text);
    INSERT INTO rule_text
    SELECT new_version, one.number, said.key, said.value ->> 'title', said.value ->> 'text', said.value ->> 'allowed',
           said.value ->> 'notAllowed'
    FROM jsonb_to_recordset(published) one(number integer, "in" jsonb) CROSS JOIN LATERAL jsonb_each(one."in") said;
    RETURN from_time;
END $$;

-- A member accepts a version that was announced. Nobody goes back to an older one.
CREATE FUNCTION accept_rules(by_member uuid, accepted integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM rules WHERE version = accepted) THEN
        RAISE EXCEPTION 'there are no house rules %', accepted USING ERRCODE = 'VA404';
    END IF;
    UPDATE member SET rules_version = accepted WHERE id = by_member AND rules_version < accepted;
END $$;

-- Who answers for a product to the company, and so cannot act against what is said where it is talked of.
CREATE TABLE answers_for (
    product_id uuid NOT NULL REFERENCES product,
    member_id  uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    PRIMARY KEY (product_id, member_id)
);

-- Every act of restraint: what was announced, came to be, or was given back, each time with why. Append only; each row
-- holds the digest of the one before, so that a byte that was changed shows.
CREATE TABLE ledger (
    n            bigint PRIMARY KEY,
    id           uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    at           timestamptz NOT NULL,
    -- announce: will be hidden when the cooling time is over; drop: will not, after all. slow, lift: a room is slowed for
    -- everybody alike, and no longer.
    act          text NOT NULL CHECK (act IN ('announce', 'hide', 'show', 'drop', 'slow', 'lift')),
    cause        text NOT NULL CHECK (cause IN ('decision', 'due', 'reversal', 'expiry', 'changed', 'appeal')),
    -- The row that this one carries out or ends; each is ended once.
    ends         bigint UNIQUE REFERENCES ledger,
    -- What was done in one act.
    batch        uuid NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('post', 'room', 'profile')),
    object       uuid NOT NULL,
    -- What everybody may call it: the object itself, but for a profile, whose id is a person's.
    thing        uuid NOT NULL,
    room         uuid,
    -- When the words were written that it is about, and in which language.
    made_at      timestamptz NOT NULL,
    language     text NOT NULL,
    -- Null where no rule was broken, as when a room is slowed.
    version      integer,
    rule         integer,
    law          text CHECK (char_length(law) BETWEEN 3 AND 500),
    grounds      text NOT NULL CHECK (char_length(btrim(grounds)) BETWEEN 10 AND 2000),
    facts        text NOT NULL CHECK (char_length(btrim(facts)) BETWEEN 10 AND 5000),
    -- Whether what was said criticises the company or what it sells, as whoever acts must say.
    criticism    boolean NOT NULL,
    source       text NOT NULL CHECK (source IN ('own', 'report', 'notice', 'flagger')),
    detected     text NOT NULL CHECK (detected IN ('person', 'machine')),
    decided      text NOT NULL CHECK (decided IN ('person', 'partly', 'machine')),
    -- What people call who acted; who that is stands in ledger_person.
    actor        text NOT NULL,
    scope        text NOT NULL CHECK (scope IN ('everywhere', 'room')),
    effective_at timestamptz NOT NULL,
    until        timestamptz,
    -- Of a slowed room: seconds from one post of an author to the next.
    pace         integer,
    prev         bytea NOT NULL CHECK (octet_length(prev) = 32),
    hash         bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
    FOREIGN KEY (version, rule) REFERENCES rule (version, number),
    CHECK ((ends IS NULL) = (cause = 'decision')),
    CHECK (act NOT IN ('announce', 'hide') OR until IS NULL OR until > effective_at),
    CHECK (act <> 'announce' OR cause = 'decision'),
    CHECK (act NOT IN ('show', 'drop') OR cause IN ('reversal', 'expiry', 'changed', 'appeal')),
    CONSTRAINT ledger_calm_check CHECK (CASE WHEN act IN ('slow', 'lift')
        THEN kind = 'room' AND version IS NULL AND rule IS NULL AND law IS NULL AND NOT criticism
             AND char_length(grounds) <= 500
        ELSE version IS NOT NULL AND rule IS NOT NULL AND pace IS NULL END),
    CHECK (act <> 'slow' OR pace IS NOT NULL AND pace BETWEEN 5 AND 600),
    CHECK (act <> 'slow' OR cause = 'decision' AND until IS NOT NULL
        AND until > effective_at AND until <= effective_at + interval '60 minutes'),
    CHECK (act <> 'lift' OR cause IN ('reversal', 'expiry', 'appeal') AND until IS NULL)
);
CREATE INDEX ledger_object ON ledger (object, n);
CREATE INDEX ledger_due ON ledger (effective_at) WHERE act = 'announce';
CREATE INDEX ledger_until ON ledger (until) WHERE until IS NOT NULL;

-- The chain's end. Whoever writes in the ledger locks this row first.
CREATE TABLE ledger_head (
    alone boolean PRIMARY KEY CHECK (alone),
    n     bigint NOT NULL,
    hash  bytea NOT NULL
);
INSERT INTO ledger_head VALUES (true, 0, decode(repeat('00', 32), 'hex'));

-- Who acted, beside the chain, so that a person can be forgotten and the chain still holds.
CREATE TABLE ledger_person (
    n         bigint PRIMARY KEY REFERENCES ledger,
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE
);
CREATE TABLE alias (
    member_id uuid PRIMARY KEY REFERENCES member ON DELETE CASCADE,
    name      text NOT NULL UNIQUE
);

-- What the names of profiles are made with; nobody but the owner reads it.
CREATE TABLE ledger_salt (
    alone boolean PRIMARY KEY CHECK (alone),
    salt  bytea NOT NULL
);
INSERT INTO ledger_salt VALUES (true, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

CREATE FUNCTION ledger_thing(kind text, object uuid) RETURNS uuid LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN CASE kind
        WHEN 'profile' THEN (SELECT encode(substr(sha256(salt || uuid_send(object)), 1, 16), 'hex')::uuid FROM ledger_salt)
        ELSE object END;

CREATE FUNCTION ledger_time(moment timestamptz) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- A field as its length in bytes, a colon, its bytes and a comma; a lacking one as a hyphen and a comma.
CREATE FUNCTION ledger_bytes(entry ledger) RETURNS bytea LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN (SELECT convert_to(string_agg(coalesce(octet_length(convert_to(field, 'UTF8')) || ':' || field, '-') || ',',
                                         '' ORDER BY place), 'UTF8')
            FROM unnest(ARRAY[
                entry.n::text, entry.id::text, ledger_time(entry.at), entry.act, entry.cause, entry.ends::text,
                entry.batch::text, entry.kind, entry.thing::text, entry.room::text, ledger_time(entry.made_at),
                entry.language, entry.version::text, entry.rule::text, entry.law, entry.grounds, entry.facts,
                entry.criticism::text, entry.source, entry.detected, entry.decided, entry.actor, entry.scope,
                ledger_time(entry.effective_at), ledger_time(entry.until), entry.pace::text]) WITH ORDINALITY fields(field, place));

CREATE FUNCTION chain_ledger() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    head ledger_head;
BEGIN
    SELECT * INTO head FROM ledger_head FOR UPDATE;
    NEW.n := head.n + 1;
    NEW.at := ledger_now();
    NEW.thing := ledger_thing(NEW.kind, NEW.object);
    -- The cooling time, in which the act can still be dropped.
    NEW.effective_at := NEW.at + CASE NEW.act WHEN 'announce' THEN interval '2 minutes' ELSE interval '0' END;
    NEW.prev := head.hash;
    NEW.hash := sha256(NEW.prev || ledger_bytes(NEW));
    UPDATE ledger_head SET n = NEW.n, hash = NEW.hash;
    RETURN NEW;
END $$;
CREATE TRIGGER ledger_chain BEFORE INSERT ON ledger FOR EACH ROW EXECUTE FUNCTION chain_ledger();

-- The first number that does not follow from the one before, one past the end when rows are lacking there; null when the
-- chain holds.
CREATE FUNCTION ledger_fault() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (WITH linked AS (
                SELECT n, row_number() OVER (ORDER BY n) = n
                          AND prev = lag(hash, 1, decode(repeat('00', 32), 'hex')) OVER (ORDER BY n)
                          AND thing = ledger_thing(kind, object)
                          AND hash = sha256(prev || ledger_bytes(ledger)) AS holds
                FROM ledger)
            SELECT min(n) FROM (
                SELECT n FROM linked WHERE NOT holds
                UNION ALL
                SELECT coalesce((SELECT max(n) FROM ledger), 0) + 1 FROM ledger_head
                WHERE n <> coalesce((SELECT max(n) FROM ledger), 0)
                OR hash <> coalesce((SELECT hash FROM ledger ORDER BY n DESC LIMIT 1), decode(repeat('00', 32), 'hex'))
                ) faults(n));

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'VA403';
END $$;
DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['rules', 'rule', 'rule_text', 'ledger'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
                       kept || '_stays', kept);
        EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
                       kept || '_stays_whole', kept);
    END LOOP;
END $$;

-- What people make that can be restrained: a post (hidden), a room (closed), a profile (its text hidden). The column names
-- the row of the ledger that did it; null is free.
ALTER TABLE post ADD restraint bigint REFERENCES ledger;
ALTER TABLE room ADD restraint bigint REFERENCES ledger;
ALTER TABLE member ADD restraint bigint REFERENCES ledger, ADD about_at timestamptz;

-- Whoever changes it, and however: only as a row of the ledger says that is about this very thing and was not ended.
CREATE FUNCTION guard_visibility() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.restraint IS NOT NULL AND (OLD.restraint IS NOT NULL OR NOT EXISTS (
           SELECT FROM ledger entry WHERE entry.n = NEW.restraint AND entry.act = 'hide' AND entry.object = NEW.id
           AND entry.kind = TG_ARGV[0] AND NOT EXISTS (SELECT FROM ledger ended WHERE ended.ends = entry.n)))
       OR NEW.restraint IS NULL AND NOT EXISTS (SELECT FROM ledger WHERE ends = OLD.restraint AND act = 'show') THEN
        RAISE EXCEPTION 'the ledger has no row for this' USING ERRCODE = 'VA403';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER post_visibility BEFORE UPDATE OF restraint ON post FOR EACH ROW
    WHEN (OLD.restraint IS DISTINCT FROM NEW.restraint) EXECUTE FUNCTION guard_visibility('post');
CREATE TRIGGER room_visibility BEFORE UPDATE OF restraint ON room FOR EACH ROW
    WHEN (OLD.restraint IS DISTINCT FROM NEW.restraint) EXECUTE FUNCTION guard_visibility('room');
CREATE TRIGGER member_visibility BEFORE UPDATE OF restraint ON member FOR EACH ROW
    WHEN (OLD.restraint IS DISTINCT FROM NEW.restraint) EXECUTE FUNCTION guard_visibility('profile');

-- How the room is calmed now: the row of the ledger, and of it what commands are held against. A room's row is locked
-- before its commands are decided, so it must all stand here.
ALTER TABLE room ADD slow bigint REFERENCES ledger, ADD pace integer, ADD slow_until timestamptz;

-- Whoever changes it, and however: only as a row of the ledger says that is about this very room and was not ended.
CREATE FUNCTION guard_calm() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF (CASE WHEN NEW.slow IS NULL
        THEN NEW.pace IS NOT NULL OR NEW.slow_until IS NOT NULL
             OR NOT EXISTS (SELECT FROM ledger WHERE ends = OLD.slow AND act = 'lift')
        ELSE OLD.slow IS NOT NULL OR NOT EXISTS (
            SELECT FROM ledger entry WHERE entry.n = NEW.slow AND entry.act = 'slow' AND entry.object = NEW.id
            AND entry.pace = NEW.pace AND entry.until = NEW.slow_until
            AND NOT EXISTS (SELECT FROM ledger ended WHERE ended.ends = entry.n)) END) THEN
        RAISE EXCEPTION 'the ledger has no row for this' USING ERRCODE = 'VA403';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER room_calm BEFORE UPDATE OF slow, pace, slow_until ON room FOR EACH ROW
    WHEN ((OLD.slow, OLD.pace, OLD.slow_until) IS DISTINCT FROM (NEW.slow, NEW.pace, NEW.slow_until))
    EXECUTE FUNCTION guard_calm();

CREATE TYPE restrainable AS (made_at timestamptz, language text, room uuid, product uuid, restraint bigint);

-- Locks a thing and tells what an act must know of it; null when there is none. Rooms were locked before.
CREATE FUNCTION lock_object(of_kind text, of_id uuid) RETURNS restrainable
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    found restrainable;
BEGIN
    CASE of_kind
        WHEN 'post' THEN
            SELECT coalesce(post.edited_at, post.said_at), post.language, room.id, room.product_id, post.restraint
            INTO found FROM post JOIN room ON room.id = post.room_id WHERE post.id = of_id FOR UPDATE OF post;
        WHEN 'room' THEN
            SELECT started_at, language, id, product_id, restraint INTO found FROM room WHERE id = of_id
            FOR NO KEY UPDATE;
        WHEN 'profile' THEN
            SELECT coalesce(about_at, joined_at), 'sv', NULL::uuid, NULL::uuid, restraint INTO found FROM member
            WHERE id = of_id FOR NO KEY UPDATE;
    END CASE;
    RETURN found;
END $$;

-- Locks the chain's end and then the rooms in the order in which commands lock them, so that no two wait for each other.
CREATE FUNCTION lock_rooms(of_kind text, objects uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM ledger_head FOR UPDATE;
    PERFORM FROM room WHERE id IN (
        SELECT room_id FROM post WHERE of_kind = 'post' AND post.id = ANY(objects)
        UNION ALL SELECT unnest(objects) WHERE of_kind = 'room') ORDER BY id FOR NO KEY UPDATE;
END $$;

CREATE FUNCTION set_restraint(of_kind text, of_id uuid, entry bigint) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    CASE of_kind
        WHEN 'post' THEN UPDATE post SET restraint = entry WHERE id = of_id;
        WHEN 'room' THEN UPDATE room SET restraint = entry WHERE id = of_id;
        WHEN 'profile' THEN UPDATE member SET restraint = entry WHERE id = of_id;
    END CASE;
END $$;

CREATE FUNCTION restraint_of(of_kind text, of_id uuid) RETURNS bigint LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN CASE of_kind
        WHEN 'post' THEN (SELECT restraint FROM post WHERE id = of_id)
        WHEN 'room' THEN (SELECT restraint FROM room WHERE id = of_id)
        WHEN 'profile' THEN (SELECT restraint FROM member WHERE id = of_id) END;

-- A row of the ledger that nothing came of does not hold either.
CREATE FUNCTION ledger_is_true() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    now_by bigint := CASE WHEN NEW.act IN ('slow', 'lift') THEN (SELECT slow FROM room WHERE id = NEW.object)
                          ELSE restraint_of(NEW.kind, NEW.object) END;
BEGIN
    IF NEW.act IN ('hide', 'slow') AND now_by IS DISTINCT FROM NEW.n AND NOT EXISTS (SELECT FROM ledger WHERE ends = NEW.n)
       OR NEW.act IN ('show', 'lift') AND now_by = NEW.ends THEN
        RAISE EXCEPTION 'row % of the ledger tells of what did not happen', NEW.n USING ERRCODE = 'VA403';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_true AFTER INSERT ON ledger DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION ledger_is_true();

-- What the machine says, in the language of what it is about where that is one of ours.
CREATE FUNCTION in_language(language text, swedish text, english text) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = public, pg_temp RETURN CASE language WHEN 'sv' THEN swedish ELSE english END;

-- Writes a row, and makes it so.
CREATE FUNCTION enter_ledger(entry ledger, by_member uuid) RETURNS ledger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    entry.id := gen_random_uuid();
    IF by_member IS NULL THEN
        entry.actor := 'machine';
    ELSIF NOT EXISTS (SELECT FROM member WHERE id = by_member AND role = 'staff') THEN
        -- Who calms the room that they started themselves.
        entry.actor := 'starter';
    ELSE
        INSERT INTO alias SELECT by_member, 'moderator-' || (SELECT count(*) + 1 FROM alias) ON CONFLICT DO NOTHING;
        SELECT name INTO entry.actor FROM alias WHERE member_id = by_member;
    END IF;
    INSERT INTO ledger SELECT entry.* RETURNING * INTO entry;
    IF by_member IS NOT NULL THEN
        INSERT INTO ledger_person VALUES (entry.n, by_member);
    END IF;
    IF entry.act IN ('hide', 'show') THEN
        PERFORM set_restraint(entry.kind, entry.object, CASE entry.act WHEN 'hide' THEN entry.n END);
    ELSIF entry.act = 'slow' THEN
        UPDATE room SET slow = entry.n, pace = entry.pace, slow_until = entry.until WHERE id = entry.object;
    ELSIF entry.act = 'lift' THEN
        UPDATE room SET slow = NULL, pace = NULL, slow_until = NULL WHERE id = entry.object AND slow = entry.ends;
    END IF;
    RETURN entry;
END $$;

-- Ends what a row began: a hidden thing is shown, an announced one dropped.
CREATE FUNCTION end_restraint(began ledger, why text, of_cause text, by_member uuid) RETURNS ledger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    entry ledger := began;
BEGIN
    IF began.act NOT IN ('announce', 'hide', 'slow') OR EXISTS (SELECT FROM ledger WHERE ends = began.n) THEN
        RAISE EXCEPTION 'row % of the ledger is ended already', began.n USING ERRCODE = 'VA409';
    END IF;
    entry.act := CASE began.act WHEN 'hide' THEN 'show' WHEN 'announce' THEN 'drop' ELSE 'lift' END;
    entry.cause := of_cause;
    entry.ends := began.n;
    entry.batch := gen_random_uuid();
    entry.grounds := why;
    entry.decided := CASE WHEN by_member IS NULL THEN 'machine' ELSE 'person' END;
    entry.until := NULL;
    RETURN enter_ledger(entry, by_member);
END $$;

CREATE FUNCTION must_be_staff(by_member uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM member WHERE id = by_member AND role = 'staff') THEN
        RAISE EXCEPTION 'only staff acts under the house rules' USING ERRCODE = 'VA403';
    END IF;
END $$;

-- Restrains things of one kind, all or none, for one rule that was in force when each was made. `cited` has version, rule,
-- grounds, facts, criticism, and may have law, source, detected, decided, scope, until. Nobody's name means that a machine decided.
CREATE FUNCTION restrain(by_member uuid, of_kind text, objects uuid[], cited jsonb) RETURNS SETOF ledger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    entry  ledger;
    thing  restrainable;
    of_id  uuid;
    broken rule;
    batch  uuid := gen_random_uuid();
BEGIN
    IF cited - ARRAY['version', 'rule', 'law', 'grounds', 'facts', 'criticism', 'source', 'detected', 'decided', 'scope', 'until'] <> '{}'
       OR of_kind NOT IN ('post', 'room', 'profile') OR cardinality(objects) NOT BETWEEN 1 AND 500 THEN
        RAISE EXCEPTION 'an act is on 1 to 500 things of a kind, for a rule' USING ERRCODE = 'VA400';
    ELSIF cited -> 'criticism' IS NULL THEN
        RAISE EXCEPTION 'who acts says whether it was criticism of the company' USING ERRCODE = 'VA400';
    END IF;
    entry := jsonb_populate_record(NULL::ledger, '{"source": "own", "detected": "person", "scope": "everywhere"}' || cited);
    entry.decided := coalesce(entry.decided, CASE WHEN by_member IS NULL THEN 'machine' ELSE 'person' END);
    IF (by_member IS NULL) <> (entry.decided = 'machine') THEN
        RAISE EXCEPTION 'who decided is said wrongly' USING ERRCODE = 'VA400';
    END IF;
    IF by_member IS NOT NULL THEN
        PERFORM must_be_staff(by_member);
    END IF;
    PERFORM lock_rooms(of_kind, objects);
    SELECT * INTO broken FROM rule WHERE version = entry.version AND number = entry.rule;
    IF broken IS NULL OR (broken.harm = 'law') <> (entry.law IS NOT NULL) THEN
        RAISE EXCEPTION 'a rule is cited, and for what breaks the law, the law' USING ERRCODE = 'VA400';
    END IF;
    entry.act := CASE broken.harm WHEN 'conduct' THEN 'announce' ELSE 'hide' END;
    entry.cause := 'decision';
    entry.batch := batch;
    entry.kind := of_kind;
    FOREACH of_id IN ARRAY ARRAY(SELECT DISTINCT unnest(objects) ORDER BY 1) LOOP
        thing := lock_object(of_kind, of_id);
        IF thing IS NULL OR thing.made_at IS NULL THEN
            RAISE EXCEPTION 'there is no such thing' USING ERRCODE = 'VA404';
        ELSIF thing.restraint IS NOT NULL OR EXISTS (
            SELECT FROM ledger told WHERE told.object = of_id AND told.kind = of_kind AND told.act = 'announce'
            AND NOT EXISTS (SELECT FROM ledger ended WHERE ended.ends = told.n)) THEN
            RAISE EXCEPTION 'it is restrained already' USING ERRCODE = 'VA409';
        ELSIF entry.version <> rules_at(thing.made_at) THEN
            RAISE EXCEPTION 'house rules % were not in force when it was made', entry.version USING ERRCODE = 'VA409';
        ELSIF EXISTS (SELECT FROM answers_for WHERE product_id = thing.product AND member_id = by_member) THEN
            RAISE EXCEPTION 'who answers for the product does not act where it is talked of' USING ERRCODE = 'VA403';
        END IF;
        entry.object := of_id;
        entry.room := thing.room;
        entry.made_at := thing.made_at;
        entry.language := thing.language;
        RETURN NEXT enter_ledger(entry, by_member);
    END LOOP;
END $$;

-- Takes an act back, with why.
CREATE FUNCTION reverse_restraint(by_member uuid, of_entry bigint, why text) RETURNS ledger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    began ledger;
BEGIN
    PERFORM must_be_staff(by_member);
    SELECT * INTO began FROM ledger WHERE n = of_entry;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the ledger has no row %', of_entry USING ERRCODE = 'VA404';
    END IF;
    PERFORM lock_rooms(began.kind, ARRAY[began.object]);
    RETURN end_restraint(began, why, 'reversal', by_member);
END $$;

-- What is to be done now: announcements that cooled, and restraints whose time is over.
CREATE FUNCTION due_restraints(moment timestamptz) RETURNS SETOF ledger
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT * FROM ledger due
    WHERE (act = 'announce' AND effective_at <= moment OR act IN ('hide', 'slow') AND until <= moment)
    AND NOT EXISTS (SELECT FROM ledger ended WHERE ended.ends = due.n) ORDER BY n LIMIT 100;
$$;

-- Carries out what was announced and cooled, and ends what had a time; at most a hundred at once. Words that their author
-- mended or took back while it cooled are no longer those that it was about.
CREATE FUNCTION sweep_restraints() RETURNS SETOF ledger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    began  ledger;
    entry  ledger;
    moment timestamptz := ledger_now();
BEGIN
    IF NOT EXISTS (SELECT FROM due_restraints(moment)) THEN
        RETURN;
    END IF;
    PERFORM FROM ledger_head FOR UPDATE;
    PERFORM FROM room WHERE id IN (SELECT due.room FROM due_restraints(moment) due) ORDER BY id FOR NO KEY UPDATE;
    FOR began IN SELECT * FROM due_restraints(moment) LOOP
        IF began.until <= moment THEN
            RETURN NEXT end_restraint(began, in_language(
                began.language, 'Tiden som sattes är över.', 'The time that was set is over.'), 'expiry', NULL);
        ELSIF began.kind = 'post' AND NOT EXISTS (
            SELECT FROM post WHERE id = began.object AND withdrawn_at IS NULL
            AND coalesce(edited_at, said_at) = began.made_at)
            OR began.kind = 'profile' AND NOT EXISTS (
            SELECT FROM member WHERE id = began.object AND coalesce(about_at, joined_at) = began.made_at) THEN
            RETURN NEXT end_restraint(began, in_language(
                began.language, 'Den som skrev det ändrade det i betänketiden.', 'The author changed it in the cooling time.'),
                'changed', NULL);
        ELSE
            entry := began;
            entry.act := 'hide';
            entry.cause := 'due';
            entry.ends := began.n;
            RETURN NEXT enter_ledger(entry, NULL);
        END IF;
    END LOOP;
END $$;
