package vadra.keys;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import vadra.community.Secrets;
import vadra.core.MemberId;
import vadra.core.Problem;

/**
 * Slows those who guess, on all nodes together and over restarts, the more the longer they go on. A handle is slowed the
 * same whether anybody has it. Who comes with a device from which the member has signed in before is counted apart, so
 * that nobody locks somebody else out. Safe for all threads.
 */
public final class Slowing {
    private static final int FREE_OF_ONE = 5;
    /** Behind one address there may be many people. */
    private static final int FREE_OF_ADDRESS = 50;

    private final PgSlowing store;
    private final Clock clock;
    private final Secrets secrets = new Secrets();

    Slowing(Pool pool, Clock clock) {
        this.store = new PgSlowing(pool);
        this.clock = clock;
    }

    /**
     * Whence somebody tries.
     *
     * @param address the network's part of it
     * @param device the secret of the device's cookie, where it has one
     */
    public record From(String address, Optional<String> device) {
        public From {
            device = device.filter(Secrets::isSecret);
        }
    }

    /** A try that was counted, to be taken back if it was right. */
    record Tried(Buffer one, Buffer address) {}

    /** Counts a try; fails with {@link Problem.TooFast}, and does not count, when it comes too soon. */
    Future<Tried> count(String handle, From from) {
        return keys(handle, from).compose(this::count);
    }

    /** The same for who is signed in, and is asked once more. */
    Future<Tried> count(MemberId member) {
        var key = key("member", member.toString());
        return count(new Tried(key, key));
    }

    /** Nor do others at the same address slow a known device: it is counted for itself alone. */
    private Future<Tried> keys(String handle, From from) {
        var device = from.device();
        var known = device.isPresent() ? store.isKnown(digest(device.get()), handle) : Future.succeededFuture(false);
        return known.map(is -> {
            var one = is ? key("device", handle + " " + device.orElseThrow()) : key("handle", handle);
            return new Tried(one, is ? one : key("address", from.address()));
        });
    }

    private Future<Tried> count(Tried tried) {
        boolean alone = tried.one().equals(tried.address());
        var keys = alone ? new Buffer[] {tried.one()} : new Buffer[] {tried.one(), tried.address()};
        var frees = alone ? new Integer[] {FREE_OF_ONE} : new Integer[] {FREE_OF_ONE, FREE_OF_ADDRESS};
        return store.count(keys, frees, clock.instant()).map(seconds -> {
            if (seconds > 0) {
                throw Problem.tooFast(
                        "sign-ins", "After so many tries the next has to wait.", Duration.ofSeconds(seconds));
            }
            return tried;
        });
    }

    /** Takes back the tries of who was right in the end. */
    Future<Void> right(String handle, From from) {
        return keys(handle, from).compose(this::forgive);
    }

    /** Takes a try back. */
    Future<Void> forgive(Tried tried) {
        return store.forgive(tried.one(), tried.address());
    }

    /** Remembers the device of who has signed in; the result is the secret of its cookie. */
    Future<String> remember(MemberId member, From from) {
        var secret = from.device().orElseGet(secrets::next);
        return store.know(digest(secret), member, clock.instant()).map(secret);
    }

    /** Forgets what is over. To be called now and then, on any node. */
    public Future<Void> sweep() {
        return store.sweep(clock.instant());
    }

    private static Buffer digest(String secret) {
        return PgFactors.bytes(Secrets.digest(secret));
    }

    private static Buffer key(String kind, String what) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return Buffer.buffer(sha256.digest((kind + ":" + what).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
