-- What everybody reads of the ledger, and what is counted on it. docs/OPENNESS.md says it in words; docs/verify-openness.py
-- reckons it anew, from what is published alone.
CREATE INDEX ledger_at ON ledger (at);
CREATE INDEX ledger_batch ON ledger (batch);
CREATE INDEX ledger_thing_rows ON ledger (thing, n);
CREATE INDEX report_case_entry ON report_case (entry);
-- Posts lie in the order of their time, so this small index finds a day.
CREATE INDEX post_said ON post USING brin (said_at);

-- When the statement of reasons of a decision could be read by whose thing it is: with the row that it is made of.
CREATE VIEW statement_reached AS SELECT n, at AS reached_at FROM ledger WHERE cause = 'decision';

-- The rows, each with what ended it, what it answered and what was said against it; `figures` are those that count it.
CREATE VIEW restraint AS
SELECT entry.n, entry.id, entry.at, entry.act, entry.cause, entry.ends, entry.batch, entry.kind, entry.thing, entry.room,
       entry.made_at, entry.language, entry.version, entry.rule, entry.law, entry.grounds, entry.facts, entry.criticism,
       entry.source, entry.detected, entry.decided, entry.actor, entry.scope, entry.effective_at, entry.until, entry.pace, entry.prev,
       entry.hash, ended.n AS ended_by, ended.at AS ended_at, report_case.opened_at AS reported_at, reached.reached_at,
       appeal.appealed_at, appeal.decided_at AS judged_at, appeal.verdict, appeal.result,
       array_remove(ARRAY[
           CASE WHEN of_entry.decision THEN 'interventions' END,
           CASE WHEN of_entry.decision AND entry.kind = 'post' THEN 'touched' END,
           CASE WHEN of_entry.decision AND entry.criticism THEN 'criticism' END,
           CASE WHEN of_entry.decision AND entry.decided = 'machine' THEN 'machine' END,
           CASE WHEN of_entry.decision AND entry.decided = 'partly' THEN 'partly' END,
           CASE WHEN of_entry.decision AND report_case.opened_at IS NOT NULL THEN 'reported' END,
           CASE WHEN of_entry.decision AND appeal.verdict IS NOT NULL THEN 'judged' END,
           CASE WHEN of_entry.decision AND appeal.verdict = 'overturned' THEN 'overturned' END,
           CASE WHEN of_entry.decision AND appeal.appealed_at IS NOT NULL AND appeal.verdict IS NULL THEN 'waiting' END,
           CASE WHEN entry.act IN ('show', 'drop') AND entry.cause <> 'expiry' THEN 'returned' END,
           CASE WHEN entry.act = 'announce' AND ended.n IS NULL THEN 'announced' END,
           CASE WHEN entry.act = 'hide' AND ended.n IS NULL THEN 'hidden' END,
           CASE WHEN entry.act = 'hold' AND ended.n IS NULL THEN 'held' END,
           CASE WHEN entry.act = 'slow' AND ended.n IS NULL THEN 'slowed' END], NULL) AS figures
FROM ledger entry
CROSS JOIN LATERAL (SELECT entry.cause = 'decision' AND entry.act IN ('announce', 'hide') AS decision) of_entry
LEFT JOIN ledger ended ON ended.ends = entry.n
LEFT JOIN report_case ON report_case.entry = entry.n
LEFT JOIN statement_reached reached ON reached.n = entry.n
LEFT JOIN appeal ON appeal.entry = entry.n;

-- A row as it is published: all that its digest is made of, and the digests.
CREATE FUNCTION published(entry restraint) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN jsonb_build_object(
        'n', entry.n, 'id', entry.id, 'at', ledger_time(entry.at), 'act', entry.act, 'cause', entry.cause,
        'ends', entry.ends, 'batch', entry.batch, 'kind', entry.kind, 'thing', entry.thing, 'room', entry.room,
        'madeAt', ledger_time(entry.made_at), 'language', entry.language, 'version', entry.version, 'rule', entry.rule,
        'law', entry.law, 'grounds', entry.grounds, 'facts', entry.facts, 'criticism', entry.criticism,
        'source', entry.source, 'detected', entry.detected, 'decided', entry.decided, 'actor', entry.actor,
        'scope', entry.scope, 'effectiveAt', ledger_time(entry.effective_at), 'until', ledger_time(entry.until),
        'pace', entry.pace, 'prev', encode(entry.prev, 'hex'), 'hash', encode(entry.hash, 'hex'));

-- What is not in the digest, since it comes from elsewhere: the report, the statement, the appeal.
CREATE FUNCTION beside(entry restraint) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN jsonb_build_object(
        'n', entry.n, 'reportedAt', ledger_time(entry.reported_at), 'statementAt', ledger_time(entry.reached_at),
        'appealedAt', ledger_time(entry.appealed_at), 'judgedAt', ledger_time(entry.judged_at),
        'verdict', entry.verdict, 'result', entry.result);

-- The rows that belong together, since each carries out or ends the one before; at most a handful.
CREATE FUNCTION thread_of(of_entry bigint) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN (WITH RECURSIVE back AS (
                SELECT n, ends FROM ledger WHERE n = of_entry
                UNION ALL SELECT ledger.n, ledger.ends FROM ledger JOIN back ON ledger.n = back.ends),
            forth AS (
                SELECT n FROM back WHERE ends IS NULL
                UNION ALL SELECT ledger.n FROM ledger JOIN forth ON ledger.ends = forth.n)
            SELECT jsonb_agg(jsonb_build_object('n', ledger.n, 'at', ledger_time(ledger.at), 'act', act, 'cause', cause,
                                                'actor', actor, 'grounds', grounds, 'effectiveAt',
                                                ledger_time(effective_at), 'until', ledger_time(until)) ORDER BY ledger.n)
            FROM forth JOIN ledger USING (n));

-- Where it was, when that may still be read.
CREATE FUNCTION place_of(of_room uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN (SELECT jsonb_build_object('slug', slug, 'title', title) FROM room WHERE id = of_room AND restraint IS NULL);

-- How many posts were said on each day, by the day of UTC; a day is counted for good when it has been over for an hour.
CREATE TABLE post_day (
    day   date PRIMARY KEY,
    posts bigint NOT NULL CHECK (posts >= 0)
);

CREATE FUNCTION count_posts(moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    INSERT INTO post_day
    SELECT (said_at AT TIME ZONE 'UTC')::date, count(*) FROM post
    WHERE said_at >= coalesce(((SELECT max(day) FROM post_day) + 1)::timestamp AT TIME ZONE 'UTC', '-infinity')
    AND said_at < date_trunc('day', (moment - interval '1 hour') AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
    GROUP BY 1 ON CONFLICT DO NOTHING;
END;

CREATE FUNCTION posts_by_day() RETURNS TABLE (day date, posts bigint)
LANGUAGE sql STABLE SET search_path = public, pg_temp BEGIN ATOMIC
    SELECT post_day.day, post_day.posts FROM post_day
    UNION ALL
    SELECT (said_at AT TIME ZONE 'UTC')::date, count(*) FROM post
    WHERE said_at >= coalesce(((SELECT max(counted.day) FROM post_day counted) + 1)::timestamp AT TIME ZONE 'UTC', '-infinity')
    GROUP BY 1;
END;

-- All figures of the rows since a day, null for all; durations are whole seconds, and a median is the lower of the two in
-- the middle, so that whoever reckons them anew comes to the same.
CREATE FUNCTION restraint_figures(as_of timestamptz, from_day date) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN (WITH acts AS MATERIALIZED (
        SELECT at, act, cause, kind, thing, version, rule, effective_at, until, ended_at, reported_at, reached_at, figures
        FROM restraint WHERE at >= coalesce(from_day::timestamp AT TIME ZONE 'UTC', '-infinity')
    ), decided AS (
        SELECT kind, thing, version, rule, floor(extract(epoch FROM at - reported_at))::bigint AS waited,
               floor(extract(epoch FROM reached_at - at))::bigint AS told
        FROM acts WHERE 'interventions' = ANY(figures)
    ), quiet AS (
        SELECT act, to_char(month, 'YYYY-MM') AS month, count(*) AS times,
               floor(sum(extract(epoch FROM least(done, month + interval '1 month') - greatest(begun, month))) / 60)::bigint
                   AS minutes
        FROM (SELECT act, effective_at AT TIME ZONE 'UTC' AS begun,
                     coalesce(ended_at, least(until, as_of)) AT TIME ZONE 'UTC' AS done
              FROM acts WHERE act IN ('hold', 'slow')) spans
        CROSS JOIN LATERAL generate_series(date_trunc('month', begun), done, interval '1 month') month
        GROUP BY act, month
    ) SELECT jsonb_build_object(
        'since', from_day,
        'posts', (SELECT coalesce(sum(posts), 0) FROM posts_by_day() WHERE from_day IS NULL OR day >= from_day),
        'touchedPosts', (SELECT count(DISTINCT thing) FROM decided WHERE kind = 'post'),
        'counts', (SELECT jsonb_object_agg(figure, coalesce(n, 0))
                   FROM unnest(ARRAY['interventions', 'touched', 'criticism', 'machine', 'partly', 'reported', 'judged',
                                     'overturned', 'waiting', 'returned', 'announced', 'hidden', 'held', 'slowed']) figure
                   LEFT JOIN (SELECT named, count(*) AS n FROM acts CROSS JOIN LATERAL unnest(figures) named
                              GROUP BY named) counted ON named = figure),
        'byRule', (SELECT coalesce(jsonb_agg(jsonb_build_object('version', version, 'rule', rule, 'n', n)
                                             ORDER BY version, rule), '[]')
                   FROM (SELECT version, rule, count(*) AS n FROM decided GROUP BY version, rule) rules),
        'byKind', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'n', n) ORDER BY kind), '[]')
                   FROM (SELECT kind, count(*) AS n FROM decided GROUP BY kind) kinds),
        'returned', (SELECT coalesce(jsonb_agg(jsonb_build_object('act', act, 'cause', cause, 'n', n)
                                               ORDER BY act, cause), '[]')
                     FROM (SELECT act, cause, count(*) AS n FROM acts WHERE act IN ('show', 'drop')
                           GROUP BY act, cause) ways),
        'reportToDecision', (SELECT jsonb_build_object('n', count(waited), 'medianSeconds',
                                                       percentile_disc(0.5) WITHIN GROUP (ORDER BY waited)) FROM decided),
        'actToStatement', (SELECT jsonb_build_object('n', count(told), 'medianSeconds',
                                                     percentile_disc(0.5) WITHIN GROUP (ORDER BY told)) FROM decided),
        'quiet', (SELECT coalesce(jsonb_agg(jsonb_build_object('month', month, 'act', act, 'n', times, 'minutes', minutes)
                                            ORDER BY month, act), '[]') FROM quiet)));

-- The window: held while a room is held back, ajar when there was an act in 30 days or a room is slowed, open otherwise.
CREATE FUNCTION window_state(recent jsonb, every jsonb) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp
    RETURN CASE WHEN (every ->> 'held')::bigint > 0 THEN 'held'
                WHEN (recent ->> 'interventions')::bigint > 0 OR (every ->> 'slowed')::bigint > 0 THEN 'ajar'
                ELSE 'open' END;

-- The figures of the last 30 days, the last 365 and all time, with the posts of each day and the chain's head, as of one
-- moment of the database.
CREATE FUNCTION openness_snapshot(as_of timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    today date := (as_of AT TIME ZONE 'UTC')::date;
    days30 jsonb := restraint_figures(as_of, today - 29);
    every  jsonb := restraint_figures(as_of, NULL);
BEGIN
    RETURN jsonb_build_object(
        'asOf', ledger_time(as_of),
        'head', openness_head(),
        'state', window_state(days30 -> 'counts', every -> 'counts'),
        'days30', days30,
        'days365', restraint_figures(as_of, today - 364),
        'all', every,
        'days', (SELECT coalesce(jsonb_agg(jsonb_build_object('day', day, 'posts', posts) ORDER BY day), '[]')
                 FROM posts_by_day()));
END $$;

CREATE FUNCTION openness_head() RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN (SELECT jsonb_build_object('n', head.n, 'hash', encode(head.hash, 'hex'), 'at', ledger_time(at))
            FROM ledger_head head LEFT JOIN ledger ON ledger.n = head.n);

GRANT SELECT ON restraint, statement_reached, post_day TO vadra_app;
GRANT EXECUTE ON FUNCTION
    ledger_now(), ledger_time(timestamptz), published(restraint), beside(restraint), thread_of(bigint), place_of(uuid),
    count_posts(timestamptz), posts_by_day(), restraint_figures(timestamptz, date), window_state(jsonb, jsonb),
    openness_snapshot(timestamptz), openness_head() TO vadra_app;
