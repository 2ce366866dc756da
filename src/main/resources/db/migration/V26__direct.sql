-- Private conversations of two. The server has no right to any of these tables: who reads, writes or reports goes through a
-- door that takes the member, and gives what that member is a party of. Nobody of the staff is a party by being staff.

CREATE TABLE conversation (
    id          uuid PRIMARY KEY,
    -- The two, the lower id first, so that they have one conversation; null of one who is gone.
    low_id      uuid REFERENCES member ON DELETE SET NULL,
    high_id     uuid REFERENCES member ON DELETE SET NULL,
    started_by  uuid REFERENCES member ON DELETE SET NULL,
    started_at  timestamptz NOT NULL,
    -- Null while it is a request.
    accepted_at timestamptz,
    -- The highest sequence given out; who writes locks this row first, so that the order of sequences is that of commits.
    last_seq    bigint NOT NULL DEFAULT 0,
    last_at     timestamptz NOT NULL,
    UNIQUE (low_id, high_id),
    CHECK (low_id < high_id)
);
CREATE INDEX conversation_request ON conversation (started_by, started_at) WHERE accepted_at IS NULL;

-- Who talks there, and what is that member's own of it. A few more than two would fit.
CREATE TABLE conversation_party (
    conversation_id uuid NOT NULL REFERENCES conversation ON DELETE CASCADE,
    member_id       uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    read_seq        bigint NOT NULL DEFAULT 0,
    -- What this member sees no more, having left it.
    left_seq        bigint NOT NULL DEFAULT 0,
    shows_seen      boolean NOT NULL DEFAULT false,
    -- The request was declined, which nobody else is told.
    declined_at     timestamptz,
    PRIMARY KEY (conversation_id, member_id)
);
CREATE INDEX conversation_party_member ON conversation_party (member_id);

CREATE TABLE message (
    id              uuid PRIMARY KEY,
    conversation_id uuid NOT NULL REFERENCES conversation ON DELETE CASCADE,
    seq             bigint NOT NULL,
    author_id       uuid REFERENCES member ON DELETE SET NULL,
    version         integer NOT NULL DEFAULT 1,
    source          text NOT NULL CHECK (octet_length(source) <= 16000),
    html            text NOT NULL,
    language        text NOT NULL CHECK (language ~ '^[a-z]{2}$'),
    said_at         timestamptz NOT NULL,
    edited_at       timestamptz,
    withdrawn_at    timestamptz,
    UNIQUE (conversation_id, seq)
);
CREATE INDEX message_author ON message (author_id);
CREATE INDEX message_withdrawn ON message (withdrawn_at) WHERE withdrawn_at IS NOT NULL AND source <> '';
CREATE TABLE message_version (
    message_id uuid NOT NULL REFERENCES message ON DELETE CASCADE,
    version    integer NOT NULL,
    source     text NOT NULL,
    html       text NOT NULL,
    written_at timestamptz NOT NULL,
    PRIMARY KEY (message_id, version)
);

-- The log of each conversation, without a word in it; what it tells of is read from the rows, so what was taken back is not.
CREATE TABLE message_event (
    conversation_id uuid NOT NULL REFERENCES conversation ON DELETE CASCADE,
    seq             bigint NOT NULL,
    at              timestamptz NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('message.sent', 'message.edited', 'message.withdrawn')),
    message_id      uuid NOT NULL REFERENCES message ON DELETE CASCADE,
    version         integer NOT NULL,
    by_id           uuid REFERENCES member ON DELETE SET NULL,
    -- The client's own name of the command, under which it has one effect, and a digest of what it was.
    command_id      text NOT NULL CHECK (char_length(command_id) BETWEEN 1 AND 64),
    fingerprint     text NOT NULL,
    PRIMARY KEY (conversation_id, seq)
);
CREATE UNIQUE INDEX message_event_command ON message_event (conversation_id, by_id, command_id);

-- Who is forgotten leaves tombstones in others' conversations, and no words.
CREATE FUNCTION forget_messages_of() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM message_version USING message WHERE message.id = message_id AND author_id = OLD.id;
    UPDATE message SET source = '', html = '', withdrawn_at = coalesce(withdrawn_at, ledger_now()) WHERE author_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER member_words_go BEFORE DELETE ON member FOR EACH ROW EXECUTE FUNCTION forget_messages_of();

CREATE FUNCTION person_json(of_member uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN (SELECT jsonb_build_object('handle', handle, 'name', name, 'role', role) FROM member WHERE id = of_member);

CREATE FUNCTION other_party(this conversation, than uuid) RETURNS uuid LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp
    RETURN CASE WHEN this.low_id = than THEN this.high_id ELSE this.low_id END;

-- The words of a message as one of its versions had them; null where it was taken back.
CREATE FUNCTION message_words(this message, of_version integer) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN CASE WHEN this.withdrawn_at IS NULL THEN (
        SELECT jsonb_build_object('source', coalesce(earlier.source, this.source), 'html', coalesce(earlier.html, this.html),
                                  'language', this.language)
        FROM (SELECT) once LEFT JOIN message_version earlier ON earlier.message_id = this.id AND earlier.version = of_version) END;

-- Why a member cannot write there now; null when they can. Who asked waits for the answer after one message, and sees no more
-- than that there is none, also when they were blocked.
CREATE FUNCTION writing_hindrance(this conversation, by_member uuid) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN CASE WHEN this.low_id IS NULL OR this.high_id IS NULL THEN 'gone'
                WHEN this.accepted_at IS NULL AND this.started_by = by_member AND this.last_seq > 0
                     AND NOT are_contacts(this.low_id, this.high_id) THEN 'waiting'
                WHEN blocked_between(this.low_id, this.high_id) THEN 'apart' END;

-- A conversation as one of its parties sees it, whole; null for anybody else.
CREATE FUNCTION conversation_json(this conversation, reader uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN (SELECT jsonb_build_object(
        'id', this.id, 'with', person_json(other_party(this, reader)), 'startedAt', ledger_time(this.started_at),
        'lastAt', ledger_time(this.last_at),
        'state', CASE WHEN this.accepted_at IS NOT NULL THEN 'open' WHEN this.started_by = reader THEN 'asked'
                      WHEN mine.declined_at IS NOT NULL THEN 'declined' ELSE 'request' END,
        'hindrance', writing_hindrance(this, reader),
        'unread', (SELECT count(*) FROM message WHERE conversation_id = this.id AND withdrawn_at IS NULL
                   AND seq > greatest(mine.read_seq, mine.left_seq) AND author_id IS DISTINCT FROM reader),
        'read', mine.read_seq, 'top', this.last_seq, 'showsSeen', mine.shows_seen,
        'seen', CASE WHEN mine.shows_seen THEN (
                    SELECT read_seq FROM conversation_party theirs WHERE theirs.conversation_id = this.id
                    AND theirs.member_id <> reader AND theirs.shows_seen) END,
        'last', (SELECT jsonb_build_object('words', CASE WHEN withdrawn_at IS NULL THEN left(source, 160) ELSE '' END,
                                           'withdrawn', withdrawn_at IS NOT NULL, 'language', language,
                                           'own', author_id IS NOT DISTINCT FROM reader, 'at', ledger_time(said_at))
                 FROM message WHERE conversation_id = this.id AND seq > mine.left_seq ORDER BY seq DESC LIMIT 1))
        FROM conversation_party mine WHERE mine.conversation_id = this.id AND mine.member_id = reader);

-- One conversation, to a party; to anybody else there is none.
CREATE FUNCTION conversation_of(reader uuid, of_conversation uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT conversation_json(conversation, reader) FROM conversation WHERE id = of_conversation);

-- A member's conversations that something was said in before a time, newest first. What was declined, or left and quiet
-- since, is not listed.
CREATE FUNCTION conversations_of(reader uuid, before timestamptz, most integer) RETURNS SETOF jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    SELECT conversation_json(listed.this, reader) FROM (
        SELECT conversation AS this, conversation.last_at FROM conversation_party mine
        JOIN conversation ON conversation.id = mine.conversation_id
        WHERE mine.member_id = reader AND conversation.last_at < before
        AND (conversation.accepted_at IS NOT NULL OR mine.declined_at IS NULL)
        AND EXISTS (SELECT FROM message WHERE message.conversation_id = conversation.id AND message.seq > mine.left_seq
                    AND (conversation.accepted_at IS NOT NULL OR message.withdrawn_at IS NULL))
        ORDER BY conversation.last_at DESC LIMIT most) listed
    ORDER BY listed.last_at DESC;
END;

-- How many messages a member has not read in open conversations, and how many requests wait for an answer.
CREATE FUNCTION unread_messages(reader uuid) RETURNS TABLE (unread bigint, requests bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    SELECT count(*) FILTER (WHERE conversation.accepted_at IS NOT NULL OR conversation.started_by = reader),
           count(DISTINCT conversation.id) FILTER (WHERE conversation.accepted_at IS NULL AND conversation.started_by <> reader)
    FROM conversation_party mine JOIN conversation ON conversation.id = mine.conversation_id
    JOIN message ON message.conversation_id = conversation.id
    WHERE mine.member_id = reader AND (conversation.accepted_at IS NOT NULL OR mine.declined_at IS NULL)
    AND message.withdrawn_at IS NULL AND message.seq > greatest(mine.read_seq, mine.left_seq)
    AND message.author_id IS DISTINCT FROM reader;
END;

-- How a member stands to another: the conversation that they have, whether the next message asks first, and what hinders it.
CREATE FUNCTION talk_with(reader uuid, other uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT jsonb_build_object(
        'conversation', conversation.id, 'asks', conversation.id IS NULL AND NOT are_contacts(reader, other),
        'hindrance', CASE WHEN conversation.id IS NOT NULL THEN writing_hindrance(conversation, reader)
                          WHEN blocked_between(reader, other) THEN 'apart' END)
        FROM (SELECT) once LEFT JOIN conversation ON low_id = least(reader, other) AND high_id = greatest(reader, other));

-- Some messages before a sequence, oldest first, and the place in the log that they are of; null to who is no party.
CREATE FUNCTION messages_of(reader uuid, of_conversation uuid, before bigint, most integer) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT jsonb_build_object(
        'offset', conversation.last_seq, 'conversation', conversation_json(conversation, reader), 'more', EXISTS (
            SELECT FROM message WHERE conversation_id = of_conversation AND seq < before AND seq > mine.left_seq
            ORDER BY seq DESC OFFSET most LIMIT 1),
        'messages', (SELECT coalesce(jsonb_agg(page.one ORDER BY page.seq), '[]') FROM (
            SELECT seq, jsonb_build_object(
                'id', id, 'seq', seq, 'author', person_json(author_id), 'version', version, 'withdrawn', withdrawn_at IS NOT NULL,
                'text', message_words(message, version), 'saidAt', ledger_time(said_at), 'editedAt', ledger_time(edited_at)) one
            FROM message WHERE conversation_id = of_conversation AND seq < before AND seq > mine.left_seq
            ORDER BY seq DESC LIMIT most) page))
        FROM conversation JOIN conversation_party mine ON mine.conversation_id = conversation.id AND mine.member_id = reader
        WHERE conversation.id = of_conversation);

-- What happened after a place, in order, where the log stands, and how the conversation stands; null to who is no party.
CREATE FUNCTION message_events_of(reader uuid, of_conversation uuid, after bigint, most integer) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT jsonb_build_object(
        'top', conversation.last_seq, 'conversation', conversation_json(conversation, reader),
        'events', (SELECT coalesce(jsonb_agg(page.one ORDER BY page.seq), '[]') FROM (
            SELECT happened.seq, jsonb_build_object('seq', happened.seq, 'event', jsonb_build_object(
                'kind', kind, 'at', ledger_time(at), 'message', message_id, 'by', person_json(by_id),
                'version', happened.version, 'commandId', CASE WHEN by_id = reader THEN command_id END,
                'text', CASE WHEN kind <> 'message.withdrawn' THEN message_words(message, happened.version) END)) one
            FROM message_event happened JOIN message ON message.id = happened.message_id
            WHERE happened.conversation_id = of_conversation AND happened.seq > greatest(after, mine.left_seq)
            ORDER BY happened.seq LIMIT most) page))
        FROM conversation JOIN conversation_party mine ON mine.conversation_id = conversation.id AND mine.member_id = reader
        WHERE conversation.id = of_conversation);

-- All that a message said, oldest first, to a party; nothing of what was taken back.
CREATE FUNCTION message_versions_of(reader uuid, of_message uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT (SELECT coalesce(jsonb_agg(one ORDER BY one -> 'version'), '[]') FROM (
                SELECT jsonb_build_object('version', earlier.version, 'text', earlier.source, 'html', earlier.html,
                                          'writtenAt', ledger_time(earlier.written_at)) one
                FROM message_version earlier WHERE earlier.message_id = message.id AND message.withdrawn_at IS NULL
                UNION ALL
                SELECT jsonb_build_object('version', message.version, 'text', message.source, 'html', message.html,
                                          'writtenAt', ledger_time(coalesce(message.edited_at, message.said_at)))
                WHERE message.withdrawn_at IS NULL) versions)
            FROM message JOIN conversation_party mine
            ON mine.conversation_id = message.conversation_id AND mine.member_id = reader AND message.seq > mine.left_seq
            WHERE message.id = of_message);

-- Whom to tell that something happened there, and what each has not read; without a word of it.
CREATE FUNCTION told_of_conversation(of_conversation uuid) RETURNS TABLE (handle text, unread bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    SELECT member.handle, (SELECT count(*) FROM message WHERE message.conversation_id = of_conversation
                           AND message.withdrawn_at IS NULL AND message.seq > greatest(mine.read_seq, mine.left_seq)
                           AND message.author_id IS DISTINCT FROM mine.member_id)
    FROM conversation_party mine JOIN member ON member.id = mine.member_id
    JOIN conversation ON conversation.id = mine.conversation_id
    WHERE mine.conversation_id = of_conversation AND (conversation.accepted_at IS NOT NULL OR mine.declined_at IS NULL);
END;

-- Where the logs of some conversations stand, and nothing else of them.
CREATE FUNCTION conversation_tops(named uuid[]) RETURNS TABLE (id uuid, last_seq bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    SELECT conversation.id, conversation.last_seq FROM conversation WHERE conversation.id = ANY(named);
END;

-- Whether a member may let the other see that they are writing.
CREATE FUNCTION may_type(by_member uuid, of_conversation uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN coalesce((SELECT conversation.accepted_at IS NOT NULL AND writing_hindrance(conversation, by_member) IS NULL
                     FROM conversation JOIN conversation_party mine
                     ON mine.conversation_id = conversation.id AND mine.member_id = by_member
                     WHERE conversation.id = of_conversation), false);

-- Locks a conversation for one of its parties.
CREATE FUNCTION lock_conversation(by_member uuid, of_conversation uuid) RETURNS conversation
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    this conversation;
BEGIN
    SELECT conversation.* INTO this FROM conversation
    JOIN conversation_party mine ON mine.conversation_id = conversation.id AND mine.member_id = by_member
    WHERE conversation.id = of_conversation FOR NO KEY UPDATE OF conversation;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such conversation' USING ERRCODE = 'VA404';
    END IF;
    RETURN this;
END $$;

-- What was answered to a command that was carried out before; null for a new one.
CREATE FUNCTION message_receipt(this conversation, by_member uuid, command jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    done message_event;
BEGIN
    SELECT * INTO done FROM message_event
    WHERE conversation_id = this.id AND by_id = by_member AND command_id = command ->> 'id';
    IF NOT FOUND THEN
        RETURN NULL;
    ELSIF done.fingerprint <> md5(command::text) THEN
        RAISE EXCEPTION 'another command had this id before' USING ERRCODE = 'VA409';
    END IF;
    RETURN jsonb_build_object('conversation', this.id, 'message', done.message_id, 'offset', done.seq, 'again', true);
END $$;

-- The next place in the log is this act's; the conversation is locked.
CREATE FUNCTION append_message_event(this conversation, by_member uuid, happened jsonb, command jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE conversation SET last_seq = last_seq + 1, last_at = CASE WHEN happened ->> 'kind' = 'message.sent'
        THEN greatest(last_at, (happened ->> 'at')::timestamptz) ELSE last_at END WHERE id = this.id;
    INSERT INTO message_event VALUES (
        this.id, this.last_seq + 1, (happened ->> 'at')::timestamptz, happened ->> 'kind', (happened ->> 'message')::uuid,
        (happened ->> 'version')::integer, by_member, command ->> 'id', md5(command::text));
    RETURN jsonb_build_object('conversation', this.id, 'message', happened -> 'message', 'offset', this.last_seq + 1,
                              'again', false);
END $$;

-- The conversation of two, which is begun when there is none: a request, of which a member has at most ten open at once that
-- are younger than 14 days, whatever became of them; or, of contacts, one that is open.
CREATE FUNCTION begin_conversation(by_member uuid, to_member uuid) RETURNS uuid
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    found_id uuid;
    full_at  timestamptz;
BEGIN
    SELECT id INTO found_id FROM conversation
    WHERE low_id = least(by_member, to_member) AND high_id = greatest(by_member, to_member);
    IF FOUND THEN
        RETURN found_id;
    ELSIF by_member = to_member THEN
        RAISE EXCEPTION 'a conversation is of two' USING ERRCODE = 'VA409';
    ELSIF blocked_between(by_member, to_member) THEN
        RAISE EXCEPTION 'the two of you cannot write to each other' USING ERRCODE = 'VA403';
    END IF;
    -- Two at once are counted one after the other.
    PERFORM FROM member WHERE id = by_member FOR NO KEY UPDATE;
    SELECT started_at + interval '14 days' INTO full_at FROM conversation
    WHERE started_by = by_member AND accepted_at IS NULL ORDER BY started_at DESC OFFSET 9 LIMIT 1;
    IF full_at > ledger_now() AND NOT are_contacts(by_member, to_member) THEN
        RAISE EXCEPTION 'at most 10 requests to talk wait for an answer at once'
        USING ERRCODE = 'VA429', HINT = 'requests', DETAIL = ceil(extract(epoch FROM full_at - ledger_now()))::text;
    END IF;
    INSERT INTO conversation (id, low_id, high_id, started_by, started_at, last_at) VALUES (
        gen_random_uuid(), least(by_member, to_member), greatest(by_member, to_member), by_member, ledger_now(), ledger_now())
    ON CONFLICT DO NOTHING;
    SELECT id INTO found_id FROM conversation
    WHERE low_id = least(by_member, to_member) AND high_id = greatest(by_member, to_member);
    INSERT INTO conversation_party (conversation_id, member_id) VALUES (found_id, by_member), (found_id, to_member)
    ON CONFLICT DO NOTHING;
    RETURN found_id;
END $$;

-- Says something, in a conversation or to a member, as `said` names. Who answers a request with words has accepted it.
CREATE FUNCTION send_message(by_member uuid, said jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    command  jsonb := said - 'message' - 'html';
    moment   timestamptz;
    this     conversation;
    receipt  jsonb;
    hindered text;
BEGIN
    this := lock_conversation(by_member, coalesce((said ->> 'conversation')::uuid,
                                                  begin_conversation(by_member, (said ->> 'to')::uuid)));
    receipt := message_receipt(this, by_member, command);
    IF receipt IS NOT NULL THEN
        RETURN receipt;
    END IF;
    hindered := writing_hindrance(this, by_member);
    IF hindered = 'waiting' THEN
        RAISE EXCEPTION 'one message is sent until the other has answered' USING ERRCODE = 'VA409';
    ELSIF hindered IS NOT NULL THEN
        RAISE EXCEPTION 'the two of you cannot write to each other' USING ERRCODE = 'VA403';
    END IF;
    moment := greatest(this.last_at, ledger_now());
    IF this.accepted_at IS NULL AND (this.started_by <> by_member OR are_contacts(this.low_id, this.high_id)) THEN
        UPDATE conversation SET accepted_at = moment WHERE id = this.id;
        UPDATE conversation_party SET declined_at = NULL WHERE conversation_id = this.id;
    END IF;
    INSERT INTO message (id, conversation_id, seq, author_id, source, html, language, said_at)
    VALUES ((said ->> 'message')::uuid, this.id, this.last_seq + 1, by_member, said ->> 'source', said ->> 'html',
            said ->> 'language', moment);
    -- Who writes has read what stands above.
    UPDATE conversation_party SET read_seq = this.last_seq + 1 WHERE conversation_id = this.id AND member_id = by_member;
    RETURN append_message_event(this, by_member, jsonb_build_object(
        'kind', 'message.sent', 'at', moment, 'message', said -> 'message', 'version', 1), command);
END $$;

-- The conversation of one's own message, locked; VA404 for anybody but its author.
CREATE FUNCTION lock_own_message(by_member uuid, of_message uuid) RETURNS conversation
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    place uuid;
BEGIN
    SELECT conversation_id INTO place FROM message WHERE id = of_message AND author_id = by_member;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such message of yours' USING ERRCODE = 'VA404';
    END IF;
    RETURN lock_conversation(by_member, place);
END $$;

-- The author writes a message anew; the earlier words stay, for the two.
CREATE FUNCTION edit_message(by_member uuid, of_message uuid, said jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    command jsonb := (said - 'html') || jsonb_build_object('message', of_message);
    this    conversation := lock_own_message(by_member, of_message);
    receipt jsonb := message_receipt(this, by_member, command);
    old     message;
BEGIN
    IF receipt IS NOT NULL THEN
        RETURN receipt;
    END IF;
    SELECT * INTO old FROM message WHERE id = of_message;
    IF old.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'the message was taken back' USING ERRCODE = 'VA409';
    ELSIF old.version >= 50 THEN
        RAISE EXCEPTION 'a message is written anew at most 49 times' USING ERRCODE = 'VA409';
    ELSIF writing_hindrance(this, by_member) IN ('apart', 'gone') THEN
        RAISE EXCEPTION 'the two of you cannot write to each other' USING ERRCODE = 'VA403';
    END IF;
    INSERT INTO message_version VALUES (old.id, old.version, old.source, old.html, coalesce(old.edited_at, old.said_at));
    UPDATE message SET version = old.version + 1, source = said ->> 'source', html = said ->> 'html',
                       language = said ->> 'language', edited_at = greatest(this.last_at, ledger_now()) WHERE id = of_message;
    RETURN append_message_event(this, by_member, jsonb_build_object('kind', 'message.edited',
        'at', greatest(this.last_at, ledger_now()), 'message', of_message, 'version', old.version + 1), command);
END $$;

-- The author takes a message back. Its words are kept for 30 days, for the case that the other reports them, and shown to nobody.
CREATE FUNCTION withdraw_message(by_member uuid, of_message uuid, command_id text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    command jsonb := jsonb_build_object('id', command_id, 'message', of_message);
    this    conversation := lock_own_message(by_member, of_message);
    receipt jsonb := message_receipt(this, by_member, command);
    old     message;
BEGIN
    IF receipt IS NOT NULL THEN
        RETURN receipt;
    END IF;
    UPDATE message SET withdrawn_at = ledger_now() WHERE id = of_message AND withdrawn_at IS NULL RETURNING * INTO old;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the message was taken back before' USING ERRCODE = 'VA409';
    END IF;
    RETURN append_message_event(this, by_member, jsonb_build_object('kind', 'message.withdrawn',
        'at', greatest(this.last_at, ledger_now()), 'message', of_message, 'version', old.version), command);
END $$;

-- Who was asked answers: accepts, declines, of which the asker is not told, or blocks who asked.
CREATE FUNCTION answer_request(by_member uuid, of_conversation uuid, answer text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    this conversation := lock_conversation(by_member, of_conversation);
BEGIN
    IF this.started_by = by_member THEN
        RAISE EXCEPTION 'a request is answered by who was asked' USING ERRCODE = 'VA403';
    ELSIF this.accepted_at IS NOT NULL THEN
        IF answer = 'accept' THEN
            RETURN;
        END IF;
        RAISE EXCEPTION 'the request was accepted before' USING ERRCODE = 'VA409';
    END IF;
    IF answer = 'accept' THEN
        IF writing_hindrance(this, by_member) IS NOT NULL THEN
            RAISE EXCEPTION 'the two of you cannot write to each other' USING ERRCODE = 'VA403';
        END IF;
        UPDATE conversation SET accepted_at = ledger_now() WHERE id = this.id;
    ELSIF answer = 'block' THEN
        PERFORM block_member(by_member, this.started_by, ledger_now());
    END IF;
    UPDATE conversation_party SET declined_at = CASE WHEN answer <> 'accept' THEN coalesce(declined_at, ledger_now()) END
    WHERE conversation_id = this.id AND member_id = by_member;
END $$;

-- A member sees no more of what was said until now; the other keeps it, and a new message brings the conversation back.
CREATE FUNCTION leave_conversation(by_member uuid, of_conversation uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    this conversation := lock_conversation(by_member, of_conversation);
BEGIN
    UPDATE conversation_party SET left_seq = this.last_seq, read_seq = this.last_seq
    WHERE conversation_id = this.id AND member_id = by_member;
END $$;

-- A member has read up to a place; nobody reads backwards.
CREATE FUNCTION read_conversation(by_member uuid, of_conversation uuid, up_to bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE conversation_party mine SET read_seq = least(up_to, conversation.last_seq) FROM conversation
    WHERE conversation.id = mine.conversation_id AND mine.conversation_id = of_conversation AND mine.member_id = by_member
    AND mine.read_seq < least(up_to, conversation.last_seq);
    IF FOUND THEN
        RETURN true;
    ELSIF NOT EXISTS (SELECT FROM conversation_party WHERE conversation_id = of_conversation AND member_id = by_member) THEN
        RAISE EXCEPTION 'there is no such conversation' USING ERRCODE = 'VA404';
    END IF;
    RETURN false;
END $$;

-- Whether a member lets the other see how far they have read, and sees the same in return.
CREATE FUNCTION show_seen(by_member uuid, of_conversation uuid, shows boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE conversation_party SET shows_seen = shows WHERE conversation_id = of_conversation AND member_id = by_member;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such conversation' USING ERRCODE = 'VA404';
    END IF;
END $$;

-- Reports. What a party chose is copied here, by the database and as it was said; the staff sees this, and nothing beside it.
ALTER TABLE report_case
    DROP CONSTRAINT report_case_kind_check,
    DROP CONSTRAINT report_case_outcome_check,
    DROP CONSTRAINT report_case_check2,
    ADD CONSTRAINT report_case_kind_check CHECK (kind IN ('post', 'room', 'profile', 'message')),
    -- breach: a rule is broken, in a conversation that nobody else sees, and so nothing is hidden.
    ADD CONSTRAINT report_case_outcome_check CHECK (outcome IN ('acted', 'no breach', 'breach')),
    ADD CONSTRAINT report_case_check2 CHECK ((outcome IN ('no breach', 'breach')) = (words IS NOT NULL)),
    ADD CONSTRAINT report_case_breach_check CHECK (outcome <> 'breach' OR kind = 'message');

CREATE TABLE reported_line (
    case_id    uuid NOT NULL REFERENCES report_case,
    -- Which message, and which version of its words.
    message_id uuid NOT NULL REFERENCES message ON DELETE CASCADE,
    version    integer NOT NULL,
    author_id  uuid REFERENCES member ON DELETE SET NULL,
    source     text NOT NULL,
    language   text NOT NULL,
    said_at    timestamptz NOT NULL,
    seq        bigint NOT NULL,
    PRIMARY KEY (case_id, message_id, version)
);
CREATE TRIGGER reported_line_stays BEFORE UPDATE OF case_id, message_id, version, source, said_at ON reported_line
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The version of the house rules that a message is judged by, to a party; null to anybody else.
CREATE FUNCTION rules_of_message(reader uuid, of_message uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT rules_at(coalesce(message.edited_at, message.said_at)) FROM message JOIN conversation_party mine
            ON mine.conversation_id = message.conversation_id AND mine.member_id = reader WHERE message.id = of_message);

-- Copies one chosen line as it was said.
CREATE FUNCTION copy_line(to_case uuid, from_conversation uuid, chosen jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    wanted integer := (chosen ->> 'version')::integer;
BEGIN
    INSERT INTO reported_line
    SELECT to_case, message.id, coalesce(wanted, message.version), author_id, coalesce(earlier.source, message.source), language,
           coalesce(earlier.written_at, edited_at, said_at), seq
    FROM message LEFT JOIN message_version earlier ON earlier.message_id = message.id AND earlier.version = wanted
    WHERE message.id = (chosen ->> 'message')::uuid AND conversation_id = from_conversation
    AND (wanted IS NULL OR wanted = message.version OR earlier.version IS NOT NULL)
    AND coalesce(earlier.source, message.source) <> '' ON CONFLICT DO NOTHING;
    IF NOT FOUND AND NOT EXISTS (SELECT FROM reported_line WHERE case_id = to_case
                                 AND message_id = (chosen ->> 'message')::uuid) THEN
        RAISE EXCEPTION 'there is no such line in this conversation' USING ERRCODE = 'VA404';
    END IF;
END $$;

-- A party reports a message of another's, with the lines that they choose beside it: 1 to 20 in all. Who reports it again,
-- while it waits, changes nothing.
CREATE FUNCTION report_message(by_member uuid, of_message uuid, lines jsonb, cited jsonb,
                               OUT to_case uuid, OUT under integer, OUT again boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    this    message;
    full_at timestamptz;
    chosen  jsonb;
BEGIN
    SELECT message.* INTO this FROM message JOIN conversation_party mine
    ON mine.conversation_id = message.conversation_id AND mine.member_id = by_member WHERE message.id = of_message;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such message' USING ERRCODE = 'VA404';
    ELSIF this.author_id IS NOT DISTINCT FROM by_member THEN
        RAISE EXCEPTION 'what is reported is another''s' USING ERRCODE = 'VA403';
    ELSIF jsonb_array_length(lines) > 19 THEN
        RAISE EXCEPTION 'at most 20 lines are shown' USING ERRCODE = 'VA400';
    END IF;
    PERFORM FROM member WHERE id = by_member FOR NO KEY UPDATE;
    under := rules_at(coalesce(this.edited_at, this.said_at));
    SELECT id INTO to_case FROM report_case JOIN report ON case_id = id AND member_id = by_member
    WHERE kind = 'message' AND object = of_message AND decided_at IS NULL;
    again := FOUND;
    IF again THEN
        RETURN;
    END IF;
    SELECT reported_at + interval '1 day' INTO full_at FROM report WHERE member_id = by_member
    ORDER BY reported_at DESC OFFSET 49 LIMIT 1;
    IF full_at > ledger_now() THEN
        RAISE EXCEPTION 'at most 50 things are reported by one member in a day'
        USING ERRCODE = 'VA429', DETAIL = ceil(extract(epoch FROM full_at - ledger_now()))::text;
    END IF;
    INSERT INTO report_case (id, kind, object, opened_at) VALUES (gen_random_uuid(), 'message', of_message, ledger_now())
    ON CONFLICT DO NOTHING;
    SELECT id INTO to_case FROM report_case WHERE kind = 'message' AND object = of_message AND decided_at IS NULL;
    INSERT INTO report VALUES (to_case, by_member, under, (cited ->> 'rule')::integer, cited ->> 'words', ledger_now());
    FOR chosen IN SELECT jsonb_build_object('message', of_message, 'version', cited -> 'version')
                  UNION ALL SELECT jsonb_array_elements(lines) LOOP
        PERFORM copy_line(to_case, this.conversation_id, chosen);
    END LOOP;
END $$;

-- A reported message as who decides sees it: the lines that were chosen, and whether each is the reported one's, by no name.
-- Null to all but staff.
CREATE FUNCTION reported_message(of_case uuid, reader uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT jsonb_build_object(
        'kind', 'message', 'object', report_case.object, 'link', NULL, 'place', '', 'answers', false, 'before', '[]'::jsonb,
        'words', coalesce(about.source, ''), 'language', coalesce(about.language, 'sv'),
        'madeAt', ledger_time(coalesce(about.said_at, report_case.opened_at)),
        'version', rules_at(coalesce(about.said_at, report_case.opened_at)),
        'lines', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                      'message', message_id, 'version', version, 'words', source, 'language', language,
                      'saidAt', ledger_time(said_at), 'about', message_id = report_case.object,
                      'reported', author_id IS NOT DISTINCT FROM about.author_id) ORDER BY seq, version), '[]')
                  FROM reported_line WHERE case_id = report_case.id))
        FROM report_case LEFT JOIN reported_line about ON about.case_id = report_case.id AND about.message_id = report_case.object
        WHERE report_case.id = of_case AND report_case.kind = 'message'
        AND EXISTS (SELECT FROM member WHERE id = reader AND role = 'staff')
        ORDER BY about.version DESC LIMIT 1);

-- Finds that a reported message breaks a rule, with the reasons that who reported it reads. Who is a party decides nothing.
CREATE FUNCTION find_breach(by_member uuid, of_case uuid, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM must_be_staff(by_member);
    PERFORM FROM ledger_head FOR UPDATE;
    UPDATE report_case SET decided_at = ledger_now(), outcome = 'breach', words = why, actor = alias_of(by_member)
    WHERE id = of_case AND kind = 'message';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such case' USING ERRCODE = 'VA404';
    END IF;
END $$;

-- Nobody judges a conversation that they are a party of, whichever way it is decided.
CREATE FUNCTION guard_message_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM alias JOIN conversation_party ON conversation_party.member_id = alias.member_id
               JOIN message ON message.conversation_id = conversation_party.conversation_id
               WHERE alias.name = NEW.actor AND message.id = NEW.object) THEN
        RAISE EXCEPTION 'who is a party of a conversation does not judge it' USING ERRCODE = 'VA403';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER message_case_is_anothers BEFORE UPDATE OF decided_at ON report_case FOR EACH ROW
    WHEN (NEW.kind = 'message' AND NEW.decided_at IS NOT NULL) EXECUTE FUNCTION guard_message_case();

-- Forgets what was kept for reports only: words that were taken back 30 days ago, and copies of lines six months after the
-- case was decided.
CREATE FUNCTION forget_messages() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM message_version USING message
    WHERE message.id = message_id AND message.withdrawn_at < ledger_now() - interval '30 days' AND message.source <> '';
    UPDATE message SET source = '', html = ''
    WHERE withdrawn_at < ledger_now() - interval '30 days' AND source <> '';
    DELETE FROM reported_line USING report_case
    WHERE report_case.id = case_id AND report_case.decided_at < ledger_now() - interval '6 months';
END $$;

GRANT EXECUTE ON FUNCTION
    conversation_of(uuid, uuid), conversations_of(uuid, timestamptz, integer), unread_messages(uuid), talk_with(uuid, uuid),
    messages_of(uuid, uuid, bigint, integer), message_events_of(uuid, uuid, bigint, integer), message_versions_of(uuid, uuid),
    told_of_conversation(uuid), conversation_tops(uuid[]), may_type(uuid, uuid), send_message(uuid, jsonb),
    edit_message(uuid, uuid, jsonb), withdraw_message(uuid, uuid, text), answer_request(uuid, uuid, text),
    leave_conversation(uuid, uuid), read_conversation(uuid, uuid, bigint), show_seen(uuid, uuid, boolean),
    rules_of_message(uuid, uuid), report_message(uuid, uuid, jsonb, jsonb), reported_message(uuid, uuid),
    find_breach(uuid, uuid, text), forget_messages() TO vadra_app;
