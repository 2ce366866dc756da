package vadra.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @Test
    void aTimeIsReadInAnyZoneToItsLastDigit() {
        assertThat(Times.read("by", "2026-11-02T09:00:00.123456+01:00"))
                .isEqualTo(Instant.parse("2026-11-02T08:00:00.123456Z"));
        assertThat(Times.read("by", "1970-01-01T00:00:00Z")).isEqualTo(Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999Z",
                "-4000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "9999-12-31T23:59:59-01:00",
                "2026-02-30T00:00:00Z",
                "2026-11-02T08:00:00",
                "tomorrow",
                ""
            })
    void whatIsNoTimeOrOfNoTimeHereIsRefusedByName(String text) {
        assertThatThrownBy(() -> Times.read("endsAt", text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("endsAt")
                .hasMessageContaining("from 1970 to 9999");
    }
}
