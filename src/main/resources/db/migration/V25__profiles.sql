-- What members say about themselves, field by field, and who may read each.

CREATE TABLE profile_audience (
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    field     text NOT NULL CHECK (field IN ('about', 'picture', 'place', 'products', 'interests', 'languages', 'links', 'blog')),
    audience  text NOT NULL CHECK (audience IN ('public', 'members', 'contacts', 'me')),
    PRIMARY KEY (member_id, field)
);

-- The products that a member has at home.
CREATE TABLE owned_product (
    member_id  uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    product_id uuid NOT NULL REFERENCES product,
    -- The month since when, where the member says so.
    since      date,
    PRIMARY KEY (member_id, product_id)
);
CREATE INDEX owned_product_owners ON owned_product (product_id);

-- What a member cares for, in the member's own words and in lower case.
CREATE TABLE interest (
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    name      text NOT NULL CHECK (char_length(name) BETWEEN 2 AND 40 AND name = lower(name)),
    PRIMARY KEY (member_id, name)
);
CREATE INDEX interest_name ON interest (name);

-- Who may read a field where its owner has not said: what one has at home and cares for is told to members, what helps nobody to
-- find one's like is told to all, and where one lives to contacts.
CREATE FUNCTION audience_of(owner uuid, of_field text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN coalesce(
    (SELECT audience FROM profile_audience WHERE member_id = owner AND field = of_field),
    CASE of_field WHEN 'place' THEN 'contacts' WHEN 'products' THEN 'members' WHEN 'interests' THEN 'members' ELSE 'public' END);

-- Whether somebody, null for a stranger, may read a field of a member. The one place where that is decided.
CREATE FUNCTION may_read(reader uuid, owner uuid, of_field text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN reader IS NOT DISTINCT FROM owner
    OR CASE audience_of(owner, of_field) WHEN 'public' THEN true
            WHEN 'members' THEN reader IS NOT NULL AND NOT blocked_between(reader, owner)
            WHEN 'contacts' THEN reader IS NOT NULL AND are_contacts(reader, owner) ELSE false END;

GRANT EXECUTE ON FUNCTION audience_of(uuid, text), may_read(uuid, uuid, text) TO vadra_app;
