-- What a room is for: talk, the comments under an article, or a live Q&A. It never changes.
ALTER TABLE room ADD kind text NOT NULL DEFAULT 'talk' CHECK (kind IN ('talk', 'article', 'qa'));
