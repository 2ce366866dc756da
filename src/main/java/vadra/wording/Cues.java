package vadra.wording;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import vadra.wording.Doubt.Setting;
import vadra.wording.Doubt.Stance;
import vadra.wording.Passage.Sentence;

/**
 * Tells by turns of phrase, Swedish and English, whether a post asks about something or denies it. The list is
 * {@code cues.txt} beside this class, which explains itself; another can be given. Whether a question in a reply asks is
 * weighed by {@link Questions}. It never tells what is true.
 */
public final class Cues {
    /** So many words may stand before what opens a sentence: "but". */
    private static final int BEFORE_OPENING = 1;

    /** What a cue says. */
    private enum Kind {
        ASKS("asks"),
        ASKS_IN_QUESTION("asks?"),
        UNSURE("unsure"),
        DENIES("denies"),
        RHETORICAL("rhetorical"),
        HOLDS("holds");

        private final String heading;

        Kind(String heading) {
            this.heading = heading;
        }

        static Kind of(String heading) {
            for (var kind : values()) {
                if (kind.heading.equals(heading)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no such kind of cue: " + heading);
        }
    }

    private final Cue.Index<Kind> index = new Cue.Index<>();
    private final Questions questions;

    /**
     * Reads a list of cues, remarks left out.
     *
     * @param weighing what is for and against a question in a reply
     */
    public Cues(List<String> lines, List<String> weighing) {
        questions = new Questions(weighing);
        var kind = Kind.ASKS;
        for (var line : lines) {
            if (line.startsWith("[")) {
                kind = Kind.of(line.substring(1, line.length() - 1));
            } else {
                index.add(kind, new Cue(line));
            }
        }
    }

    /** The bundled lists. */
    public static Cues bundled() {
        return new Cues(Resources.lines("cues.txt"), Resources.lines("questions.txt"));
    }

    /** What the words of a post say of its stance. */
    public Doubt doubt(Passage passage, Setting setting) {
        boolean asks = false;
        boolean denies = false;
        var found = new ArrayList<Found>();
        for (var sentence : passage.sentences()) {
            var each = new Found(passage, sentence);
            found.add(each);
            asks |= setting == Setting.TALK ? each.asks() : each.opensAsking();
            denies |= setting == Setting.TALK ? each.denies() : each.deniesInReply();
        }
        asks |= setting != Setting.TALK && questions.wantToKnow(reply(passage, found, setting));
        return new Doubt(denies && !asks ? Stance.DENIES : asks ? Stance.ASKS : Stance.SPREADS, asks, denies);
    }

    private static Questions.Reply reply(Passage passage, List<Found> found, Setting setting) {
        var sentences = found.stream().map(Found::sentence).toList();
        var asked = found.stream()
                .filter(Found::isOpenQuestion)
                .map(Found::sentence)
                .toList();
        boolean cue = found.stream().anyMatch(each -> each.sentence().asked() && each.asks());
        return new Questions.Reply(passage, sentences, asked, cue, setting == Setting.DIRECT);
    }

    /** A cue that is there. */
    private record Hit(Kind kind, int place, int end) {}

    /** The cues of one sentence. */
    private final class Found {
        private final Sentence sentence;
        private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        private boolean opensAsking;

        Found(Passage passage, Sentence sentence) {
            this.sentence = sentence;
            var held = new BitSet();
            var hits = new ArrayList<Hit>();
            for (int place = sentence.from(); place < sentence.to(); place++) {
                for (var entry : index.beginningWith(passage.word(place).text())) {
                    int end = entry.cue().endFrom(passage, place, sentence);
                    if (end > place && entry.kind() == Kind.HOLDS) {
                        held.set(place, end);
                    } else if (end > place) {
                        hits.add(new Hit(entry.kind(), place, end));
                    }
                }
            }
            // What holds may begin after a denial that it takes in: "this is not fake".
            for (var hit : hits) {
                if (!held.get(hit.end() - 1)) {
                    kinds.add(hit.kind());
                    opensAsking |= hit.kind() == Kind.ASKS && hit.place() <= sentence.from() + BEFORE_OPENING;
                }
            }
        }

        private boolean has(Kind kind) {
            return kinds.contains(kind);
        }

        Sentence sentence() {
            return sentence;
        }

        boolean asks() {
            return has(Kind.ASKS)
                    || has(Kind.UNSURE)
                    || (sentence.asked() && (has(Kind.ASKS_IN_QUESTION) || has(Kind.DENIES)));
        }

        /** Whether it asks by its words alone, as in "anyone who knows whether it is so". */
        boolean opensAsking() {
            return opensAsking && !sentence.asked();
        }

        boolean denies() {
            return has(Kind.DENIES) && !asks();
        }

        /** Whoever answers that it is not confirmed contradicts what is answered. */
        boolean deniesInReply() {
            return denies() || (has(Kind.UNSURE) && !sentence.asked() && !opensAsking);
        }

        boolean isOpenQuestion() {
            return sentence.asked() && !has(Kind.RHETORICAL);
        }
    }
}
