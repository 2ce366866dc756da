package vadra.wording;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vadra.wording.Doubt.Setting;
import vadra.wording.Doubt.Stance;

/**
 * Tells by turns of phrase, Swedish and English, whether a post asks about something or denies it. The list is
 * {@code cues.txt} beside this class, which explains itself; another can be given. It never tells what is true.
 */
public final class Cues {
    private final Map<String, List<Cue>> byWord = new HashMap<>();
    private final Map<String, List<Cue>> byBeginning = new HashMap<>();

    /** Reads a list of cues, remarks left out. */
    public Cues(List<String> lines) {
        var kind = Cue.Kind.ASKS;
        for (var line : lines) {
            if (line.startsWith("[")) {
                kind = Cue.Kind.of(line.substring(1, line.length() - 1));
            } else {
                index(new Cue(kind, line));
            }
        }
    }

    /** The bundled list. */
    public static Cues bundled() {
        return new Cues(Resources.lines("cues.txt"));
    }

    private void index(Cue cue) {
        cue.firstWords().forEach(word -> list(byWord, word).add(cue));
        cue.firstBeginnings()
                .forEach(begin -> list(byBeginning, beginning(begin)).add(cue));
    }

    private static List<Cue> list(Map<String, List<Cue>> index, String key) {
        return index.computeIfAbsent(key, none -> new ArrayList<>());
    }

    private static String beginning(String word) {
        return word.length() <= Cue.SHORTEST_BEGINNING ? word : word.substring(0, Cue.SHORTEST_BEGINNING);
    }

    /** What the words of a post say of its stance. */
    public Doubt doubt(Passage passage, Setting setting) {
        boolean asks = false;
        boolean denies = false;
        var sentences = Sentence.of(passage);
        for (var sentence : sentences) {
            var found = new Found(passage, sentence);
            asks |= found.asks();
            denies |= found.has(Cue.Kind.DENIES) && !found.asks();
            asks |= setting == Setting.THREAD
                    && sentence.equals(sentences.get(sentences.size() - 1))
                    && found.isOpenQuestion();
        }
        return new Doubt(denies && !asks ? Stance.DENIES : asks ? Stance.ASKS : Stance.SPREADS, asks, denies);
    }

    /** The cues of one sentence. */
    private final class Found {
        private final Passage passage;
        private final Sentence sentence;
        private final Set<Cue.Kind> kinds = EnumSet.noneOf(Cue.Kind.class);
        private final BitSet held = new BitSet();

        Found(Passage passage, Sentence sentence) {
            this.passage = passage;
            this.sentence = sentence;
            // What holds is found first, since a denial may begin before it: "this is not fake".
            for (int place = sentence.from(); place < sentence.to(); place++) {
                for (var cue : beginningAt(place)) {
                    int end = cue.kind() == Cue.Kind.HOLDS ? cue.endFrom(passage, place, sentence) : -1;
                    held.set(place, Math.max(place, end));
                }
            }
            for (int place = sentence.from(); place < sentence.to(); place++) {
                for (var cue : beginningAt(place)) {
                    int end = cue.endFrom(passage, place, sentence);
                    if (end > place && !held.get(end - 1)) {
                        kinds.add(cue.kind());
                    }
                }
            }
        }

        private List<Cue> beginningAt(int place) {
            var word = passage.word(place).text();
            var cues = new ArrayList<>(byWord.getOrDefault(word, List.of()));
            cues.addAll(byBeginning.getOrDefault(beginning(word), List.of()));
            return cues;
        }

        boolean has(Cue.Kind kind) {
            return kinds.contains(kind);
        }

        boolean asks() {
            return has(Cue.Kind.ASKS) || (sentence.asked() && (has(Cue.Kind.ASKS_IN_QUESTION) || has(Cue.Kind.DENIES)));
        }

        boolean isOpenQuestion() {
            return sentence.asked() && !has(Cue.Kind.RHETORICAL);
        }
    }
}
