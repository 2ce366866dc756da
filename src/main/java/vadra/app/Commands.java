package vadra.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import vadra.backup.Archive;
import vadra.backup.Manifest;
import vadra.backup.PgBackup;
import vadra.backup.PgRestore;
import vadra.backup.Unfit;

/** What who runs the server does beside it: backups. */
final class Commands {
    private static final String USAGE = """
            backup FILE    writes all that the database holds into a new file; servers may run
            check FILE     reads a backup and says whether it is whole
            restore FILE   fills an empty database from a backup; start the server after it""";

    private Commands() {}

    /**
     * Does what the arguments ask. Blocks.
     *
     * @return what to tell whoever asked
     * @throws Unfit when it cannot be done, with why
     */
    static String run(Settings settings, List<String> arguments) throws IOException, SQLException {
        if (arguments.size() != 2) {
            throw new Unfit("there are\n" + USAGE);
        }
        var file = Path.of(arguments.get(1));
        return switch (arguments.get(0)) {
            case "backup" -> backup(settings, file);
            case "check" -> check(file);
            case "restore" -> restore(settings, file);
            default -> throw new Unfit("there are\n" + USAGE);
        };
    }

    private static String backup(Settings settings, Path file) throws IOException, SQLException {
        try (var visit = Visit.beside(settings);
                var connection = visit.connect()) {
            return told("Backed up", file, PgBackup.write(connection, file, product()));
        }
    }

    private static String check(Path file) throws IOException {
        try (var archive = Archive.open(file)) {
            return told("Whole", file, archive.manifest());
        }
    }

    private static String restore(Settings settings, Path file) throws IOException, SQLException {
        try (var archive = Archive.open(file);
                var visit = Visit.alone(settings);
                var connection = visit.connect()) {
            var manifest = archive.manifest();
            int newest = Database.newestSchema(visit.owner());
            if (manifest.schema() > newest) {
                throw new Unfit(file + " has the schema " + manifest.schema() + ", and this Vädra knows up to " + newest
                        + "; restore it with the Vädra that made it (" + manifest.product() + ") or a newer");
            }
            PgRestore.empty(connection, manifest);
            Database.migrate(visit.owner(), manifest.schema());
            PgRestore.into(connection, archive);
            return told("Restored", file, manifest)
                    + "\nEverybody signs in anew, and programs need new tokens. Start the server now.";
        }
    }

    private static String told(String done, Path file, Manifest manifest) throws IOException {
        return "%s: %s%n  made %s by Vädra %s, schema %d%n  %d rows of %d tables, %d bytes%n  sha256 %s"
                .formatted(
                        done,
                        file.toAbsolutePath(),
                        manifest.at(),
                        manifest.product(),
                        manifest.schema(),
                        manifest.rows(),
                        manifest.tables().size(),
                        Files.size(file),
                        sha256(file));
    }

    private static String sha256(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The version of the JAR; classes beside their sources have none. */
    private static String product() {
        return Optional.ofNullable(Commands.class.getPackage().getImplementationVersion())
                .orElse("from source");
    }
}
