package vadra.wording;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Tells which of up to {@value #MAX} watches a text meets. The work grows with the text and with what is found in it, not
 * with the number of watches; only patterns are tried one by one, {@value #MAX_PATTERNS} at most. When watches come or go,
 * a new one is made. Confined to one thread.
 */
public final class Watches<K> {
    public static final int MAX = 1_000;
    /** Patterns of all watches together. */
    public static final int MAX_PATTERNS = 50;

    private final List<Entry<K>> entries = new ArrayList<>();
    private final List<Integer> withPatterns = new ArrayList<>();
    private final List<Integer> owners = new ArrayList<>();
    private final PhraseIndex swedish = new PhraseIndex();
    private final PhraseIndex english = new PhraseIndex();
    private final BitSet phrasesFound = new BitSet();
    private final BitSet found = new BitSet();
    private final int[] counts;

    private record Entry<K>(Watch<K> watch, int phrases, List<Pattern> patterns) {
        boolean wantsAll() {
            return watch.match() == Watch.Match.ALL;
        }
    }

    /** Prepares watches; the reader is used for their phrases, so that both are read alike. */
    public Watches(List<Watch<K>> watches, TextReader reader) {
        if (watches.size() > MAX) {
            throw new IllegalArgumentException("more than " + MAX + " watches");
        }
        watches.forEach(watch -> add(watch, reader));
        if (entries.stream().mapToInt(entry -> entry.patterns().size()).sum() > MAX_PATTERNS) {
            throw new IllegalArgumentException("more than " + MAX_PATTERNS + " patterns");
        }
        swedish.link();
        english.link();
        counts = new int[entries.size()];
    }

    private void add(Watch<K> watch, TextReader reader) {
        var phrases = watch.phrases().stream()
                .map(reader::read)
                .filter(phrase -> phrase.length() > 0)
                .toList();
        for (var phrase : phrases) {
            int number = owners.size();
            owners.add(entries.size());
            if (watch.language() != Language.ENGLISH) {
                swedish.add(number, phrase.stems(Language.SWEDISH));
            }
            if (watch.language() != Language.SWEDISH) {
                english.add(number, phrase.stems(Language.ENGLISH));
            }
        }
        if (!watch.patterns().isEmpty()) {
            withPatterns.add(entries.size());
        }
        entries.add(new Entry<>(watch, phrases.size(), watch.compiled()));
    }

    /** The keys of the watches that a text meets, in the order in which they were given. */
    public List<K> in(Passage passage) {
        found.clear();
        look(swedish, passage, Language.SWEDISH);
        look(english, passage, Language.ENGLISH);
        for (int watch : withPatterns) {
            found.set(watch, meets(entries.get(watch), found.get(watch), passage));
        }
        return found.isEmpty()
                ? List.of()
                : found.stream().mapToObj(i -> entries.get(i).watch().key()).toList();
    }

    private void look(PhraseIndex index, Passage passage, Language language) {
        phrasesFound.clear();
        index.find(passage, language, phrasesFound::set);
        if (phrasesFound.isEmpty()) {
            return;
        }
        phrasesFound.stream().forEach(phrase -> counts[owners.get(phrase)]++);
        phrasesFound.stream().forEach(phrase -> {
            int watch = owners.get(phrase);
            var entry = entries.get(watch);
            if (counts[watch] >= (entry.wantsAll() ? entry.phrases() : 1)) {
                found.set(watch);
            }
        });
        phrasesFound.stream().forEach(phrase -> counts[owners.get(phrase)] = 0);
    }

    private static <K> boolean meets(Entry<K> entry, boolean phrases, Passage passage) {
        if (entry.wantsAll()) {
            return (phrases || entry.phrases() == 0)
                    && entry.patterns().stream().allMatch(pattern -> holds(passage, pattern));
        }
        return phrases || entry.patterns().stream().anyMatch(pattern -> holds(passage, pattern));
    }

    private static boolean holds(Passage passage, Pattern pattern) {
        return pattern.matcher(passage.beginning(Watch.PATTERN_SEES)).find();
    }
}
