package vadra.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EmergenceTest {
    private static final String RUMOUR = "värmeplattan exploderar";

    @Test
    void whatSeveralPeopleNewlySayIsATopicNamedByThem() {
        var talk = new Talk(1);
        var heard = talk.everyday(0, 120).say(RUMOUR, 60, 8, "p").hear();
        assertThat(heard).singleElement().satisfies(topic -> {
            assertThat(topic.name()).isEqualTo(RUMOUR);
            assertThat(topic.authors()).isGreaterThanOrEqualTo(Emergence.AUTHORS);
            assertThat(topic.posts()).hasSizeBetween(3, 8);
            assertThat(topic.shown()).isTrue();
        });
    }

    @Test
    void onePersonIsNoTopicHoweverLoud() {
        var talk = new Talk(1).everyday(0, 180);
        for (int i = 0; i < 100; i++) {
            talk = talk.post(60 + i, "loud", RUMOUR);
        }
        assertThat(talk.hear()).isEmpty();
    }

    @Test
    void twoPeopleAreNoTopicHoweverMuchTheySay() {
        var talk = new Talk(1).everyday(0, 180);
        for (int i = 0; i < 60; i++) {
            talk = talk.post(120 + i / 2.0, "loud " + i % 2, RUMOUR + " nattetid köksbordet hyllan golvet");
        }
        assertThat(talk.hear()).isEmpty();
    }

    @Test
    void whoEchoesTheOneTheyAnswerIsNoSecondSource() {
        var talk = new Talk(1).everyday(0, 120);
        talk = talk.post(60, "p0", RUMOUR);
        for (int i = 1; i < 20; i++) {
            talk = talk.answer(60 + i * 0.5, "p" + i, "p" + (i - 1), RUMOUR);
        }
        assertThat(talk.hear()).isEmpty();
    }

    @Test
    void aBusyHourForEverythingRaisesNothing() {
        var talk = new Talk(1);
        talk = talk.everyday(0, 300);
        for (int copy = 0; copy < 4; copy++) {
            new Talk(2 + copy).everyday(180, 60).copyTo(talk);
        }
        assertThat(talk.hear()).isEmpty();
        assertThat(talk.say(RUMOUR, 200, 8, "p").hear())
                .as("a rumour is still heard in it")
                .hasSize(1);
    }

    @Test
    void whatIsAlwaysSaidIsNotNew() {
        var talk = new Talk(1).everyday(0, 600);
        for (int i = 0; i < 60; i++) {
            talk = talk.post(i * 10, "regular " + i, RUMOUR);
        }
        var topics = talk.say(RUMOUR, 590, 4, "p").hear();
        assertThat(topics).allSatisfy(topic -> assertThat(topic.raisedAt()).isBefore(Talk.at(120)));
    }

    @Test
    void inTheFirstHalfHourNothingIsNew() {
        var talk = new Talk(1).everyday(0, 29);
        for (int i = 0; i < 30; i++) {
            talk = talk.post(25 + i / 10.0, "p" + i, RUMOUR);
        }
        assertThat(talk.hear()).isEmpty();
    }

    @Test
    void afterDaysOfSilenceTheUsualTalkIsNotNew() {
        assertThat(new Talk(1).everyday(0, 300).everyday(4_400, 300).hear()).isEmpty();
    }

    @Test
    void beyondThreeAnHourTopicsAreOnlyListed() {
        var talk = new Talk(1).everyday(0, 120);
        for (var thing : List.of("bryggaren kortsluter", "locket spricker", "sladden smälter", "pumpen läcker")) {
            talk = talk.say(thing, 60, 8, thing);
        }
        assertThat(talk.hear()).extracting(Topic::shown).containsExactlyInAnyOrder(true, true, true, false);
    }

    @Test
    void whatTheStaffDismissedNeedsMoreTheNextTime() {
        var first = new Talk(1).everyday(0, 120).say(RUMOUR, 60, 8, "p");
        var emergence = new Emergence();
        var topic = first.hear(emergence).get(0);
        emergence.dismiss(topic.number());
        var again = new Talk(2).everyday(4_400, 120).say(RUMOUR, 4_500, 6, "q");
        assertThat(again.hear(emergence)).isEmpty();

        var undismissed = new Emergence();
        var unused = first.hear(undismissed);
        assertThat(again.hear(undismissed)).hasSize(1);
    }

    @Test
    void whoSpeaksOfATopicLaterCarriesIt() {
        var emergence = new Emergence();
        var topic = new Talk(1)
                .everyday(0, 120)
                .say(RUMOUR, 110, 8, "p")
                .hear(emergence)
                .get(0);
        assertThat(emergence
                        .add(Talk.saying(120, "late", "nobody", "Värmeplattan har exploderat hos mig"))
                        .carries())
                .containsExactly(topic.number());
        assertThat(emergence
                        .add(Talk.saying(120, "late", "nobody", "Hur rengör man värmeplattan"))
                        .carries())
                .isEmpty();
        assertThat(emergence.topics()).containsExactly(topic);
    }

    @Test
    void aPostThatComesTwiceCountsOnce() {
        var talk = new Talk(1).everyday(0, 120).say(RUMOUR, 60, 8, "p");
        var once = talk.hear();
        var twice = new ArrayList<Topic>();
        var emergence = new Emergence();
        for (var saying : talk.sayings()) {
            emergence.add(saying).raised().ifPresent(twice::add);
            emergence.add(saying).raised().ifPresent(twice::add);
        }
        assertThat(twice).isEqualTo(once);
    }

    @Test
    void aLatePostCountsForTwoMinutes() {
        var emergence = new Emergence();
        var talk = new Talk(1).everyday(0, 120);
        var unused = talk.hear(emergence);
        for (int i = 0; i < 8; i++) {
            assertThat(emergence
                            .add(Talk.saying(100, "late " + i, "nobody", RUMOUR))
                            .raised())
                    .isEmpty();
        }
        var raised = new ArrayList<Topic>();
        for (int i = 0; i < 8; i++) {
            emergence
                    .add(Talk.saying(118.5, "late " + i, "nobody", RUMOUR))
                    .raised()
                    .ifPresent(raised::add);
        }
        assertThat(raised).hasSize(1);
    }

    @Test
    void whatNodesHeardAddsUp() {
        var talk = new Talk(1).everyday(0, 120).say(RUMOUR, 60, 8, "p");
        var whole = new Emergence();
        assertThat(talk.hear(whole)).hasSize(1);
        var nodes = List.of(new Emergence(), new Emergence(), new Emergence());
        for (var saying : talk.sayings()) {
            var unused = nodes.get(Math.floorMod(saying.author().hashCode(), 3)).add(saying);
        }
        var merged = nodes.get(0);
        merged.merge(nodes.get(1));
        merged.merge(nodes.get(2));
        var next = new Talk(3).say("värmeplattan spricker", 121, 8, "q");
        assertThat(next.hear(merged))
                .extracting(Topic::name)
                .isEqualTo(next.hear(whole).stream().map(Topic::name).toList());
    }

    @Property(tries = 10)
    void whereverInTimeItLiesTheTopicsAreTheSame(@ForAll @LongRange(min = -1_000_000, max = 1_000_000) long minutes) {
        var here = new Talk(1).everyday(0, 120).say(RUMOUR, 60, 8, "p").hear();
        var there = new Talk(1)
                .everyday(0, 120)
                .say(RUMOUR, 60, 8, "p")
                .shifted(minutes)
                .hear();
        assertThat(there)
                .extracting(Topic::words)
                .isEqualTo(here.stream().map(Topic::words).toList());
        assertThat(there)
                .extracting(Topic::posts)
                .isEqualTo(here.stream().map(Topic::posts).toList());
        assertThat(there)
                .extracting(Topic::likelihood)
                .isEqualTo(here.stream().map(Topic::likelihood).toList());
    }

    @Property(tries = 10)
    void heardAgainTheTopicsAreTheSame(@ForAll @LongRange(min = 0, max = 1_000) long seed) {
        var talk = new Talk(seed).everyday(0, 90).say(RUMOUR, 60, 8, "p");
        assertThat(talk.hear()).isEqualTo(talk.hear());
    }

    @Property(tries = 10)
    void aLittleOutOfOrderItIsStillFound(@ForAll @LongRange(min = 0, max = 1_000) long seed) {
        var talk = new Talk(1).everyday(0, 120).say(RUMOUR, 60, 8, "p");
        var sayings = new ArrayList<>(talk.sayings());
        var random = new Random(seed);
        for (int i = 1; i < sayings.size(); i++) {
            if (random.nextInt(4) == 0) {
                Collections.swap(sayings, i - 1, i);
            }
        }
        var emergence = new Emergence();
        for (var saying : sayings) {
            var unused = emergence.add(saying);
        }
        assertThat(emergence.topics()).extracting(Topic::name).containsExactly(RUMOUR);
    }
}
