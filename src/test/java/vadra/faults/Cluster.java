package vadra.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import vadra.history.History;
import vadra.history.HistoryChecker;
import vadra.it.Folders;
import vadra.it.Homes;
import vadra.it.TestServer;

/** Nodes of one server on one database, each a process of its own. */
public final class Cluster implements AutoCloseable {
    private static final String WRONG_ROOMS = """
            SELECT slug, last_seq, count(seq), coalesce(max(seq), 0) FROM room LEFT JOIN event ON room_id = room.id
            GROUP BY room.id HAVING last_seq <> count(seq) OR last_seq <> coalesce(max(seq), 0)""";

    private final DatabaseProcess database;
    private final List<ServerProcess> nodes = new ArrayList<>();

    private Cluster(DatabaseProcess database) {
        this.database = database;
    }

    /** Starts nodes one after another, with further settings, on a new database. */
    public static Cluster start(String name, int nodes, Map<String, String> settings) {
        return start(name, nodes, new DatabaseProcess(Folders.fresh(name + "-database")), node -> settings);
    }

    /**
     * Starts nodes on a database that is not started yet.
     *
     * @param settings of a node by its number from 0
     */
    public static Cluster start(String name, int nodes, DatabaseProcess database, Settings settings) {
        var cluster = new Cluster(database);
        try {
            database.start();
            for (int i = 0; i < nodes; i++) {
                var all = new HashMap<>(Map.of("VADRA_DATABASE_URL", database.url(), "VADRA_LIVE_HINTS", "pg"));
                all.putAll(settings.of(i));
                var node = new ServerProcess(name + "-node-" + i, all);
                cluster.nodes.add(node);
                node.start();
            }
            return cluster;
        } catch (RuntimeException | Error failure) {
            cluster.close();
            throw failure;
        }
    }

    /** The settings of each node. */
    public interface Settings {
        Map<String, String> of(int node);
    }

    public DatabaseProcess database() {
        return database;
    }

    public List<ServerProcess> nodes() {
        return nodes;
    }

    /** One of the nodes by chance. */
    public ServerProcess any(Random random) {
        return nodes.get(random.nextInt(nodes.size()));
    }

    public List<URI> urls() {
        return nodes.stream().map(ServerProcess::url).toList();
    }

    /** All nodes, for a client by its number; clients are spread among them. */
    public Homes homes(int client) {
        return Homes.spread(urls(), client);
    }

    /** The highest sequence of each room. */
    public Map<String, Long> tops() {
        return database.query("SELECT slug, last_seq FROM room").stream()
                .collect(Collectors.toMap(row -> row.get(0), row -> Long.valueOf(row.get(1))));
    }

    /** All that is wrong with what clients saw of these rooms; the log must be whole besides. */
    public List<HistoryChecker.Violation> judge(History history, List<String> rooms) {
        assertThat(database.query(WRONG_ROOMS)).isEmpty();
        return TestServer.judge(urls().get(0), history, rooms);
    }

    /** Lines of all nodes' logs that want a person. */
    public List<String> errors() {
        return nodes.stream().flatMap(node -> node.errors().stream()).toList();
    }

    @Override
    public void close() {
        nodes.forEach(ServerProcess::close);
        database.close();
    }
}
