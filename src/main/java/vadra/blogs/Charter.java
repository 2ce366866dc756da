package vadra.blogs;

/** The freedom charter: what the company may not do to a blog. Its words are a part of the pages, in each language. */
public final class Charter {
    /** The version that holds for what is published now. Other words are a new version. */
    public static final int VERSION = 1;

    private Charter() {}
}
