-- Reports of what breaks a rule, and appeals against what was done about it.

-- All reports of a thing come together in one case, until that is decided.
CREATE TABLE report_case (
    id         uuid PRIMARY KEY,
    kind       text NOT NULL CHECK (kind IN ('post', 'room', 'profile')),
    object     uuid NOT NULL,
    opened_at  timestamptz NOT NULL,
    decided_at timestamptz,
    -- acted: as a row of the ledger tells; no breach: and why not.
    outcome    text CHECK (outcome IN ('acted', 'no breach')),
    entry      bigint REFERENCES ledger,
    words      text CHECK (char_length(btrim(words)) BETWEEN 10 AND 2000),
    actor      text,
    CHECK ((outcome IS NULL) = (decided_at IS NULL)),
    CHECK ((outcome = 'acted') = (entry IS NOT NULL)),
    CHECK ((outcome = 'no breach') = (words IS NOT NULL))
);
CREATE UNIQUE INDEX report_case_open ON report_case (kind, object) WHERE decided_at IS NULL;
CREATE INDEX report_case_age ON report_case (opened_at) WHERE decided_at IS NULL;

CREATE TABLE report (
    case_id     uuid NOT NULL REFERENCES report_case,
    member_id   uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    version     integer NOT NULL,
    rule        integer NOT NULL,
    words       text NOT NULL CHECK (char_length(btrim(words)) BETWEEN 3 AND 2000),
    reported_at timestamptz NOT NULL,
    PRIMARY KEY (case_id, member_id),
    FOREIGN KEY (version, rule) REFERENCES rule (version, number)
);
CREATE INDEX report_member ON report (member_id, reported_at DESC);

-- One appeal for each act, by whose thing it was.
CREATE TABLE appeal (
    id          uuid PRIMARY KEY,
    -- The decision, which announced or hid it.
    entry       bigint NOT NULL UNIQUE REFERENCES ledger,
    member_id   uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    words       text NOT NULL CHECK (char_length(btrim(words)) BETWEEN 3 AND 5000),
    appealed_at timestamptz NOT NULL,
    decided_at  timestamptz,
    verdict     text CHECK (verdict IN ('upheld', 'overturned')),
    why         text CHECK (char_length(btrim(why)) BETWEEN 10 AND 2000),
    actor       text,
    -- The row that gave it back; none when it had ended by itself.
    result      bigint UNIQUE REFERENCES ledger,
    CHECK ((verdict IS NULL) = (decided_at IS NULL) AND (verdict IS NULL) = (why IS NULL)),
    CHECK (result IS NULL OR verdict = 'overturned')
);
CREATE INDEX appeal_waiting ON appeal (appealed_at) WHERE decided_at IS NULL;
-- Who judged, beside what everybody may read.
CREATE TABLE appeal_judge (
    appeal_id uuid PRIMARY KEY REFERENCES appeal ON DELETE CASCADE,
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE
);

-- Whose thing it is.
CREATE FUNCTION maker_of(of_kind text, of_id uuid) RETURNS uuid LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN CASE of_kind
        WHEN 'post' THEN (SELECT author_id FROM post WHERE id = of_id)
        WHEN 'room' THEN (SELECT started_by FROM room WHERE id = of_id)
        WHEN 'profile' THEN (SELECT id FROM member WHERE id = of_id) END;

CREATE FUNCTION alias_of(of_member uuid) RETURNS text LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM ledger_head FOR UPDATE;
    INSERT INTO alias SELECT of_member, 'moderator-' || (SELECT count(*) + 1 FROM alias) ON CONFLICT DO NOTHING;
    RETURN (SELECT name FROM alias WHERE member_id = of_member);
END $$;

-- Why somebody may not judge an appeal: they acted, it is theirs, they reported it, or they answer for the product; null
-- when they may.
CREATE FUNCTION judge_hindrance(of_appeal uuid, judge uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT CASE
                WHEN EXISTS (SELECT FROM ledger_person acted JOIN ledger ON ledger.n = acted.n
                             WHERE ledger.batch = appealed.batch AND acted.member_id = judge) THEN 'acted'
                WHEN maker_of(appealed.kind, appealed.object) = judge THEN 'made'
                WHEN EXISTS (SELECT FROM report JOIN report_case ON report_case.id = report.case_id
                             WHERE report_case.entry = appealed.n AND report.member_id = judge) THEN 'reported'
                WHEN EXISTS (SELECT FROM answers_for JOIN room ON room.product_id = answers_for.product_id
                             WHERE room.id = appealed.room AND answers_for.member_id = judge) THEN 'answers' END
            FROM appeal JOIN ledger appealed ON appealed.n = appeal.entry WHERE appeal.id = of_appeal);

-- Whoever writes the row.
CREATE FUNCTION guard_judge() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF judge_hindrance(NEW.appeal_id, NEW.member_id) IS NOT NULL THEN
        RAISE EXCEPTION 'an appeal is decided by somebody else than who acted' USING ERRCODE = 'VA403';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER judge_is_another BEFORE INSERT OR UPDATE ON appeal_judge FOR EACH ROW EXECUTE FUNCTION guard_judge();

-- A verdict has a judge, and stays; so do the outcome of a case and the words of either.
CREATE FUNCTION guard_appeal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.decided_at IS NOT NULL OR OLD.words <> NEW.words OR OLD.entry <> NEW.entry OR OLD.member_id <> NEW.member_id
       OR NEW.decided_at IS NOT NULL AND NOT EXISTS (SELECT FROM appeal_judge WHERE appeal_id = NEW.id) THEN
        RAISE EXCEPTION 'an appeal is decided once, by a judge' USING ERRCODE = 'VA409';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appeal_stays BEFORE UPDATE ON appeal FOR EACH ROW EXECUTE FUNCTION guard_appeal();
CREATE FUNCTION guard_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.decided_at IS NOT NULL OR OLD.object <> NEW.object OR OLD.kind <> NEW.kind THEN
        RAISE EXCEPTION 'a case is decided once' USING ERRCODE = 'VA409';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER report_case_stays BEFORE UPDATE ON report_case FOR EACH ROW EXECUTE FUNCTION guard_case();

-- An act on a thing is the outcome of its case, however the act came to be; that a room is slowed is none.
CREATE FUNCTION close_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE report_case SET decided_at = NEW.at, outcome = 'acted', entry = NEW.n, actor = NEW.actor
    WHERE kind = NEW.kind AND object = NEW.object AND decided_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_closes_case AFTER INSERT ON ledger FOR EACH ROW
    WHEN (NEW.cause = 'decision' AND NEW.rule IS NOT NULL) EXECUTE FUNCTION close_case();

-- The decision with which an act began that a row carries out or ends; a decision is its own.
CREATE FUNCTION decision_of(of_entry bigint) RETURNS bigint LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN (WITH RECURSIVE began AS (
                SELECT n, ends FROM ledger WHERE n = of_entry
                UNION ALL
                SELECT ledger.n, ledger.ends FROM began JOIN ledger ON ledger.n = began.ends)
            SELECT n FROM began WHERE ends IS NULL);

-- The decision by which a thing is restrained now, or will be when it has cooled.
CREATE FUNCTION standing_decision(of_kind text, of_id uuid) RETURNS bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN (SELECT decision_of(began.n) FROM ledger began
            WHERE began.object = of_id AND began.kind = of_kind AND began.act IN ('announce', 'hide')
            AND NOT EXISTS (SELECT FROM ledger ended WHERE ended.ends = began.n));

-- Reports a thing under a rule of the version that was in force when it was made, which `cited` may name. Who reports it
-- again changes nothing. A member reports at most fifty things in a day.
CREATE FUNCTION report_thing(by_member uuid, of_kind text, of_id uuid, cited jsonb,
                             OUT to_case uuid, OUT under integer, OUT again boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    thing    restrainable;
    standing bigint;
    full_at  timestamptz;
BEGIN
    IF of_kind NOT IN ('post', 'room', 'profile') THEN
        RAISE EXCEPTION 'a post, a room or a profile is reported' USING ERRCODE = 'VA400';
    END IF;
    PERFORM lock_rooms(of_kind, ARRAY[of_id]);
    thing := lock_object(of_kind, of_id);
    under := rules_at(thing.made_at);
    IF thing.made_at IS NULL THEN
        RAISE EXCEPTION 'there is no such thing' USING ERRCODE = 'VA404';
    ELSIF (cited ->> 'version')::integer <> under THEN
        RAISE EXCEPTION 'those house rules were not in force when it was made' USING ERRCODE = 'VA409';
    END IF;
    standing := standing_decision(of_kind, of_id);
    SELECT id INTO to_case FROM report_case JOIN report ON case_id = id AND member_id = by_member
    WHERE kind = of_kind AND object = of_id AND (decided_at IS NULL OR entry = standing);
    again := FOUND;
    IF again THEN
        SELECT version INTO under FROM report WHERE case_id = to_case AND member_id = by_member;
        RETURN;
    END IF;
    SELECT reported_at + interval '1 day' INTO full_at FROM report WHERE member_id = by_member
    ORDER BY reported_at DESC OFFSET 49 LIMIT 1;
    IF full_at > ledger_now() THEN
        RAISE EXCEPTION 'at most 50 things are reported by one member in a day'
        USING ERRCODE = 'VA429', DETAIL = ceil(extract(epoch FROM full_at - ledger_now()))::text;
    END IF;
    INSERT INTO report_case (id, kind, object, opened_at) VALUES (gen_random_uuid(), of_kind, of_id, ledger_now())
    ON CONFLICT DO NOTHING;
    SELECT id INTO to_case FROM report_case WHERE kind = of_kind AND object = of_id AND decided_at IS NULL;
    INSERT INTO report VALUES (to_case, by_member, under, (cited ->> 'rule')::integer, cited ->> 'words', ledger_now());
    -- What is restrained already has its outcome; nobody can act on it once more.
    UPDATE report_case SET decided_at = ledger_now(), outcome = 'acted', entry = n, actor = ledger.actor
    FROM ledger WHERE n = standing AND report_case.id = to_case;
END $$;

-- Finds that a reported thing breaks no rule.
CREATE FUNCTION find_no_breach(by_member uuid, of_case uuid, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM must_be_staff(by_member);
    -- First, as every act does, so that none waits for another in a circle.
    PERFORM FROM ledger_head FOR UPDATE;
    UPDATE report_case SET decided_at = ledger_now(), outcome = 'no breach', words = why, actor = alias_of(by_member)
    WHERE id = of_case;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such case' USING ERRCODE = 'VA404';
    END IF;
END $$;

-- Whose thing it is appeals a decision, within six months (Digital Services Act, Article 20).
CREATE FUNCTION appeal_entry(by_member uuid, of_entry bigint, why text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    decision ledger;
    appealed uuid := gen_random_uuid();
BEGIN
    SELECT * INTO decision FROM ledger WHERE n = of_entry AND cause = 'decision';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the ledger has no decision %', of_entry USING ERRCODE = 'VA404';
    ELSIF maker_of(decision.kind, decision.object) IS DISTINCT FROM by_member THEN
        RAISE EXCEPTION 'whose thing it is appeals, and nobody else' USING ERRCODE = 'VA403';
    ELSIF decision.at + interval '6 months' < ledger_now() THEN
        RAISE EXCEPTION 'the six months for an appeal are over' USING ERRCODE = 'VA409';
    ELSIF EXISTS (SELECT FROM appeal WHERE entry = of_entry) THEN
        RAISE EXCEPTION 'it was appealed before' USING ERRCODE = 'VA409';
    END IF;
    INSERT INTO appeal (id, entry, member_id, words, appealed_at)
    VALUES (appealed, of_entry, by_member, why, ledger_now());
    RETURN appealed;
END $$;

-- Decides an appeal. To overturn gives back what was hidden, with a row that says who was wrong: the company.
CREATE FUNCTION decide_appeal(by_member uuid, of_appeal uuid, overturn boolean, reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    decision ledger;
    live     ledger;
    given    ledger;
BEGIN
    PERFORM must_be_staff(by_member);
    SELECT ledger.* INTO decision FROM appeal JOIN ledger ON ledger.n = appeal.entry
    WHERE appeal.id = of_appeal AND decided_at IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such appeal waits' USING ERRCODE = 'VA404';
    END IF;
    PERFORM lock_rooms(decision.kind, ARRAY[decision.object]);
    INSERT INTO appeal_judge VALUES (of_appeal, by_member);
    -- The decision itself, or what carried it out.
    SELECT * INTO live FROM ledger began
    WHERE (began.n = decision.n OR began.ends = decision.n) AND act IN ('announce', 'hide')
    AND NOT EXISTS (SELECT FROM ledger ended WHERE ended.ends = began.n);
    IF overturn AND FOUND THEN
        given := end_restraint(live, reason, 'appeal', by_member);
    END IF;
    UPDATE appeal SET decided_at = ledger_now(), verdict = CASE WHEN overturn THEN 'overturned' ELSE 'upheld' END,
                      why = reason, actor = alias_of(by_member), result = given.n
    WHERE id = of_appeal;
    RETURN given.n;
END $$;

GRANT SELECT ON report_case, report, appeal TO vadra_app;
GRANT EXECUTE ON FUNCTION
    report_thing(uuid, text, uuid, jsonb), find_no_breach(uuid, uuid, text),
    appeal_entry(uuid, bigint, text), decide_appeal(uuid, uuid, boolean, text) TO vadra_app;
