package vadra.parts;

import org.jspecify.annotations.Nullable;
import vadra.core.PostId;
import vadra.opinions.Facts;
import vadra.polls.Terms;

/** A part as somebody asks for it, before it is held against what there is. */
public sealed interface Wanted {
    /**
     * Another post.
     *
     * @param version the one that was read
     * @param excerpt words of that version, as they are read; null for all of it
     */
    record Quote(PostId post, int version, @Nullable String excerpt) implements Wanted {}

    /** A page elsewhere whose preview its author has seen. */
    record Link(String url) implements Wanted {}

    /** Something to choose from, as it is declared. */
    record Poll(Terms terms) implements Wanted {}

    /** The facts of an opinion. */
    record Opinion(Facts facts) implements Wanted {}

    /**
     * A picture that its author holds.
     *
     * @param alt what it shows, in words; may be empty on purpose
     */
    record Picture(String media, String alt) implements Wanted {}
}
