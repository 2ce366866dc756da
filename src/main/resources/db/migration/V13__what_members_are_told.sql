-- What members are told of restraint: its reasons to whose thing it is, with every row of the ledger; what came of it to who
-- reported it; and the verdict on an appeal that no row of the ledger tells of. Written with what it tells of, or neither is.
CREATE TABLE telling (
    -- All that writes here has locked the ledger's end, so a higher number is never seen before a lower one.
    n          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    member_id  uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    kind       text NOT NULL CHECK (kind IN ('statement', 'verdict', 'outcome')),
    -- The row of the ledger that is told of, and the decision with which that act began.
    entry      bigint REFERENCES ledger,
    decision   bigint REFERENCES ledger,
    case_id    uuid REFERENCES report_case,
    written_at timestamptz NOT NULL,
    -- When a server first sent it to the member, and when the member saw it.
    sent_at    timestamptz,
    seen_at    timestamptz,
    CHECK ((kind = 'outcome') = (case_id IS NOT NULL)),
    CHECK (kind = 'outcome' OR decision IS NOT NULL),
    CHECK (kind <> 'statement' OR entry IS NOT NULL)
);
-- Every row of the ledger has one statement.
CREATE UNIQUE INDEX telling_statement ON telling (entry) WHERE kind = 'statement';
CREATE INDEX telling_decision ON telling (decision) WHERE kind = 'statement';
CREATE INDEX telling_member ON telling (member_id, decision DESC);
CREATE INDEX telling_case ON telling (case_id, member_id) WHERE kind = 'outcome';
CREATE INDEX telling_unseen ON telling (member_id, n) WHERE seen_at IS NULL;
CREATE INDEX telling_unsent ON telling (n) WHERE sent_at IS NULL;

-- Who reported hears of the decision by the case, and here of how it ended.
CREATE FUNCTION tell_of_act() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    began bigint := decision_of(NEW.n);
BEGIN
    INSERT INTO telling (member_id, kind, entry, decision, written_at)
    VALUES (maker_of(NEW.kind, NEW.object), 'statement', NEW.n, began, NEW.at);
    IF NEW.act IN ('show', 'drop') THEN
        INSERT INTO telling (member_id, kind, entry, decision, case_id, written_at)
        SELECT report.member_id, 'outcome', NEW.n, began, report.case_id, NEW.at
        FROM report JOIN report_case ON report_case.id = report.case_id WHERE report_case.entry = began;
    END IF;
    RETURN NULL;
END $$;
-- That a room is slowed is no act on what anybody made.
CREATE TRIGGER ledger_tells AFTER INSERT ON ledger FOR EACH ROW WHEN (NEW.rule IS NOT NULL)
    EXECUTE FUNCTION tell_of_act();

CREATE FUNCTION tell_of_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO telling (member_id, kind, entry, decision, case_id, written_at)
    SELECT report.member_id, 'outcome', NEW.entry, NEW.entry, NEW.id, NEW.decided_at FROM report WHERE case_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER report_case_tells AFTER UPDATE ON report_case FOR EACH ROW
    WHEN (OLD.decided_at IS NULL AND NEW.decided_at IS NOT NULL) EXECUTE FUNCTION tell_of_case();

CREATE FUNCTION tell_of_verdict() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO telling (member_id, kind, decision, written_at)
    VALUES (NEW.member_id, 'verdict', NEW.entry, NEW.decided_at);
    RETURN NULL;
END $$;
CREATE TRIGGER appeal_tells AFTER UPDATE ON appeal FOR EACH ROW
    WHEN (OLD.decided_at IS NULL AND NEW.decided_at IS NOT NULL AND NEW.result IS NULL) EXECUTE FUNCTION tell_of_verdict();

-- A server has sent all up to a number; the first to say so counts.
CREATE FUNCTION tellings_sent(up_to bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    UPDATE telling SET sent_at = ledger_now() WHERE n IN (
        SELECT n FROM telling WHERE n <= up_to AND sent_at IS NULL ORDER BY n FOR UPDATE SKIP LOCKED);
END;

-- A member has seen all up to a number.
CREATE FUNCTION tellings_seen(by_member uuid, up_to bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    UPDATE telling SET seen_at = ledger_now() WHERE member_id = by_member AND n <= up_to AND seen_at IS NULL;
END;

GRANT SELECT ON telling TO vadra_app;
GRANT EXECUTE ON FUNCTION tellings_sent(bigint), tellings_seen(uuid, bigint) TO vadra_app;

-- When the statement of a decision first left for whose thing it is; not yet, where there is none.
CREATE OR REPLACE VIEW statement_reached AS
SELECT ledger.n, telling.sent_at AS reached_at
FROM ledger JOIN telling ON telling.entry = ledger.n AND telling.kind = 'statement' WHERE ledger.cause = 'decision';
