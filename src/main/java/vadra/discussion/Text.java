package vadra.discussion;

/**
 * What somebody wrote, and its published form.
 *
 * @param source Markdown as written, at most {@link Words#MAX_CHARACTERS} characters that people see
 * @param html the rendered and sanitised form, safe to put into a page
 * @param language a BCP 47 tag of two letters, such as {@code sv}
 */
public record Text(String source, String html, String language) {
    /** At most so many mentions are told of; further ones stay words. */
    public static final int MAX_MENTIONS = 10;

    /** No words, in the same language: of what nobody may read now. */
    Text silent() {
        return new Text("", "", language);
    }
}
