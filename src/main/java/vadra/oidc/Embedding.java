package vadra.oidc;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import vadra.community.Secrets;
import vadra.core.MemberId;
import vadra.core.Problem;

/**
 * Rooms in frames of the company's own site: who may frame them, and who the site's customers are here. A customer is found by
 * issuer and subject only, as whom an issuer of identities knows. Safe for all threads.
 */
public final class Embedding {
    private final Host host;
    private final Optional<HostTokens> tokens;
    private final PgOutside store;
    private final Secrets secrets = new Secrets();

    public Embedding(Host host, Pool pool, Clock clock) {
        this.host = host;
        this.tokens = host.signing().map(signing -> new HostTokens(signing, clock));
        this.store = new PgOutside(pool);
    }

    /** Whom a token of the site's names. */
    public sealed interface Customer {
        /** A member already. */
        record Known(MemberId member) implements Customer {}

        /**
         * Nobody whom the house knows, who may join now.
         *
         * @param secret opens that, for half an hour
         * @param name one to begin with, perhaps empty
         */
        record New(String secret, String name) implements Customer {
            @Override
            public String toString() {
                return "New[]";
            }
        }
    }

    /** The origins whose pages may frame a room; empty where nobody may. */
    public List<String> origins() {
        return host.origins();
    }

    /** Takes a token of the site's, which is good for once; fails with {@link Problem.Forbidden} when it is not good. */
    public Future<Customer> enter(String token) {
        return Future.succeededFuture(tokens())
                .map(checking -> checking.check(token))
                .compose(said -> store.use(said.who().issuer() + " " + said.once(), said.until())
                        .compose(first -> {
                            if (!first) {
                                throw Problem.forbidden(
                                        "The token of the site was used before, or very many come at once.");
                            }
                            return store.member(said.who());
                        })
                        .compose(found -> found.isPresent()
                                ? Future.succeededFuture(new Customer.Known(found.get()))
                                : newcomer(said.who())));
    }

    private Future<Customer> newcomer(Identity who) {
        var secret = secrets.next();
        return store.add(secret, who).map(kept -> {
            if (!kept) {
                throw OutsideSignIn.crowded();
            }
            return new Customer.New(secret, who.name());
        });
    }

    /** Whether somebody of the site's may join by a secret; fails with {@link Problem.Forbidden} when that is over. */
    public Future<Void> mayJoin(String secret) {
        var issuer = host.signing().orElseThrow(Embedding::shut).issuer();
        return store.name(secret, issuer)
                .map(name -> name.orElseThrow(
                        () -> Problem.forbidden("That took too long, or was done already; open the page anew.")))
                .mapEmpty();
    }

    /** Forgets tokens that are over, who did not join, and who did not come back from an issuer. To be called now and then. */
    public Future<Void> forget() {
        return store.forget();
    }

    private HostTokens tokens() {
        return tokens.orElseThrow(Embedding::shut);
    }

    private static RuntimeException shut() {
        return Problem.notFound("way in", "embedded");
    }
}
