package vadra.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets that stand in files of their own, as systemd and Docker hand them over: {@code alerts.webhook-key.file}, or {@code
 * VADRA_ALERTS_WEBHOOK_KEY_FILE}, names the file instead of the secret. Neither what is in them nor what is wrong with it is
 * ever shown.
 */
final class SecretFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SecretFiles.class);
    private static final String ENDING = ".file";
    private static final long LARGEST = 64 * 1024;

    private final Set<String> secrets;
    private final List<String> faults;
    private final Map<String, String> files = new TreeMap<>();

    /**
     * Reads nothing yet.
     *
     * @param secrets the settings that may be in files
     * @param faults where what is wrong is added
     */
    SecretFiles(Set<String> secrets, List<String> faults) {
        this.secrets = secrets;
        this.faults = faults;
    }

    /** The setting that names a secret's file. */
    static String fileOf(String secret) {
        return secret + ENDING;
    }

    /** Takes a setting if it names a file of one of the secrets; the later one holds. */
    boolean named(String key, String file) {
        var secret = key.endsWith(ENDING) ? key.substring(0, key.length() - ENDING.length()) : "";
        if (!secrets.contains(secret)) {
            return false;
        }
        files.put(secret, file.strip());
        return true;
    }

    /** Reads those that were named. What stands in the settings themselves gives way. */
    void read(BiConsumer<String, String> secret) {
        files.forEach((key, file) -> {
            if (!file.isEmpty()) {
                secret.accept(key, read(key, Path.of(file)));
            }
        });
    }

    private String read(String key, Path file) {
        try {
            if (Files.size(file) <= LARGEST) {
                warn(key, file);
                return Files.readString(file).strip();
            }
        } catch (IOException unreadable) {
            // Told below, as one that is too large is.
        }
        faults.add(fileOf(key) + " must name a file that can be read, of at most 64 KiB of text");
        return "";
    }

    private static void warn(String key, Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            LOG.warn("secret.open setting={} file={} everybody on this machine can read it", key, file);
        }
    }
}
