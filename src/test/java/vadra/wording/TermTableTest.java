package vadra.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TermTableTest {
    private static final long MINUTE = 60_000;

    @Test
    void whatIsSaidDecaysWithItsTimeConstant() {
        var table = new TermTable();
        table.advance(0);
        table.add(7);
        table.advance(15 * MINUTE);
        assertThat(table.fast(7)).isCloseTo(Math.exp(-1), within(1e-12));
        for (int hour = 1; hour < 400; hour++) {
            table.advance(hour * MINUTE * 60);
        }
        table.add(7);
        assertThat(table.fast(7)).isCloseTo(1, within(1e-9));
    }

    @Test
    void theUsualIsTheRateOfTheLongRun() {
        var table = new TermTable();
        for (int i = 0; i <= 48 * 60; i++) {
            table.advance(i * MINUTE);
            table.addPost();
            if (i % 3 == 0) {
                table.add(7);
            }
        }
        assertThat(table.usual(7)).isCloseTo(5, within(0.1));
        assertThat(table.busy()).isCloseTo(1, within(0.05));
    }

    /** Three nodes that heard a third each, merged, against one that heard all; also past the landmark's moves. */
    @Property(tries = 20)
    void tablesOfNodesAddUpCellByCell(
            @ForAll @Size(min = 3, max = 200) List<@IntRange(max = 40) Integer> terms,
            @ForAll @IntRange(min = 1, max = 300) int gapMinutes) {
        var whole = new TermTable();
        var nodes = List.of(new TermTable(), new TermTable(), new TermTable());
        for (int i = 0; i < terms.size(); i++) {
            for (var table : List.of(whole, nodes.get(i % 3))) {
                table.advance(i * MINUTE * gapMinutes);
                table.addPost();
                table.add(Word.mix(terms.get(i)));
            }
        }
        var merged = nodes.get(2);
        merged.merge(nodes.get(0));
        merged.merge(nodes.get(1));
        for (int term = 0; term <= 40; term++) {
            assertThat(merged.fast(Word.mix(term))).isCloseTo(whole.fast(Word.mix(term)), within(1e-9));
            assertThat(merged.usual(Word.mix(term))).isCloseTo(whole.usual(Word.mix(term)), within(1e-9));
        }
        assertThat(merged.busy()).isCloseTo(whole.busy(), within(1e-9));
    }

    @Test
    void anAuthorIsFreshAgainAfterTenMinutes() {
        var authors = new AuthorCells();
        assertThat(authors.isFresh(1, 2, 0)).isTrue();
        assertThat(authors.isFresh(1, 2, 9 * MINUTE)).isFalse();
        assertThat(authors.isFresh(1, 3, 9 * MINUTE)).isTrue();
        assertThat(authors.isFresh(1, 2, 10 * MINUTE)).isTrue();
    }

    @Test
    void mergedNodesKnowWhoSpokeOnEither() {
        var one = new AuthorCells();
        var other = new AuthorCells();
        assertThat(other.isFresh(1, 2, 0)).isTrue();
        one.merge(other);
        assertThat(one.said(1, 2, MINUTE)).isTrue();
        assertThat(one.said(1, 3, MINUTE)).isFalse();
    }
}
