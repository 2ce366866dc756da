package vadra.velocity;

/** The last posts counted, at least {@value #SURE} of them, so that one delivered twice counts once. */
final class Seen {
    static final int SURE = 128;

    private Index young = new Index();
    private Index old = new Index();

    /** Notes a post; false when it was known. */
    boolean add(long post) {
        if (young.find(post) >= 0 || old.find(post) >= 0) {
            return false;
        }
        if (young.size() == SURE) {
            var emptied = old;
            emptied.clear();
            old = young;
            young = emptied;
        }
        var unused = young.put(post);
        return true;
    }

    void merge(Seen other) {
        for (var part : new Index[] {other.old, other.young}) {
            for (int number = 0; number < part.size(); number++) {
                var unused = add(part.keyAt(number));
            }
        }
    }

    void write(State state) {
        old.write(state);
        young.write(state);
    }
}
