package vadra.kindred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static vadra.app.TestDatabase.get;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vadra.kindred.World.Somebody;

/** Who is suggested to whom, and who is not, in small worlds that are planted by hand. */
@SuppressWarnings({"CheckReturnValue", "NullAway"})
class KindredTest {
    private final World world = new World();
    private final Somebody asta = world.wanting("asta");
    private final Somebody bo = world.wanting("bo");

    @AfterEach
    void stop() {
        world.close();
    }

    private void alike(Somebody one, Somebody other) {
        for (var who : new Somebody[] {one, other}) {
            world.owns(who, "brygga", "kvarn");
            world.caresFor(who, "kallbryggt");
        }
    }

    @Test
    void whoSharesTwoProductsAndAnInterestIsSuggestedToEachOtherWithTheTrueReasonsAndACelebrityIsNot() {
        alike(asta, bo);
        var celebrity = world.wanting("celeb");
        world.caresFor(celebrity, "sig själv");
        var stage = world.room(celebrity);
        for (int n = 0; n < 50; n++) {
            world.says(celebrity, stage);
        }
        world.does("""
                INSERT INTO member (id, handle, name, password_hash, rules_version, joined_at)
                SELECT gen_random_uuid(), 'beundrare' || n, 'B', 'x', 1, now() FROM generate_series(1, 1000) n;
                INSERT INTO reaction SELECT (SELECT id FROM post WHERE author_id = '%1$s' LIMIT 1), id, 'heart', now()
                FROM member WHERE handle LIKE 'beundrare%%'""".formatted(celebrity.id()));
        assertThat(world.handles(bo)).containsExactly(asta.handle());
        assertThat(world.of(asta)).singleElement().satisfies(one -> {
            assertThat(one.handle()).isEqualTo(bo.handle());
            assertThat(one.ties())
                    .extracting(Tie::kind, Tie::name)
                    .containsExactlyInAnyOrder(
                            tuple(Tie.Kind.INTEREST, "kallbryggt"),
                            tuple(Tie.Kind.PRODUCT, "brygga"),
                            tuple(Tie.Kind.PRODUCT, "kvarn"));
            assertThat(one.elsewhere()).isTrue();
        });
        assertThat(world.of(celebrity)).isEmpty();
    }

    @Test
    void nobodyIsSuggestedWhoDoesNotWantItOrNoLongerDoes() {
        alike(asta, bo);
        alike(asta, world.member("tyst"));
        assertThat(world.handles(asta)).containsExactly(bo.handle());
        assertThat(get(world.kindred.common(asta.member(), bo.handle()))).hasSize(3);
        get(world.kindred.give(bo.member(), Kindred.Purpose.KINDRED, false));
        assertThat(world.of(asta)).isEmpty();
        assertThat(world.of(bo)).isEmpty();
        assertThat(get(world.kindred.common(asta.member(), bo.handle()))).isEmpty();
        assertThat(get(world.kindred.common(bo.member(), asta.handle()))).isEmpty();
        get(world.kindred.give(bo.member(), Kindred.Purpose.KINDRED, true));
        assertThat(world.handles(asta)).containsExactly(bo.handle());
    }

    @Test
    void aFieldThatTheReaderMayNotReadIsNoReasonFromThatMomentOn() {
        alike(asta, bo);
        world.audience(bo, "products", "contacts");
        assertThat(world.of(asta))
                .singleElement()
                .satisfies(one -> assertThat(one.ties()).extracting(Tie::kind).containsExactly(Tie.Kind.INTEREST));
        assertThat(world.of(bo))
                .singleElement()
                .satisfies(one -> assertThat(one.ties()).hasSize(3));
        world.audience(bo, "interests", "me");
        assertThat(world.of(asta)).isEmpty();
        assertThat(get(world.kindred.common(asta.member(), bo.handle()))).isEmpty();
        world.audience(bo, "products", "public");
        assertThat(world.of(asta))
                .singleElement()
                .satisfies(one -> assertThat(one.ties()).hasSize(2));
    }

    @Test
    void contactsAndTheBlockedAndTheMutedAreLeftOutAndTheHiddenNeverReturn() {
        alike(asta, bo);
        var ids = "('" + asta.id() + "', '" + bo.id() + "'";
        world.does("INSERT INTO contact VALUES " + ids + ", '', now(), NULL)");
        assertThat(world.of(asta)).isEmpty();
        assertThat(world.of(bo)).isEmpty();
        world.does("DELETE FROM contact; INSERT INTO block VALUES " + ids + ", now())");
        assertThat(world.of(asta)).isEmpty();
        assertThat(world.of(bo)).isEmpty();
        assertThat(get(world.kindred.common(bo.member(), asta.handle()))).isEmpty();
        world.does("DELETE FROM block; INSERT INTO mute VALUES " + ids + ", now(), NULL)");
        assertThat(world.of(asta)).isEmpty();
        assertThat(world.handles(bo)).containsExactly(asta.handle());
        world.does("DELETE FROM mute");
        get(world.kindred.hide(asta.member(), bo.handle()));
        assertThat(world.of(asta)).isEmpty();
        get(world.kindred.give(bo.member(), Kindred.Purpose.KINDRED, false));
        get(world.kindred.give(bo.member(), Kindred.Purpose.KINDRED, true));
        world.owns(asta, "vattenkokare");
        world.owns(bo, "vattenkokare");
        assertThat(world.of(asta)).as("also with more in common").isEmpty();
        assertThat(world.handles(bo)).containsExactly(asta.handle());
    }

    @Test
    void whatFewShareTellsMoreAndOneCommonRoomIsNoTieAlone() {
        var room = world.room(asta);
        world.says(asta, room);
        world.says(bo, room);
        assertThat(world.of(asta)).isEmpty();
        var common = world.wanting("vanlig");
        var rare = world.wanting("rare");
        world.caresFor(asta, "kaffe", "sifon");
        world.caresFor(common, "kaffe");
        world.caresFor(rare, "sifon");
        for (int n = 0; n < 30; n++) {
            world.caresFor(world.member("en"), "kaffe");
        }
        assertThat(world.handles(asta)).containsExactly(rare.handle(), common.handle());
        var answer = world.says(asta, room, world.says(bo, room));
        assertThat(world.handles(asta)).as("only one has answered").doesNotContain(bo.handle());
        world.says(bo, room, answer);
        assertThat(world.of(asta))
                .filteredOn(one -> one.handle().equals(bo.handle()))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.elsewhere()).isFalse();
                    assertThat(one.ties()).extracting(Tie::kind).contains(Tie.Kind.ANSWER, Tie.Kind.ROOM);
                });
    }

    @Test
    void whatWasSaidUnderAPseudonymOrTakenBackTiesNobody() {
        var cia = world.wanting("cia");
        var room = world.room(cia);
        var post = world.says(cia, room);
        world.gives(asta, post, "thanks");
        world.gives(bo, post, "thanks");
        assertThat(world.of(asta))
                .singleElement()
                .satisfies(one -> assertThat(one.ties()).singleElement().satisfies(tie -> {
                    assertThat(tie.theirs()).isEqualTo(post);
                    assertThat(tie.name()).isEqualTo("thanks");
                }));
        world.does("UPDATE post SET withdrawn_at = now() WHERE id = '" + post + "'");
        assertThat(world.of(asta)).isEmpty();
    }

    @Test
    void theDirectoryHasThoseWhoWantToStandThereAndTellsNobodyMoreThanTheyMayRead() {
        alike(asta, bo);
        world.listed(asta);
        assertThat(directory(bo, null, null, null)).containsExactly(asta.handle());
        assertThat(directory(null, null, null, null)).containsExactly(asta.handle());
        assertThat(directory(bo, null, "Kallbryggt", "brygga")).containsExactly(asta.handle());
        assertThat(directory(null, null, "kallbryggt", null)).as("members only").isEmpty();
        assertThat(get(world.kindred.directory(null, new Listed.Wanted(null, null, null, null, null, null), 10))
                        .people())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.interests()).isEmpty();
                    assertThat(one.products()).isEmpty();
                });
        assertThat(directory(bo, "STA", null, null)).containsExactly(asta.handle());
        assertThat(directory(bo, "%", null, null)).isEmpty();
        world.audience(asta, "products", "me");
        assertThat(directory(bo, null, null, "brygga")).isEmpty();
        get(world.kindred.give(asta.member(), Kindred.Purpose.DIRECTORY, false));
        assertThat(directory(bo, null, null, null)).isEmpty();
    }

    @Test
    void theDirectoryGoesPageByPage() {
        for (int n = 0; n < 7; n++) {
            world.listed(world.member("m"));
        }
        var first = get(world.kindred.directory(null, new Listed.Wanted(null, null, null, null, null, null), 5));
        var second =
                get(world.kindred.directory(null, new Listed.Wanted(null, null, null, null, null, first.next()), 5));
        assertThat(first.people()).hasSize(5);
        assertThat(second.people()).hasSize(2).doesNotContainAnyElementsOf(first.people());
        assertThat(second.next()).isNull();
    }

    @Test
    void whereSomebodyLivesAndWhatTheySpeakIsFoundByWhomTheyTell() {
        var asta = world.member("asta");
        var bo = world.member("bo");
        world.listed(asta);
        world.lives(asta, "Umeå", "sv", "se");
        assertThat(spokenAt(null, "Umeå", null)).as("for contacts").isEmpty();
        assertThat(spokenAt(bo, null, "se")).containsExactly(asta.handle());
        world.audience(asta, "place", "members");
        world.audience(asta, "languages", "me");
        assertThat(spokenAt(bo, "ume", null)).containsExactly(asta.handle());
        assertThat(spokenAt(null, "ume", null)).isEmpty();
        assertThat(spokenAt(bo, null, "se")).isEmpty();
        assertThat(get(world.kindred.directory(bo.member(), new Listed.Wanted(null, null, null, null, null, null), 10))
                        .people())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.place()).isEqualTo("Umeå");
                    assertThat(one.languages()).isEmpty();
                });
    }

    private List<String> spokenAt(Somebody reader, String place, String language) {
        return directory(reader, new Listed.Wanted(null, null, null, place, language, null));
    }

    private List<String> directory(Somebody reader, String name, String interest, String product) {
        return directory(reader, new Listed.Wanted(name, interest, product, null, null, null));
    }

    private List<String> directory(Somebody reader, Listed.Wanted wanted) {
        return get(world.kindred.directory(reader == null ? null : reader.member(), wanted, 50)).people().stream()
                .map(Listed::handle)
                .toList();
    }
}
