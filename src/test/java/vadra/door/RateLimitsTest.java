package vadra.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import vadra.community.Session;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.core.Role;

class RateLimitsTest {
    private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");
    private static final String HERE = "192.0.2.1";

    private final RateLimits limits =
            new RateLimits(new RateLimits.Limits(3, 4, new RateLimits.Writes(5, 2, Duration.ofHours(3), 9)));

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
        var asta = member(Duration.ofHours(3));
        for (int each = 0; each < 5; each++) {
            limits.write(asta, HERE, NOW);
        }

        assertThat(refused(() -> limits.write(asta, "192.0.2.2", NOW))).isLessThanOrEqualTo(Duration.ofSeconds(12));
        limits.write(member(Duration.ofHours(3)), HERE, NOW);
    }

    @Test
    void whoIsNewHasLessButNeverNothing() {
        var asta = member(Duration.ofMinutes(179));
        limits.write(asta, HERE, NOW);

        assertThat(refused(() -> limits.write(asta, HERE, NOW)))
                .isBetween(Duration.ofSeconds(29), Duration.ofSeconds(30));
        limits.write(asta, HERE, NOW.plus(Duration.ofMinutes(1)));
    }

    @Test
    void manyMembersOfOneAddressShareItsPart() {
        for (int each = 0; each < 9; each++) {
            limits.write(member(Duration.ofDays(1)), HERE, NOW);
        }

        assertThat(refused(() -> limits.write(member(Duration.ofDays(1)), HERE, NOW)))
                .isPositive();
        limits.write(member(Duration.ofDays(1)), "192.0.2.2", NOW);
    }

    @Test
    void whatIsCountedOfRefusalsSaysHowManyAndNothingElse() {
        var refusals = limits.refusals();
        refusals.note(Problem.tooFast("newcomer", "Too fast.", Duration.ofSeconds(1)));
        refusals.note(Problem.tooFast("newcomer", "Too fast.", Duration.ofSeconds(1)));
        refusals.note(Problem.conflict("Something else."));

        var taken = refusals.take();
        assertThat(taken).isEqualTo(Map.of("newcomer", 2L));
        assertThat(refusals.take()).isEmpty();
        refusals.giveBack(taken);
        assertThat(refusals.take()).isEqualTo(taken);
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

    private static Session member(Duration age) {
        var actor = new Actor(new MemberId(UUID.randomUUID()), "asta", "Åsta", Role.MEMBER);
        return new Session(UUID.randomUUID(), actor, Session.Kind.TOKEN, "", NOW.minus(age), NOW, NOW.plusSeconds(60));
    }
}
