package vadra.bench.server;

import java.net.URI;
import java.util.Collections;
import java.util.List;

/** A running server under test. */
public interface Target extends AutoCloseable {
    /** What it is called in the tables. */
    String name();

    /** Where it listens. */
    URI url();

    /** How one speaks with it. */
    Dialect dialect();

    /** The process that makes the server, without its database. */
    long pid();

    /** Processor seconds that the database has used, 0 for a server that has none. */
    default double databaseSeconds() {
        return 0;
    }

    /** Makes a room. */
    default void room(String room) {}

    /** Tokens of so many different people who may speak; empty ones where nobody asks who speaks. */
    default List<String> speakers(int count) {
        return Collections.nCopies(count, "");
    }

    @Override
    void close();
}
