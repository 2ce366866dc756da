-- What waits for the staff, and notices under the law.

-- A thing as who decides needs to see it; null when there is none. `answers` is whether the reader answers for the product
-- there, and so may not act.
CREATE FUNCTION thing_json(of_kind text, of_id uuid, reader uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = public, pg_temp RETURN CASE of_kind
    WHEN 'post' THEN (
        SELECT jsonb_build_object('kind', of_kind, 'object', post.id, 'link', '/rooms/' || room.slug || '#p-' || post.id,
                                  'place', room.title, 'words', CASE WHEN withdrawn_at IS NULL THEN source ELSE '' END,
                                  'language', post.language, 'madeAt', ledger_time(coalesce(edited_at, said_at)),
                                  'version', rules_at(coalesce(edited_at, said_at)), 'answers', EXISTS (
                                      SELECT FROM answers_for WHERE product_id = room.product_id AND member_id = reader),
                                  'before', (SELECT coalesce(jsonb_agg(words ORDER BY seq), '[]') FROM (
                                      SELECT seq, CASE WHEN withdrawn_at IS NULL AND restraint IS NULL THEN source
                                                  ELSE '' END words
                                      FROM post earlier WHERE earlier.room_id = room.id AND earlier.seq < post.seq
                                      ORDER BY seq DESC LIMIT 3) talk))
        FROM post JOIN room ON room.id = post.room_id WHERE post.id = of_id)
    WHEN 'room' THEN (
        SELECT jsonb_build_object('kind', of_kind, 'object', id, 'link', '/rooms/' || slug, 'place', title,
                                  'words', title || E'\n' || topic, 'language', language,
                                  'madeAt', ledger_time(started_at), 'version', rules_at(started_at), 'answers', EXISTS (
                                      SELECT FROM answers_for WHERE product_id = room.product_id AND member_id = reader),
                                  'before', '[]'::jsonb)
        FROM room WHERE id = of_id)
    ELSE (
        SELECT jsonb_build_object('kind', of_kind, 'object', id, 'link', '/people/' || handle, 'place', name,
                                  'words', about, 'language', 'sv', 'madeAt', ledger_time(coalesce(about_at, joined_at)),
                                  'version', rules_at(coalesce(about_at, joined_at)), 'answers', false,
                                  'before', '[]'::jsonb)
        FROM member WHERE id = of_id) END;

-- A notice of what breaks the law (Digital Services Act, Article 16). Anybody gives one; it hides nothing by itself.
CREATE TABLE notice (
    id          uuid PRIMARY KEY,
    -- What the notifier keeps, and nobody guesses.
    receipt     text NOT NULL UNIQUE CHECK (receipt ~ '^[0-9a-f]{32}$'),
    received_at timestamptz NOT NULL DEFAULT ledger_now(),
    kind        text CHECK (kind IN ('post', 'room', 'profile')),
    object      uuid,
    place       text NOT NULL CHECK (char_length(place) BETWEEN 1 AND 500),
    law         text NOT NULL CHECK (char_length(btrim(law)) BETWEEN 3 AND 500),
    words       text NOT NULL CHECK (char_length(btrim(words)) BETWEEN 10 AND 5000),
    -- Whose notice it is; not asked for where it is about abuse of children, and forgotten in time.
    name        text CHECK (char_length(name) BETWEEN 1 AND 120),
    mail        text CHECK (char_length(mail) BETWEEN 3 AND 254),
    decided_at  timestamptz,
    entry       bigint REFERENCES ledger,
    why         text CHECK (char_length(btrim(why)) BETWEEN 10 AND 2000),
    actor       text,
    CHECK ((kind IS NULL) = (object IS NULL)),
    CHECK ((decided_at IS NULL) = (why IS NULL))
);
CREATE INDEX notice_waiting ON notice (received_at) WHERE decided_at IS NULL;
CREATE INDEX notice_named ON notice (decided_at) WHERE mail IS NOT NULL OR name IS NOT NULL;

-- Decides a notice once: by an act on the thing, as `restrain` takes it, under the rules that were in force when it was made;
-- or by none, with why.
CREATE FUNCTION decide_notice(by_member uuid, of_notice uuid, act jsonb, reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    given    notice;
    by_entry bigint;
BEGIN
    PERFORM must_be_staff(by_member);
    PERFORM FROM ledger_head FOR UPDATE;
    SELECT * INTO given FROM notice WHERE id = of_notice FOR UPDATE;
    IF NOT FOUND OR act IS NOT NULL AND given.object IS NULL THEN
        RAISE EXCEPTION 'there is no such notice of a thing' USING ERRCODE = 'VA404';
    ELSIF given.decided_at IS NOT NULL THEN
        RAISE EXCEPTION 'the notice was decided before' USING ERRCODE = 'VA409';
    END IF;
    IF act IS NOT NULL THEN
        SELECT n INTO by_entry FROM restrain(by_member, given.kind, ARRAY[given.object], act || jsonb_build_object(
            'version', thing_json(given.kind, given.object, by_member) -> 'version', 'source', 'notice'));
    END IF;
    UPDATE notice SET decided_at = ledger_now(), entry = by_entry, why = reason, actor = alias_of(by_member)
    WHERE id = of_notice;
END $$;

-- Ninety days after the decision it is no longer known who gave a notice.
CREATE FUNCTION forget_notifiers() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    UPDATE notice SET name = NULL, mail = NULL
    WHERE (name IS NOT NULL OR mail IS NOT NULL) AND decided_at < ledger_now() - interval '90 days';
END;

-- Who answers for a product is said by the staff; that somebody no longer does, by another than themselves: it would be a way
-- round a conflict of interest.
CREATE FUNCTION answer_for(by_member uuid, of_product text, of_handle text, does boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    about  uuid := (SELECT id FROM product WHERE slug = of_product);
    person uuid := (SELECT id FROM member WHERE handle = of_handle AND role = 'staff');
BEGIN
    PERFORM must_be_staff(by_member);
    IF about IS NULL OR person IS NULL THEN
        RAISE EXCEPTION 'there is no such product, or nobody of the staff by that name' USING ERRCODE = 'VA404';
    ELSIF does THEN
        INSERT INTO answers_for VALUES (about, person) ON CONFLICT DO NOTHING;
    ELSIF person = by_member THEN
        RAISE EXCEPTION 'that somebody answers for a product no longer is said by another' USING ERRCODE = 'VA403';
    ELSE
        DELETE FROM answers_for WHERE product_id = about AND member_id = person;
    END IF;
END $$;

GRANT SELECT, INSERT (id, receipt, kind, object, place, law, words, name, mail) ON notice TO vadra_app;
GRANT EXECUTE ON FUNCTION
    thing_json(text, uuid, uuid), judge_hindrance(uuid, uuid), decide_notice(uuid, uuid, jsonb, text), forget_notifiers(),
    answer_for(uuid, text, text, boolean)
    TO vadra_app;
