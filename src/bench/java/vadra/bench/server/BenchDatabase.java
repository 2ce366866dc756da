package vadra.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The embedded database of a server under test. Members are put into it with their sessions, past the API, since each
 * that joins costs a slow hash, and ten thousand of them a quarter of an hour.
 */
final class BenchDatabase {
    private static final String MEMBERS = """
            INSERT INTO member (id, handle, name, password_hash, rules_version, joined_at)
            SELECT gen_random_uuid(), 'bench-' || n, 'Bench', '-', 1, now() FROM generate_series(1, ?) n
            ON CONFLICT DO NOTHING""";

    private static final String SESSIONS = """
            INSERT INTO session (id, digest, member_id, kind, label, created_at, expires_at)
            SELECT gen_random_uuid(), sha256(convert_to('bench' || lpad(n::text, 38, '0'), 'UTF8')),
                   member.id, 'token', 'bench', now(), now() + interval '30 days'
            FROM generate_series(1, ?) n JOIN member ON member.handle = 'bench-' || n
            ON CONFLICT (digest) DO UPDATE SET expires_at = excluded.expires_at""";

    private static final String AGES = """
            UPDATE member SET joined_at = now() - CASE WHEN n <= ? THEN interval '1 day' ELSE interval '0' END
            FROM generate_series(1, 100000) n WHERE member.handle = 'bench-' || n""";

    private BenchDatabase() {}

    /** Lets the first so many members have joined yesterday, and the others now. */
    static void age(Path data, int elders) {
        execute(data, List.of(AGES), elders);
    }

    /** The tokens of the first so many members of the benchmark, who are made where they are missing. */
    static List<String> sessions(Path data, int count) {
        execute(data, List.of(MEMBERS, SESSIONS), count);
        return IntStream.rangeClosed(1, count).mapToObj("bench%038d"::formatted).toList();
    }

    private static void execute(Path data, List<String> statements, int count) {
        var url = "jdbc:postgresql://localhost:" + postmaster(data).get(3) + "/postgres";
        try (var connection = DriverManager.getConnection(url, "postgres", "postgres")) {
            for (var sql : statements) {
                try (var statement = connection.prepareStatement(sql)) {
                    statement.setInt(1, count);
                    statement.executeUpdate();
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The lines of PostgreSQL's own note of where it runs: its process first, its port fourth. */
    static List<String> postmaster(Path data) {
        try {
            return Files.readAllLines(data.resolve("postgresql/postmaster.pid")).stream()
                    .map(String::strip)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
