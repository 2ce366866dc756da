package vadra.previews;

import io.vertx.core.Future;
import java.net.URI;
import java.util.Optional;

/** Reads pages elsewhere. */
public interface PageFetcher {
    /**
     * An address that may be a page's.
     *
     * @throws vadra.core.ProblemException {@link vadra.core.Problem.Invalid} when its form is wrong
     */
    URI address(String text);

    /** What the page there says of itself; nothing where it says nothing, cannot be read or may not be called. Never fails. */
    Future<Optional<Preview>> fetch(URI url);
}
