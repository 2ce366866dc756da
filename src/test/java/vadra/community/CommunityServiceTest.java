package vadra.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vadra.app.TestDatabase.get;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.core.Role;

class CommunityServiceTest {
    private static final String PASSWORD = "fönstret-på-glänt";
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool POOL = TestDatabase.fresh().pool(VERTX);
    private static final CommunityService COMMUNITY = CommunityService.of(
            VERTX,
            POOL,
            new CommunityService.Setting(
                    Clock.systemUTC(),
                    UUID::randomUUID,
                    () -> 3,
                    new CommunityService.SigningIn(WeakPasswords.common(), false)));

    @AfterAll
    static void stop() {
        get(VERTX.close());
    }

    @Test
    void aNewcomerIsAMemberUnderAHandleMadeFromTheName() {
        var joined = join("Märta  Åkesson ", null);

        assertThat(joined.member().name()).isEqualTo("Märta Åkesson");
        assertThat(joined.member().handle()).isEqualTo("marta-akesson");
        assertThat(joined.member().role()).isEqualTo(Role.MEMBER);
        assertThat(get(COMMUNITY.person("marta-akesson"))).isEqualTo(joined.member());
        assertThat(get(COMMUNITY.recognise(joined.secret()))).contains(joined.session());
    }

    @Test
    void namesakesInTheSameMomentGetANumberEach() {
        var joining = IntStream.range(0, 20)
                .mapToObj(each -> COMMUNITY.join(newcomer("Karin", null), Session.Kind.TOKEN, ""))
                .toList();
        get(Future.all(joining));

        var handles = new HashSet<String>();
        joining.forEach(joined -> handles.add(joined.result().member().handle()));
        var expected = new ArrayList<String>();
        expected.add("karin");
        IntStream.rangeClosed(2, 20).forEach(number -> expected.add("karin" + number));
        assertThat(handles).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void ofManyWhoChooseAHandleInTheSameMomentExactlyOneHasIt() {
        var joining = IntStream.range(0, 12)
                .mapToObj(each -> COMMUNITY.join(newcomer("Vem " + each, "raced"), Session.Kind.TOKEN, ""))
                .toList();
        get(Future.join(joining).otherwiseEmpty());

        assertThat(joining.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(joining.stream().filter(Future::failed))
                .allSatisfy(lost -> assertThat(problem(lost.cause())).isInstanceOf(Problem.Conflict.class));
    }

    @Test
    void aNameThatIsReservedOrHasNoLettersGetsANumber() {
        assertThat(join("Admin", null).member().handle()).isEqualTo("admin2");
        assertThat(join("李小龍", null).member().handle()).isEqualTo("member2");
        assertThat(join("Å", null).member().handle()).isEqualTo("a2");
    }

    @Test
    void nobodyJoinsUnderRulesThatAreNotInForce() {
        var old = new Newcomer("Gammal", null, PASSWORD, 2);

        assertThatThrownBy(() -> get(COMMUNITY.join(old, Session.Kind.TOKEN, "")))
                .hasMessageContaining("which is 3");
    }

    @Test
    void aWrongPasswordAndAnUnknownHandleAreToldTheSame() {
        join("Ester", "ester");

        assertThatThrownBy(() -> get(COMMUNITY.credentials().prove("ester", "fönstret-är-stängt")))
                .hasMessage("forbidden: The handle and the password do not fit.");
        assertThatThrownBy(() -> get(COMMUNITY.credentials().prove("nobody-at-all", "fönstret-är-stängt")))
                .hasMessage("forbidden: The handle and the password do not fit.");
    }

    @Test
    void anUnknownHandleTakesAsLongAsAWrongPassword() {
        join("Tage", "tage");
        long known = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;
        // The fastest of ever more tries: a busy machine makes some slow, and nothing makes one fast that is not.
        for (int tries = 0; tries < 40 && (tries < 5 || !alike(known, unknown)); tries++) {
            known = Math.min(known, nanosToRefuse("tage"));
            unknown = Math.min(unknown, nanosToRefuse("no-tage"));
        }

        assertThat(alike(known, unknown)).isTrue();
    }

    private static boolean alike(long one, long other) {
        return Math.max(one, other) < 2.5 * Math.min(one, other);
    }

    private static long nanosToRefuse(String handle) {
        long start = System.nanoTime();
        get(COMMUNITY.credentials().prove(handle, "fönstret-är-stängt").otherwiseEmpty());
        return System.nanoTime() - start;
    }

    @Test
    void whoTheHouseBringsMayBearAReservedHandle() {
        var staff = get(COMMUNITY.createStaff("staff", "Personalen", PASSWORD));

        assertThat(staff.actor().isStaff()).isTrue();
        assertThat(get(COMMUNITY.createStaff("staff", "Andra", "another-password")))
                .isEqualTo(staff);
        assertThat(get(COMMUNITY.hasStaff())).isTrue();
        assertThat(get(COMMUNITY.credentials().prove("staff", PASSWORD))).isEqualTo(staff);
        assertThatThrownBy(() -> get(COMMUNITY.bring(Role.BLOGGER, "staff", "Bloggaren", PASSWORD)))
                .hasMessageContaining("taken");
    }

    @Test
    void aProfileChangesAtOnceAlsoForWhoIsSignedIn() {
        var joined = join("Ove", "ove");
        var before = get(COMMUNITY.recognise(joined.secret())).orElseThrow();

        var changed = get(COMMUNITY.changeProfile(before.actor(), "Ove Ö", "Kör hårt.\nI Härnösand."));

        assertThat(changed.name()).isEqualTo("Ove Ö");
        assertThat(get(COMMUNITY.changeProfile(before.actor(), null, "")).name())
                .isEqualTo("Ove Ö");
        assertThat(get(COMMUNITY.recognise(joined.secret()))
                        .orElseThrow()
                        .actor()
                        .name())
                .isEqualTo("Ove Ö");
        assertThatThrownBy(() -> get(COMMUNITY.changeProfile(before.actor(), "O\u202eve", null)))
                .hasMessageContaining("name: must not contain the invisible character U+202E");
    }

    @Test
    void aNameThatIsNoHandleNamesNobody() {
        assertThatThrownBy(() -> get(COMMUNITY.person("\u0000"))).hasMessageStartingWith("not-found");
        assertThatThrownBy(() -> get(COMMUNITY.person("Åsta"))).hasMessageStartingWith("not-found");
    }

    @CanIgnoreReturnValue
    private static SignedIn join(String name, @Nullable String handle) {
        return get(COMMUNITY.join(newcomer(name, handle), Session.Kind.BROWSER, "test"));
    }

    private static Newcomer newcomer(String name, @Nullable String handle) {
        return new Newcomer(name, handle, PASSWORD, 3);
    }

    private static Problem problem(Throwable failure) {
        return ((ProblemException) failure).problem();
    }
}
