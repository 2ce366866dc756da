package vadra.openness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/** No change of a chain goes unseen, whatever the texts are. */
class ChainLawTest {
    private static final UUID THING = new UUID(1, 2);

    @Property(tries = 300)
    void aChangedTextShows(
            @ForAll @Size(min = 1, max = 6) List<@NotEmpty String> texts,
            @ForAll @IntRange(max = 5) int place,
            @ForAll @NotEmpty String other) {
        var chain = chain(texts);
        assertThat(Chain.fault(chain, 0, Chain.START)).isEmpty();

        int at = place % chain.size();
        var entry = chain.get(at);
        if (!entry.ground().facts().equals(other)) {
            chain.set(at, with(entry, entry.ground().grounds(), other));
            assertThat(Chain.fault(chain, 0, Chain.START)).hasValue(at + 1);
        }
    }

    /** What moves from the end of one field to the beginning of the next. */
    @Property(tries = 300)
    void wordsThatMoveBetweenFieldsShow(@ForAll @NotEmpty String grounds, @ForAll @NotEmpty String facts) {
        var entry = entry(1, grounds, facts, Chain.START);
        int cut = grounds.length() - 1;
        var moved = with(entry, grounds.substring(0, cut), grounds.substring(cut) + facts);
        if (Character.isSurrogate(grounds.charAt(cut))) {
            return;
        }
        assertThat(Chain.digest(moved)).isNotEqualTo(Chain.digest(entry));
    }

    @Property(tries = 100)
    void rowsThatAreGoneOrSwappedShow(@ForAll @Size(min = 3, max = 8) List<@NotEmpty String> texts) {
        var without = chain(texts);
        without.remove(1);
        assertThat(Chain.fault(without, 0, Chain.START)).hasValue(3);
        var swapped = chain(texts);
        swapped.set(0, swapped.set(1, swapped.get(0)));
        assertThat(Chain.fault(swapped, 0, Chain.START)).hasValue(2);
    }

    private static List<Entry> chain(List<String> texts) {
        var chain = new ArrayList<Entry>();
        var prev = Chain.START;
        for (var text : texts) {
            var entry = entry(chain.size() + 1L, "grounds", text, prev);
            chain.add(entry);
            prev = entry.link().hash();
        }
        return chain;
    }

    private static Entry entry(long n, String grounds, String facts, String prev) {
        var open = new Entry(
                n,
                new UUID(3, n),
                Instant.EPOCH.plusSeconds(n),
                Entry.Act.HIDE,
                "decision",
                null,
                THING,
                new Entry.Thing(Entry.Kind.POST, THING, THING, null, Instant.EPOCH, "sv"),
                new Entry.Ground(1, 1, null, grounds, facts, true),
                new Entry.Manner("own", "person", "person", "moderator-1", "everywhere", null),
                Instant.EPOCH,
                null,
                new Entry.Link(prev, prev));
        return linked(open, new Entry.Link(prev, Chain.digest(open)));
    }

    private static Entry with(Entry entry, String grounds, String facts) {
        var ground = new Entry.Ground(1, 1, null, grounds, facts, true);
        return new Entry(
                entry.n(),
                entry.id(),
                entry.at(),
                entry.act(),
                entry.cause(),
                entry.ends(),
                entry.batch(),
                entry.thing(),
                ground,
                entry.manner(),
                entry.effectiveAt(),
                entry.until(),
                entry.link());
    }

    private static Entry linked(Entry entry, Entry.Link link) {
        return new Entry(
                entry.n(),
                entry.id(),
                entry.at(),
                entry.act(),
                entry.cause(),
                entry.ends(),
                entry.batch(),
                entry.thing(),
                entry.ground(),
                entry.manner(),
                entry.effectiveAt(),
                entry.until(),
                link);
    }
}
