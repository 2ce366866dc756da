package vadra.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The fast part of {@link BadInput}: what is sent by strangers, however wrong, is refused in good order and harms nobody. */
class BadInputTest {
    private static final long INPUTS = 20_000;
    private static final long SEED = 9;

    @Test
    void twentyThousandBadInputsAreRefusedInGoodOrder() {
        assertThat(new BadInput(INPUTS, SEED).run()).isNotEmpty();
    }
}
