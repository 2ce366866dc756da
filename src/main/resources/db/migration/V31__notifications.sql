-- Notifications: what a member is told of what happened, each thing once. Written by one reader of the log, which keeps its
-- place in the same transaction; read through functions that ask anew whether the words still stand and whose they are.

-- What a member chose. Who chose nothing hears of replies and mentions, and gets no mail.
CREATE TABLE notification_choice (
    member_id   uuid PRIMARY KEY REFERENCES member ON DELETE CASCADE,
    -- Kinds that are off; that others reply where one has said something is, until it is asked for.
    off         text[] NOT NULL DEFAULT '{thread}' CHECK (cardinality(off) <= 20),
    zone        text NOT NULL DEFAULT 'Europe/Stockholm',
    -- Each night, by the clock on the wall there; none when null.
    quiet_from  time,
    quiet_until time,
    mail        text NOT NULL DEFAULT 'off' CHECK (mail IN ('off', 'daily', 'weekly', 'each')),
    mail_hour   integer NOT NULL DEFAULT 8 CHECK (mail_hour BETWEEN 0 AND 23),
    -- 1 is Monday.
    mail_day    integer NOT NULL DEFAULT 1 CHECK (mail_day BETWEEN 1 AND 7),
    language    text NOT NULL DEFAULT 'sv' CHECK (language IN ('sv', 'en')),
    -- Mail is due at its hours after this.
    mail_since  timestamptz NOT NULL,
    CHECK ((quiet_from IS NULL) = (quiet_until IS NULL)),
    CHECK (quiet_from <> quiet_until)
);

-- What a member chose for a room, a thread (by its first post) or a blogger. `replies` is what holds without a row.
CREATE TABLE notification_place (
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    place     uuid NOT NULL,
    kind      text NOT NULL CHECK (kind IN ('room', 'thread', 'blog')),
    level     text NOT NULL CHECK (level IN ('all', 'none')),
    PRIMARY KEY (member_id, place)
);
CREATE INDEX notification_place_followers ON notification_place (place) WHERE level = 'all';

CREATE TABLE notification (
    n           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    member_id   uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    kind        text NOT NULL CHECK (kind ~ '^[a-z][a-z-]{1,29}$'),
    -- What it tells of: nobody is told of the same twice.
    key         text NOT NULL CHECK (char_length(key) <= 120),
    -- Rooms and posts stay, and were looked up a moment ago; to check them again costs a look-up for each row.
    room_id     uuid,
    post_id     uuid,
    seq         bigint,
    -- Gathers all that follows there until it is read.
    place       uuid,
    -- Who did it, as others see them: of a pseudonym, its own id.
    by_id       uuid,
    about       jsonb NOT NULL DEFAULT '{}' CHECK (octet_length(about::text) <= 1000),
    at          timestamptz NOT NULL,
    -- In quiet hours it waits.
    waits_until timestamptz,
    read_at     timestamptz,
    mail_id     uuid,
    -- The transaction that last changed it; nodes follow these, since numbers are committed out of their order.
    tx          xid8 NOT NULL DEFAULT pg_current_xact_id(),
    UNIQUE (member_id, key)
);
CREATE INDEX notification_newest ON notification (member_id, n DESC);
CREATE INDEX notification_unread ON notification (member_id, n DESC) WHERE read_at IS NULL;
CREATE UNIQUE INDEX notification_gathers ON notification (member_id, place) WHERE place IS NOT NULL AND read_at IS NULL;
CREATE INDEX notification_changed ON notification (tx, n);
CREATE INDEX notification_waits ON notification (waits_until) WHERE waits_until IS NOT NULL;
CREATE INDEX notification_mailed ON notification (mail_id) WHERE mail_id IS NOT NULL;

-- How far each room's log was heard. What was said before there were notifications is nobody's news.
CREATE TABLE notification_heard (
    room_id uuid PRIMARY KEY,
    seq     bigint NOT NULL
);
INSERT INTO notification_heard SELECT id, last_seq FROM room;
-- Whoever has this row locked hears; a node that only believes that it is its turn finds it locked, or the work done.
CREATE TABLE notification_reader (
    alone boolean PRIMARY KEY DEFAULT true CHECK (alone)
);
INSERT INTO notification_reader DEFAULT VALUES;
-- Events that could not be told of, left aside so that the rest is.
CREATE TABLE notification_parked (
    room_id uuid NOT NULL,
    seq     bigint NOT NULL,
    code    text NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (room_id, seq)
);

-- Whether somebody is told of what another does: neither has blocked the other, and it is not muted. For a pseudonym neither
-- holds: or who blocks people one after another would learn whose it is.
CREATE FUNCTION hears_of(of_member uuid, other uuid, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER COST 1000 SET search_path = public, pg_temp RETURN
    NOT blocked_between(of_member, other) AND NOT EXISTS (
        SELECT FROM mute WHERE member_id = of_member AND muted_id = other AND (until IS NULL OR until > moment));

-- The same of all members at once: those who are not told of what somebody does.
CREATE INDEX mute_muted ON mute (muted_id);
CREATE FUNCTION unheard_by(other uuid, moment timestamptz) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT member_id FROM block WHERE blocked_id = other UNION SELECT blocked_id FROM block WHERE member_id = other
    UNION SELECT member_id FROM mute WHERE muted_id = other AND (until IS NULL OR until > moment) $$;

-- When the quiet hours end that a moment is in; null when it is in none. Each night is one stretch of time, from and to what
-- the clocks there show, so an hour that comes twice is quiet both times or not at all.
CREATE FUNCTION quiet_end(zone text, since time, upto time, moment timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = public, pg_temp RETURN CASE WHEN since IS NOT NULL THEN (
    SELECT max(ends) FROM (
        SELECT (day + since) AT TIME ZONE zone AS begins,
               (day + upto + CASE WHEN upto < since THEN interval '1 day' ELSE interval '0' END) AT TIME ZONE zone AS ends
        FROM generate_series((moment AT TIME ZONE zone)::date - interval '1 day', (moment AT TIME ZONE zone)::date,
                             interval '1 day') night(day)) nights
    WHERE moment >= begins AND moment < ends) END;

-- Tells of what happened in a room: all events after one up to another, with one statement for all of them and all members.
CREATE FUNCTION tell_of_events(of_room uuid, after bigint, upto bigint, moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
WITH told AS MATERIALIZED (
    SELECT seq, recorded_at AS at, kind, payload FROM event WHERE room_id = of_room AND seq > after AND seq <= upto
    AND kind IN ('post.created', 'post.edited', 'question.moved')
), worded AS MATERIALIZED (
    SELECT told.seq, told.at, told.kind, told.payload, post.id, post.author_id, post.parent_id, post.thread_id,
           post.seq AS said_seq, post.alias_id IS NOT NULL AS masked, coalesce(post.alias_id, post.author_id) AS by_id
    FROM told JOIN post ON post.id = (told.payload ->> 'post')::uuid WHERE told.kind <> 'question.moved'
), said AS (
    SELECT * FROM worded WHERE kind = 'post.created'
), unheard AS MATERIALIZED (
    SELECT doer.by_id, member_id FROM (SELECT DISTINCT by_id FROM worded WHERE NOT masked) doer
    CROSS JOIN LATERAL unheard_by(doer.by_id, moment) member_id
), meant AS (
    SELECT parent.author_id AS member_id, 'reply' AS kind, 1 AS rank, false AS asked, said.seq, said.id
    FROM said JOIN post parent ON parent.id = said.parent_id
    UNION ALL
    SELECT named.id, 'mention', 2, false, worded.seq, worded.id
    FROM worded CROSS JOIN json_array_elements_text(coalesce(worded.payload -> 'mentions', '[]')) said_name(handle)
    JOIN member named ON named.handle = said_name.handle
    UNION ALL
    SELECT follower.member_id, 'article', 3, true, said.seq, said.id
    FROM said JOIN article ON article.post_id = said.id
    JOIN notification_place follower ON follower.place = article.author_id AND follower.level = 'all'
    UNION ALL
    -- Who has said one of the last two hundred things there takes part.
    SELECT partaker.author_id, 'thread', 4, false, said.seq, said.id
    FROM said CROSS JOIN LATERAL (
        SELECT author_id FROM post WHERE thread_id = said.thread_id AND seq < said.said_seq ORDER BY seq DESC LIMIT 200) partaker
    UNION ALL
    SELECT follower.member_id, 'thread', 4, true, said.seq, said.id
    FROM said JOIN notification_place follower ON follower.place = said.thread_id AND follower.level = 'all'
    UNION ALL
    SELECT follower.member_id, 'room', 5, true, said.seq, said.id
    FROM said JOIN notification_place follower ON follower.place = of_room AND follower.level = 'all'
    WHERE NOT EXISTS (SELECT FROM notification unread WHERE unread.member_id = follower.member_id
                      AND unread.place = of_room AND unread.read_at IS NULL)
), wanted AS (
    SELECT DISTINCT ON (meant.member_id, meant.seq)
           meant.member_id, meant.kind, meant.seq, worded.id, worded.said_seq, worded.by_id, worded.at,
           CASE meant.kind WHEN 'thread' THEN worded.thread_id WHEN 'room' THEN of_room END AS place
    FROM meant JOIN worded ON worded.seq = meant.seq
    LEFT JOIN notification_choice choice ON choice.member_id = meant.member_id
    LEFT JOIN notification_place room ON room.member_id = meant.member_id AND room.place = of_room
    LEFT JOIN notification_place thread ON thread.member_id = meant.member_id AND thread.place = worded.thread_id
    WHERE meant.member_id <> worded.author_id
    AND coalesce(thread.level, room.level, 'replies') <> 'none'
    AND NOT EXISTS (SELECT FROM unheard WHERE unheard.by_id = worded.by_id AND unheard.member_id = meant.member_id)
    AND (meant.asked OR meant.kind <> ALL (coalesce(choice.off, '{thread}')))
    ORDER BY meant.member_id, meant.seq, meant.rank
), fresh AS (
    SELECT member_id, kind, 'post:' || id AS key, seq, id, said_seq, place, by_id, '{}'::jsonb AS about, at
    FROM wanted WHERE place IS NULL
    UNION ALL
    (SELECT DISTINCT ON (member_id, place)
           member_id, kind, 'in:' || place || ':' || seq, seq, id, said_seq, place, by_id, '{}'::jsonb, at
    FROM wanted WHERE place IS NOT NULL AND NOT EXISTS (
        SELECT FROM notification unread
        WHERE unread.member_id = wanted.member_id AND unread.place = wanted.place AND unread.read_at IS NULL)
    ORDER BY member_id, place, seq)
    UNION ALL
    -- What became of a question is told to who asked it, or one that it stands for.
    SELECT post.author_id, 'question', 'question:' || post.id || ':' || told.seq, told.seq, post.id, post.seq, NULL,
           (told.payload #>> '{by,id}')::uuid, jsonb_build_object('move', told.payload ->> 'move'), told.at
    FROM told JOIN question ON (told.payload ->> 'post')::uuid IN (question.post_id, question.into_id)
    JOIN post ON post.id = question.post_id LEFT JOIN notification_choice choice ON choice.member_id = post.author_id
    WHERE told.kind = 'question.moved'
    AND told.payload ->> 'move' IN ('choose', 'answer', 'decline', 'promise', 'merge', 'unmerge')
    AND post.author_id <> (told.payload #>> '{by,id}')::uuid AND 'question' <> ALL (coalesce(choice.off, '{}'))
)
INSERT INTO notification (member_id, kind, key, room_id, post_id, seq, place, by_id, about, at, waits_until)
SELECT fresh.member_id, fresh.kind, key, of_room, id, said_seq, place, by_id, about, at,
       quiet_end(zone, quiet_from, quiet_until, moment)
FROM fresh LEFT JOIN notification_choice choice ON choice.member_id = fresh.member_id ORDER BY fresh.seq
ON CONFLICT DO NOTHING $$;

-- Hears some of what is new in all rooms; how many events. What is told and how far was heard are one transaction.
CREATE FUNCTION notification_round(moment timestamptz, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    room_now record;
    upto     bigint;
    heard    integer := 0;
    idle     bigint;
BEGIN
    PERFORM FROM notification_reader FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    FOR room_now IN SELECT room.id, room.last_seq, coalesce(seq, 0) AS after
                    FROM room LEFT JOIN notification_heard ON room_id = room.id WHERE last_seq > coalesce(seq, 0)
                    ORDER BY last_at LIMIT 200 LOOP
        -- Few events at once where many have yet to be told of the first: what is weighed is a bounded number of pairs.
        SELECT count(*) INTO idle FROM notification_place WHERE place = room_now.id AND level = 'all' AND NOT EXISTS (
            SELECT FROM notification unread WHERE unread.member_id = notification_place.member_id
            AND unread.place = room_now.id AND unread.read_at IS NULL);
        upto := least(room_now.last_seq, room_now.after + most - heard, room_now.after + greatest(1, 100000 / greatest(1, idle)));
        PERFORM tell_one_by_one(room_now.id, room_now.after, upto, moment);
        INSERT INTO notification_heard VALUES (room_now.id, upto)
        ON CONFLICT (room_id) DO UPDATE SET seq = excluded.seq;
        heard := heard + (upto - room_now.after)::integer;
        EXIT WHEN heard >= most;
    END LOOP;
    RETURN heard;
END $$;

-- All at once; where one of them cannot be told of, each by itself, and that one is left aside.
CREATE FUNCTION tell_one_by_one(of_room uuid, after bigint, upto bigint, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM tell_of_events(of_room, after, upto, moment);
EXCEPTION WHEN OTHERS THEN
    -- The machine's trouble, not the event's: it is tried again.
    IF left(SQLSTATE, 2) IN ('08', '40', '53', '54', '55', '57', '58', 'XX') THEN
        RAISE;
    ELSIF upto = after + 1 THEN
        INSERT INTO notification_parked VALUES (of_room, upto, SQLSTATE, moment) ON CONFLICT DO NOTHING;
    ELSE
        FOR one IN after + 1 .. upto LOOP
            PERFORM tell_one_by_one(of_room, one - 1, one, moment);
        END LOOP;
    END IF;
END $$;

-- The door for all else: tells a member of something once by its key, unless that kind is off or it comes from whom they do not
-- hear. `told` may have `by`, `room` and `post` (ids) and `link`, a path of ours. Whether it is new.
CREATE FUNCTION notify_member(of_member uuid, of_kind text, of_key text, told jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    doer uuid := (told ->> 'by')::uuid;
    told_at timestamptz := ledger_now();
BEGIN
    IF told ->> 'link' !~ '^/([^/[:space:]\\][^[:space:]\\]*)?$' THEN
        RAISE EXCEPTION 'a notification leads to a page of ours' USING ERRCODE = 'VA403';
    END IF;
    INSERT INTO notification (member_id, kind, key, room_id, post_id, seq, by_id, about, at, waits_until)
    SELECT member.id, of_kind, of_key, (told ->> 'room')::uuid, (told ->> 'post')::uuid,
           (SELECT seq FROM post WHERE id = (told ->> 'post')::uuid), doer, told - '{by,room,post}'::text[], told_at,
           quiet_end(zone, quiet_from, quiet_until, told_at)
    FROM member LEFT JOIN notification_choice choice ON choice.member_id = member.id
    WHERE member.id = of_member AND of_kind <> ALL (coalesce(choice.off, '{}'))
    AND (doer IS NULL OR doer <> of_member AND hears_of(of_member, doer, told_at))
    ON CONFLICT DO NOTHING;
    RETURN FOUND;
END $$;

-- Reasons for acts of restraint and outcomes of reports stand in the same place. They cannot be off, and are read when they
-- were seen where they stand in full.
CREATE FUNCTION notify_of_telling() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO notification (member_id, kind, key, about, at, waits_until)
    SELECT NEW.member_id, NEW.kind, 'telling:' || NEW.n, jsonb_build_object('link', CASE NEW.kind
               WHEN 'outcome' THEN '/me#r-' || NEW.case_id ELSE '/me#s-' || NEW.decision END), NEW.written_at,
           quiet_end(zone, quiet_from, quiet_until, NEW.written_at)
    FROM (SELECT) alone LEFT JOIN notification_choice choice ON choice.member_id = NEW.member_id ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER telling_notifies AFTER INSERT ON telling FOR EACH ROW EXECUTE FUNCTION notify_of_telling();
CREATE FUNCTION notice_telling_seen() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE notification SET read_at = NEW.seen_at, waits_until = NULL, tx = pg_current_xact_id()
    WHERE member_id = NEW.member_id AND key = 'telling:' || NEW.n AND read_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER telling_seen AFTER UPDATE OF seen_at ON telling FOR EACH ROW
    WHEN (OLD.seen_at IS NULL AND NEW.seen_at IS NOT NULL) EXECUTE FUNCTION notice_telling_seen();

-- What happens between people, each once: that somebody asks to be a contact, or is one now; that somebody wrote in private, once
-- until that is read; and in a circle, that somebody asks to come in, was let in, or was asked to host.
CREATE FUNCTION notify_of_contact() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.accepted_at IS NULL THEN
        PERFORM notify_member(NEW.asked_id, 'contact-asked', 'asked:' || NEW.asker_id || ':' || NEW.asked_at,
                              jsonb_build_object('by', NEW.asker_id, 'link', '/me/contacts#asked'));
    ELSE
        PERFORM notify_member(NEW.asker_id, 'contact-accepted', 'accepted:' || NEW.asked_id || ':' || NEW.accepted_at,
                              jsonb_build_object('by', NEW.asked_id, 'link', '/people/' || handle))
        FROM member WHERE id = NEW.asked_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER contact_notifies AFTER INSERT ON contact FOR EACH ROW EXECUTE FUNCTION notify_of_contact();
CREATE TRIGGER contact_accepted_notifies AFTER UPDATE OF accepted_at ON contact FOR EACH ROW
    WHEN (OLD.accepted_at IS NULL AND NEW.accepted_at IS NOT NULL) EXECUTE FUNCTION notify_of_contact();

CREATE FUNCTION notify_of_message() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM notify_member(member_id, 'direct', 'talk:' || conversation_id || ':' || read_seq,
                          jsonb_build_object('by', NEW.author_id, 'link', '/talk/' || conversation_id))
    FROM conversation_party
    WHERE conversation_id = NEW.conversation_id AND member_id <> NEW.author_id AND declined_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER message_notifies AFTER INSERT ON message FOR EACH ROW EXECUTE FUNCTION notify_of_message();
CREATE FUNCTION notice_conversation_read() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE notification SET read_at = ledger_now(), waits_until = NULL, tx = pg_current_xact_id()
    WHERE member_id = NEW.member_id AND kind = 'direct' AND read_at IS NULL
      AND starts_with(key, 'talk:' || NEW.conversation_id || ':');
    RETURN NULL;
END $$;
CREATE TRIGGER conversation_read AFTER UPDATE OF read_seq ON conversation_party FOR EACH ROW
    WHEN (NEW.read_seq > OLD.read_seq) EXECUTE FUNCTION notice_conversation_read();

CREATE FUNCTION notify_of_circle() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    link text := '/circles/' || (SELECT slug FROM circle WHERE id = NEW.circle_id);
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM notify_member(host.member_id, 'circle', 'asks:' || NEW.circle_id || ':' || NEW.member_id || ':' || NEW.asked_at,
                              jsonb_build_object('by', NEW.member_id, 'link', link))
        FROM circle_member host
        WHERE host.circle_id = NEW.circle_id AND host.host_since IS NOT NULL AND NEW.joined_at IS NULL;
    ELSIF OLD.joined_at IS NULL AND NEW.joined_at IS NOT NULL THEN
        PERFORM notify_member(NEW.member_id, 'circle', 'in:' || NEW.circle_id || ':' || NEW.joined_at,
                              jsonb_build_object('link', link));
    ELSIF OLD.named_at IS NULL AND NEW.named_at IS NOT NULL THEN
        PERFORM notify_member(NEW.member_id, 'circle', 'host:' || NEW.circle_id || ':' || NEW.named_at,
                              jsonb_build_object('link', link));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER circle_notifies AFTER INSERT OR UPDATE OF joined_at, named_at ON circle_member
    FOR EACH ROW EXECUTE FUNCTION notify_of_circle();

-- Whether a post is told of to a member now: it stands, is another's, and comes from somebody whom they hear. Rights to a room
-- belong here too.
CREATE FUNCTION told_of(of_member uuid, said post, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER COST 1000 SET search_path = public, pg_temp RETURN
    said.withdrawn_at IS NULL AND said.restraint IS NULL AND said.author_id <> of_member
    AND (said.alias_id IS NOT NULL OR hears_of(of_member, said.author_id, moment));

-- A member's notifications that stand now, newest first; the five hundred newest are kept. `asked` may have `before` (a number),
-- `unread`, `only` (numbers) and `mail` (a letter).
CREATE FUNCTION notifications_of(of_member uuid, asked jsonb, most integer, moment timestamptz)
RETURNS TABLE (n bigint, kind text, at timestamptz, read_at timestamptz, about jsonb, room text, title text, room_kind text,
               post uuid, thread uuid, times bigint, name text, handle text, words text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT told.n, told.kind, told.at, told.read_at, told.about, room.slug, room.title, room.kind, shown.id, shown.thread_id,
           CASE WHEN told.place IS NULL THEN 1 ELSE gathered.times END,
           CASE WHEN told.kind = 'question' THEN NULL ELSE coalesce(mask.name, doer.name) END,
           CASE WHEN told.kind <> 'question' AND mask.name IS NULL THEN doer.handle END, left(shown.source, 240)
    FROM (SELECT * FROM notification WHERE member_id = of_member ORDER BY notification.n DESC LIMIT 500) told
    LEFT JOIN room ON room.id = told.room_id
    LEFT JOIN LATERAL (
        SELECT post.* FROM post WHERE told.place IS NULL AND post.id = told.post_id AND CASE told.kind
            WHEN 'question' THEN post.withdrawn_at IS NULL AND post.restraint IS NULL ELSE told_of(of_member, post, moment) END
        UNION ALL
        (SELECT post.* FROM post WHERE told.kind = 'thread' AND post.thread_id = told.place AND post.seq >= told.seq
         AND told_of(of_member, post, moment) ORDER BY post.seq LIMIT 1)
        UNION ALL
        (SELECT post.* FROM post WHERE told.kind = 'room' AND post.room_id = told.place AND post.seq >= told.seq
         AND told_of(of_member, post, moment) ORDER BY post.seq LIMIT 1)) shown ON true
    LEFT JOIN LATERAL (
        SELECT count(*) AS times FROM (
            (SELECT FROM post WHERE told.kind = 'thread' AND post.thread_id = told.place AND post.seq >= told.seq
             AND post.said_at <= coalesce(told.read_at, 'infinity') AND told_of(of_member, post, moment) LIMIT 100)
            UNION ALL
            (SELECT FROM post WHERE told.kind = 'room' AND post.room_id = told.place AND post.seq >= told.seq
             AND post.said_at <= coalesce(told.read_at, 'infinity') AND told_of(of_member, post, moment) LIMIT 100)) here
        ) gathered ON told.place IS NOT NULL
    LEFT JOIN room_alias mask ON mask.id = shown.alias_id
    LEFT JOIN member doer ON doer.id = coalesce(shown.author_id, told.by_id)
    WHERE (asked -> 'before' IS NULL OR told.n < (asked ->> 'before')::bigint)
    AND (asked -> 'unread' IS NULL OR told.read_at IS NULL)
    AND (asked -> 'only' IS NULL OR asked -> 'only' @> to_jsonb(told.n))
    AND (asked -> 'mail' IS NULL OR told.mail_id = (asked ->> 'mail')::uuid)
    AND (told.post_id IS NULL OR shown.id IS NOT NULL)
    AND (told.post_id IS NOT NULL OR told.by_id IS NULL OR hears_of(of_member, told.by_id, moment))
    ORDER BY told.n DESC LIMIT most $$;

-- How many a member has not read, at most a hundred.
CREATE FUNCTION notifications_unread(of_member uuid, moment timestamptz) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN (
    SELECT count(*) FROM notifications_of(of_member, '{"unread": true}', 100, moment));

-- A member has read some: by their numbers, all up to a number, or what a room gathered, by its name.
CREATE FUNCTION read_notifications(of_member uuid, numbers bigint[], upto bigint, of_room text, moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    UPDATE notification SET read_at = moment, waits_until = NULL, tx = pg_current_xact_id()
    WHERE member_id = of_member AND read_at IS NULL
    AND (n = ANY (numbers) OR n <= upto OR kind = 'room' AND place = (SELECT id FROM room WHERE slug = of_room));
END;

-- Quiet hours that are over: what waited is news now.
CREATE FUNCTION wake_notifications(moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    UPDATE notification SET waits_until = NULL, tx = pg_current_xact_id() WHERE n IN (
        SELECT n FROM notification WHERE waits_until <= moment ORDER BY waits_until LIMIT 5000 FOR UPDATE SKIP LOCKED);
END;

-- What changed since a place, in an order that nothing comes into later: only what transactions changed before which all are
-- over. What waits is nobody's yet.
CREATE FUNCTION notifications_since(after_tx text, after_n bigint, most integer)
RETURNS TABLE (tx text, n bigint, member_id uuid, handle text, fresh boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT changed.tx::text, changed.n, changed.member_id, member.handle, changed.read_at IS NULL
    FROM notification changed JOIN member ON member.id = changed.member_id
    WHERE (changed.tx, changed.n) > (after_tx::xid8, after_n) AND changed.tx < pg_snapshot_xmin(pg_current_snapshot())
    AND changed.waits_until IS NULL ORDER BY changed.tx, changed.n LIMIT most $$;
CREATE FUNCTION notifications_now() RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN pg_snapshot_xmin(pg_current_snapshot())::text;

CREATE FUNCTION notification_choice_of(of_member uuid) RETURNS SETOF notification_choice
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    SELECT * FROM notification_choice WHERE member_id = of_member;
END;

CREATE FUNCTION choose_notifications(of_member uuid, chosen jsonb, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    -- A zone that there is not fails here.
    PERFORM moment AT TIME ZONE (chosen ->> 'zone');
    INSERT INTO notification_choice
    SELECT of_member, ARRAY(SELECT jsonb_array_elements_text(chosen -> 'off')), chosen ->> 'zone',
           (chosen ->> 'quietFrom')::time, (chosen ->> 'quietUntil')::time, chosen ->> 'mail', (chosen ->> 'mailHour')::integer,
           (chosen ->> 'mailDay')::integer, chosen ->> 'language', moment
    ON CONFLICT (member_id) DO UPDATE SET
        off = excluded.off, zone = excluded.zone, quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
        mail = excluded.mail, mail_hour = excluded.mail_hour, mail_day = excluded.mail_day, language = excluded.language,
        mail_since = CASE WHEN (notification_choice.mail, notification_choice.mail_hour, notification_choice.mail_day)
                             IS DISTINCT FROM (excluded.mail, excluded.mail_hour, excluded.mail_day)
                          THEN moment ELSE notification_choice.mail_since END;
    UPDATE mail_letter SET status = 'void'
    WHERE member_id = of_member AND kind = 'digest' AND status = 'waiting' AND chosen ->> 'mail' = 'off';
    -- What waited for the end of other quiet hours than these.
    UPDATE notification SET waits_until = coalesce((
        SELECT quiet_end(zone, quiet_from, quiet_until, moment) FROM notification_choice WHERE member_id = of_member), moment)
    WHERE member_id = of_member AND waits_until IS NOT NULL;
END $$;

-- Places with a choice of their own, by their names, at most two hundred.
CREATE FUNCTION notification_places_of(of_member uuid) RETURNS TABLE (kind text, level text, name text, title text, room text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT chosen.kind, chosen.level,
           CASE chosen.kind WHEN 'room' THEN room.slug WHEN 'blog' THEN blogger.handle ELSE chosen.place::text END,
           CASE chosen.kind WHEN 'blog' THEN blogger.name ELSE room.title END, room.slug
    FROM notification_place chosen LEFT JOIN post ON chosen.kind = 'thread' AND post.id = chosen.place
    LEFT JOIN room ON room.id = coalesce(post.room_id, chosen.place)
    LEFT JOIN member blogger ON chosen.kind = 'blog' AND blogger.id = chosen.place
    WHERE chosen.member_id = of_member ORDER BY 1, 4, 3 LIMIT 200 $$;

-- Chooses for a place by its name (a thread's is its first post); `replies` takes the choice back. Whether there is such a place.
CREATE FUNCTION choose_place(of_member uuid, of_kind text, of_name text, of_level text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found_place uuid;
BEGIN
    found_place := CASE of_kind
        WHEN 'room' THEN (SELECT id FROM room WHERE slug = of_name)
        WHEN 'thread' THEN (SELECT thread_id FROM post WHERE id = of_name::uuid)
        WHEN 'blog' THEN (SELECT id FROM member WHERE handle = of_name) END;
    IF found_place IS NULL THEN
        RETURN false;
    ELSIF of_level = 'replies' THEN
        DELETE FROM notification_place WHERE member_id = of_member AND place = found_place;
        RETURN true;
    ELSIF (SELECT count(*) >= 200 FROM notification_place WHERE member_id = of_member AND place <> found_place) THEN
        RAISE EXCEPTION 'at most 200 places have a choice of their own' USING ERRCODE = 'VA409';
    END IF;
    INSERT INTO notification_place VALUES (of_member, found_place, of_kind, of_level)
    ON CONFLICT (member_id, place) DO UPDATE SET level = excluded.level;
    RETURN true;
END $$;

-- At the bound the oldest go, read or not: the five hundred newest stay, for ninety days.
CREATE FUNCTION tidy_notifications(moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    DELETE FROM notification WHERE at < moment - interval '90 days';
    DELETE FROM notification old USING (
        SELECT member_id, (array_agg(n ORDER BY n DESC))[500] AS last FROM notification GROUP BY member_id
        HAVING count(*) > 500) bound
    WHERE old.member_id = bound.member_id AND old.n < bound.last;
END;

GRANT EXECUTE ON FUNCTION
    hears_of(uuid, uuid, timestamptz), notification_round(timestamptz, integer), notify_member(uuid, text, text, jsonb),
    notifications_of(uuid, jsonb, integer, timestamptz), notifications_unread(uuid, timestamptz),
    read_notifications(uuid, bigint[], bigint, text, timestamptz), wake_notifications(timestamptz),
    notifications_since(text, bigint, integer), notifications_now(), notification_choice_of(uuid),
    choose_notifications(uuid, jsonb, timestamptz), notification_places_of(uuid), choose_place(uuid, text, text, text),
    tidy_notifications(timestamptz) TO vadra_app;
GRANT SELECT ON notification_parked TO vadra_app;

-- Mail. An address is a member's when the link that was sent to it was answered.
CREATE TABLE mail_address (
    member_id uuid PRIMARY KEY REFERENCES member ON DELETE CASCADE,
    address   text NOT NULL CHECK (char_length(address) <= 254)
);
-- Signs the links in letters.
CREATE TABLE mail_key (
    alone boolean PRIMARY KEY DEFAULT true CHECK (alone),
    key   bytea NOT NULL DEFAULT sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea)
);
INSERT INTO mail_key DEFAULT VALUES;
CREATE TABLE mail_letter (
    -- The Message-ID, of each try.
    id        uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    kind      text NOT NULL CHECK (kind IN ('confirm', 'digest')),
    -- What it is the one letter for.
    slot      text NOT NULL CHECK (char_length(slot) <= 80),
    -- Where a question goes whether this is an address; a digest goes to the address that is there when it is sent.
    address   text CHECK (char_length(address) <= 254),
    language  text NOT NULL,
    made_at   timestamptz NOT NULL,
    due_at    timestamptz NOT NULL,
    status    text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'sent', 'void', 'failed')),
    tries     integer NOT NULL DEFAULT 0,
    tried_at  timestamptz,
    -- When the link in it was answered.
    used_at   timestamptz,
    UNIQUE (member_id, slot),
    CHECK ((kind = 'confirm') = (address IS NOT NULL))
);
CREATE INDEX mail_letter_due ON mail_letter (due_at) WHERE status = 'waiting';
CREATE INDEX mail_letter_tried ON mail_letter (tried_at);
CREATE INDEX mail_letter_address ON mail_letter (address, made_at) WHERE address IS NOT NULL;

-- Asks an address whether it is a member's. At most three letters a day go to an address, and five a member asks for.
CREATE FUNCTION ask_mail_address(of_member uuid, of_address text, of_language text, moment timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    asked uuid := gen_random_uuid();
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(lower(of_address), 31));
    PERFORM FROM member WHERE id = of_member FOR NO KEY UPDATE;
    IF (SELECT count(*) FILTER (WHERE lower(address) = lower(of_address)) >= 3 OR count(*) FILTER (WHERE member_id = of_member) >= 5
        FROM mail_letter WHERE kind = 'confirm' AND made_at > moment - interval '1 day') THEN
        RAISE EXCEPTION 'this address was asked often enough today' USING ERRCODE = 'VA429';
    END IF;
    UPDATE mail_letter SET status = 'void' WHERE member_id = of_member AND kind = 'confirm' AND used_at IS NULL;
    INSERT INTO mail_letter (id, member_id, kind, slot, address, language, made_at, due_at)
    VALUES (asked, of_member, 'confirm', 'confirm:' || asked, of_address, of_language, moment, moment);
    RETURN asked;
END $$;

-- The link in a letter was answered; once, within a day, and only in the newest letter.
CREATE FUNCTION confirm_mail_address(of_letter uuid, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    answered mail_letter;
BEGIN
    UPDATE mail_letter SET used_at = moment
    WHERE id = of_letter AND kind = 'confirm' AND used_at IS NULL AND status IN ('waiting', 'sent')
    AND made_at > moment - interval '1 day' RETURNING * INTO answered;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO mail_address VALUES (answered.member_id, answered.address)
    ON CONFLICT (member_id) DO UPDATE SET address = excluded.address;
    RETURN true;
END $$;

-- No more mail: without its address, or with it kept and the digest off.
CREATE FUNCTION drop_mail_address(of_member uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    DELETE FROM mail_address WHERE member_id = of_member;
    UPDATE mail_letter SET status = 'void' WHERE member_id = of_member AND (status = 'waiting' OR used_at IS NULL);
END;
CREATE FUNCTION leave_mail(of_member uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    UPDATE notification_choice SET mail = 'off' WHERE member_id = of_member;
    UPDATE mail_letter SET status = 'void' WHERE member_id = of_member AND kind = 'digest' AND status = 'waiting';
END;

-- A member's address, and one that was asked and has not answered.
CREATE FUNCTION mail_address_of(of_member uuid, moment timestamptz) RETURNS TABLE (address text, asked text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    SELECT (SELECT held.address FROM mail_address held WHERE held.member_id = of_member),
           (SELECT letter.address FROM mail_letter letter WHERE letter.member_id = of_member AND kind = 'confirm'
            AND used_at IS NULL AND status <> 'void' AND made_at > moment - interval '1 day' ORDER BY made_at DESC LIMIT 1);
END;

CREATE FUNCTION mail_key() RETURNS bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT key FROM mail_key);

-- Makes the letters that are due, one for each time that was chosen, however many nodes ask: a time that passed while nobody
-- was there counts once. A notification is in one letter at most, for ever.
CREATE FUNCTION plan_letters(moment timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    planned integer;
BEGIN
    WITH news AS (
        SELECT choice.*, waiting.first_n FROM notification_choice choice JOIN mail_address USING (member_id)
        CROSS JOIN LATERAL (
            SELECT min(n) AS first_n FROM notification WHERE notification.member_id = choice.member_id AND read_at IS NULL
            AND mail_id IS NULL AND waits_until IS NULL
            AND (choice.mail <> 'each' OR kind IN ('reply', 'mention') AND at <= moment - interval '2 minutes')) waiting
        WHERE choice.mail <> 'off' AND waiting.first_n IS NOT NULL
    ), slots AS (
        SELECT news.*, 'day:' || due.day::date AS slot FROM news CROSS JOIN LATERAL (
            SELECT max(day) AS day FROM generate_series((moment AT TIME ZONE zone)::date - interval '7 days',
                                                        (moment AT TIME ZONE zone)::date, interval '1 day') days(day)
            WHERE (mail = 'daily' OR extract(isodow FROM day) = mail_day)
            AND (day + make_interval(hours => mail_hour)) AT TIME ZONE zone <= moment
            AND (day + make_interval(hours => mail_hour)) AT TIME ZONE zone > mail_since) due
        WHERE mail <> 'each' AND due.day IS NOT NULL
        UNION ALL
        -- At once is after a breath, six times an hour and a day's two dozen at most.
        SELECT news.*, 'each:' || first_n FROM news WHERE mail = 'each' AND NOT EXISTS (
            SELECT FROM mail_letter late WHERE late.member_id = news.member_id AND late.kind = 'digest'
            AND late.made_at > moment - interval '10 minutes')
        AND (SELECT count(*) < 24 FROM mail_letter late WHERE late.member_id = news.member_id AND late.kind = 'digest'
             AND late.made_at > moment - interval '1 day')
    ), letters AS (
        INSERT INTO mail_letter (member_id, kind, slot, language, made_at, due_at)
        SELECT member_id, 'digest', slot, language, moment,
               coalesce(quiet_end(zone, quiet_from, quiet_until, moment), moment) FROM slots
        ON CONFLICT (member_id, slot) DO NOTHING RETURNING id, member_id
    ), held AS (
        UPDATE notification SET mail_id = letters.id FROM letters
        WHERE notification.member_id = letters.member_id AND read_at IS NULL AND mail_id IS NULL AND waits_until IS NULL
        RETURNING 1
    ) SELECT count(*) INTO planned FROM letters;
    RETURN planned;
END $$;

-- Takes letters that are due, for two minutes, in nobody's quiet hours; no more in an hour than `most`, tries counted.
CREATE FUNCTION take_letters(moment timestamptz, most integer)
RETURNS TABLE (id uuid, member_id uuid, kind text, address text, language text, name text, tries integer)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE mail_letter SET tries = mail_letter.tries + 1, tried_at = moment, due_at = moment + interval '2 minutes'
    FROM member LEFT JOIN mail_address ON mail_address.member_id = member.id
    WHERE member.id = mail_letter.member_id AND mail_letter.id IN (
        SELECT letter.id FROM mail_letter letter LEFT JOIN notification_choice choice USING (member_id)
        WHERE status = 'waiting' AND due_at <= moment
        AND (letter.kind = 'confirm' OR quiet_end(zone, quiet_from, quiet_until, moment) IS NULL)
        ORDER BY due_at LIMIT greatest(0, least(10, most - (
            SELECT count(*) FROM mail_letter tried WHERE tried.tried_at > moment - interval '1 hour')))
        FOR UPDATE OF letter SKIP LOCKED)
    RETURNING mail_letter.id, mail_letter.member_id, mail_letter.kind, coalesce(mail_letter.address, mail_address.address),
              mail_letter.language, member.name, mail_letter.tries $$;

-- How a try ended. After the eighth nobody tries any more.
CREATE FUNCTION end_letter(of_letter uuid, ended text, next_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    UPDATE mail_letter SET due_at = next_at,
        status = CASE WHEN ended = 'waiting' AND tries >= 8 THEN 'failed' ELSE ended END
    WHERE id = of_letter AND status = 'waiting';
END;

CREATE FUNCTION forget_letters(moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    DELETE FROM mail_letter WHERE made_at < moment - interval '90 days';
END;

GRANT EXECUTE ON FUNCTION
    ask_mail_address(uuid, text, text, timestamptz), confirm_mail_address(uuid, timestamptz), drop_mail_address(uuid),
    leave_mail(uuid), mail_address_of(uuid, timestamptz), mail_key(), plan_letters(timestamptz),
    take_letters(timestamptz, integer), end_letter(uuid, text, timestamptz), forget_letters(timestamptz) TO vadra_app;
