package vadra.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.core.Role;

class RateLimitsTest {
    private final RateLimits limits = new RateLimits(new RateLimits.Limits(3, 4, 5));

    @Test
    void afterItsShareAnAddressIsToldWhenToComeBack() {
        for (int each = 0; each < 3; each++) {
            limits.join("192.0.2.1");
        }

        var wait = refused(() -> limits.join("192.0.2.1"));

        assertThat(wait).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
        limits.join("192.0.2.2");
    }

    @Test
    void aHandleIsGuardedAlsoAgainstManyAddresses() {
        for (int each = 0; each < 4; each++) {
            limits.signIn("192.0.2." + each, "asta");
        }

        assertThat(refused(() -> limits.signIn("192.0.2.99", "asta"))).isPositive();
        limits.signIn("192.0.2.99", "bo");
    }

    @Test
    void whoHoldsAWholeNetworkCountsOnce() {
        for (int each = 0; each < 3; each++) {
            limits.join("2001:db8:1:2:0:0:0:" + each);
        }

        assertThat(refused(() -> limits.join("2001:db8:1:2:ffff:0:0:1"))).isPositive();
        limits.join("2001:db8:1:3:0:0:0:1");
    }

    @Test
    void writesAreCountedByMember() {
        var asta = actor();
        for (int each = 0; each < 5; each++) {
            limits.write(asta);
        }

        assertThat(refused(() -> limits.write(asta))).isLessThanOrEqualTo(Duration.ofSeconds(12));
        limits.write(actor());
    }

    @Test
    void whoWasForgottenForOthersStartsAnew() {
        for (int each = 0; each < 3; each++) {
            limits.join("192.0.2.1");
        }
        for (int each = 0; each < 20_000; each++) {
            limits.join("10.0." + each / 250 + "." + each % 250);
        }

        limits.join("192.0.2.1");
    }

    private static Duration refused(ThrowingCallable tooMuch) {
        var problem = new Problem[1];
        assertThatThrownBy(tooMuch)
                .isInstanceOfSatisfying(ProblemException.class, thrown -> problem[0] = thrown.problem());
        return ((Problem.TooFast) problem[0]).retryAfter();
    }

    private static Actor actor() {
        return new Actor(new MemberId(UUID.randomUUID()), "asta", "Åsta", Role.MEMBER);
    }
}
