package vadra.bench.server;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * Posts of a server under test, put into its database past the API, which would take hours: each is two lines of a recorded
 * conversation, chance which, in one of 100 rooms and at some time of the last year. They are not in the log.
 */
final class BenchPosts {
    private static final int LINES_AT_ONCE = 10_000;

    private static final String LINES = "CREATE TEMP TABLE line (n serial PRIMARY KEY, words text NOT NULL)";
    private static final String LINE = "INSERT INTO line (words) VALUES (?)";
    private static final String ROOMS = """
            INSERT INTO room (id, slug, title, started_by, started_at, language)
            SELECT gen_random_uuid(), 'found-' || n, 'Found ' || n, (SELECT id FROM member ORDER BY handle LIMIT 1), now(), 'en'
            FROM generate_series(0, 99) n ON CONFLICT DO NOTHING""";
    private static final String FILL = """
            INSERT INTO post (id, room_id, seq, author_id, thread_id, command_id, source, html, language, said_at, hat)
            SELECT drawn.id, room.id, drawn.n, member.id, drawn.id, 'c' || drawn.n, one.words || ' ' || other.words, '<p>…</p>', 'en',
                   now() - random() * interval '365 days', 'customer'
            FROM (SELECT n, gen_random_uuid() AS id, 'found-' || n % 100 AS slug,
                         1 + floor(random() * lines)::int AS a, 1 + floor(random() * lines)::int AS b
                  FROM generate_series((SELECT count(*) FROM post) + 1, ?) n, (SELECT count(*) FROM line) all_lines (lines)) drawn
            JOIN room USING (slug) JOIN line one ON one.n = drawn.a JOIN line other ON other.n = drawn.b
            CROSS JOIN (SELECT id FROM member ORDER BY handle LIMIT 1) member""";

    private BenchPosts() {}

    /** Adds posts until there are so many. */
    static void fill(Path data, List<String> lines, int count) {
        try (var connection = connect(data)) {
            execute(connection, LINES);
            try (var statement = connection.prepareStatement(LINE)) {
                for (int i = 0; i < lines.size(); i++) {
                    statement.setString(1, lines.get(i));
                    statement.addBatch();
                    if (i % LINES_AT_ONCE == LINES_AT_ONCE - 1 || i == lines.size() - 1) {
                        statement.executeBatch();
                    }
                }
            }
            execute(connection, ROOMS);
            // The rules of what people may do are for people.
            execute(connection, "SET session_replication_role = replica");
            try (var statement = connection.prepareStatement(FILL)) {
                statement.setInt(1, count);
                statement.executeUpdate();
            }
            execute(connection, "VACUUM ANALYZE post");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Connection connect(Path data) throws SQLException {
        var url =
                "jdbc:postgresql://localhost:" + BenchDatabase.postmaster(data).get(3) + "/postgres";
        return DriverManager.getConnection(url, "postgres", "postgres");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
