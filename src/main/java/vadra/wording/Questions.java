package vadra.wording;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import vadra.wording.Passage.Sentence;

/**
 * Tells whether a reply with a question wants to know something, or only speaks in the form of a question. What is for it
 * and what against has points in {@code questions.txt} beside this class, which explains itself; it asks when there is no
 * more against than for.
 */
final class Questions {
    private static final int BRIEF = 8;
    private static final Pattern HEADING = Pattern.compile("\\[([+-]\\d+) .+]");

    /** What is seen of a reply apart from its turns of phrase. */
    private enum Mark {
        /** It answers the post that begins the thread. */
        DIRECT,
        /** It has a cue of asking in a question. */
        CUE,
        /** It has nothing but questions. */
        ONLY,
        /** It has few words. */
        BRIEF,
        /** Words follow the last question. */
        FOLLOWED,
        /** No question has its mark. */
        UNMARKED,
        /** It has words of another, who is named. */
        QUOTES,
        EXCLAIMED,
        TRAILED,
        /** A word is in capitals. */
        SHOUTED
    }

    /** What counts once, whatever of it is there. */
    private record Reason(int number, int points, Set<Mark> marks) {}

    /**
     * A post that answers another.
     *
     * @param sentences all of its own
     * @param asked the questions that have their mark and are not among those that want no answer
     * @param cue whether a question has a cue of asking
     * @param direct whether it answers the post that begins the thread
     */
    record Reply(Passage passage, List<Sentence> sentences, List<Sentence> asked, boolean cue, boolean direct) {}

    private final List<Reason> reasons = new ArrayList<>();
    private final Cue.Index<Boolean> openings = new Cue.Index<>();
    private final Cue.Index<Reason> index = new Cue.Index<>();

    /** Reads a list, remarks left out. */
    Questions(List<String> lines) {
        for (var line : lines) {
            if (line.startsWith("[")) {
                head(line);
            } else if (reasons.isEmpty()) {
                openings.add(true, new Cue(line));
            } else if (line.startsWith("<")) {
                reason().marks().add(mark(line));
            } else {
                index.add(reason(), new Cue(line));
            }
        }
    }

    /** How questions begin comes first, then the reasons. */
    private void head(String line) {
        var heading = HEADING.matcher(line);
        if (heading.matches()) {
            reasons.add(new Reason(reasons.size(), Integer.parseInt(heading.group(1)), EnumSet.noneOf(Mark.class)));
        } else if (!line.equals("[question]") || !reasons.isEmpty()) {
            throw new IllegalArgumentException("a heading is [question], first, or points and a name: " + line);
        }
    }

    private Reason reason() {
        return reasons.get(reasons.size() - 1);
    }

    private static Mark mark(String line) {
        return Mark.valueOf(
                line.substring(1, line.length() - 1).replace(' ', '_').toUpperCase(Locale.ROOT));
    }

    /** Whether a reply's questions want to know something. */
    boolean wantToKnow(Reply reply) {
        var questions = reply.asked().isEmpty() ? unmarked(reply) : reply.asked();
        if (questions.isEmpty()) {
            return false;
        }
        var given = given(reply);
        var marks = marks(reply, questions);
        int points = 0;
        for (var reason : reasons) {
            boolean holds =
                    given.get(reason.number()) || reason.marks().stream().anyMatch(marks::contains);
            points += holds ? reason.points() : 0;
        }
        return points >= 0;
    }

    /** The sentences that begin as questions do, in a post without a question mark. */
    private List<Sentence> unmarked(Reply reply) {
        var passage = reply.passage();
        return reply.sentences().stream()
                .filter(sentence -> !sentence.asked())
                .filter(sentence -> openings
                        .beginningWith(passage.word(sentence.from()).text())
                        .stream()
                        .anyMatch(entry -> entry.cue().endFrom(passage, sentence.from(), sentence) > 0))
                .toList();
    }

    /** The numbers of the reasons whose turns of phrase are there. */
    private BitSet given(Reply reply) {
        var passage = reply.passage();
        var given = new BitSet();
        for (var sentence : reply.sentences()) {
            for (int place = sentence.from(); place < sentence.to(); place++) {
                for (var entry : index.beginningWith(passage.word(place).text())) {
                    if (entry.cue().endFrom(passage, place, sentence) > place) {
                        given.set(entry.kind().number());
                    }
                }
            }
        }
        return given;
    }

    private static Set<Mark> marks(Reply reply, List<Sentence> questions) {
        var sentences = reply.sentences();
        var marks = EnumSet.noneOf(Mark.class);
        int words = words(sentences, 0);
        int after = words(sentences, questions.get(questions.size() - 1).to());
        note(marks, Mark.DIRECT, reply.direct());
        note(marks, Mark.CUE, reply.cue());
        note(marks, Mark.ONLY, questions.size() == sentences.size());
        note(marks, Mark.BRIEF, words <= BRIEF);
        note(marks, Mark.UNMARKED, reply.asked().isEmpty());
        note(marks, Mark.FOLLOWED, after > 0);
        for (var sentence : sentences) {
            note(marks, Mark.EXCLAIMED, reply.passage().is(sentence.to() - 1, Passage.EXCLAIMED));
            note(marks, Mark.TRAILED, reply.passage().is(sentence.to() - 1, Passage.TRAILED));
        }
        note(marks, Mark.QUOTES, reply.passage().quotes());
        note(marks, Mark.SHOUTED, reply.passage().shouts());
        return marks;
    }

    private static void note(Set<Mark> marks, Mark mark, boolean holds) {
        if (holds) {
            marks.add(mark);
        }
    }

    private static int words(List<Sentence> sentences, int from) {
        return sentences.stream()
                .filter(sentence -> sentence.from() >= from)
                .mapToInt(Sentence::length)
                .sum();
    }
}
