package vadra.app;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.Optional;
import vadra.api.Services;
import vadra.demo.DemoContent;

/** What is done once, when a server meets an empty database: a staff login is made, and demo content where asked for. */
final class FirstStart {
    private static final String HANDLE = "staff";
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 16;

    private final Services services;
    private final Settings settings;
    private final DemoContent demo;

    FirstStart(Services services, Settings settings, DemoContent demo) {
        this.services = services;
        this.settings = settings;
        this.demo = demo;
    }

    /** A login for the company's staff. */
    public record Login(String handle, String password) {
        @Override
        public String toString() {
            return "Login[" + handle + "]";
        }
    }

    /** Makes what is missing; the login when one was made. */
    Future<Optional<Login>> run() {
        return services.community().hasStaff().compose(known -> {
            if (known) {
                return Future.succeededFuture(Optional.empty());
            }
            var login = new Login(HANDLE, settings.staffPassword().isEmpty() ? password() : settings.staffPassword());
            return services.community()
                    .createStaff(login.handle(), "Personalen", login.password())
                    .compose(made -> settings.demo() ? demo.write() : Future.succeededFuture())
                    .map(made -> Optional.of(login));
        });
    }

    private static String password() {
        var password = new StringBuilder();
        new SecureRandom().ints(LENGTH, 0, LETTERS.length()).forEach(letter -> password.append(LETTERS.charAt(letter)));
        return password.toString();
    }
}
