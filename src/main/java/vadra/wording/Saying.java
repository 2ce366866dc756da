package vadra.wording;

import java.time.Instant;
import java.util.Set;
import vadra.core.MemberId;
import vadra.core.PostId;

/**
 * A post, as emergence takes it.
 *
 * @param at when it was committed
 * @param answers whom it answers: the author of the post that it replies to, nobody when it opens a thread
 * @param terms what it is about
 */
public record Saying(PostId post, MemberId author, Instant at, Set<MemberId> answers, Terms terms) {
    public Saying {
        answers = Set.copyOf(answers);
    }

    long time() {
        return at.toEpochMilli();
    }

    static long hash(MemberId member) {
        var id = member.value();
        return Word.mix(id.getMostSignificantBits() * 31 + id.getLeastSignificantBits());
    }
}
