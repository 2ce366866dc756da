package vadra.access;

import java.util.Locale;

/** What somebody is to the things of a {@link House}; each is a column of the table, in this order. */
enum Role {
    /** Nobody: without a session. */
    STRANGER,
    /** A member who has to do with none of it. */
    MEMBER,
    /** A contact of the author's, and the other party of their private conversation. */
    CONTACT,
    /** Who wrote the posts, asked the questions, owns what is private. */
    AUTHOR,
    /** Who started the rooms and the Q&amp;As, and leads the circles. */
    HOST,
    /** Whose drafts, articles and pictures there are. */
    BLOGGER,
    /** Staff that has nothing to do with the product. */
    STAFF,
    /** Staff that answers for the product that the rooms are about. */
    PRODUCT;

    String handle() {
        var name = name().toLowerCase(Locale.ROOT);
        return this == STAFF ? name : "the-" + name;
    }
}
