package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.history.History;

/** Two people talk; what one does is with the other at once. */
class ConversationTest {
    private static final TestServer SERVER = TestServer.start();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void whatOneSaysTheOtherHears() {
        var history = new History();
        try (var asta = Person.joins(SERVER.url(), "asta", history).startsRoom("bryggkaffe");
                var bo = Person.joins(SERVER.url(), "bo", history).enters("bryggkaffe");
                var guest = Person.guest(SERVER.url(), "guest", history).enters("bryggkaffe")) {
            asta.enters("bryggkaffe");
            var post = asta.says("Hej på dig, @bo!");
            assertThat(bo.hears("Hej på dig, @bo!").getJsonArray("mentions")).containsExactly("bo");
            guest.hears("Hej på dig, @bo!");
            asta.hears("Hej på dig, @bo!");

            bo.replies(post, "Hej själv");
            assertThat(asta.hears("Hej själv").getString("parent")).isEqualTo(post);
            bo.gives(post, "heart");
            assertThat(asta.hearsOf("reaction.added").getInteger("count")).isEqualTo(1);
            bo.takesBack(post, "heart");
            assertThat(asta.hearsOf("reaction.removed").getInteger("count")).isZero();
            asta.edits(post, "Hej på er!");
            assertThat(bo.hears("Hej på er!").getInteger("version")).isEqualTo(2);
            asta.withdraws(post);
            bo.hearsOf("post.withdrawn");

            List.of(asta, bo, guest).forEach(Person::catchesUp);
            assertThat(TestServer.judge(SERVER.url(), history, List.of("bryggkaffe")))
                    .isEmpty();
        }
    }

    @Test
    void fromPostToTheOtherScreenTakesLessThanATenthOfASecond() {
        var history = new History();
        try (var cia = Person.joins(SERVER.url(), "cia", history).startsRoom("latens");
                var doc = Person.joins(SERVER.url(), "doc", history).enters("latens")) {
            var milliseconds = new double[60];
            for (int i = 0; i < milliseconds.length; i++) {
                long sent = System.nanoTime();
                cia.says("nummer " + i);
                milliseconds[i] = (doc.hears("nummer " + i).getLong("heardNanos") - sent) / 1e6;
            }
            // The first ones warm the machine up.
            var measured = Arrays.stream(milliseconds).skip(10).sorted().toArray();
            double median = measured[measured.length / 2];
            System.out.printf(
                    "post to the other client: median %.1f ms, worst of %d %.1f ms%n",
                    median, measured.length, measured[measured.length - 1]);
            assertThat(median).isLessThan(100);
        }
    }
}
