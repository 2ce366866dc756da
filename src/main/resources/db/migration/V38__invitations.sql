-- Who invited whom, where joining is by invitation. Of the secret in a link only a digest is kept; what it is for, the role it
-- gives and its end are the row's, so that a link opens nothing else.
CREATE TABLE invitation (
    id         uuid PRIMARY KEY,
    n          bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    digest     bytea NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
    note       text NOT NULL CHECK (char_length(note) BETWEEN 1 AND 200),
    role       text NOT NULL CHECK (role IN ('member', 'blogger')),
    most       integer NOT NULL CHECK (most BETWEEN 1 AND 1000),
    used       integer NOT NULL DEFAULT 0 CHECK (used BETWEEN 0 AND most),
    made_by    uuid REFERENCES member ON DELETE SET NULL,
    made_at    timestamptz NOT NULL,
    until      timestamptz NOT NULL CHECK (until > made_at AND until <= made_at + interval '30 days'),
    revoked_at timestamptz,
    revoked_by uuid REFERENCES member ON DELETE SET NULL
);

CREATE TABLE invitation_use (
    invitation_id uuid NOT NULL REFERENCES invitation,
    member_id     uuid PRIMARY KEY REFERENCES member ON DELETE CASCADE,
    at            timestamptz NOT NULL
);
CREATE INDEX invitation_use_of ON invitation_use (invitation_id);

CREATE FUNCTION is_open(one invitation) RETURNS boolean LANGUAGE sql VOLATILE SET search_path = public, pg_temp
    RETURN one.used < one.most AND one.until > ledger_now() AND one.revoked_at IS NULL;

CREATE FUNCTION guard_inviter(by_staff uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM member WHERE id = by_staff AND role = 'staff') THEN
        RAISE EXCEPTION 'only staff invites' USING ERRCODE = 'VA403';
    END IF;
END $$;

CREATE FUNCTION make_invitation(by_staff uuid, of_digest bytea, wanted jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM guard_inviter(by_staff);
    -- So that the list of what is open stays one that somebody can read.
    IF (SELECT count(*) FROM invitation WHERE is_open(invitation)) >= 1000 THEN
        RAISE EXCEPTION 'at most 1000 invitations are open at once; take some back first' USING ERRCODE = 'VA409';
    END IF;
    INSERT INTO invitation (id, digest, note, role, most, made_by, made_at, until)
    VALUES ((wanted ->> 'id')::uuid, of_digest, wanted ->> 'note', wanted ->> 'role', (wanted ->> 'most')::int, by_staff,
            ledger_now(), ledger_now() + (wanted ->> 'days')::int * interval '1 day');
END $$;

-- What is taken back stays in the list, with who took it back. Who joined by it stays a member.
CREATE FUNCTION revoke_invitation(by_staff uuid, of_invitation uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM guard_inviter(by_staff);
    UPDATE invitation SET revoked_at = coalesce(revoked_at, ledger_now()), revoked_by = coalesce(revoked_by, by_staff)
    WHERE id = of_invitation;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such invitation' USING ERRCODE = 'VA404';
    END IF;
END $$;

-- What a link says to who opens it, and changes nothing: no row where it is not open, for whatever reason.
CREATE FUNCTION open_invitation(of_digest bytea) RETURNS TABLE (role text, until timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT invitation.role, invitation.until FROM invitation WHERE digest = of_digest AND is_open(invitation);
$$;

-- Adds a member; false when the handle is taken.
CREATE FUNCTION add_member(newcomer jsonb, with_role text, role_giver uuid) RETURNS boolean
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO member (id, handle, name, role, role_by, joined_at, password_hash, rules_version)
    VALUES ((newcomer ->> 'id')::uuid, newcomer ->> 'handle', newcomer ->> 'name', with_role, role_giver,
            (newcomer ->> 'joinedAt')::timestamptz, newcomer ->> 'hash', (newcomer ->> 'rules')::int)
    ON CONFLICT (handle) DO NOTHING;
    RETURN FOUND;
END $$;

-- Joins somebody by an invitation, which is used with that or not at all; the role that it gave, null when the handle is
-- taken. The row is locked first: of many who try the last use at once, one finds it open.
CREATE FUNCTION join_invited(newcomer jsonb, of_digest bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    one invitation;
BEGIN
    SELECT * INTO one FROM invitation WHERE digest = of_digest FOR NO KEY UPDATE;
    IF one.id IS NULL OR NOT is_open(one) THEN
        RAISE EXCEPTION 'this invitation is not open' USING ERRCODE = 'VA403';
    ELSIF NOT add_member(newcomer, one.role, one.made_by) THEN
        RETURN NULL;
    END IF;
    UPDATE invitation SET used = used + 1 WHERE id = one.id;
    INSERT INTO invitation_use VALUES (one.id, (newcomer ->> 'id')::uuid, ledger_now());
    RETURN one.role;
END $$;

GRANT SELECT (id, n, note, role, most, used, made_by, made_at, until, revoked_at, revoked_by) ON invitation TO vadra_app;
GRANT SELECT ON invitation_use TO vadra_app;
GRANT EXECUTE ON FUNCTION make_invitation(uuid, bytea, jsonb), revoke_invitation(uuid, uuid), open_invitation(bytea),
    join_invited(jsonb, bytea) TO vadra_app;
