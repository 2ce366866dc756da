package vadra.community;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.core.MemberId;
import vadra.core.Problem;

/** Where members are signed in: begins, recognises and ends sessions. */
final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private static final Duration BROWSER_LIFE = Duration.ofDays(30);
    private static final Duration TOKEN_LIFE = Duration.ofDays(365);
    private static final Duration EMBEDDED_LIFE = Duration.ofMinutes(60);
    private static final int MOST_RECENT = 20_000;
    private static final Duration RECENT = Duration.ofSeconds(30);
    private static final int LONGEST_LABEL = 200;

    private final PgSessions store;
    private final SessionLookups lookups;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final Secrets secrets = new Secrets();
    private final RecentSessions recent = new RecentSessions(MOST_RECENT, RECENT);
    private final List<Consumer<Predicate<Session>>> listeners = new CopyOnWriteArrayList<>();

    Sessions(PgSessions store, Clock clock, Supplier<UUID> ids) {
        this.store = store;
        this.lookups = new SessionLookups(store::find);
        this.clock = clock;
        this.ids = ids;
    }

    Future<SignedIn> begin(Member member, Session.Kind kind, String label) {
        var now = now();
        var session = new Session(
                ids.get(), member.actor(), kind, shortened(label), member.joinedAt(), now, now.plus(life(kind)));
        var secret = secrets.next();
        return store.add(session, Secrets.digest(secret)).map(crowdedOut -> {
            ended(crowdedOut);
            return new SignedIn(session, member, secret);
        });
    }

    private static Duration life(Session.Kind kind) {
        return switch (kind) {
            case BROWSER -> BROWSER_LIFE;
            case TOKEN -> TOKEN_LIFE;
            case EMBEDDED -> EMBEDDED_LIFE;
        };
    }

    /** The session of a secret; empty when there is none, it expired, or it was ended. */
    Future<Optional<Session>> recognise(String secret) {
        if (!Secrets.isSecret(secret)) {
            return Future.succeededFuture(Optional.empty());
        }
        var digest = Secrets.digest(secret);
        var now = now();
        var known = recent.find(digest, now);
        if (known.isPresent()) {
            return Future.succeededFuture(known);
        }
        long mark = recent.mark();
        return lookups.find(digest, now).map(found -> {
            found.ifPresent(session -> recent.keep(digest, session, now, mark));
            return found;
        });
    }

    Future<List<Place>> list(MemberId member) {
        return store.list(member, now());
    }

    /** Ends a session of the member; fails with {@link Problem.NotFound} when there is none by that id. */
    Future<Void> end(UUID id, MemberId member) {
        return store.end(id, member).map(found -> {
            if (!found) {
                throw Problem.notFound("session", id.toString());
            }
            ended(Set.of(id));
            return null;
        });
    }

    /** Ends all of the member's sessions but the one that asks. */
    Future<Void> endBeside(Session kept) {
        return store.endOthers(kept.actor().id(), kept.id()).map(ended -> {
            endedBeside(kept);
            return null;
        });
    }

    /** Hears that all of a member's sessions but one have ended. */
    void endedBeside(Session kept) {
        revoke(session ->
                session.actor().id().equals(kept.actor().id()) && !session.id().equals(kept.id()));
    }

    /** Looks a member's sessions up anew when they are next used, since the member changed. */
    void forget(MemberId member) {
        recent.evict(session -> session.actor().id().equals(member));
    }

    Future<Integer> purge() {
        return store.purge(now());
    }

    void onRevoked(Consumer<Predicate<Session>> listener) {
        listeners.add(listener);
    }

    /** Follows what happened on any node, this one included. */
    void happened(ControlEvent event) {
        if (event instanceof ControlEvent.SessionEnded ended) {
            ended(Set.of(ended.session()));
        } else if (event instanceof ControlEvent.RoleChanged changed) {
            revoke(session -> session.actor().id().equals(changed.member()));
        } else if (event instanceof ControlEvent.MemberLeft left) {
            // Whoever restores an older backup finds here who has to leave again.
            LOG.info("member.left id={}", left.member());
            revoke(session -> session.actor().id().equals(left.member()));
        } else {
            throw new AssertionError(event);
        }
    }

    private void ended(Collection<UUID> sessions) {
        if (!sessions.isEmpty()) {
            revoke(session -> sessions.contains(session.id()));
        }
    }

    private void revoke(Predicate<Session> which) {
        recent.evict(which);
        listeners.forEach(listener -> listener.accept(which));
    }

    /** To the microsecond, as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String shortened(String label) {
        var plain = label.replaceAll("\\p{C}", "").strip();
        int length = plain.codePointCount(0, plain.length());
        return length <= LONGEST_LABEL ? plain : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_LABEL));
    }
}
