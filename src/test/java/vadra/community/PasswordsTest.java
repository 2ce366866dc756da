package vadra.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.core.Problem;
import vadra.core.ProblemException;

class PasswordsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Passwords PASSWORDS = new Passwords(VERTX, 2, 8, WeakPasswords.common());

    @AfterAll
    static void stop() {
        get(VERTX.close());
    }

    @Test
    void aPasswordFitsItsHashAndNoOther() {
        var hash = get(hash("fönstret-på-glänt"));

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("glänt");
        assertThat(get(PASSWORDS.matches("fönstret-på-glänt", hash))).isTrue();
        assertThat(get(PASSWORDS.matches("fönstret-på-glant", hash))).isFalse();
        assertThat(get(hash("fönstret-på-glänt"))).isNotEqualTo(hash);
    }

    @Test
    void theSameLettersFitFromAnyKeyboard() {
        var hash = get(hash("fo\u0308nstret-pa\u030a-glänt"));

        assertThat(get(PASSWORDS.matches("fönstret-på-glänt", hash))).isTrue();
    }

    @Test
    void nothingFitsWhereThereIsNoHash() {
        assertThat(get(PASSWORDS.matches("a password that opens nothing", null)))
                .isFalse();
    }

    @Test
    void aShortOrEndlessPasswordIsRefused() {
        assertThatThrownBy(() -> get(hash("1234567"))).hasMessageContaining("8 to 200");
        assertThatThrownBy(() -> get(hash("ö".repeat(201)))).hasMessageContaining("8 to 200");
        assertThat(get(hash("ö".repeat(200)))).isNotEmpty();
    }

    @Test
    void aCrowdIsToldToComeBackAndTheNextIsServed() {
        var all = IntStream.range(0, 50)
                .mapToObj(each -> hash("fönstret-på-glänt"))
                .toList();
        get(Future.join(all).otherwiseEmpty());

        var refused = all.stream().filter(Future::failed).toList();
        assertThat(refused).hasSizeGreaterThanOrEqualTo(50 - 16).hasSizeLessThanOrEqualTo(50 - 8);
        assertThat(refused).allSatisfy(one -> {
            var problem = ((ProblemException) one.cause()).problem();
            assertThat(problem).isInstanceOf(Problem.Unavailable.class);
            assertThat(((Problem.Unavailable) problem).retryAfter()).isPositive();
        });
        assertThat(get(hash("fönstret-på-glänt"))).isNotEmpty();
    }

    private static Future<String> hash(String password) {
        return PASSWORDS.hash("password", password, List.of());
    }
}
