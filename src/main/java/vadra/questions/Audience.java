package vadra.questions;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.memory.Memory;
import vadra.core.MemberId;
import vadra.core.PostId;

/**
 * About how many members were shown each question: a sketch that counts (HyperLogLog, within 5 %), and cannot be asked for
 * anybody. What was counted here since the last {@link #save} is in memory, for at most {@value #MAX} questions; what is
 * beyond that, or lost in a crash, is not counted. Safe for use by any thread.
 */
public final class Audience {
    static final int MAX = 5_000;

    private static final int LG_K = 9;

    private final PgAudience store;
    private final Map<PostId, HllSketch> fresh = new HashMap<>();

    Audience(Pool pool) {
        this.store = new PgAudience(pool);
    }

    /** A sketch as bytes, and what it counts. */
    record Counted(Buffer sketch, int people) {}

    /** A member was shown questions. */
    public void shown(MemberId member, Collection<PostId> questions) {
        synchronized (fresh) {
            for (var question : questions) {
                if (fresh.size() < MAX || fresh.containsKey(question)) {
                    fresh.computeIfAbsent(question, first -> new HllSketch(LG_K, TgtHllType.HLL_4))
                            .update(hashed(question, member));
                }
            }
        }
    }

    /** The same member is another in another question, so that sketches cannot be laid over each other. */
    private static byte[] hashed(PostId question, MemberId member) {
        return ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(question.value().getMostSignificantBits())
                .putLong(question.value().getLeastSignificantBits())
                .putLong(member.value().getMostSignificantBits())
                .putLong(member.value().getLeastSignificantBits())
                .array();
    }

    /** Joins what was counted here into what all nodes have. */
    public Future<Void> save() {
        var taken = new HashMap<PostId, Buffer>();
        synchronized (fresh) {
            fresh.forEach((question, sketch) -> taken.put(question, Buffer.buffer(sketch.toCompactByteArray())));
            fresh.clear();
        }
        return taken.isEmpty() ? Future.succeededFuture() : store.join(taken);
    }

    /** Two sketches of the same question as one. */
    static Counted union(Buffer one, Buffer other) {
        var union = new Union(LG_K);
        union.update(HllSketch.heapify(Memory.wrap(one.getBytes())));
        union.update(HllSketch.heapify(Memory.wrap(other.getBytes())));
        return new Counted(Buffer.buffer(union.getResult(TgtHllType.HLL_4).toCompactByteArray()), (int)
                Math.round(union.getEstimate()));
    }
}
