-- A question is a post that opens a thread, with what becomes of it. Its words are the post's, and nobody's but the
-- asker's. There is no delete here, nothing that hides, and no order that anybody sets.

-- Who hosts a room, from when to when. Rows are ended and never taken away.
CREATE TABLE room_host (
    room_id   uuid NOT NULL REFERENCES room,
    member_id uuid NOT NULL REFERENCES member,
    since     timestamptz NOT NULL,
    until     timestamptz CHECK (until >= since),
    given_by  uuid NOT NULL REFERENCES member
);
CREATE UNIQUE INDEX room_host_now ON room_host (room_id, member_id) WHERE until IS NULL;

-- Who hosts a room now: who was given it, and who started it, but where people only talk.
CREATE VIEW host_now AS
SELECT id AS room_id, started_by AS member_id, started_at AS since FROM room WHERE kind <> 'talk'
UNION ALL
SELECT room_id, member_id, since FROM room_host JOIN room ON room.id = room_id
WHERE until IS NULL AND (room.kind = 'talk' OR member_id <> room.started_by);

-- Who may move the questions of a room: its hosts, and where people only talk the company's own people, who are asked.
CREATE FUNCTION may_move(by_member uuid, of_room uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN EXISTS (SELECT FROM host_now WHERE room_id = of_room AND member_id = by_member)
        OR EXISTS (SELECT FROM room, member WHERE room.id = of_room AND room.kind = 'talk'
                   AND member.id = by_member AND member.role = 'staff');

-- Who started a room gives its hosts, at most twenty at a time.
CREATE FUNCTION give_host(by_member uuid, of_room uuid, to_member uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM room WHERE id = of_room AND started_by = by_member FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'only who started a room gives its hosts' USING ERRCODE = 'VA403';
    ELSIF (SELECT count(*) FROM room_host WHERE room_id = of_room AND until IS NULL AND member_id <> to_member) >= 20 THEN
        RAISE EXCEPTION 'a room has at most 20 hosts' USING ERRCODE = 'VA409';
    END IF;
    INSERT INTO room_host VALUES (of_room, to_member, ledger_now(), NULL, by_member) ON CONFLICT DO NOTHING;
END $$;

-- Who started a room takes it back, and a host may leave.
CREATE FUNCTION take_host(by_member uuid, of_room uuid, from_member uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF by_member <> from_member AND NOT EXISTS (SELECT FROM room WHERE id = of_room AND started_by = by_member) THEN
        RAISE EXCEPTION 'only who started a room takes its hosts away' USING ERRCODE = 'VA403';
    END IF;
    UPDATE room_host SET until = ledger_now() WHERE room_id = of_room AND member_id = from_member AND until IS NULL;
END $$;

-- A member's name in a room where they would not ask under their own. It stays the same there, and says nothing elsewhere.
CREATE TABLE room_alias (
    id        uuid PRIMARY KEY,
    room_id   uuid NOT NULL REFERENCES room,
    member_id uuid NOT NULL REFERENCES member,
    name      text NOT NULL,
    since     timestamptz NOT NULL,
    UNIQUE (room_id, member_id),
    UNIQUE (room_id, name),
    -- For what is said under it.
    UNIQUE (id, room_id, member_id)
);
-- All that anybody is told.
CREATE VIEW room_alias_name AS SELECT id, name FROM room_alias;

-- A member's pseudonym in a room, none where they have none; for that member's own eyes.
CREATE FUNCTION own_alias(of_member uuid, of_room uuid) RETURNS SETOF room_alias_name
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id, name FROM room_alias WHERE room_id = of_room AND member_id = of_member
$$;

-- The pseudonym of a member in a room, made when it is first asked for. The company's people and who hosts ask under their
-- own names: nobody is to answer a question that they planted.
CREATE FUNCTION alias_in(of_member uuid, of_room uuid) RETURNS SETOF room_alias_name
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    -- Words of Swedish and of English alike, that say nothing of who it is.
    firsts  text[] := ARRAY['Amber', 'Aster', 'Delta', 'Gamma', 'Indigo', 'Jade', 'Lava', 'Linden', 'Lotus', 'Malva',
                            'Nova', 'Opal', 'Orion', 'Polar', 'Prisma', 'Saga', 'Sierra', 'Sigma', 'Silver', 'Solar',
                            'Tundra', 'Vega', 'Velvet', 'Zeta'];
    seconds text[] := ARRAY['Albatross', 'Alpaca', 'Cello', 'Cirrus', 'Delfin', 'Fjord', 'Iris', 'Jasmin', 'Koala',
                            'Komet', 'Kondor', 'Lama', 'Lynx', 'Magnet', 'Mango', 'Marimba', 'Melon', 'Panda', 'Papaya',
                            'Piano', 'Pilot', 'Puma', 'Radar', 'Safari', 'Samba', 'Tango', 'Zebra'];
    turn    integer;
BEGIN
    IF EXISTS (SELECT FROM member WHERE id = of_member AND role IN ('consultant', 'staff')) OR may_move(of_member, of_room) THEN
        RAISE EXCEPTION 'who hosts a room or works for the company asks under their own name' USING ERRCODE = 'VA403';
    ELSIF NOT EXISTS (SELECT FROM room_alias WHERE room_id = of_room AND member_id = of_member) THEN
        PERFORM FROM room WHERE id = of_room FOR NO KEY UPDATE;
        turn := (SELECT count(*) FROM room_alias WHERE room_id = of_room) / (cardinality(firsts) * cardinality(seconds) / 2);
        INSERT INTO room_alias
        SELECT gen_random_uuid(), of_room, of_member, free.name, ledger_now() FROM (
            SELECT concat_ws(' ', one, two, nullif(turn, 0)) AS name FROM unnest(firsts) one, unnest(seconds) two) free
        WHERE NOT EXISTS (SELECT FROM room_alias taken WHERE taken.room_id = of_room AND taken.name = free.name)
        ORDER BY random() LIMIT 1
        ON CONFLICT (room_id, member_id) DO NOTHING;
    END IF;
    RETURN QUERY SELECT * FROM own_alias(of_member, of_room);
END $$;

-- What is said under a pseudonym is said by whose it is.
ALTER TABLE post ADD alias_id uuid,
    ADD FOREIGN KEY (alias_id, room_id, author_id) REFERENCES room_alias (id, room_id, member_id);

-- A pseudonym speaks as one of those for whom the network is, whoever it is.
CREATE OR REPLACE FUNCTION guard_hats() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM said JOIN member author ON author.id = said.author_id
               WHERE CASE WHEN alias_id IS NULL THEN NOT has_hat(author, said.hat) ELSE said.hat <> 'customer' END) THEN
        RAISE EXCEPTION 'nobody speaks in a capacity that they do not have' USING ERRCODE = 'VA403';
    END IF;
    RETURN NULL;
END $$;

-- What waits in a held room waits as it was asked.
ALTER TABLE held_post ADD asking text NOT NULL DEFAULT 'NO' CHECK (asking IN ('NO', 'YES', 'UNLESS_HOST')), ADD alias_id uuid,
    ADD FOREIGN KEY (alias_id, room_id, author_id) REFERENCES room_alias (id, room_id, member_id);
GRANT INSERT (asking, alias_id) ON held_post TO vadra_app;

CREATE TABLE question (
    post_id      uuid PRIMARY KEY REFERENCES post,
    room_id      uuid NOT NULL REFERENCES room,
    seq          bigint NOT NULL,
    -- While it is merged into another, this is as it was before, and comes back with it.
    state        text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'chosen', 'answered', 'declined', 'promised')),
    into_id      uuid REFERENCES question CHECK (into_id <> post_id),
    claim_by     uuid REFERENCES member,
    claim_until  timestamptz,
    answer_id    uuid REFERENCES post,
    reason       text CHECK (char_length(reason) <= 500),
    promised_for timestamptz,
    moved_at     timestamptz NOT NULL,
    moved_by     uuid REFERENCES member,
    -- How many people want it, or anything that is merged into it.
    votes        integer NOT NULL DEFAULT 0 CHECK (votes >= 0),
    CHECK ((claim_by IS NULL) = (claim_until IS NULL)),
    CHECK ((state = 'answered') = (answer_id IS NOT NULL)),
    CHECK ((state = 'promised') = (promised_for IS NOT NULL)),
    CHECK (state <> 'declined' OR coalesce(char_length(btrim(reason)), 0) >= 10)
);
CREATE INDEX question_room ON question (room_id, seq);
CREATE INDEX question_into ON question (into_id) WHERE into_id IS NOT NULL;
CREATE INDEX question_answer ON question (answer_id) WHERE answer_id IS NOT NULL;

-- All moves, and what they changed. `seq` is the event's.
CREATE TABLE question_move (
    post_id uuid NOT NULL REFERENCES question,
    seq     bigint NOT NULL,
    at      timestamptz NOT NULL,
    by_id   uuid NOT NULL REFERENCES member,
    move    text NOT NULL,
    before  jsonb NOT NULL,
    after   jsonb NOT NULL,
    PRIMARY KEY (post_id, seq)
);
DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['question_move', 'room_alias'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
                       kept || '_stays', kept);
        EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
                       kept || '_stays_whole', kept);
    END LOOP;
END $$;

-- A question opens a thread, and begins as it was asked.
CREATE FUNCTION begin_question() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    SELECT room_id, seq, said_at INTO NEW.room_id, NEW.seq, NEW.moved_at FROM post
    WHERE id = NEW.post_id AND parent_id IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a question opens a thread' USING ERRCODE = 'VA409';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER question_begins BEFORE INSERT ON question FOR EACH ROW EXECUTE FUNCTION begin_question();

-- A question as everybody is told of it.
CREATE VIEW question_now AS
SELECT question.*, claimer.handle AS claim_handle, claimer.name AS claim_name, claimer.role AS claim_role,
       mover.handle AS moved_handle, mover.name AS moved_name, mover.role AS moved_role,
       ARRAY(SELECT other.post_id FROM question other WHERE other.into_id = question.post_id ORDER BY other.seq) AS merged
FROM question LEFT JOIN member claimer ON claimer.id = claim_by LEFT JOIN member mover ON mover.id = moved_by;

-- Whoever wants a question gives `want`, once; it moves no other list.
ALTER TABLE reaction DROP CONSTRAINT reaction_kind_check,
    ADD CONSTRAINT reaction_kind_check
        CHECK (kind IN ('agree', 'disagree', 'thanks', 'heart', 'laugh', 'wonder', 'pin', 'want'));

CREATE FUNCTION count_want() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    given  reaction := coalesce(NEW, OLD);
    step   integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
    wanted question;
BEGIN
    SELECT * INTO wanted FROM question WHERE post_id = given.post_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'only a question is wanted' USING ERRCODE = 'VA409';
    END IF;
    UPDATE question SET votes = votes + step WHERE post_id = wanted.post_id AND into_id IS NOT NULL;
    -- A person counts once for a question and all that is merged into it.
    IF NOT EXISTS (
        SELECT FROM reaction JOIN question USING (post_id)
        WHERE member_id = given.member_id AND kind = 'want' AND post_id <> given.post_id
        AND coalesce(into_id, post_id) = coalesce(wanted.into_id, wanted.post_id)) THEN
        UPDATE question SET votes = votes + step WHERE post_id = coalesce(wanted.into_id, wanted.post_id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER want_given AFTER INSERT ON reaction FOR EACH ROW WHEN (NEW.kind = 'want') EXECUTE FUNCTION count_want();
CREATE TRIGGER want_taken AFTER DELETE ON reaction FOR EACH ROW WHEN (OLD.kind = 'want') EXECUTE FUNCTION count_want();

-- How many people want a question or anything that is merged into it, counted anew.
CREATE FUNCTION count_votes(heads uuid[]) RETURNS void LANGUAGE sql SET search_path = public, pg_temp BEGIN ATOMIC
    UPDATE question SET votes = (
        SELECT count(DISTINCT member_id) FROM reaction WHERE kind = 'want' AND post_id IN (
            SELECT part.post_id FROM question part
            WHERE part.post_id = question.post_id OR part.into_id = question.post_id))
    WHERE post_id = ANY(heads);
END;

-- What a move makes of a question; `asked` has what the move needs.
CREATE FUNCTION moved_question(this question, last question_move, asked jsonb, moment timestamptz) RETURNS question
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
    CASE asked ->> 'move'
        WHEN 'claim' THEN this.claim_until := moment + interval '5 minutes';
        WHEN 'release' THEN NULL;
        WHEN 'choose' THEN this.state := 'chosen';
        WHEN 'answer' THEN this.state := 'answered';
        WHEN 'decline' THEN this.state := 'declined';
        WHEN 'promise' THEN this.state := 'promised';
        WHEN 'merge' THEN this.into_id := (asked ->> 'into')::uuid;
        WHEN 'unmerge' THEN this.into_id := NULL;
        WHEN 'undo' THEN RETURN jsonb_populate_record(this, last.before - 'votes');
        ELSE RAISE EXCEPTION 'there is no such move' USING ERRCODE = 'VA400';
    END CASE;
    IF asked ->> 'move' IN ('choose', 'answer', 'decline', 'promise') THEN
        this.answer_id := (asked ->> 'answer')::uuid;
        this.reason := asked ->> 'reason';
        this.promised_for := (asked ->> 'promisedFor')::timestamptz;
    END IF;
    RETURN this;
END $$;

-- Why a move may not be; null when it may.
CREATE FUNCTION move_hindrance(this question, last question_move, by_member uuid, asked jsonb, moment timestamptz) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN (SELECT CASE
        WHEN this.claim_by <> by_member AND this.claim_until > moment THEN 'another host has claimed it'
        WHEN move = 'undo' AND (last IS NULL OR last.move = 'undo' OR last.by_id <> by_member
                                OR moment > last.at + interval '10 seconds')
            THEN 'a move is undone by who made it, within 10 seconds, and once'
        WHEN move = 'undo' THEN (
            SELECT 'the other question was merged as well meanwhile' FROM question other
            WHERE last.before ->> 'into_id' <> coalesce(this.into_id::text, '')
            AND (other.into_id = this.post_id OR other.post_id::text = last.before ->> 'into_id' AND other.into_id IS NOT NULL)
            LIMIT 1)
        WHEN (move = 'unmerge') <> (this.into_id IS NOT NULL) THEN 'it is merged, or is not'
        WHEN this.state = 'answered' AND move NOT IN ('merge', 'unmerge') THEN 'it is answered'
        WHEN move = 'merge' AND (this.state = 'answered' OR EXISTS (SELECT FROM question WHERE into_id = this.post_id)
             OR NOT EXISTS (SELECT FROM question WHERE post_id = (asked ->> 'into')::uuid AND room_id = this.room_id
                            AND into_id IS NULL))
            THEN 'a question is merged into another of its room, and none into what is merged'
        WHEN move = 'promise' AND NOT coalesce((asked ->> 'promisedFor')::timestamptz > moment
             AND (asked ->> 'promisedFor')::timestamptz <= moment + interval '1 year', false)
            THEN 'a promise is for a time within a year'
        WHEN move = 'answer' AND NOT EXISTS (SELECT FROM post WHERE id = (asked ->> 'answer')::uuid
             AND parent_id = this.post_id AND author_id = by_member) THEN 'an answer is a reply of who gives it' END
        FROM (SELECT asked ->> 'move') given(move));

-- Moves a question: the one way. Who may not move it, whoever asks for it, does not.
CREATE FUNCTION move_question(by_member uuid, of_post uuid, of_seq bigint, asked jsonb, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    this   question;
    that   question;
    last   question_move;
    why    text;
    -- What was said of the question stands while hosts only sort it.
    sorts  boolean := asked ->> 'move' IN ('claim', 'release', 'merge', 'unmerge');
BEGIN
    SELECT * INTO this FROM question WHERE post_id = of_post FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such question' USING ERRCODE = 'VA404';
    ELSIF NOT may_move(by_member, this.room_id) THEN
        RAISE EXCEPTION 'only the hosts of a room move its questions' USING ERRCODE = 'VA403';
    END IF;
    SELECT * INTO last FROM question_move WHERE post_id = of_post ORDER BY seq DESC LIMIT 1;
    why := move_hindrance(this, last, by_member, asked, moment);
    IF why IS NOT NULL THEN
        RAISE EXCEPTION '%', why USING ERRCODE = 'VA409';
    END IF;
    that := moved_question(this, last, asked, moment);
    IF asked ->> 'move' <> 'undo' THEN
        -- A host who chooses goes on holding what they claimed; every other move lets go of it.
        that.claim_by := CASE WHEN asked ->> 'move' = 'claim' OR asked ->> 'move' = 'choose' AND that.claim_by = by_member
                              THEN by_member END;
        that.claim_until := CASE WHEN that.claim_by IS NOT NULL THEN that.claim_until END;
        that.moved_at := CASE WHEN sorts THEN that.moved_at ELSE moment END;
        that.moved_by := CASE WHEN sorts THEN that.moved_by ELSE by_member END;
    END IF;
    UPDATE question SET state = that.state, into_id = that.into_id, claim_by = that.claim_by, claim_until = that.claim_until,
        answer_id = that.answer_id, reason = that.reason, promised_for = that.promised_for, moved_at = that.moved_at,
        moved_by = that.moved_by
    WHERE post_id = of_post;
    IF this.into_id IS DISTINCT FROM that.into_id THEN
        PERFORM count_votes(array_remove(ARRAY[of_post, this.into_id, that.into_id], NULL));
    END IF;
    INSERT INTO question_move VALUES (of_post, of_seq, moment, by_member, asked ->> 'move', to_jsonb(this), to_jsonb(that));
END $$;

-- Whether what the log tells of a question is what it was after that event.
CREATE FUNCTION question_is_told(of_post uuid, of_seq bigint, of_room uuid, said jsonb) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN (SELECT CASE WHEN said ->> 'move' IN ('join', 'part')
                THEN EXISTS (SELECT FROM question_move moved JOIN question part ON part.post_id = moved.post_id
                             WHERE part.room_id = of_room AND moved.seq < of_seq AND moved.seq >= of_seq - 2
                             AND moved.by_id = (said #>> '{by,id}')::uuid
                             AND of_post::text IN (moved.before ->> 'into_id', moved.after ->> 'into_id'))
                ELSE EXISTS (SELECT FROM question_move WHERE post_id = of_post AND seq = of_seq AND move = said ->> 'move'
                             AND by_id = (said #>> '{by,id}')::uuid) END
            AND told ->> 'state' = CASE WHEN state ->> 'into_id' IS NULL THEN state ->> 'state' ELSE 'merged' END
            AND ROW(told ->> 'into', told ->> 'answer', told ->> 'reason', told #>> '{claim,by,id}', told #>> '{movedBy,id}',
                    (told ->> 'promisedFor')::timestamptz)
                IS NOT DISTINCT FROM
                ROW(state ->> 'into_id', state ->> 'answer_id', state ->> 'reason', state ->> 'claim_by', state ->> 'moved_by',
                    (state ->> 'promised_for')::timestamptz)
            FROM (SELECT said -> 'question', coalesce(
                      (SELECT after FROM question_move WHERE post_id = of_post AND seq <= of_seq ORDER BY seq DESC LIMIT 1),
                      '{"state": "asked"}')) told(told, state));

-- As before; and what was said under a pseudonym is told of by that, and a move as it was made.
CREATE OR REPLACE FUNCTION guard_log() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT room_id, seq, kind, payload::jsonb said FROM told OFFSET 0) told
        -- Each by its key, whatever the planner believes of tables that were empty when the session began.
        LEFT JOIN LATERAL (SELECT * FROM post WHERE post.id = (said ->> 'post')::uuid OFFSET 0) post
            ON post.room_id = told.room_id
        WHERE NOT coalesce(said ->> 'kind' = kind AND CASE
            WHEN kind IN ('post.created', 'post.edited') THEN
                (kind = 'post.edited' OR post.seq = told.seq) AND is_author(post, said -> 'by')
                AND (said #>> '{text,source}', said #>> '{text,html}', said #>> '{by,hat}') = CASE
                    WHEN post.version = coalesce((said ->> 'version')::integer, 1) THEN (post.source, post.html, post.hat)
                    ELSE (SELECT (earlier.source, earlier.html, earlier.hat) FROM post_version earlier WHERE earlier.post_id = post.id
                          AND earlier.version = coalesce((said ->> 'version')::integer, 1)) END
                AND (said -> 'question' IS NULL OR kind = 'post.created' AND said #>> '{question,state}' = 'asked'
                     AND EXISTS (SELECT FROM question WHERE post_id = post.id))
            WHEN kind = 'post.withdrawn' THEN is_author(post, said -> 'by') AND post.withdrawn_at IS NOT NULL
            WHEN kind IN ('reaction.added', 'reaction.removed') THEN post.id IS NOT NULL
            WHEN kind = 'question.moved' THEN question_is_told(post.id, told.seq, told.room_id, said)
            WHEN kind IN ('session.ended', 'role.changed') THEN EXISTS (SELECT FROM control WHERE id = told.room_id)
            -- The Q&A's own functions come after this one.
            WHEN kind = 'qa.moved' THEN
                sitting_json(told.room_id) = said -> 'qa' AND may_move((said #>> '{by,id}')::uuid, told.room_id)
            WHEN kind = 'room.calmed' THEN EXISTS (
                SELECT FROM ledger WHERE n = (said #>> '{calm,entry}')::bigint AND ledger.room = told.room_id
                AND calm_json(ledger) = said -> 'calm')
            ELSE EXISTS (
                SELECT FROM ledger WHERE n = (said #>> '{restraint,entry}')::bigint AND ledger.room = told.room_id
                AND restraint_json(ledger) = said -> 'restraint'
                AND (ledger.kind = 'room' OR ledger.object = post.id))
            END, false)) THEN
        RAISE EXCEPTION 'the log tells only of what happened' USING ERRCODE = 'VA403';
    END IF;
    RETURN NULL;
END $$;

-- Whether somebody is who said a post, as everybody may know it: by the pseudonym, where it has one, and by nothing else.
CREATE FUNCTION is_author(said post, told jsonb) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN CASE WHEN said.alias_id IS NULL THEN said.author_id = (told ->> 'id')::uuid
           ELSE told = (SELECT jsonb_build_object('id', id, 'handle', '', 'name', name, 'role', 'member', 'hat', 'customer', 'alias', true)
                        FROM room_alias WHERE id = said.alias_id) END;

-- About how many members were shown a question: a sketch that counts, and cannot be asked for anybody.
CREATE TABLE question_shown (
    post_id uuid PRIMARY KEY REFERENCES question,
    sketch  bytea NOT NULL,
    people  integer NOT NULL CHECK (people >= 0)
);
-- An order that was given out, so that what follows its first page neither repeats nor skips. Losing it costs a reload.
CREATE UNLOGGED TABLE question_order (
    id       uuid PRIMARY KEY,
    room_id  uuid NOT NULL,
    kind     text NOT NULL,
    room_seq bigint NOT NULL,
    posts    uuid[] NOT NULL CHECK (cardinality(posts) <= 2000),
    made_at  timestamptz NOT NULL
);
CREATE INDEX question_order_room ON question_order (room_id, kind, made_at DESC);

-- When staff looked who stands behind a pseudonym, by which rule and why. Never changed, and told to the person.
CREATE TABLE alias_unmasking (
    n        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alias_id uuid NOT NULL REFERENCES room_alias,
    post_id  uuid NOT NULL REFERENCES post,
    version  integer NOT NULL,
    rule     integer NOT NULL,
    grounds  text NOT NULL CHECK (char_length(btrim(grounds)) BETWEEN 10 AND 2000),
    actor    text NOT NULL,
    by_id    uuid NOT NULL REFERENCES member,
    at       timestamptz NOT NULL,
    FOREIGN KEY (version, rule) REFERENCES rule (version, number)
);
CREATE TRIGGER alias_unmasking_stays BEFORE UPDATE OR DELETE ON alias_unmasking
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER alias_unmasking_stays_whole BEFORE TRUNCATE ON alias_unmasking
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Looks who said a post under a pseudonym: the staff, for a rule that was in force when it was said, with grounds; three a
-- day by one, ten in all; and nobody who answers for the product that is talked of there.
CREATE FUNCTION unmask_alias(by_member uuid, of_post uuid, cited jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    said    post;
    full_at timestamptz;
BEGIN
    PERFORM must_be_staff(by_member);
    -- First, as every act does; so the rows' numbers are in the order of commits.
    PERFORM FROM ledger_head FOR UPDATE;
    SELECT * INTO said FROM post WHERE id = of_post AND alias_id IS NOT NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'nothing was said there under a pseudonym' USING ERRCODE = 'VA404';
    ELSIF EXISTS (SELECT FROM answers_for JOIN room ON room.product_id = answers_for.product_id
                  WHERE room.id = said.room_id AND answers_for.member_id = by_member) THEN
        RAISE EXCEPTION 'who answers for the product does not act where it is talked of' USING ERRCODE = 'VA403';
    ELSIF (cited ->> 'version')::integer IS DISTINCT FROM rules_at(coalesce(said.edited_at, said.said_at)) THEN
        RAISE EXCEPTION 'those house rules were not in force when it was said' USING ERRCODE = 'VA409';
    END IF;
    SELECT max(free_at) INTO full_at FROM (
        (SELECT at + interval '1 day' FROM alias_unmasking WHERE by_id = by_member ORDER BY n DESC OFFSET 2 LIMIT 1)
        UNION ALL
        (SELECT at + interval '1 day' FROM alias_unmasking ORDER BY n DESC OFFSET 9 LIMIT 1)) full_until(free_at);
    IF full_at > ledger_now() THEN
        RAISE EXCEPTION 'at most 3 pseudonyms are lifted by one of the staff in a day, and 10 in all'
        USING ERRCODE = 'VA429', DETAIL = ceil(extract(epoch FROM full_at - ledger_now()))::text;
    END IF;
    INSERT INTO alias_unmasking (alias_id, post_id, version, rule, grounds, actor, by_id, at)
    VALUES (said.alias_id, of_post, (cited ->> 'version')::integer, (cited ->> 'rule')::integer, cited ->> 'grounds',
            alias_of(by_member), by_member, ledger_now());
    RETURN (SELECT jsonb_build_object('id', id, 'handle', handle, 'name', name, 'role', role)
            FROM member WHERE id = said.author_id);
END $$;

-- What was lifted after a number: of a member's pseudonyms, for that member; of all, for who tells them.
CREATE FUNCTION unmaskings_after(last bigint, of_member uuid) RETURNS TABLE (
    n bigint, handle text, at timestamptz, room text, name text, post uuid, version integer, rule integer, grounds text,
    actor text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT told.n, member.handle, told.at, room.slug, alias.name, told.post_id, told.version, told.rule, told.grounds,
           told.actor
    FROM alias_unmasking told JOIN room_alias alias ON alias.id = told.alias_id JOIN room ON room.id = alias.room_id
    JOIN member ON member.id = alias.member_id
    WHERE told.n > last AND (of_member IS NULL OR alias.member_id = of_member) ORDER BY told.n DESC LIMIT 200
$$;

GRANT INSERT (alias_id) ON post TO vadra_app;
GRANT SELECT, INSERT (post_id) ON question TO vadra_app;
GRANT SELECT ON question_now, question_move, room_host, host_now, room_alias_name TO vadra_app;
GRANT SELECT (n, alias_id, post_id, version, rule, grounds, actor, at) ON alias_unmasking TO vadra_app;
GRANT SELECT, INSERT, UPDATE ON question_shown TO vadra_app;
GRANT SELECT, INSERT, DELETE ON question_order TO vadra_app;
GRANT EXECUTE ON FUNCTION
    may_move(uuid, uuid), give_host(uuid, uuid, uuid), take_host(uuid, uuid, uuid), own_alias(uuid, uuid), alias_in(uuid, uuid),
    move_question(uuid, uuid, bigint, jsonb, timestamptz), unmask_alias(uuid, uuid, jsonb),
    unmaskings_after(bigint, uuid) TO vadra_app;
