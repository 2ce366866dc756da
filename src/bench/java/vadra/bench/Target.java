package vadra.bench;

import java.net.URI;

/** A running server under test. */
interface Target extends AutoCloseable {
    String name();

    URI url();

    Dialect dialect();

    /** The processes that make the server, without its database. */
    long pid();

    /** Processor seconds that the database has used, 0 for a server that has none. */
    default double databaseSeconds() {
        return 0;
    }

    /** Makes a room. */
    default void room(String room) {}

    /** A token for somebody who may speak, empty where nobody asks. */
    default String speaker(String name) {
        return "";
    }

    @Override
    void close();
}
