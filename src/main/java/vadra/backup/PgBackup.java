package vadra.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;

/** Writes all that a database holds into one file, as it stood at one moment; the servers on it go on meanwhile. */
public final class PgBackup {
    /**
     * What is left out: who is here and which node does what, which is true for seconds; orders that are reckoned anew; the
     * life of the log, since a restored one is another; sign-ins, of which one that was ended meanwhile would come to life;
     * and what the migrations keep of themselves.
     */
    public static final Set<String> LEFT_OUT = Set.of(
            "node",
            "presence",
            "watchkeeper",
            "question_order",
            "epoch",
            "session",
            "sign_in_step",
            "sign_in_try",
            "known_device",
            "outside_flow",
            "outside_newcomer",
            "host_token",
            "flyway_schema_history");

    private static final String TABLES = """
            SELECT relname, string_agg(quote_ident(attname), ',' ORDER BY attnum)
            FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
            WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
            AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
            GROUP BY relname ORDER BY relname""";

    private static final String SEQUENCES =
            "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL";

    /** The newest migration that the database has. */
    static final String SCHEMA =
            "SELECT coalesce(max(version::int), 0) FROM flyway_schema_history WHERE success AND version ~ '^[0-9]+$'";

    private PgBackup() {}

    /**
     * Writes a backup. Nothing stands under the file's name before it is whole, was read again and is on the disk.
     *
     * @param owner a connection of the role that owns the tables; its transaction is used
     * @param product the version that writes it
     * @throws Unfit when the file is there already
     */
    public static Manifest write(Connection owner, Path file, String product) throws IOException, SQLException {
        var whole = file.toAbsolutePath();
        if (Files.exists(whole)) {
            throw new Unfit(whole + " is there already; a backup never takes the place of another");
        }
        var folder = Objects.requireNonNull(whole.getParent(), "a file is in a folder");
        Files.createDirectories(folder);
        // Made so that nobody but its owner reads it.
        var part = Files.createTempFile(folder, whole.getFileName() + ".", ".part");
        try {
            Manifest written;
            try (var out = Files.newOutputStream(part)) {
                written = snapshot(owner, out, product);
            }
            Archive.open(part).close();
            keep(part);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            return written;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void keep(Path part) throws IOException {
        try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static Manifest snapshot(Connection owner, OutputStream out, String product)
            throws IOException, SQLException {
        owner.setAutoCommit(false);
        owner.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        owner.setReadOnly(true);
        try (var zip = new ZipOutputStream(new BufferedOutputStream(out, 1 << 16), StandardCharsets.UTF_8)) {
            var at = text(owner, "SELECT ledger_time(now())");
            int schema = Integer.parseInt(text(owner, SCHEMA));
            var tables = new ArrayList<Manifest.Table>();
            for (var table : tables(owner).entrySet()) {
                tables.add(copy(owner, zip, table.getKey(), table.getValue()));
            }
            // Sequences stand outside of the snapshot: read last, they are not behind any row of it.
            var manifest = new Manifest(Manifest.FORMAT, product, schema, at, tables, sequences(owner));
            zip.putNextEntry(new ZipEntry(Archive.MANIFEST));
            zip.write(manifest.text().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            return manifest;
        } finally {
            owner.rollback();
        }
    }

    private static Map<String, List<String>> tables(Connection owner) throws SQLException {
        var tables = new TreeMap<String, List<String>>();
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                if (!LEFT_OUT.contains(rows.getString(1))) {
                    tables.put(rows.getString(1), List.of(rows.getString(2).split(",")));
                }
            }
        }
        return tables;
    }

    private static Manifest.Table copy(Connection owner, ZipOutputStream zip, String name, List<String> columns)
            throws IOException, SQLException {
        var table = new Manifest.Table(name, columns, 0, 0, "");
        var digest = Archive.sha256();
        zip.putNextEntry(new ZipEntry(table.entry()));
        var through = new DigestStream(zip, digest);
        long rows =
                owner.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY " + columns(table) + " TO STDOUT", through);
        zip.closeEntry();
        return new Manifest.Table(
                name, columns, rows, through.bytes(), HexFormat.of().formatHex(digest.digest()));
    }

    /** A table and its columns, as COPY wants them. */
    static String columns(Manifest.Table table) {
        return "public.\"" + table.name() + "\""
                + table.columns().stream().collect(Collectors.joining(", ", " (", ")"));
    }

    private static Map<String, Long> sequences(Connection owner) throws SQLException {
        var sequences = new TreeMap<String, Long>();
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(SEQUENCES)) {
            while (rows.next()) {
                sequences.put(rows.getString(1), rows.getLong(2));
            }
        }
        return sequences;
    }

    /** The first field of an answer; empty for null. */
    static String text(Connection owner, String question) throws SQLException {
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(question)) {
            var text = rows.next() ? rows.getString(1) : null;
            return text == null ? "" : text;
        }
    }
}
