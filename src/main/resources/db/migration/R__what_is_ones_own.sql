-- Here stands the newest text of all that a member is given of what is kept about them; edit it here, and it is run anew.
-- Each section is a function `ones_…` of the owner, which gives lines: a key by which they stand in order, and what a line says.
-- Another table that knows a member gets its lines here, or its reason in `WhatIsOnesOwnTest`.
-- Nothing here gives what is somebody else's: whom others block, who declined, who reported, digests, salts, others' ballots.

-- The sections in their order. How many lines are read at once, so that little is in memory; and which lines are the person's,
-- wherever they live: the others happened in a house, and say in which.
CREATE OR REPLACE FUNCTION own_sections() RETURNS TABLE (place integer, name text, page integer, persons boolean)
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT n::integer, one ->> 0, (one ->> 1)::integer, (one ->> 2)::boolean FROM jsonb_array_elements('[
        ["profile", 1, true], ["owned_products", 100, true], ["word_filter", 1, true], ["notification_choices", 1, true],
        ["saved_searches", 100, true], ["drafts", 5, true],
        ["account", 10, false], ["mail_address", 10, false], ["letters", 200, false], ["sessions", 100, false],
        ["roles", 100, false], ["rules_accepted", 100, false], ["consents", 10, false], ["pictures", 200, false],
        ["contacts", 200, false], ["contact_pauses", 200, false], ["blocks", 200, false], ["mutes", 200, false],
        ["kindred_hidden", 200, false], ["kindred", 200, false],
        ["posts", 200, false], ["post_versions", 200, false], ["article_versions", 5, false], ["draft_plans", 100, false],
        ["blog", 1, false], ["polls", 200, false], ["opinions", 200, false], ["ballots", 200, false],
        ["reactions", 500, false], ["questions", 200, false], ["question_moves", 200, false], ["pseudonyms", 100, false],
        ["held_posts", 100, false], ["rooms", 100, false], ["hosted_rooms", 100, false],
        ["circles", 100, false], ["circle_words", 50, false], ["conversations", 200, false], ["messages", 200, false],
        ["message_versions", 200, false], ["read_marks", 500, false], ["notifications", 200, false],
        ["notification_places", 200, false], ["reports", 50, false], ["shown_lines", 100, false], ["statements", 100, false],
        ["appeals", 50, false], ["seen_by", 200, false], ["service", 500, false]]'::jsonb) WITH ORDINALITY all_of(one, n)
$$;

CREATE OR REPLACE FUNCTION called(of_member uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('handle', handle, 'name', name) FROM member WHERE id = of_member $$;
CREATE OR REPLACE FUNCTION in_room(of_room uuid) RETURNS text LANGUAGE sql STABLE AS $$ SELECT slug FROM room WHERE id = of_room $$;

-- The person's own, wherever they live. No line has what only this house knows it by.
CREATE OR REPLACE FUNCTION ones_profile(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT '', jsonb_build_object('name', member.name, 'about', member.about, 'place', coalesce(place, ''),
        'languages', to_jsonb(coalesce(languages, '{}')), 'links', coalesce(links, '[]'), 'picture', picture,
        'interests', (SELECT coalesce(jsonb_agg(interest.name ORDER BY interest.name), '[]') FROM interest WHERE member_id = owner),
        'audiences', (SELECT jsonb_object_agg(field, audience_of(owner, field)) FROM unnest(
            ARRAY['about', 'picture', 'place', 'products', 'interests', 'languages', 'links', 'blog']) field
            WHERE EXISTS (SELECT FROM profile_audience WHERE member_id = owner)))
    FROM member LEFT JOIN profile ON profile.member_id = member.id WHERE member.id = owner $$;
CREATE OR REPLACE FUNCTION ones_owned_products(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT product.slug, jsonb_build_object('product', product.slug, 'since', to_char(since, 'YYYY-MM'))
    FROM owned_product JOIN product ON product.id = product_id WHERE member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_word_filter(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT '', jsonb_build_object('words', to_jsonb(words)) FROM word_filter WHERE member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_notification_choices(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT '', jsonb_build_object('off', to_jsonb(off), 'zone', zone, 'quietFrom', to_char(quiet_from, 'HH24:MI'),
        'quietUntil', to_char(quiet_until, 'HH24:MI'), 'mail', mail, 'mailHour', mail_hour, 'mailDay', mail_day, 'language', language)
    FROM notification_choice WHERE member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_saved_searches(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT '', jsonb_strip_nulls(jsonb_build_object('words', words, 'room', in_room(room_id), 'by', called(by_member) ->> 'handle',
        'language', language, 'at', ledger_time(saved_at))) FROM saved_search WHERE member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_drafts(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT '', jsonb_strip_nulls(jsonb_build_object('title', title, 'slug', slug, 'text', source, 'language', language,
        'series', series, 'place', place, 'at', ledger_time(written_at))) FROM draft WHERE author_id = owner $$;

-- What happened here: who somebody is to this house.
CREATE OR REPLACE FUNCTION ones_account(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT '', jsonb_strip_nulls(jsonb_build_object('id', id, 'handle', handle, 'name', name, 'role', role, 'at', ledger_time(joined_at),
        'rules', rules_version, 'profileWrittenAt', ledger_time(about_at), 'hiddenBy', restraint, 'invitedAs', (
            SELECT note FROM invitation_use JOIN invitation ON invitation.id = invitation_id WHERE invitation_use.member_id = owner)))
    FROM member WHERE id = owner $$;
CREATE OR REPLACE FUNCTION ones_mail_address(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT '', jsonb_build_object('address', address) FROM mail_address WHERE member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_letters(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT made_at || id::text, jsonb_strip_nulls(jsonb_build_object('kind', kind, 'address', address, 'language', language,
        'at', ledger_time(made_at), 'status', status, 'tries', tries, 'triedAt', ledger_time(tried_at), 'usedAt', ledger_time(used_at)))
    FROM mail_letter WHERE member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_sessions(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ledger_time(created_at) || id, jsonb_build_object('kind', kind, 'label', label, 'at', ledger_time(created_at),
        'until', ledger_time(expires_at)) FROM session WHERE member_id = owner
    UNION ALL SELECT ledger_time(linked_at) || issuer, jsonb_build_object('kind', 'issuer', 'label', issuer, 'subject', subject,
        'at', ledger_time(linked_at)) FROM outside_account WHERE member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_roles(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ledger_time(at), jsonb_strip_nulls(jsonb_build_object('role', role, 'at', ledger_time(at), 'until', ledger_time(until)))
    FROM role_given WHERE member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_rules_accepted(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ledger_time(accepted_at), jsonb_build_object('rules', version, 'at', ledger_time(accepted_at))
    FROM rules_accepted WHERE member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_consents(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT kind, jsonb_build_object('kind', kind, 'at', ledger_time(given_at)) FROM consent WHERE member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_pictures(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ledger_time(held_at) || media_id, jsonb_build_object('picture', media_id, 'type', type, 'width', width, 'height', height,
        'size', size, 'at', ledger_time(held_at), 'standsIn', (
            SELECT coalesce(jsonb_agg(DISTINCT used.post_id), '[]') FROM media_use used JOIN post ON post.id = used.post_id
            WHERE used.media_id = held.media_id AND post.author_id = owner))
    FROM media_holder held JOIN media ON media.id = media_id WHERE member_id = owner $$;

-- Whom one knows. Who was asked and said no, or has blocked, reads as one who has not answered.
CREATE OR REPLACE FUNCTION ones_contacts(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ledger_time(asked_at) || asker_id || asked_id, jsonb_strip_nulls(jsonb_build_object(
        'with', called(CASE asker_id WHEN owner THEN asked_id ELSE asker_id END), 'own', asker_id = owner, 'text', nullif(words, ''),
        'at', ledger_time(asked_at), 'acceptedAt', ledger_time(accepted_at),
        'declinedAt', CASE WHEN asked_id = owner AND NOT EXISTS (SELECT FROM block WHERE member_id = owner AND blocked_id = asker_id)
                      THEN ledger_time(declined_at) END))
    FROM contact WHERE asker_id = owner OR asked_id = owner
        -- What somebody asked who was blocked before has never come.
        AND declined_at IS DISTINCT FROM asked_at $$;
CREATE OR REPLACE FUNCTION ones_contact_pauses(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ledger_time(until) || asked_id, jsonb_strip_nulls(jsonb_build_object('with', called(asked_id), 'at', ledger_time(asked_at),
        'until', ledger_time(until))) FROM contact_pause WHERE asker_id = owner $$;
CREATE OR REPLACE FUNCTION ones_blocks(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ledger_time(at) || blocked_id, jsonb_build_object('with', called(blocked_id), 'at', ledger_time(at))
    FROM block WHERE member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_mutes(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ledger_time(at) || muted_id, jsonb_strip_nulls(jsonb_build_object('with', called(muted_id), 'at', ledger_time(at),
        'until', ledger_time(until))) FROM mute WHERE member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_kindred_hidden(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ledger_time(at) || hidden_id, jsonb_build_object('with', called(hidden_id), 'at', ledger_time(at))
    FROM kindred_hidden WHERE member_id = owner $$;
-- Who would be suggested now, and why; nothing of it is kept.
CREATE OR REPLACE FUNCTION ones_kindred(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT to_char(n, 'FM0000'), jsonb_build_object('with', jsonb_build_object('handle', handle, 'name', name), 'why', ties)
    FROM kindred_of(owner, 100) WITH ORDINALITY near(handle, name, role, elsewhere, ties, n) $$;

-- What was said.
CREATE OR REPLACE FUNCTION ones_posts(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ledger_time(said_at) || post.id, jsonb_strip_nulls(jsonb_build_object(
        'id', post.id, 'room', room.slug, 'roomTitle', room.title, 'seq', post.seq, 'at', ledger_time(said_at),
        'editedAt', ledger_time(edited_at), 'withdrawnAt', ledger_time(withdrawn_at), 'hiddenBy', post.restraint,
        'version', post.version, 'language', post.language, 'text', source, 'hat', hat, 'pseudonym', (
            SELECT name FROM room_alias WHERE room_alias.id = post.alias_id), 'replyTo', parent_id, 'thread', thread_id,
        'article', EXISTS (SELECT FROM article WHERE post_id = post.id), 'reactions', reactions, 'pins', nullif(pins, 0),
        'parts', nullif(parts, '[]'), 'means', (SELECT jsonb_agg(mention.handle ORDER BY mention.handle) FROM mention WHERE post_id = post.id)))
    FROM post JOIN room ON room.id = post.room_id WHERE author_id = owner $$;
CREATE OR REPLACE FUNCTION ones_post_versions(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT earlier.post_id || to_char(earlier.version, 'FM00000000'), jsonb_strip_nulls(jsonb_build_object('post', earlier.post_id,
        'version', earlier.version, 'at', ledger_time(written_at), 'text', earlier.source, 'hat', earlier.hat))
    FROM post JOIN post_version earlier ON earlier.post_id = post.id WHERE author_id = owner $$;
CREATE OR REPLACE FUNCTION ones_article_versions(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT words.post_id || to_char(version, 'FM00000000'), jsonb_strip_nulls(jsonb_build_object('post', words.post_id,
        'room', in_room(article.room_id), 'publishedAt', ledger_time(published_at), 'charter', charter, 'version', version,
        'at', ledger_time(written_at), 'title', title, 'series', series, 'place', place, 'text', source, 'disclosure', disclosure))
    FROM article JOIN article_version words ON words.post_id = article.post_id WHERE author_id = owner $$;
CREATE OR REPLACE FUNCTION ones_draft_plans(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT id::text, jsonb_strip_nulls(jsonb_build_object('id', id, 'title', title, 'publishAt', ledger_time(publish_at),
        'failure', failure, 'product', product, 'hat', hat, 'version', version)) FROM draft WHERE author_id = owner $$;
CREATE OR REPLACE FUNCTION ones_blog(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT '', jsonb_strip_nulls(jsonb_build_object('title', title, 'about', about, 'disclosure', disclosure, 'language', language,
        'accent', accent, 'face', face, 'forward', forward, 'at', ledger_time(opened_at))) FROM blog WHERE member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_polls(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT poll.post_id::text, jsonb_build_object('post', poll.post_id, 'choices', to_jsonb(choices), 'multiple', multiple,
        'anonymous', anonymous, 'results', results, 'until', ledger_time(closes_at)) || poll_told(poll)
    FROM post JOIN poll ON poll.post_id = post.id WHERE author_id = owner $$;
CREATE OR REPLACE FUNCTION ones_opinions(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT post.id::text, jsonb_build_object('post', post.id, 'product', product.slug, 'productVersion', opinion.version, 'used', used,
        'again', again, 'at', ledger_time(opinion.said_at))
    FROM post JOIN opinion ON opinion.post_id = post.id JOIN product ON product.id = product_id WHERE author_id = owner $$;
CREATE OR REPLACE FUNCTION ones_ballots(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ballot.post_id::text, jsonb_build_object('post', ballot.post_id, 'room', in_room(poll.room_id), 'chosen', (
        SELECT coalesce(jsonb_agg(choices[place + 1] ORDER BY place), '[]') FROM unnest(chosen) place))
    FROM ballot JOIN poll ON poll.post_id = ballot.post_id WHERE member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_reactions(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ledger_time(given_at) || post_id || reaction.kind, jsonb_build_object('post', post_id, 'room', in_room(post.room_id),
        'kind', reaction.kind, 'at', ledger_time(given_at)) FROM reaction JOIN post ON post.id = post_id WHERE member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_questions(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT question.post_id::text, jsonb_strip_nulls(jsonb_build_object('post', question.post_id, 'room', in_room(question.room_id),
        'state', state, 'into', into_id, 'answer', answer_id, 'reason', reason, 'promisedFor', ledger_time(promised_for),
        'votes', votes, 'at', ledger_time(moved_at)))
    FROM post JOIN question ON question.post_id = post.id WHERE author_id = owner $$;
CREATE OR REPLACE FUNCTION ones_question_moves(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ledger_time(at) || moved.post_id || moved.seq, jsonb_build_object('post', moved.post_id, 'at', ledger_time(at), 'move', move,
        'own', moved.by_id IS NOT DISTINCT FROM owner)
    FROM question_move moved WHERE moved.post_id IN (
        SELECT id FROM post JOIN question ON question.post_id = post.id WHERE author_id = owner) OR moved.by_id = owner $$;
CREATE OR REPLACE FUNCTION ones_pseudonyms(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ledger_time(since) || id, jsonb_build_object('room', in_room(room_id), 'pseudonym', name, 'at', ledger_time(since))
    FROM room_alias WHERE member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_held_posts(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT to_char(n, 'FM000000000000'), jsonb_strip_nulls(jsonb_build_object('id', id, 'room', in_room(room_id), 'at', ledger_time(held_at),
        'text', source, 'language', language, 'replyTo', parent_id, 'hat', hat, 'asking', asking, 'unsaid', unsaid,
        'means', to_jsonb(mentions), 'pseudonym', (SELECT name FROM room_alias WHERE room_alias.id = held_post.alias_id),
        'parts', nullif(parts, '[]')))
    FROM held_post WHERE author_id = owner $$;

-- Rooms and circles.
CREATE OR REPLACE FUNCTION ones_rooms(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ledger_time(started_at) || id, jsonb_strip_nulls(jsonb_build_object('room', slug, 'title', title, 'topic', topic,
        'language', language, 'kind', kind, 'open', open, 'at', ledger_time(started_at), 'hiddenBy', restraint))
    FROM room WHERE started_by = owner $$;
CREATE OR REPLACE FUNCTION ones_hosted_rooms(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ledger_time(since) || room_id || member_id, jsonb_strip_nulls(jsonb_build_object('room', in_room(room_id),
        'at', ledger_time(since), 'until', ledger_time(until), 'with', CASE WHEN member_id <> owner THEN called(member_id) END))
    FROM room_host WHERE member_id = owner OR given_by = owner $$;
CREATE OR REPLACE FUNCTION ones_circles(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ledger_time(asked_at) || circle.id, jsonb_strip_nulls(jsonb_build_object('circle', circle.slug, 'at', ledger_time(asked_at),
        'joinedAt', ledger_time(joined_at), 'listed', listed, 'namedAt', ledger_time(named_at), 'hostSince', ledger_time(host_since),
        'leads', lead_id IS NOT DISTINCT FROM owner))
    FROM circle_member JOIN circle ON circle.id = circle_id WHERE member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_circle_words(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT slug, jsonb_build_object('circle', slug, 'name', name, 'text', about, 'language', language, 'interests', to_jsonb(interests),
        'at', ledger_time(started_at)) FROM circle WHERE written_by = owner
    UNION ALL
    SELECT slug || to_char(circle_rules.version, 'FM00000000'), jsonb_build_object('circle', slug, 'rules', circle_rules.version,
        'at', ledger_time(announced_at), 'texts', texts)
    FROM circle_rules JOIN circle ON circle.id = circle_id WHERE circle_rules.written_by = owner $$;

-- Private conversations: all that the member wrote, and what was written to them and they have not left.
CREATE OR REPLACE FUNCTION ones_conversations(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ledger_time(started_at) || id, jsonb_strip_nulls(jsonb_build_object('id', id, 'with', called(other_party(conversation, owner)),
        'own', started_by IS NOT DISTINCT FROM owner, 'at', ledger_time(started_at), 'acceptedAt', ledger_time(accepted_at),
        'declinedAt', ledger_time(mine.declined_at), 'readUpTo', mine.read_seq, 'leftUpTo', nullif(mine.left_seq, 0),
        'showsSeen', mine.shows_seen))
    FROM conversation_party mine JOIN conversation ON conversation.id = mine.conversation_id WHERE mine.member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_messages(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT message.conversation_id || to_char(seq, 'FM000000000000'), jsonb_strip_nulls(jsonb_build_object('id', message.id,
        'conversation', message.conversation_id, 'own', author_id IS NOT DISTINCT FROM owner, 'by', called(author_id) ->> 'handle',
        'at', ledger_time(said_at), 'editedAt', ledger_time(edited_at), 'withdrawnAt', ledger_time(withdrawn_at), 'version', version,
        'language', language, 'text', CASE WHEN author_id = owner OR withdrawn_at IS NULL THEN source END))
    FROM conversation_party mine JOIN message ON message.conversation_id = mine.conversation_id
    WHERE mine.member_id = owner AND (author_id = owner OR seq > mine.left_seq) $$;
CREATE OR REPLACE FUNCTION ones_message_versions(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT message.id || to_char(earlier.version, 'FM00000000'), jsonb_build_object('message', message.id, 'version', earlier.version,
        'at', ledger_time(written_at), 'text', earlier.source)
    FROM conversation_party mine JOIN message ON message.conversation_id = mine.conversation_id
    JOIN message_version earlier ON earlier.message_id = message.id
    WHERE mine.member_id = owner AND (author_id = owner OR seq > mine.left_seq AND withdrawn_at IS NULL) $$;

CREATE OR REPLACE FUNCTION ones_read_marks(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT in_room(room_id), jsonb_build_object('room', in_room(room_id), 'readUpTo', seq, 'at', ledger_time(marked_at))
    FROM read_mark WHERE member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_notifications(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT to_char(n, 'FM000000000000'), jsonb_strip_nulls(jsonb_build_object('kind', kind, 'room', in_room(room_id), 'post', post_id,
        'by', coalesce(called(by_id) ->> 'handle', (SELECT name FROM room_alias WHERE id = by_id)), 'about', nullif(about, '{}'),
        'at', ledger_time(at), 'waitsUntil', ledger_time(waits_until), 'readAt', ledger_time(read_at), 'mailed', mail_id IS NOT NULL))
    FROM notification WHERE member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_notification_places(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT kind || place, jsonb_build_object('kind', kind, 'level', level, 'place', CASE kind WHEN 'room' THEN in_room(place)
        WHEN 'blog' THEN called(place) ->> 'handle' ELSE place::text END) FROM notification_place WHERE member_id = owner $$;

-- The house rules: what the member reported, what was done to what is theirs and why, and what they said against it. Who reported
-- it is in none of them.
CREATE OR REPLACE FUNCTION ones_reports(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ledger_time(reported_at) || case_id, jsonb_strip_nulls(jsonb_build_object('case', case_id, 'kind', kind, 'about', CASE kind
            WHEN 'profile' THEN called(object) ->> 'handle' WHEN 'room' THEN in_room(object) ELSE object::text END,
        'rules', version, 'rule', rule, 'text', report.words, 'at', ledger_time(reported_at), 'outcome', outcome,
        'decidedAt', ledger_time(decided_at), 'why', report_case.words, 'entry', entry, 'actor', actor))
    FROM report JOIN report_case ON report_case.id = case_id WHERE member_id = owner $$;
-- Lines of private conversations that the member showed with a report.
CREATE OR REPLACE FUNCTION ones_shown_lines(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT line.case_id::text || line.message_id || line.version, jsonb_build_object('case', line.case_id, 'message', line.message_id,
        'version', line.version, 'own', line.author_id IS NOT DISTINCT FROM owner, 'at', ledger_time(line.said_at), 'text', line.source)
    FROM report JOIN reported_line line ON line.case_id = report.case_id
    JOIN message ON message.id = line.message_id
    JOIN conversation_party mine ON mine.conversation_id = message.conversation_id AND mine.member_id = owner
    WHERE report.member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_statements(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT to_char(telling.n, 'FM000000000000'), jsonb_strip_nulls(jsonb_build_object('told', telling.kind, 'at', ledger_time(written_at),
        'sentAt', ledger_time(sent_at), 'seenAt', ledger_time(seen_at), 'decision', decision, 'case', case_id, 'entry', entry)
        || CASE WHEN telling.kind = 'statement' THEN jsonb_build_object('row', jsonb_strip_nulls(jsonb_build_object('id', ledger.id,
            'act', act, 'cause', cause, 'ends', ends, 'kind', ledger.kind, 'thing', object, 'room', in_room(room),
            'at', ledger_time(ledger.at), 'madeAt', ledger_time(made_at), 'rules', version, 'rule', rule, 'law', law,
            'grounds', grounds, 'facts', facts, 'criticism', criticism, 'source', source, 'detected', detected, 'decided', decided,
            'actor', actor, 'scope', scope, 'effectiveAt', ledger_time(effective_at), 'until', ledger_time(until),
            'hash', encode(hash, 'hex')))) ELSE '{}' END)
    FROM telling LEFT JOIN ledger ON ledger.n = telling.entry WHERE telling.member_id = owner $$;
CREATE OR REPLACE FUNCTION ones_appeals(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT ledger_time(appealed_at) || id, jsonb_strip_nulls(jsonb_build_object('id', id, 'entry', entry, 'text', words,
        'at', ledger_time(appealed_at), 'decidedAt', ledger_time(decided_at), 'verdict', verdict, 'why', why, 'actor', actor,
        'result', result)) FROM appeal WHERE member_id = owner $$;

-- Who of the company has seen or touched what is a member's, newest last: one line more here for each further way. Staff who act
-- under the house rules are called as the ledger calls them.
CREATE OR REPLACE FUNCTION seen_by_company(owner uuid)
RETURNS TABLE (at timestamptz, what text, who text, why text, about jsonb) LANGUAGE sql STABLE AS $$
    SELECT unmasking.at, 'carrier', member.name, reason, jsonb_build_object('claim', claim.title, 'carrier', carrier)
    FROM unmasking JOIN claim ON claim.id = claim_id JOIN member ON member.id = by_id WHERE member_id = owner
    UNION ALL
    SELECT lifted.at, 'pseudonym', lifted.actor, grounds, jsonb_build_object('pseudonym', alias.name, 'room', in_room(alias.room_id),
        'post', lifted.post_id, 'rules', lifted.version, 'rule', lifted.rule)
    FROM alias_unmasking lifted JOIN room_alias alias ON alias.id = lifted.alias_id WHERE alias.member_id = owner
    UNION ALL
    SELECT ledger.at, 'act', ledger.actor, grounds, jsonb_build_object('entry', ledger.n, 'act', act, 'kind', ledger.kind,
        'rules', version, 'rule', rule)
    FROM telling JOIN ledger ON ledger.n = telling.entry
    WHERE telling.member_id = owner AND telling.kind = 'statement' AND ledger.decided <> 'machine'
    UNION ALL
    SELECT decided_at, 'appeal', actor, appeal.why, jsonb_build_object('entry', entry, 'verdict', verdict)
    FROM appeal WHERE member_id = owner AND decided_at IS NOT NULL
    UNION ALL
    -- A report that ended without an act: the thing was looked at. The day, since who reported is nobody's to guess.
    SELECT date_trunc('day', decided_at), 'report', actor, NULL, jsonb_build_object('kind', kind, 'outcome', outcome)
    FROM report_case WHERE outcome = 'no breach' AND (kind = 'profile' AND object = owner
        OR kind = 'post' AND object IN (SELECT id FROM post WHERE author_id = owner)
        OR kind = 'room' AND object IN (SELECT id FROM room WHERE started_by = owner))
    UNION ALL
    -- Somebody showed the company a message of theirs; which one would tell who.
    SELECT date_trunc('day', decided_at), 'message', actor, NULL, jsonb_build_object('kind', 'message')
    FROM report_case WHERE kind = 'message' AND decided_at IS NOT NULL AND id IN (
        SELECT case_id FROM reported_line WHERE author_id = owner
        EXCEPT SELECT case_id FROM report WHERE member_id = owner)
    UNION ALL
    -- What the staff read of theirs or did about them besides; the acts above have told of themselves.
    SELECT CASE staff_act.what WHEN 'listCases' THEN date_trunc('day', staff_act.at) ELSE staff_act.at END,
        CASE staff_act.what WHEN 'listCases' THEN 'message' WHEN 'listAppeals' THEN 'appeal-read' ELSE 'staff' END,
        coalesce(alias.name, 'staff'), staff_act.why, jsonb_build_object('operation', staff_act.what)
    FROM staff_act LEFT JOIN alias ON alias.member_id = staff_act.who
    WHERE staff_act.about = owner AND staff_act.what NOT IN (
        'unmaskCarrier', 'liftPseudonym', 'restrain', 'reverseRestraint', 'judgeAppeal', 'findBreach', 'findNoBreach', 'decideNotice')
$$;
CREATE OR REPLACE FUNCTION ones_seen_by(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ledger_time(at) || what || md5(about::text), jsonb_strip_nulls(jsonb_build_object('at', ledger_time(at), 'what', what,
        'who', who, 'why', why, 'about', about)) FROM seen_by_company(owner) $$;

-- What somebody did for the company, or as a host: when, and to what. The words of it are the house's.
CREATE OR REPLACE FUNCTION ones_service(owner uuid) RETURNS TABLE (key text, item jsonb) LANGUAGE sql STABLE AS $$
    SELECT DISTINCT coalesce(ledger_time(at), '') || what || of_thing, jsonb_strip_nulls(jsonb_build_object('act', what, 'at', ledger_time(at),
        'about', of_thing)) FROM (
        SELECT 'named a claim' AS what, named_at AS at, slug AS of_thing FROM claim WHERE named_by = owner
        UNION ALL SELECT 'claim: ' || act, at, claim_act.id::text FROM claim_act WHERE by_id = owner
        UNION ALL SELECT 'alert: ' || kind, at, alert_event.id::text FROM alert_event WHERE by_id = owner
        UNION ALL SELECT 'answers an alert', acknowledged_at, id::text FROM alert WHERE acknowledged_by = owner
        UNION ALL SELECT 'closed an alert', closed_at, id::text FROM alert WHERE closed_by = owner
        UNION ALL SELECT 'has an alert', raised_at, id::text FROM alert WHERE owner_id = owner OR duty_with = owner
        UNION ALL SELECT 'on duty until ' || ledger_time(until_at) || ' ' || mail, from_at, id::text FROM duty_shift WHERE member_id = owner
        UNION ALL SELECT 'added a feed', added_at, url FROM feed WHERE added_by = owner
        UNION ALL SELECT 'added a sighting', added_at, id::text FROM sighting WHERE added_by = owner
        UNION ALL SELECT 'looked who a carrier is', at, id::text FROM unmasking WHERE by_id = owner
        UNION ALL SELECT 'lifted a pseudonym', at, n::text FROM alias_unmasking WHERE by_id = owner
        UNION ALL SELECT 'acted in the ledger', ledger.at, ledger_person.n::text FROM ledger_person
                  JOIN ledger ON ledger.n = ledger_person.n WHERE ledger_person.member_id = owner
        UNION ALL SELECT 'judged an appeal', decided_at, appeal_id::text FROM appeal_judge JOIN appeal ON appeal.id = appeal_id
                  WHERE appeal_judge.member_id = owner
        UNION ALL SELECT 'is called', NULL, name FROM alias WHERE member_id = owner
        UNION ALL SELECT 'answers for a product', NULL, slug FROM answers_for JOIN product ON product.id = product_id
                  WHERE answers_for.member_id = owner
        UNION ALL SELECT 'wrote an admission', written_at, admission_author.admission_id || ' ' || admission_author.version
                  FROM admission_author JOIN admission_version USING (admission_id, version) WHERE member_id = owner
        UNION ALL SELECT 'gave the role ' || role, at, called(member_id) ->> 'handle' FROM role_given WHERE by_member = owner
        UNION ALL SELECT 'invited', made_at, note FROM invitation WHERE made_by = owner
        UNION ALL SELECT 'took back an invitation', revoked_at, note FROM invitation WHERE revoked_by = owner
        UNION ALL SELECT 'gave a role', NULL, handle FROM member WHERE role_by = owner
        UNION ALL SELECT 'has a question', claim_until, post_id::text FROM question WHERE claim_by = owner
        UNION ALL SELECT 'moved a question', moved_at, post_id::text FROM question WHERE moved_by = owner) done $$;

-- A page of a section: lines after a key, in their order, each as a text of its own. Lines of a house say in which, as `origin`;
-- those that were brought along say theirs, and come first.
CREATE OR REPLACE FUNCTION own_lines(owner uuid, section text, from_house text, after text) RETURNS TABLE (key text, line text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
DECLARE
    asked record;
BEGIN
    SELECT * INTO asked FROM own_sections() one WHERE one.name = section;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such section' USING ERRCODE = 'VA404';
    ELSIF asked.persons THEN
        RETURN QUERY EXECUTE format('
            SELECT all_of.key COLLATE "C", all_of.item::text FROM (
                SELECT coalesce(item ->> ''at'', '''') || md5(item::text) AS key, item FROM (
                    SELECT item FROM %I($1) UNION SELECT item FROM brought WHERE member_id = $1 AND section = $2) both_of) all_of
            WHERE all_of.key COLLATE "C" > $3 ORDER BY 1 LIMIT $4', 'ones_' || section)
        USING owner, section, after, asked.page;
    ELSE
        RETURN QUERY EXECUTE format('
            SELECT all_of.key COLLATE "C", all_of.item::text FROM (
                (SELECT ''0'' || to_char(n, ''FM000000000000000'') AS key, item FROM brought
                 WHERE member_id = $1 AND section = $2 AND ($3 = '''' OR $3 LIKE ''0%%'')
                 AND n > CASE WHEN $3 LIKE ''0%%'' THEN substr($3, 2)::bigint ELSE 0 END ORDER BY n LIMIT $4)
                UNION ALL
                (SELECT ''1'' || own.key, own.item || jsonb_build_object(''origin'', $5) FROM %I($1) own
                 WHERE (''1'' || own.key) COLLATE "C" > $3 ORDER BY own.key COLLATE "C" LIMIT $4)) all_of
            ORDER BY 1 LIMIT $4', 'ones_' || section)
        USING owner, section, after, asked.page, from_house;
    END IF;
END $$;

-- Who of the company has seen what is a member's, newest first, for the member.
CREATE OR REPLACE FUNCTION company_saw(owner uuid) RETURNS SETOF jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT own.item FROM ones_seen_by(owner) own ORDER BY own.key COLLATE "C" DESC LIMIT 500 $$;

-- Brings lines along, each {"section", "item"}, in their order. Those that are the person's come to life where nothing stands here
-- in their place; everything that does not is kept as it came. The same line a second time changes nothing.
CREATE OR REPLACE FUNCTION bring_lines(owner uuid, lines jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    brings record;
    lives  boolean;
    kept   bigint := 0;
    moment timestamptz;
BEGIN
    PERFORM FROM member WHERE id = owner FOR NO KEY UPDATE;
    FOR brings IN SELECT one.value ->> 'section' AS section, one.value -> 'item' AS item, one.n
                  FROM jsonb_array_elements(lines) WITH ORDINALITY one(value, n) ORDER BY n LOOP
        IF NOT EXISTS (SELECT FROM own_sections() known WHERE known.name = brings.section AND known.persons) THEN
            lives := false;
        ELSE
            moment := least(coalesce((brings.item ->> 'at')::timestamptz, ledger_now()), ledger_now());
            PERFORM live_line(owner, brings.section, brings.item, moment);
            EXECUTE format('SELECT EXISTS (SELECT FROM %I($1) own WHERE own.item = $2)', 'ones_' || brings.section)
            INTO lives USING owner, brings.item;
        END IF;
        IF NOT lives THEN
            INSERT INTO brought (member_id, section, item, brought_at) VALUES (owner, brings.section, brings.item, ledger_now())
            ON CONFLICT DO NOTHING;
            kept := kept + CASE WHEN FOUND THEN 1 ELSE 0 END;
        END IF;
    END LOOP;
    RETURN kept;
END $$;

-- One line of the person's own, where it can live here and nothing of the kind does.
CREATE OR REPLACE FUNCTION live_line(owner uuid, section text, item jsonb, moment timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    CASE section
        WHEN 'owned_products' THEN
            INSERT INTO owned_product SELECT owner, id, to_date(item ->> 'since', 'YYYY-MM') FROM product
            WHERE slug = item ->> 'product' AND (SELECT count(*) FROM owned_product WHERE member_id = owner) < 30
            ON CONFLICT DO NOTHING;
        WHEN 'word_filter' THEN
            INSERT INTO word_filter SELECT owner, ARRAY(SELECT left(word, 60) FROM jsonb_array_elements_text(item -> 'words') word)
            ON CONFLICT DO NOTHING;
        WHEN 'notification_choices' THEN
            IF NOT EXISTS (SELECT FROM notification_choice WHERE member_id = owner) THEN
                PERFORM choose_notifications(owner, item, ledger_now());
            END IF;
        WHEN 'saved_searches' THEN
            -- The rooms and people of another house may have the same names here, and are others.
            INSERT INTO saved_search (id, member_id, words, language, saved_at)
            SELECT gen_random_uuid(), owner, item ->> 'words', item ->> 'language', moment
            WHERE item -> 'room' IS NULL AND item -> 'by' IS NULL AND (SELECT count(*) FROM saved_search WHERE member_id = owner) < 20
            ON CONFLICT DO NOTHING;
        WHEN 'drafts' THEN
            INSERT INTO draft (id, author_id, version, title, slug, source, language, series, place, written_at)
            SELECT gen_random_uuid(), owner, 1, item ->> 'title', item ->> 'slug', item ->> 'text', item ->> 'language',
                   item ->> 'series', (item ->> 'place')::integer, moment
            WHERE (SELECT count(*) FROM draft WHERE author_id = owner) < 200
            AND NOT EXISTS (SELECT FROM ones_drafts(owner) own WHERE own.item = live_line.item);
        ELSE
            NULL;
    END CASE;
END $$;

-- How much a member has brought along, which is bounded when all of it is there.
CREATE OR REPLACE FUNCTION bound_brought(owner uuid, most bigint, most_bytes bigint) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF (SELECT count(*) > most OR sum(octet_length(item::text)) > most_bytes FROM brought WHERE member_id = owner) THEN
        RAISE EXCEPTION 'more was brought along than one person keeps here' USING ERRCODE = 'VA409';
    END IF;
END $$;

-- Lets go of all that was brought along and lives nowhere else.
CREATE OR REPLACE FUNCTION forget_brought(owner uuid) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (DELETE FROM brought WHERE member_id = owner RETURNING 1) SELECT count(*) FROM gone $$;

-- What was brought along, by kind and from where; the member's own to know.
CREATE OR REPLACE FUNCTION brought_kinds(owner uuid) RETURNS TABLE (section text, origin text, n bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT section, coalesce(item ->> 'origin', ''), count(*) FROM brought WHERE member_id = owner GROUP BY 1, 2 ORDER BY 1, 2 $$;

-- Posts that a member brought along and everybody could read there, newest first; none while the house rules hide the profile,
-- of which they are a part.
CREATE OR REPLACE FUNCTION brought_posts(owner uuid, most integer)
RETURNS TABLE (origin text, at text, title text, language text, source text, carries boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT item ->> 'origin', item ->> 'at', coalesce(item ->> 'roomTitle', ''), coalesce(item ->> 'language', 'sv'), item ->> 'text',
           item ? 'parts'
    FROM brought JOIN member ON member.id = member_id
    WHERE member_id = owner AND section = 'posts' AND member.restraint IS NULL AND NOT item ?| ARRAY['withdrawnAt', 'hiddenBy', 'pseudonym']
    AND item -> 'article' IS DISTINCT FROM 'true' AND item ->> 'text' <> ''
    ORDER BY item ->> 'at' DESC, n DESC LIMIT most $$;

GRANT EXECUTE ON FUNCTION own_sections(), own_lines(uuid, text, text, text), company_saw(uuid), bring_lines(uuid, jsonb),
    bound_brought(uuid, bigint, bigint), forget_brought(uuid), brought_kinds(uuid), brought_posts(uuid, integer) TO vadra_app;
