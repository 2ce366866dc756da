package vadra.parts;

import java.util.List;
import java.util.stream.Stream;
import vadra.core.PostId;
import vadra.opinions.Facts;
import vadra.polls.Terms;
import vadra.previews.Preview;

/**
 * Something that a post carries beside its words, as the log has it: it is said with them, does not change with them, and is
 * silent when they are. A closed list; how to add one stands in CONTRIBUTING.md.
 */
public sealed interface Part {
    /** The most that one post carries. */
    int MOST = 8;

    /** What it is called in JSON and in the tables. */
    String kind();

    /** What is asked for by it, piece by piece, for {@code RoomCommand.asked()}. */
    List<String> asked();

    /**
     * Another post, by its name and never by its words: those are read where they stand.
     *
     * @param version the one that was quoted
     * @param from where the chosen words begin in {@link Excerpt#plain the plain words} of that version
     * @param to where they end; 0 when all of it is quoted
     */
    record Quote(PostId post, int version, int from, int to) implements Part {
        @Override
        public String kind() {
            return "quote";
        }

        @Override
        public List<String> asked() {
            return List.of(
                    kind(), post.toString(), Integer.toString(version), Integer.toString(from), Integer.toString(to));
        }

        /** Whether words of it were chosen. */
        public boolean chosen() {
            return to > 0;
        }
    }

    /**
     * A picture of the author's.
     *
     * @param media its name, the digest of its bytes
     * @param alt what it shows, in words; empty when the author says that it needs none
     * @param width in pixels, as it is shown
     */
    record Picture(String media, String alt, int width, int height) implements Part {
        /** The most of one post. */
        public static final int MOST = 4;
        /** The most characters of words. */
        public static final int MOST_ALT = 500;

        @Override
        public String kind() {
            return "picture";
        }

        @Override
        public List<String> asked() {
            return List.of(kind(), media, alt);
        }
    }

    /**
     * A page elsewhere.
     *
     * @param page what it said of itself when the post was said; that stays so, whatever it says later
     */
    record Link(Preview page) implements Part {
        @Override
        public String kind() {
            return "link";
        }

        @Override
        public List<String> asked() {
            return List.of(kind(), page.url());
        }
    }

    /** Something to choose from; the question is the post's words. */
    record Poll(Terms terms) implements Part {
        @Override
        public String kind() {
            return "poll";
        }

        @Override
        public List<String> asked() {
            return Stream.concat(Stream.of(kind()), terms.asked().stream()).toList();
        }
    }

    /** What somebody thinks of a product: the facts, since its words are the post's. */
    record Opinion(Facts facts) implements Part {
        @Override
        public String kind() {
            return "opinion";
        }

        @Override
        public List<String> asked() {
            return Stream.concat(Stream.of(kind()), facts.asked().stream()).toList();
        }
    }
}
