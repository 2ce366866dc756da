package vadra.previews;

import java.net.URI;

/**
 * What a page says of itself, as plain text.
 *
 * @param url as it was asked for
 * @param title at most {@value #MOST_TITLE} characters, never empty
 * @param description at most {@value #MOST_DESCRIPTION} characters, may be empty
 */
public record Preview(String url, String title, String description) {
    public static final int MOST_TITLE = 150;
    public static final int MOST_DESCRIPTION = 300;
    /** The most characters of an address. */
    public static final int MOST_URL = 2_000;

    /** The name of the server, which says more truly than the page whose it is. */
    public String host() {
        return URI.create(url).getHost();
    }
}
