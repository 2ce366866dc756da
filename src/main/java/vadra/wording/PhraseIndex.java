package vadra.wording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Finds many phrases in one pass over a text's stems, however many there are (Aho and Corasick 1975, over stems instead of
 * letters). Phrases are numbered by whoever adds them.
 */
final class PhraseIndex {
    private static final int ROOT = 0;

    /** From a node and a stem, as one hash, to the node after it. */
    private final LongTable next = new LongTable();

    private final List<Node> nodes = new ArrayList<>();

    private static final class Node {
        private final List<Integer> ends = new ArrayList<>();
        private final int parent;
        private final long stem;
        private int suffix;
        /** The longest suffix at which a phrase ends, or the root. */
        private int found;

        Node(int parent, long stem) {
            this.parent = parent;
            this.stem = stem;
        }
    }

    PhraseIndex() {
        nodes.add(new Node(ROOT, 0));
    }

    private static long key(int node, long stem) {
        return Word.mix(stem + node * 0x9e3779b97f4a7c15L);
    }

    /** Adds a phrase of at least one stem; {@link #link} is called after the last. */
    void add(int phrase, long[] stems) {
        int node = ROOT;
        for (long stem : stems) {
            int child = next.get(key(node, stem));
            if (child < 0) {
                child = nodes.size();
                nodes.add(new Node(node, stem));
                next.put(key(node, stem), child);
            }
            node = child;
        }
        nodes.get(node).ends.add(phrase);
    }

    /** Tells each node where to go on when it has no next one: parents before their children. */
    void link() {
        var depths = new int[nodes.size()];
        var byDepth = new ArrayList<Integer>();
        for (int i = 1; i < nodes.size(); i++) {
            depths[i] = depths[nodes.get(i).parent] + 1;
            byDepth.add(i);
        }
        byDepth.sort((one, other) -> Integer.compare(depths[one], depths[other]));
        for (int i : byDepth) {
            var node = nodes.get(i);
            node.suffix = node.parent == ROOT ? ROOT : step(nodes.get(node.parent).suffix, node.stem);
            var suffix = nodes.get(node.suffix);
            node.found = suffix.ends.isEmpty() ? suffix.found : node.suffix;
        }
    }

    private int step(int from, long stem) {
        int node = from;
        int child = next.get(key(node, stem));
        while (child < 0 && node != ROOT) {
            node = nodes.get(node).suffix;
            child = next.get(key(node, stem));
        }
        return Math.max(child, ROOT);
    }

    /** Tells each phrase that a text holds, at each place where it ends. */
    void find(Passage passage, Language language, IntConsumer phrases) {
        if (nodes.size() == 1) {
            return;
        }
        int node = ROOT;
        for (int i = 0; i < passage.length(); i++) {
            node = step(node, passage.stem(i, language));
            int end = nodes.get(node).ends.isEmpty() ? nodes.get(node).found : node;
            while (end != ROOT) {
                nodes.get(end).ends.forEach(phrases::accept);
                end = nodes.get(end).found;
            }
        }
    }

    /** A map from 64-bit hashes to numbers from 0 on, without boxes. Grows, and forgets nothing. */
    private static final class LongTable {
        private static final int ABSENT = -1;

        private long[] keys = new long[64];
        private int[] values = new int[64];
        private int size;

        LongTable() {
            Arrays.fill(values, ABSENT);
        }

        /** The value of a key, or -1. */
        int get(long key) {
            int place = place(key);
            return values[place];
        }

        void put(long key, int value) {
            if (size * 2 >= keys.length) {
                grow();
            }
            int place = place(key);
            size += values[place] == ABSENT ? 1 : 0;
            keys[place] = key;
            values[place] = value;
        }

        private int place(long key) {
            int place = (int) key & (keys.length - 1);
            while (values[place] != ABSENT && keys[place] != key) {
                place = (place + 1) & (keys.length - 1);
            }
            return place;
        }

        private void grow() {
            var oldKeys = keys;
            var oldValues = values;
            keys = new long[oldKeys.length * 2];
            values = new int[oldKeys.length * 2];
            Arrays.fill(values, ABSENT);
            size = 0;
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldValues[i] != ABSENT) {
                    put(oldKeys[i], oldValues[i]);
                }
            }
        }
    }
}
