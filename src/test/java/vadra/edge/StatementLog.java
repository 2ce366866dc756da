package vadra.edge;

import static java.util.function.Predicate.not;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vadra.faults.DatabaseProcess;
import vadra.it.Folders;

/**
 * A PostgreSQL that writes down the text of each statement, and nothing of the values beside it: what of a request is found
 * there has become SQL.
 */
final class StatementLog implements AutoCloseable {
    private static final Pattern BEGINS = Pattern.compile("\\n(?=\\d{4}-\\d\\d-\\d\\d )");
    private static final Pattern STATEMENT =
            Pattern.compile("^\\S+ \\S+ \\S+ \\[\\d+] (?:LOG: {2}(?:execute|statement)|STATEMENT:)");
    /** What is said of a text that was read as SQL, as a search or as a path into JSON. */
    private static final Pattern MISREAD = Pattern.compile(
            "(?:ERROR|FATAL): .*(?:syntax error|unterminated|does not exist|cannot insert multiple commands)");

    private final Path data = Folders.fresh("statement-log");
    private final DatabaseProcess database = new DatabaseProcess(data);

    StatementLog() {
        database.start();
        for (var setting : List.of(
                "logging_collector = on",
                "log_filename = 'statements.log'",
                "log_rotation_size = 0",
                "log_statement = 'all'",
                "log_parameter_max_length = 0",
                "log_error_verbosity = 'terse'")) {
            database.query("ALTER SYSTEM SET " + setting);
        }
        database.query("ALTER DATABASE postgres SET synchronous_commit = off");
        database.close();
        database.start();
    }

    DatabaseProcess database() {
        return database;
    }

    private Stream<String> entries() {
        try {
            var all = Files.readAllBytes(data.resolve("log/statements.log"));
            return BEGINS.splitAsStream(new String(all, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** All that was asked of it. */
    Stream<String> statements() {
        return entries().filter(STATEMENT.asPredicate());
    }

    /** Where it could not read what it was given. */
    List<String> misread() {
        return entries()
                .filter(MISREAD.asPredicate())
                .filter(not(String::isBlank))
                .toList();
    }

    @Override
    public void close() {
        database.close();
    }
}
