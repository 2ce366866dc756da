package vadra.community;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import vadra.core.Problem;

/**
 * Hashes and checks passwords with Argon2id, on threads of their own, few and with a short queue: each hash costs tens
 * of milliseconds and 19 MiB by design, and a crowd that signs in must not take the server from those who talk.
 */
final class Passwords {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 200;
    private static final int SALT_BYTES = 16;
    /** Memory in KiB, passes and lanes: the weakest set that OWASP recommends for Argon2id. */
    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

    private final WorkerExecutor threads;
    private final Semaphore places;
    private final WeakPasswords weak;
    /** Checked in place of the hash that an unknown handle lacks, so that both answers take the same time. */
    private final String nobodys = hashNow("a password that opens nothing");

    /**
     * Starts the threads; they end with their Vert.x.
     *
     * @param threads how many hashes at once
     * @param places how many hashes at once or waiting; one more is refused
     * @param weak what is not taken for a new password
     */
    Passwords(Vertx vertx, int threads, int places, WeakPasswords weak) {
        this.weak = weak;
        this.threads = vertx.createSharedWorkerExecutor("vadra-passwords", threads);
        this.places = new Semaphore(places);
    }

    /**
     * The hash of a new password, with its parameters and salt.
     *
     * @param field what the password is called where it was given
     * @param personal what everybody knows of whose it will be
     * @return fails with {@link Problem.Invalid} when it is too short, too long or easily guessed,
     *     {@link Problem.Unavailable} when too many hashes are waiting
     */
    Future<String> hash(String field, String password, List<String> personal) {
        var normal = normal(password);
        int length = normal.codePointCount(0, normal.length());
        if (length < SHORTEST || length > LONGEST) {
            return Future.failedFuture(Problem.invalid(field, SHORTEST + " to " + LONGEST + " characters"));
        }
        return onThread(() -> {
            weak.why(normal, personal).ifPresent(rule -> {
                throw Problem.invalid(field, rule);
            });
            return hashNow(normal);
        });
    }

    /**
     * Whether a password is the one of a hash. Takes as long when there is no hash, and is false.
     *
     * @return fails with {@link Problem.Unavailable} when too many hashes are waiting
     */
    Future<Boolean> matches(String password, @Nullable String hash) {
        var normal = normal(password);
        return onThread(() -> {
            var known = hash == null ? nobodys : hash;
            return Password.check(normal, known).with(Argon2Function.getInstanceFromHash(known)) && hash != null;
        });
    }

    private <T> Future<T> onThread(Callable<T> work) {
        if (!places.tryAcquire()) {
            return Future.failedFuture(Problem.unavailable(
                    "Very many people are signing in right now; nothing was done.", Duration.ofSeconds(2)));
        }
        return threads.executeBlocking(work, false).onComplete(done -> places.release());
    }

    private static String hashNow(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2).getResult();
    }

    /** The same letters from any keyboard: some send å as one character, some as two. */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }
}
