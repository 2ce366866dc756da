package vadra.wording;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import vadra.core.MemberId;
import vadra.core.PostId;

/** A conversation made for a test: everyday talk of many words, and what is put into it. Times are minutes. */
final class Talk {
    private static final TextReader READER = new TextReader();
    private static final List<String> CONSONANTS = List.of("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t");

    private final Random random;
    private final List<Saying> sayings = new ArrayList<>();

    Talk(long seed) {
        random = new Random(seed);
    }

    static Instant at(double minute) {
        return Instant.ofEpochMilli(Math.round(minute * 60_000));
    }

    static Saying saying(double minute, String author, String answered, String text) {
        return new Saying(
                new PostId(id(minute + author + text)),
                new MemberId(id(author)),
                at(minute),
                Set.of(new MemberId(id(answered))),
                Terms.of(READER.read(text)));
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    Talk post(double minute, String author, String text) {
        return answer(minute, author, "nobody", text);
    }

    Talk answer(double minute, String author, String answered, String text) {
        sayings.add(saying(minute, author, answered, text));
        return this;
    }

    /** Six posts a minute of 40 people, each of five words out of some hundreds, the common ones far more often. */
    Talk everyday(int from, int minutes) {
        for (int i = 0; i < minutes * 6; i++) {
            var words = new ArrayList<String>();
            for (int k = 0; k < 5; k++) {
                words.add(word((int) (400 * Math.pow(random.nextDouble(), 2))));
            }
            sayings.add(saying(from + i / 6.0, "person " + random.nextInt(40), "nobody", String.join(" ", words)));
        }
        return this;
    }

    private static String word(int number) {
        return CONSONANTS.get(number % 12) + "o" + CONSONANTS.get(number / 12 % 12) + "u" + CONSONANTS.get(number / 144)
                + "ik";
    }

    /** So many people say the same, one a minute. */
    Talk say(String text, int from, int people, String names) {
        for (int i = 0; i < people; i++) {
            sayings.add(saying(from + i, names + i, "nobody", text));
        }
        return this;
    }

    void copyTo(Talk other) {
        other.sayings.addAll(sayings);
    }

    Talk shifted(long minutes) {
        var shifted = new Talk(0);
        sayings.forEach(saying -> shifted.sayings.add(new Saying(
                saying.post(),
                saying.author(),
                saying.at().plusSeconds(minutes * 60),
                saying.answers(),
                saying.terms())));
        return shifted;
    }

    /** In the order of time. */
    List<Saying> sayings() {
        return sayings.stream().sorted(Comparator.comparing(Saying::at)).toList();
    }

    List<Topic> hear() {
        return hear(new Emergence());
    }

    List<Topic> hear(Emergence emergence) {
        var raised = new ArrayList<Topic>();
        sayings().forEach(saying -> emergence.add(saying).raised().ifPresent(raised::add));
        return raised;
    }
}
