-- A way in beside a password: an issuer of identities whom the house trusts (OpenID Connect). It names a person by (issuer,
-- subject); nothing else, and no address of mail, leads to an account.
ALTER TABLE member ALTER password_hash DROP NOT NULL;

-- Somebody who was sent to the issuer and has not come back: what must fit when they do. It is used once, by whichever server.
CREATE TABLE outside_flow (
    state      bytea PRIMARY KEY CHECK (octet_length(state) = 32),
    browser    bytea NOT NULL CHECK (octet_length(browser) = 32),
    nonce      text NOT NULL CHECK (char_length(nonce) = 43),
    verifier   text NOT NULL CHECK (char_length(verifier) = 43),
    return_to  text NOT NULL CHECK (char_length(return_to) <= 500),
    -- Who wants to link an account of theirs; null for who signs in.
    member_id  uuid REFERENCES member ON DELETE CASCADE,
    expires_at timestamptz NOT NULL
);
CREATE INDEX outside_flow_expiry ON outside_flow (expires_at);

-- Somebody who was vouched for, and has not joined yet.
CREATE TABLE outside_newcomer (
    secret     bytea PRIMARY KEY CHECK (octet_length(secret) = 32),
    issuer     text NOT NULL CHECK (char_length(issuer) <= 500),
    subject    text NOT NULL CHECK (char_length(subject) BETWEEN 1 AND 255),
    name       text NOT NULL CHECK (char_length(name) <= 60),
    is_staff   boolean NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX outside_newcomer_expiry ON outside_newcomer (expires_at);

CREATE TABLE outside_account (
    issuer      text NOT NULL CHECK (char_length(issuer) <= 500),
    subject     text NOT NULL CHECK (char_length(subject) BETWEEN 1 AND 255),
    member_id   uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    linked_at   timestamptz NOT NULL,
    -- Until when the issuer's word makes the member staff, and what they were before; null where it does not.
    staff_until timestamptz,
    role_before text CHECK (role_before IN ('member', 'blogger')),
    PRIMARY KEY (issuer, subject),
    UNIQUE (member_id, issuer)
);

-- The issuer's word lasts half a day: who is no longer of its staff is none here by then, and at the next sign-in at once.
CREATE FUNCTION heed_claim(of_issuer text, of_subject text, is_staff boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    account outside_account;
    now_is  text;
BEGIN
    SELECT * INTO account FROM outside_account WHERE issuer = of_issuer AND subject = of_subject FOR NO KEY UPDATE;
    SELECT role INTO now_is FROM member WHERE id = account.member_id FOR NO KEY UPDATE;
    IF is_staff AND (now_is <> 'staff' OR account.staff_until IS NOT NULL) THEN
        UPDATE outside_account SET staff_until = ledger_now() + interval '12 hours',
            role_before = CASE WHEN now_is = 'staff' THEN role_before WHEN now_is = 'blogger' THEN 'blogger' ELSE 'member' END
        WHERE issuer = of_issuer AND subject = of_subject;
        UPDATE member SET role = 'staff', role_until = NULL, role_by = NULL WHERE id = account.member_id AND role <> 'staff';
    ELSIF NOT is_staff AND account.staff_until IS NOT NULL THEN
        UPDATE outside_account SET staff_until = NULL, role_before = NULL WHERE issuer = of_issuer AND subject = of_subject;
        UPDATE member SET role = account.role_before, role_by = NULL WHERE id = account.member_id AND role = 'staff';
    END IF;
END $$;

-- As it was, and of those too who are staff by an issuer's word that is over.
CREATE OR REPLACE FUNCTION end_roles() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    ended bigint;
    over  outside_account;
BEGIN
    UPDATE member SET role = 'member', role_until = NULL, role_by = NULL WHERE role_until <= ledger_now();
    GET DIAGNOSTICS ended = ROW_COUNT;
    FOR over IN SELECT * FROM outside_account WHERE staff_until <= ledger_now() LIMIT 1000 LOOP
        PERFORM heed_claim(over.issuer, over.subject, false);
        ended := ended + 1;
    END LOOP;
    RETURN ended;
END $$;
CREATE INDEX outside_account_staff ON outside_account (staff_until) WHERE staff_until IS NOT NULL;

-- Joins somebody who was vouched for, once; by an invitation too where one is given. The role, null when the handle is taken.
CREATE FUNCTION join_vouched(newcomer jsonb, vouched bytea, invited bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    who    outside_newcomer;
    became text;
BEGIN
    SELECT * INTO who FROM outside_newcomer WHERE secret = vouched AND expires_at > ledger_now() FOR UPDATE;
    IF who.secret IS NULL THEN
        RAISE EXCEPTION 'this took too long, or was done already; sign in anew' USING ERRCODE = 'VA403';
    ELSIF invited IS NOT NULL THEN
        became := join_invited(newcomer, invited);
    ELSIF add_member(newcomer, 'member', NULL) THEN
        became := 'member';
    END IF;
    IF became IS NULL THEN
        RETURN NULL;
    END IF;
    DELETE FROM outside_newcomer WHERE secret = vouched;
    INSERT INTO outside_account (issuer, subject, member_id, linked_at)
    VALUES (who.issuer, who.subject, (newcomer ->> 'id')::uuid, ledger_now());
    PERFORM heed_claim(who.issuer, who.subject, who.is_staff);
    RETURN (SELECT role FROM member WHERE id = (newcomer ->> 'id')::uuid);
END $$;

-- Links an issuer's person to a member, who is signed in and asked for that.
CREATE FUNCTION link_account(of_member uuid, of_issuer text, of_subject text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO outside_account (issuer, subject, member_id, linked_at)
    VALUES (of_issuer, of_subject, of_member, ledger_now()) ON CONFLICT DO NOTHING;
    IF NOT EXISTS (SELECT FROM outside_account WHERE (issuer, subject, member_id) = (of_issuer, of_subject, of_member)) THEN
        RAISE EXCEPTION 'that account, or yours, is linked to another already' USING ERRCODE = 'VA409';
    END IF;
END $$;

-- Whoever has a password may go on without the issuer.
CREATE FUNCTION unlink_account(of_member uuid, of_issuer text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    account outside_account;
BEGIN
    SELECT * INTO account FROM outside_account WHERE member_id = of_member AND issuer = of_issuer FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'nothing is linked' USING ERRCODE = 'VA404';
    ELSIF EXISTS (SELECT FROM member WHERE id = of_member AND password_hash IS NULL) THEN
        RAISE EXCEPTION 'this is your only way in' USING ERRCODE = 'VA409';
    END IF;
    PERFORM heed_claim(account.issuer, account.subject, false);
    DELETE FROM outside_account WHERE issuer = account.issuer AND subject = account.subject;
END $$;

GRANT SELECT, INSERT, DELETE ON outside_flow, outside_newcomer TO vadra_app;
GRANT SELECT ON outside_account TO vadra_app;
GRANT EXECUTE ON FUNCTION heed_claim(text, text, boolean), join_vouched(jsonb, bytea, bytea),
    link_account(uuid, text, text), unlink_account(uuid, text) TO vadra_app;
