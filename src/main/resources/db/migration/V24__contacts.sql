-- Who knows whom, by consent of both, and from whom and of what somebody does not want to hear. Each row is its member's own: the
-- server has no right to any of these tables, and each door reads or writes on behalf of the one whom it names first.

-- A pair stands once, whoever asked. An asking stands for 60 days, whether it is declined or nobody looks at it, so that who asked
-- never learns which; after it is gone, in whatever way, the same person can be asked again 30 days later.
CREATE TABLE contact (
    asker_id    uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    asked_id    uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    -- What the asker wrote to the asked.
    words       text NOT NULL DEFAULT '' CHECK (char_length(words) <= 300),
    asked_at    timestamptz NOT NULL,
    -- Null while it is asked.
    accepted_at timestamptz,
    -- Since when the asked no longer sees it. Also of what somebody asks of a person who has blocked them, from its beginning.
    declined_at timestamptz,
    PRIMARY KEY (asker_id, asked_id),
    CHECK (asker_id <> asked_id),
    CHECK (accepted_at IS NULL OR declined_at IS NULL)
);
CREATE UNIQUE INDEX contact_pair ON contact (least(asker_id, asked_id), greatest(asker_id, asked_id));
CREATE INDEX contact_asked ON contact (asked_id);

-- Who cannot ask whom for a while, and when they last asked, for as long as that counts.
CREATE TABLE contact_pause (
    asker_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    asked_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    -- Null where the other one had asked.
    asked_at timestamptz,
    until    timestamptz NOT NULL,
    PRIMARY KEY (asker_id, asked_id)
);
CREATE INDEX contact_pause_until ON contact_pause (until);

-- Who lets somebody neither reach them nor see more of them than a stranger does; a member's own, never the company's.
CREATE TABLE block (
    member_id  uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    blocked_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    at         timestamptz NOT NULL,
    PRIMARY KEY (member_id, blocked_id),
    CHECK (member_id <> blocked_id)
);
CREATE INDEX block_blocked ON block (blocked_id);

-- Whose words somebody does not want to see for a time, or until they say otherwise.
CREATE TABLE mute (
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    muted_id  uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    at        timestamptz NOT NULL,
    until     timestamptz,
    PRIMARY KEY (member_id, muted_id),
    CHECK (member_id <> muted_id)
);

-- The words of which somebody wants to see no posts.
CREATE TABLE word_filter (
    member_id uuid PRIMARY KEY REFERENCES member ON DELETE CASCADE,
    words     text[] NOT NULL CHECK (cardinality(words) BETWEEN 1 AND 100)
);

-- That something of a member's own changed, so that every server tells their open pages. It has no truth: what is told is read anew
-- when it is told, and a row goes after ten minutes.
CREATE TABLE personal_news (
    n         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    kind      text NOT NULL CHECK (kind IN ('contact', 'block', 'mute', 'filter')),
    other_id  uuid REFERENCES member ON DELETE CASCADE,
    -- What the member has not done themselves, and would want to know.
    told      text CHECK (told IN ('asked', 'accepted')),
    at        timestamptz NOT NULL
);

-- Whether either of two has blocked the other.
CREATE FUNCTION blocked_between(one uuid, other uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN EXISTS (
    SELECT FROM block WHERE member_id = one AND blocked_id = other OR member_id = other AND blocked_id = one);

-- Whether two are contacts, and neither has blocked the other.
CREATE FUNCTION are_contacts(one uuid, other uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN EXISTS (
    SELECT FROM contact WHERE accepted_at IS NOT NULL
    AND least(asker_id, asked_id) = least(one, other) AND greatest(asker_id, asked_id) = greatest(one, other))
    AND NOT blocked_between(one, other);

-- Whether what somebody does may reach a member at all, as a mention, a notification or direct talk does; whoever they are to the
-- company. The one place where that is decided.
CREATE FUNCTION may_reach(from_member uuid, to_member uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN NOT blocked_between(from_member, to_member);

-- Whether a member wants to be disturbed by what somebody does: it may reach them, and they have not muted it.
CREATE FUNCTION wants_to_hear(listener uuid, of_member uuid, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN may_reach(of_member, listener) AND NOT EXISTS (
    SELECT FROM mute WHERE member_id = listener AND muted_id = of_member AND (until IS NULL OR until > moment));

-- How it stands between two, as the first of them may know it.
CREATE FUNCTION contact_state(of_member uuid, other uuid, moment timestamptz) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp RETURN coalesce((
    SELECT CASE WHEN accepted_at IS NOT NULL THEN 'contact' WHEN asked_at <= moment - interval '60 days' THEN 'none'
                WHEN asker_id = of_member THEN 'asking' WHEN declined_at IS NULL THEN 'asked' ELSE 'none' END
    FROM contact WHERE asker_id = of_member AND asked_id = other OR asker_id = other AND asked_id = of_member), 'none');

-- Those who tell come one after the other, so that whoever reads from a number on misses none that is committed later.
CREATE FUNCTION tell_member(of_member uuid, of_kind text, other uuid, telling text) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('personal_news'));
    INSERT INTO personal_news (member_id, kind, other_id, told, at) VALUES (of_member, of_kind, other, telling, ledger_now());
END $$;

-- Two members, and all that is between them, until the end of this act.
CREATE FUNCTION lock_pair(one uuid, other uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF one = other THEN
        RAISE EXCEPTION 'this is about somebody else than yourself' USING ERRCODE = 'VA400';
    END IF;
    PERFORM FROM member WHERE id IN (one, other) ORDER BY id FOR NO KEY UPDATE;
END $$;

CREATE FUNCTION refuse_for(why text, of_limit text, wait interval) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '%', why
    USING ERRCODE = 'VA429', HINT = of_limit, DETAIL = ceil(extract(epoch FROM greatest(wait, interval '1 second')))::bigint::text;
END $$;

-- Counts every asking alike, of whomever and whatever became of it; that of somebody who has blocked the asker too.
CREATE FUNCTION bound_askings(by_member uuid, moment timestamptz) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    stand  integer;
    oldest timestamptz;
BEGIN
    SELECT count(*), min(asked_at) INTO stand, oldest FROM contact
    WHERE asker_id = by_member AND accepted_at IS NULL AND asked_at > moment - interval '60 days';
    IF stand >= 50 THEN
        PERFORM refuse_for('at most 50 askings stand at a time; withdraw one', 'askings', oldest + interval '60 days' - moment);
    END IF;
    SELECT count(*), min(asked_at) INTO stand, oldest FROM (
        SELECT asked_at FROM contact WHERE asker_id = by_member UNION ALL
        SELECT asked_at FROM contact_pause WHERE asker_id = by_member) lately
    WHERE asked_at > moment - interval '1 day';
    IF stand >= 20 THEN
        PERFORM refuse_for('at most 20 askings in 24 hours', 'askings-a-day', oldest + interval '1 day' - moment);
    END IF;
END $$;

CREATE FUNCTION bound_contacts(of_member uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF (SELECT count(*) FROM contact WHERE of_member IN (asker_id, asked_id) AND accepted_at IS NOT NULL) >= 1000 THEN
        RAISE EXCEPTION 'one has at most 1000 contacts' USING ERRCODE = 'VA409';
    END IF;
END $$;

-- An asking or a contact goes; who asked, and who did not want to part, wait before they can ask again.
CREATE FUNCTION drop_contact(stands contact, asker_waits timestamptz, asked_waits timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM contact WHERE asker_id = stands.asker_id AND asked_id = stands.asked_id;
    INSERT INTO contact_pause
    SELECT * FROM (VALUES (stands.asker_id, stands.asked_id, stands.asked_at, asker_waits),
                          (stands.asked_id, stands.asker_id, NULL, asked_waits)) waits(asker, asked, at, until)
    WHERE until IS NOT NULL
    ON CONFLICT (asker_id, asked_id) DO UPDATE SET asked_at = coalesce(excluded.asked_at, contact_pause.asked_at),
        until = greatest(contact_pause.until, excluded.until);
END $$;

-- Asks somebody to be a contact, or accepts where they ask already. Whoever they are to the company.
CREATE FUNCTION ask_contact(by_member uuid, whom uuid, said text, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    stands contact;
    waits  timestamptz;
    shut   boolean;
BEGIN
    PERFORM lock_pair(by_member, whom);
    SELECT * INTO stands FROM contact WHERE asker_id = by_member AND asked_id = whom OR asker_id = whom AND asked_id = by_member;
    IF EXISTS (SELECT FROM block WHERE member_id = by_member AND blocked_id = whom) THEN
        RAISE EXCEPTION 'you have blocked this person; end that first' USING ERRCODE = 'VA409';
    ELSIF stands.accepted_at IS NOT NULL OR stands.asker_id = by_member AND stands.asked_at > moment - interval '60 days' THEN
        RETURN;
    END IF;
    PERFORM bound_contacts(by_member);
    IF stands.asker_id = whom AND stands.asked_at > moment - interval '60 days' THEN
        PERFORM bound_contacts(whom);
        UPDATE contact SET accepted_at = moment, declined_at = NULL WHERE asker_id = whom AND asked_id = by_member;
        PERFORM tell_member(whom, 'contact', by_member, 'accepted');
        PERFORM tell_member(by_member, 'contact', whom, NULL);
        RETURN;
    ELSIF stands.asker_id IS NOT NULL THEN
        PERFORM drop_contact(stands, stands.asked_at + interval '90 days', NULL);
    END IF;
    SELECT until INTO waits FROM contact_pause WHERE asker_id = by_member AND asked_id = whom AND until > moment;
    IF FOUND THEN
        PERFORM refuse_for('the same person can be asked again 30 days after an asking or a contact is gone', 'asking-again',
            waits - moment);
    END IF;
    PERFORM bound_askings(by_member, moment);
    shut := EXISTS (SELECT FROM block WHERE member_id = whom AND blocked_id = by_member);
    INSERT INTO contact VALUES (by_member, whom, said, moment, NULL, CASE WHEN shut THEN moment END);
    PERFORM tell_member(by_member, 'contact', whom, NULL);
    IF NOT shut THEN
        PERFORM tell_member(whom, 'contact', by_member, CASE WHEN wants_to_hear(whom, by_member, moment) THEN 'asked' END);
    END IF;
END $$;

-- Ends what is between two, whichever it is: withdraws, declines, or parts. Who is declined is not told; who parts may ask again.
CREATE FUNCTION end_contact(by_member uuid, whom uuid, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    stands contact;
    later  timestamptz := moment + interval '30 days';
BEGIN
    PERFORM lock_pair(by_member, whom);
    SELECT * INTO stands FROM contact WHERE asker_id = by_member AND asked_id = whom OR asker_id = whom AND asked_id = by_member;
    IF NOT FOUND THEN
        RETURN;
    ELSIF stands.accepted_at IS NOT NULL THEN
        PERFORM drop_contact(stands, CASE WHEN stands.asker_id = by_member THEN moment ELSE later END,
                                     CASE WHEN stands.asked_id = by_member THEN moment ELSE later END);
        PERFORM tell_member(whom, 'contact', by_member, NULL);
    ELSIF stands.asker_id = by_member THEN
        PERFORM drop_contact(stands, least(later, stands.asked_at + interval '90 days'), NULL);
        IF stands.declined_at IS NULL THEN
            PERFORM tell_member(whom, 'contact', by_member, NULL);
        END IF;
    ELSE
        UPDATE contact SET declined_at = coalesce(declined_at, moment) WHERE asker_id = whom AND asked_id = by_member;
    END IF;
    PERFORM tell_member(by_member, 'contact', whom, NULL);
END $$;

-- Blocks somebody: what was between the two ends. They are not told.
CREATE FUNCTION block_member(by_member uuid, whom uuid, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM lock_pair(by_member, whom);
    IF (SELECT count(*) FROM block WHERE member_id = by_member) >= 1000 THEN
        RAISE EXCEPTION 'one blocks at most 1000 people' USING ERRCODE = 'VA409';
    END IF;
    INSERT INTO block VALUES (by_member, whom, moment) ON CONFLICT DO NOTHING;
    IF FOUND THEN
        PERFORM end_contact(by_member, whom, moment);
        PERFORM tell_member(by_member, 'block', whom, NULL);
    END IF;
END $$;

CREATE FUNCTION unblock_member(by_member uuid, whom uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM block WHERE member_id = by_member AND blocked_id = whom;
    IF FOUND THEN
        PERFORM tell_member(by_member, 'block', whom, NULL);
    END IF;
END $$;

-- Mutes somebody until a time, or without end; muted again, the later word holds.
CREATE FUNCTION mute_member(by_member uuid, whom uuid, for_until timestamptz, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM lock_pair(by_member, whom);
    IF for_until <= moment OR for_until > moment + interval '366 days' THEN
        RAISE EXCEPTION 'a mute ends after now and within a year, or never' USING ERRCODE = 'VA400';
    END IF;
    DELETE FROM mute WHERE member_id = by_member AND (muted_id = whom OR until <= moment);
    IF (SELECT count(*) FROM mute WHERE member_id = by_member) >= 1000 THEN
        RAISE EXCEPTION 'one mutes at most 1000 people' USING ERRCODE = 'VA409';
    END IF;
    INSERT INTO mute VALUES (by_member, whom, moment, for_until);
    PERFORM tell_member(by_member, 'mute', whom, NULL);
END $$;

CREATE FUNCTION unmute_member(by_member uuid, whom uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM mute WHERE member_id = by_member AND muted_id = whom;
    IF FOUND THEN
        PERFORM tell_member(by_member, 'mute', whom, NULL);
    END IF;
END $$;

-- The whole filter at once; none where it is empty.
CREATE FUNCTION keep_filter(by_member uuid, filtered text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM member WHERE id = by_member FOR NO KEY UPDATE;
    DELETE FROM word_filter WHERE member_id = by_member;
    INSERT INTO word_filter SELECT by_member, filtered WHERE cardinality(filtered) > 0;
    PERFORM tell_member(by_member, 'filter', NULL, NULL);
END $$;

-- Own rows, newest first; of those who ask, the newest 200.
CREATE FUNCTION contacts_of(of_member uuid, moment timestamptz)
RETURNS TABLE (state text, id uuid, handle text, name text, role text, words text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    WITH own AS (
        SELECT contact_state(of_member, member.id, moment) AS state, member.*, contact.words,
               coalesce(accepted_at, asked_at) AS since
        FROM contact JOIN member ON member.id = CASE WHEN asker_id = of_member THEN asked_id ELSE asker_id END
        WHERE asker_id = of_member OR asked_id = of_member AND declined_at IS NULL)
    SELECT ranked.state, ranked.id, ranked.handle, ranked.name, ranked.role, ranked.words, ranked.since FROM (
        SELECT own.*, row_number() OVER (PARTITION BY own.state ORDER BY since DESC, own.id) AS place FROM own) ranked
    WHERE ranked.state = 'contact' OR ranked.state <> 'none' AND place <= 200 ORDER BY since DESC, ranked.id;
END;

-- How it stands between a member and another, as the member may know it.
CREATE FUNCTION contact_with(of_member uuid, other uuid, moment timestamptz)
RETURNS TABLE (state text, words text, at timestamptz, again_at timestamptz, blocked boolean, muted boolean, muted_until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    SELECT known.state, CASE WHEN known.state = 'none' THEN '' ELSE coalesce(contact.words, '') END,
           CASE WHEN known.state <> 'none' THEN coalesce(accepted_at, asked_at) END,
           CASE WHEN known.state = 'none' THEN (
               SELECT max(until) FROM (
                   SELECT until FROM contact_pause WHERE asker_id = of_member AND asked_id = other UNION ALL
                   SELECT contact.asked_at + interval '90 days' WHERE contact.asker_id = of_member) waits WHERE until > moment) END,
           EXISTS (SELECT FROM block WHERE member_id = of_member AND blocked_id = other),
           mute.muted_id IS NOT NULL, mute.until
    FROM (SELECT contact_state(of_member, other, moment) AS state) known
    LEFT JOIN contact ON asker_id = of_member AND asked_id = other OR asker_id = other AND asked_id = of_member
    LEFT JOIN mute ON mute.member_id = of_member AND mute.muted_id = other AND (mute.until IS NULL OR mute.until > moment);
END;

CREATE FUNCTION blocks_of(of_member uuid) RETURNS TABLE (id uuid, handle text, name text, role text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    SELECT member.id, member.handle, member.name, member.role, block.at FROM block JOIN member ON member.id = blocked_id
    WHERE member_id = of_member ORDER BY block.at DESC, member.id;
END;

CREATE FUNCTION mutes_of(of_member uuid, moment timestamptz)
RETURNS TABLE (id uuid, handle text, name text, role text, at timestamptz, until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    SELECT member.id, member.handle, member.name, member.role, mute.at, mute.until FROM mute JOIN member ON member.id = muted_id
    WHERE member_id = of_member AND (mute.until IS NULL OR mute.until > moment) ORDER BY mute.at DESC, member.id;
END;

CREATE FUNCTION filter_of(of_member uuid) RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN coalesce((SELECT words FROM word_filter WHERE member_id = of_member), '{}');

-- What a member's pages fold: whose posts, and posts with which words.
CREATE FUNCTION folds_of(of_member uuid, moment timestamptz) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN jsonb_build_object(
    'blocked', (SELECT coalesce(jsonb_agg(handle), '[]') FROM blocks_of(of_member)),
    'muted', (SELECT coalesce(jsonb_object_agg(handle, ledger_time(until)), '{}') FROM mutes_of(of_member, moment)),
    'words', to_jsonb(filter_of(of_member)));

-- For the servers, which tell each member of their own.
CREATE FUNCTION personal_news_after(last bigint)
RETURNS TABLE (n bigint, member_id uuid, member_handle text, kind text, told text, other_id uuid, handle text, name text, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    SELECT news.n, news.member_id, member.handle, news.kind, news.told, other.id, other.handle, other.name, other.role
    FROM personal_news news JOIN member ON member.id = news.member_id LEFT JOIN member other ON other.id = news.other_id
    WHERE news.n > last ORDER BY news.n LIMIT 500;
END;
CREATE FUNCTION last_personal_news() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN coalesce((SELECT max(n) FROM personal_news), 0);

-- Drops what no longer counts.
CREATE FUNCTION sweep_contacts(moment timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    gone integer;
    more integer;
BEGIN
    DELETE FROM contact WHERE accepted_at IS NULL AND asked_at <= moment - interval '90 days';
    GET DIAGNOSTICS gone = ROW_COUNT;
    DELETE FROM contact_pause WHERE until <= moment AND (asked_at IS NULL OR asked_at <= moment - interval '1 day');
    GET DIAGNOSTICS more = ROW_COUNT;
    gone := gone + more;
    DELETE FROM mute WHERE until <= moment;
    GET DIAGNOSTICS more = ROW_COUNT;
    DELETE FROM personal_news WHERE at < ledger_now() - interval '10 minutes';
    RETURN gone + more;
END $$;

GRANT EXECUTE ON FUNCTION
    blocked_between(uuid, uuid), are_contacts(uuid, uuid), may_reach(uuid, uuid), wants_to_hear(uuid, uuid, timestamptz),
    ask_contact(uuid, uuid, text, timestamptz), end_contact(uuid, uuid, timestamptz), block_member(uuid, uuid, timestamptz),
    unblock_member(uuid, uuid), mute_member(uuid, uuid, timestamptz, timestamptz), unmute_member(uuid, uuid),
    keep_filter(uuid, text[]), contacts_of(uuid, timestamptz), contact_with(uuid, uuid, timestamptz), blocks_of(uuid),
    mutes_of(uuid, timestamptz), filter_of(uuid), folds_of(uuid, timestamptz), personal_news_after(bigint), last_personal_news(),
    sweep_contacts(timestamptz) TO vadra_app;
