-- Here stands the newest text of what grows with every place that a picture may stand in; edit it here, and it is run anew.

-- Posts that stand or could be given back, articles among them by their newest words, drafts, profiles, what waits in held
-- rooms, and what was brought along.
CREATE OR REPLACE FUNCTION media_uses(of_member uuid, of_media text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT count(*) FROM media_use used JOIN post ON post.id = used.post_id AND used.version IN (post.version, 0)
            WHERE used.media_id = of_media AND post.author_id = of_member AND post.withdrawn_at IS NULL)
        + (SELECT count(*) FROM draft WHERE author_id = of_member AND position('media:' || of_media IN source) > 0)
        + (SELECT count(*) FROM profile WHERE member_id = of_member AND picture = of_media)
        + (SELECT count(*) FROM held_post WHERE author_id = of_member AND parts @> jsonb_build_array(
               jsonb_build_object('kind', 'picture', 'media', of_media)))
        + (SELECT count(*) FROM brought WHERE member_id = of_member AND section = 'pictures' AND item ->> 'picture' = of_media);

-- Lets go of a picture; others who hold the same one keep it.
CREATE OR REPLACE FUNCTION drop_media(by_member uuid, of_media text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM media_holder WHERE media_id = of_media AND member_id = by_member) THEN
        RAISE EXCEPTION 'there is no such picture' USING ERRCODE = 'VA404';
    ELSIF media_uses(by_member, of_media) > 0 THEN
        RAISE EXCEPTION 'the picture stands in % places, your articles, drafts and profile; take it out there first',
            media_uses(by_member, of_media) USING ERRCODE = 'VA409';
    END IF;
    DELETE FROM media_use used USING post
    WHERE post.id = used.post_id AND used.media_id = of_media AND post.author_id = by_member;
    DELETE FROM media_holder WHERE media_id = of_media AND member_id = by_member;
    PERFORM forget_media(of_media);
END $$;
