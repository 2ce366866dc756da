-- The server works as a role that cannot change what somebody said, or who sees it. What it may do to words stands here as
-- functions of the tables' owner: an author's own acts; those of restraint are in the migration before.
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'vadra_app') THEN
        CREATE ROLE vadra_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
    END IF;
END $$;

-- The author, and nobody else, writes a post anew; the earlier words stay readable. Words that were hidden are kept as they
-- are until that is settled, so that it can be undone.
CREATE FUNCTION edit_post(by_author uuid, of_post uuid, words jsonb, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    said post;
BEGIN
    SELECT * INTO said FROM post WHERE id = of_post AND author_id = by_author FOR NO KEY UPDATE;
    IF NOT FOUND OR said.withdrawn_at IS NOT NULL OR said.restraint IS NOT NULL THEN
        RAISE EXCEPTION 'only the author changes a post, while it stands' USING ERRCODE = 'VA403';
    END IF;
    INSERT INTO post_version
    VALUES (said.id, said.version, said.source, said.html, coalesce(said.edited_at, said.said_at));
    UPDATE post SET version = said.version + 1, source = words ->> 'source', html = words ->> 'html',
                    language = words ->> 'language', edited_at = moment
    WHERE id = of_post;
END $$;

CREATE FUNCTION withdraw_post(by_author uuid, of_post uuid, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE post SET withdrawn_at = moment WHERE id = of_post AND author_id = by_author AND withdrawn_at IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'only the author withdraws a post' USING ERRCODE = 'VA403';
    END IF;
END $$;

CREATE FUNCTION take_reaction(by_member uuid, of_post uuid, of_kind text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    DELETE FROM reaction WHERE post_id = of_post AND member_id = by_member AND kind = of_kind;
END;

-- Who started a room ends it. Anybody else closes it by the house rules, as the ledger tells.
CREATE FUNCTION close_room(by_member uuid, of_room uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE room SET open = false WHERE id = of_room AND started_by = by_member;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'only who started a room ends it' USING ERRCODE = 'VA403';
    END IF;
END $$;

-- What a member says about oneself; null leaves it as it is.
CREATE FUNCTION change_profile(of_member uuid, new_name text, new_about text) RETURNS SETOF member
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF new_about IS NOT NULL AND EXISTS (SELECT FROM member WHERE id = of_member AND restraint IS NOT NULL) THEN
        RAISE EXCEPTION 'a profile that is hidden is kept as it is' USING ERRCODE = 'VA409';
    END IF;
    RETURN QUERY UPDATE member SET
        name = coalesce(new_name, name), about = coalesce(new_about, about),
        about_at = CASE WHEN new_about IS NULL THEN about_at ELSE ledger_now() END
    WHERE id = of_member RETURNING *;
END $$;

-- Counts that everybody sees follow from the rows, and from nothing else.
CREATE FUNCTION count_replies() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE post SET replies = replies + answered.times
    FROM (SELECT parent_id, count(*)::int times FROM said WHERE parent_id IS NOT NULL GROUP BY parent_id) answered
    WHERE post.id = answered.parent_id;
    RETURN NULL;
END $$;
CREATE TRIGGER post_replies AFTER INSERT ON post REFERENCING NEW TABLE AS said
    FOR EACH STATEMENT EXECUTE FUNCTION count_replies();

CREATE FUNCTION count_reaction() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    given reaction := coalesce(NEW, OLD);
    step  integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    UPDATE post SET reactions = jsonb_set(
        reactions, ARRAY[given.kind], to_jsonb(coalesce((reactions ->> given.kind)::int, 0) + step))
    WHERE id = given.post_id;
    RETURN NULL;
END $$;
CREATE TRIGGER reaction_counted AFTER INSERT OR DELETE ON reaction FOR EACH ROW EXECUTE FUNCTION count_reaction();

-- These wrote into the log of all servers on behalf of whoever ended a session; now on the owner's.
ALTER FUNCTION tell_of_ended_sessions() SECURITY DEFINER SET search_path = public, pg_temp;
ALTER FUNCTION tell_of_changed_role() SECURITY DEFINER SET search_path = public, pg_temp;
ALTER FUNCTION append_control(text, jsonb[]) SET search_path = public, pg_temp;

-- The rights. What is not named here cannot be done; a test holds each table against its line.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO vadra_app;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- What people made.
GRANT SELECT, INSERT (id, handle, name, role, about, joined_at, password_hash, rules_version) ON member TO vadra_app;
GRANT SELECT, INSERT (id, slug, title, topic, language, product_id, started_by, started_at), UPDATE (last_seq, last_at)
    ON room TO vadra_app;
GRANT SELECT, INSERT (id, room_id, seq, author_id, parent_id, thread_id, command_id, source, html, language, said_at)
    ON post TO vadra_app;
GRANT SELECT ON post_version TO vadra_app;
GRANT SELECT, INSERT ON reaction, mention, event TO vadra_app;
-- The rules and their use.
GRANT SELECT ON rules, rule, rule_text, rules_accepted, ledger, ledger_head, answers_for TO vadra_app;
-- The company's own, and the server's.
GRANT SELECT, INSERT, UPDATE (name, summary, facts) ON product TO vadra_app;
GRANT SELECT, INSERT, DELETE ON session, receipt, sighting_claim, duty_shift TO vadra_app;
GRANT SELECT ON epoch, control TO vadra_app;
GRANT SELECT, INSERT ON claim_act, claim_change, unmasking, sighting, alert_event TO vadra_app;
GRANT SELECT, INSERT, UPDATE ON claim, alert, alert_delivery TO vadra_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON claim_exposure, feed, watchkeeper, node, presence TO vadra_app;

GRANT EXECUTE ON FUNCTION
    edit_post(uuid, uuid, jsonb, timestamptz), withdraw_post(uuid, uuid, timestamptz), take_reaction(uuid, uuid, text),
    close_room(uuid, uuid), change_profile(uuid, text, text), announce_rules(integer, timestamptz, jsonb),
    accept_rules(uuid, integer), rules_at(timestamptz), rules_text(integer), restrain(uuid, text, uuid[], jsonb),
    reverse_restraint(uuid, bigint, text), sweep_restraints(), ledger_fault() TO vadra_app;
