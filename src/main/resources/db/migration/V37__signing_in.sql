-- What proves who somebody is beside the password: codes of an app, passkeys, codes for when both are lost. And what slows
-- those who guess, on all servers together.

-- When a session was last seen, to within some minutes.
ALTER TABLE session ADD COLUMN used_at timestamptz NOT NULL DEFAULT now();

-- The secret of a member's app. It counts once a code of it was shown; until then it is only offered.
CREATE TABLE member_totp (
    member_id    uuid PRIMARY KEY REFERENCES member ON DELETE CASCADE,
    secret       bytea NOT NULL CHECK (octet_length(secret) = 20),
    -- The step of the last code that was taken: it and all before it are used up.
    last_step    bigint NOT NULL DEFAULT 0,
    confirmed_at timestamptz
);

CREATE TABLE passkey (
    id         uuid PRIMARY KEY,
    member_id  uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    credential bytea NOT NULL UNIQUE CHECK (octet_length(credential) BETWEEN 1 AND 1023),
    -- The authenticator's id, the credential's, and its public key, as WebAuthn writes them.
    attested   bytea NOT NULL CHECK (octet_length(attested) <= 4096),
    sign_count bigint NOT NULL,
    label      text NOT NULL CHECK (char_length(label) BETWEEN 1 AND 60),
    made_at    timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX passkey_member ON passkey (member_id);

-- Digests of 120 random bits each; a row goes when its code is used.
CREATE TABLE recovery_code (
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    digest    bytea NOT NULL,
    PRIMARY KEY (member_id, digest)
);

-- What a browser has begun and not ended: the second step of signing in, or a challenge to a passkey. Known by the digest of
-- a secret that only that browser has.
CREATE TABLE sign_in_step (
    digest     bytea PRIMARY KEY,
    kind       text NOT NULL CHECK (kind IN ('code', 'passkey', 'enrol')),
    member_id  uuid REFERENCES member ON DELETE CASCADE,
    challenge  bytea,
    tries      integer NOT NULL DEFAULT 0,
    expires_at timestamptz NOT NULL
);
CREATE INDEX sign_in_step_expiry ON sign_in_step (expires_at);

-- Digests of what is tried: a handle, whether anybody has it or not, an address, a known device.
CREATE TABLE sign_in_try (
    key      bytea PRIMARY KEY,
    failures integer NOT NULL,
    last_at  timestamptz NOT NULL
);
CREATE INDEX sign_in_try_last ON sign_in_try (last_at);

-- Browsers from which a member has signed in. Whoever guesses from elsewhere does not slow them down.
CREATE TABLE known_device (
    digest    bytea NOT NULL,
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    used_at   timestamptz NOT NULL,
    PRIMARY KEY (digest, member_id)
);
CREATE INDEX known_device_member ON known_device (member_id, used_at);

CREATE FUNCTION use_sessions(of_sessions uuid[], moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    UPDATE session SET used_at = moment WHERE id = ANY(of_sessions) AND used_at < moment - interval '5 minutes';
END;

-- A new password for who has shown the present one, whose hash this is. All else that was opened with the old one ends in the
-- same transaction: sessions, steps that were begun, and what is known of devices.
CREATE FUNCTION change_password(of_member uuid, present text, fresh text, kept uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE member SET password_hash = fresh WHERE id = of_member AND password_hash = present;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM session WHERE member_id = of_member AND id <> kept;
    DELETE FROM sign_in_step WHERE member_id = of_member;
    DELETE FROM known_device WHERE member_id = of_member;
    RETURN true;
END $$;

CREATE FUNCTION has_second_factor(of_member uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM member_totp WHERE member_id = of_member AND confirmed_at IS NOT NULL)
        OR EXISTS (SELECT FROM passkey WHERE member_id = of_member);
END;

CREATE FUNCTION second_factors(of_member uuid) RETURNS TABLE (app boolean, passkeys bigint, codes bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM member_totp WHERE member_id = of_member AND confirmed_at IS NOT NULL),
           (SELECT count(*) FROM passkey WHERE member_id = of_member),
           (SELECT count(*) FROM recovery_code WHERE member_id = of_member);
END;

-- Offers a secret; false where one counts already.
CREATE FUNCTION offer_totp(of_member uuid, fresh bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO member_totp (member_id, secret) VALUES (of_member, fresh)
    ON CONFLICT (member_id) DO UPDATE SET secret = fresh, last_step = 0 WHERE member_totp.confirmed_at IS NULL;
    RETURN FOUND;
END $$;

-- The secret that counts, or the one that is offered.
CREATE FUNCTION totp_secret(of_member uuid, offered boolean) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    SELECT secret FROM member_totp WHERE member_id = of_member AND (confirmed_at IS NULL) = offered;
END;

-- Takes a code's step, once: false where it, or a later one, was taken before. The first code that is taken makes the secret count.
CREATE FUNCTION take_totp(of_member uuid, step bigint, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE member_totp SET last_step = step, confirmed_at = coalesce(confirmed_at, moment)
    WHERE member_id = of_member AND last_step < step;
    RETURN FOUND;
END $$;

-- Codes for when all is lost make no sense for who has nothing to lose.
CREATE FUNCTION tidy_recovery(of_member uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    DELETE FROM recovery_code WHERE member_id = of_member AND NOT has_second_factor(of_member);
END;

CREATE FUNCTION drop_totp(of_member uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    was boolean;
BEGIN
    DELETE FROM member_totp WHERE member_id = of_member;
    was := FOUND;
    PERFORM tidy_recovery(of_member);
    RETURN was;
END $$;

CREATE FUNCTION set_recovery_codes(of_member uuid, fresh bytea[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    DELETE FROM recovery_code WHERE member_id = of_member;
    INSERT INTO recovery_code SELECT of_member, digest FROM unnest(fresh) digest;
END;

CREATE FUNCTION take_recovery_code(of_member uuid, of_digest bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM recovery_code WHERE member_id = of_member AND digest = of_digest;
    RETURN FOUND;
END $$;

-- Adds a passkey; false where the member has as many as one may have.
CREATE FUNCTION add_passkey(of_member uuid, of_id uuid, key jsonb, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM member WHERE id = of_member FOR NO KEY UPDATE;
    INSERT INTO passkey (id, member_id, credential, attested, sign_count, label, made_at)
    SELECT of_id, of_member, decode(key ->> 'credential', 'hex'), decode(key ->> 'attested', 'hex'),
           (key ->> 'count')::bigint, key ->> 'label', moment
    WHERE (SELECT count(*) FROM passkey WHERE member_id = of_member) < 20;
    RETURN FOUND;
END $$;

CREATE FUNCTION passkeys_of(of_member uuid) RETURNS SETOF passkey
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    SELECT * FROM passkey WHERE member_id = of_member ORDER BY made_at, id;
END;

CREATE FUNCTION passkey_of_credential(of_credential bytea) RETURNS SETOF passkey
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    SELECT * FROM passkey WHERE credential = of_credential;
END;

-- Notes that a passkey was used; false where its counter did not go on, as that of a copy would not.
CREATE FUNCTION use_passkey(of_id uuid, counted bigint, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE passkey SET sign_count = counted, used_at = moment
    WHERE id = of_id AND (counted > sign_count OR (counted = 0 AND sign_count = 0));
    RETURN FOUND;
END $$;

CREATE FUNCTION drop_passkey(of_member uuid, of_id uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    was boolean;
BEGIN
    DELETE FROM passkey WHERE member_id = of_member AND id = of_id;
    was := FOUND;
    PERFORM tidy_recovery(of_member);
    RETURN was;
END $$;

-- Counts a try as a failure before it is known to be one, so that a hundred at once are not all let in; who succeeds takes it
-- back. Answers how many seconds to wait first; then nothing was counted. Each failure beyond those that are free doubles the
-- wait, up to a quarter of an hour; a day without any forgets them.
CREATE FUNCTION count_try(of_keys bytea[], frees integer[], moment timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    wait integer;
BEGIN
    INSERT INTO sign_in_try SELECT key, 0, moment FROM unnest(of_keys) key ORDER BY key ON CONFLICT DO NOTHING;
    PERFORM FROM sign_in_try WHERE key = ANY(of_keys) ORDER BY key FOR UPDATE;
    UPDATE sign_in_try SET failures = 0 WHERE key = ANY(of_keys) AND last_at < moment - interval '1 day';
    SELECT coalesce(max(ceil(least(900, power(2, least(failures - free, 10)))
                             - greatest(0, extract(epoch FROM moment - last_at)))), 0) INTO wait
    FROM sign_in_try JOIN unnest(of_keys, frees) tried(name, free) ON key = name WHERE failures >= free;
    IF wait > 0 THEN
        RETURN wait;
    END IF;
    UPDATE sign_in_try SET failures = failures + 1, last_at = moment WHERE key = ANY(of_keys);
    RETURN 0;
END $$;

-- Takes a try back that was right: of the first key, which is the member's, all failures; of an address its own.
CREATE FUNCTION forgive_try(of_member_key bytea, of_address_key bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    DELETE FROM sign_in_try WHERE key = of_member_key;
    UPDATE sign_in_try SET failures = greatest(failures - 1, 0) WHERE key = of_address_key;
END;

-- What is over; and of tries no more than a million, the oldest first.
CREATE FUNCTION sweep_sign_ins(moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    DELETE FROM sign_in_step WHERE expires_at <= moment;
    DELETE FROM known_device WHERE used_at < moment - interval '1 year';
    DELETE FROM sign_in_try WHERE last_at < moment - interval '1 day';
    DELETE FROM sign_in_try
    WHERE last_at < (SELECT last_at FROM sign_in_try ORDER BY last_at DESC OFFSET 1000000 LIMIT 1);
END;

GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_step, known_device TO vadra_app;
GRANT EXECUTE ON FUNCTION
    use_sessions(uuid[], timestamptz), change_password(uuid, text, text, uuid), has_second_factor(uuid), second_factors(uuid),
    offer_totp(uuid, bytea), totp_secret(uuid, boolean), take_totp(uuid, bigint, timestamptz), drop_totp(uuid),
    set_recovery_codes(uuid, bytea[]), take_recovery_code(uuid, bytea), add_passkey(uuid, uuid, jsonb, timestamptz),
    passkeys_of(uuid), passkey_of_credential(bytea), use_passkey(uuid, bigint, timestamptz), drop_passkey(uuid, uuid),
    count_try(bytea[], integer[], timestamptz), forgive_try(bytea, bytea), sweep_sign_ins(timestamptz) TO vadra_app;
