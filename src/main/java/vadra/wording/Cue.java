package vadra.wording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One turn of phrase, as a line of the cue list has it. */
final class Cue {
    /** Letters of a word's beginning by which a cue is looked up. */
    private static final int SHORTEST_BEGINNING = 4;

    private static final int MANY = 3;

    /** A step of the way along the words: some words, a gap of so many at most, or a mark. */
    private record Step(List<String> exact, List<String> begins, int gap, boolean asked) {
        boolean takes(String word) {
            if (exact.contains(word)) {
                return true;
            }
            for (var begin : begins) {
                if (word.startsWith(begin)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * Cues by the words that they begin with.
     *
     * @param <K> what a cue stands for
     */
    static final class Index<K> {
        private final Map<String, List<Entry<K>>> byWord = new HashMap<>();
        private final Map<String, List<Entry<K>>> byBeginning = new HashMap<>();

        /** A cue and what it stands for. */
        record Entry<K>(K kind, Cue cue) {}

        void add(K kind, Cue cue) {
            var entry = new Entry<>(kind, cue);
            cue.firstWords().forEach(word -> list(byWord, word).add(entry));
            cue.firstBeginnings()
                    .forEach(begin -> list(byBeginning, beginning(begin)).add(entry));
        }

        private static <K> List<Entry<K>> list(Map<String, List<Entry<K>>> index, String key) {
            return index.computeIfAbsent(key, none -> new ArrayList<>());
        }

        private static String beginning(String word) {
            return word.length() <= SHORTEST_BEGINNING ? word : word.substring(0, SHORTEST_BEGINNING);
        }

        /** The cues that may begin with a word. */
        List<Entry<K>> beginningWith(String word) {
            var whole = byWord.getOrDefault(word, List.of());
            var begun = byBeginning.getOrDefault(beginning(word), List.of());
            if (begun.isEmpty() || whole.isEmpty()) {
                return begun.isEmpty() ? whole : begun;
            }
            var both = new ArrayList<>(whole);
            both.addAll(begun);
            return both;
        }
    }

    private final boolean opens;
    private final List<Step> steps = new ArrayList<>();

    Cue(String line) {
        this.opens = line.startsWith("^ ");
        for (var part : List.of((opens ? line.substring(2) : line).split("\\s+"))) {
            steps.add(step(part));
        }
        if (steps.get(0).gap() > 0 || steps.get(0).asked()) {
            throw new IllegalArgumentException("a cue begins with a word: " + line);
        }
        if (firstBeginnings().stream().anyMatch(begin -> begin.length() < SHORTEST_BEGINNING)) {
            throw new IllegalArgumentException("a beginning of a word has at least four letters: " + line);
        }
    }

    private static Step step(String part) {
        return switch (part) {
            case "_" -> new Step(List.of(), List.of(), 1, false);
            case "__" -> new Step(List.of(), List.of(), MANY, false);
            case "?" -> new Step(List.of(), List.of(), 0, true);
            default -> words(List.of(part.split("\\|")));
        };
    }

    private static Step words(List<String> words) {
        return new Step(
                words.stream().filter(word -> !word.endsWith("*")).toList(),
                words.stream()
                        .filter(word -> word.endsWith("*"))
                        .map(word -> word.substring(0, word.length() - 1))
                        .toList(),
                0,
                false);
    }

    /** The words that it may begin with. */
    private List<String> firstWords() {
        return steps.get(0).exact();
    }

    /** The beginnings of words that it may begin with. */
    private List<String> firstBeginnings() {
        return steps.get(0).begins();
    }

    /** The end of the words that it takes from a place on within a sentence, or -1. */
    int endFrom(Passage passage, int place, Passage.Sentence sentence) {
        return opens && place != sentence.from() ? -1 : end(passage, 0, place, sentence);
    }

    private int end(Passage passage, int index, int place, Passage.Sentence sentence) {
        if (index == steps.size()) {
            return place;
        }
        var step = steps.get(index);
        if (step.asked()) {
            return passage.is(place - 1, Passage.ASKED) ? end(passage, index + 1, place, sentence) : -1;
        }
        if (step.gap() > 0) {
            return afterGap(passage, index, place, sentence);
        }
        return place < sentence.to() && step.takes(passage.word(place).text())
                ? end(passage, index + 1, place + 1, sentence)
                : -1;
    }

    private int afterGap(Passage passage, int index, int place, Passage.Sentence sentence) {
        for (int skipped = 0; skipped <= steps.get(index).gap() && place + skipped <= sentence.to(); skipped++) {
            int end = end(passage, index + 1, place + skipped, sentence);
            if (end >= 0) {
                return end;
            }
        }
        return -1;
    }
}
