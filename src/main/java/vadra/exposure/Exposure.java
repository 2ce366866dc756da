package vadra.exposure;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.memory.Memory;
import vadra.core.MemberId;

/**
 * How many members were shown each claim: a sketch a day (HyperLogLog, within 2.3 %), for {@value #DAYS} days. A sketch
 * holds no names and cannot be read for any. Confined to one thread.
 */
final class Exposure {
    static final int DAYS = 7;

    private static final int LG_K = 11;

    private final Map<UUID, NavigableMap<LocalDate, HllSketch>> sketches = new HashMap<>();
    private final Map<UUID, Long> estimates = new HashMap<>();
    private final Set<Key> unsaved = new HashSet<>();

    /** A claim's day. */
    record Key(UUID claim, LocalDate day) {}

    /** A claim's day, and its sketch as bytes. */
    record Kept(Key key, Buffer sketch) {}

    /** Members were shown a claim. */
    void shown(UUID claim, Collection<MemberId> members, Instant at) {
        if (members.isEmpty()) {
            return;
        }
        var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        var sketch = days(claim).computeIfAbsent(day, fresh -> new HllSketch(LG_K, TgtHllType.HLL_4));
        members.forEach(member -> sketch.update(hashed(claim, member)));
        estimates.remove(claim);
        unsaved.add(new Key(claim, day));
    }

    private NavigableMap<LocalDate, HllSketch> days(UUID claim) {
        return sketches.computeIfAbsent(claim, fresh -> new TreeMap<>());
    }

    /** The same member is another in another claim, so that sketches cannot be laid over each other. */
    private static byte[] hashed(UUID claim, MemberId member) {
        return ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(claim.getMostSignificantBits())
                .putLong(claim.getLeastSignificantBits())
                .putLong(member.value().getMostSignificantBits())
                .putLong(member.value().getLeastSignificantBits())
                .array();
    }

    /** About how many members were shown a claim within {@value #DAYS} days. */
    long estimate(UUID claim) {
        return estimates.computeIfAbsent(claim, id -> {
            var days = sketches.get(id);
            if (days == null) {
                return 0L;
            }
            var union = new Union(LG_K);
            days.values().forEach(union::update);
            return Math.round(union.getEstimate());
        });
    }

    /** Joins what is kept elsewhere into what is known here. */
    void join(Kept kept) {
        var union = new Union(LG_K);
        union.update(HllSketch.heapify(Memory.wrap(kept.sketch().getBytes())));
        var days = days(kept.key().claim());
        var here = days.get(kept.key().day());
        if (here != null) {
            union.update(here);
        }
        days.put(kept.key().day(), union.getResult(TgtHllType.HLL_4));
        estimates.remove(kept.key().claim());
    }

    /** Two sketches of the same claim and day as one. */
    static Buffer union(Buffer one, Buffer other) {
        var union = new Union(LG_K);
        union.update(HllSketch.heapify(Memory.wrap(one.getBytes())));
        union.update(HllSketch.heapify(Memory.wrap(other.getBytes())));
        return Buffer.buffer(union.getResult(TgtHllType.HLL_4).toCompactByteArray());
    }

    /** What has changed since the last call. */
    List<Kept> takeUnsaved() {
        var taken = new ArrayList<Kept>();
        for (var key : unsaved) {
            var sketch = days(key.claim()).get(key.day());
            if (sketch != null) {
                taken.add(new Kept(key, Buffer.buffer(sketch.toCompactByteArray())));
            }
        }
        unsaved.clear();
        return taken;
    }

    /** The first day that is kept at a moment. */
    static LocalDate oldest(Instant now) {
        return LocalDate.ofInstant(now.minus(Duration.ofDays(DAYS - 1)), ZoneOffset.UTC);
    }

    /** Forgets what is too old, and claims that are watched no more. */
    void tidy(Instant now, Set<UUID> claims) {
        sketches.keySet().retainAll(claims);
        sketches.values().forEach(days -> days.headMap(oldest(now)).clear());
        estimates.clear();
    }
}
