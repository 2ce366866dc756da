package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import vadra.app.Settings;
import vadra.app.TestDatabase;

/** Control is no starting point: nothing holds the whole network, and nobody says yes or no to what another wrote. */
class NoSwitchTest {
    /** How such a switch or such a choice could be called. */
    private static final Pattern CONTROL = Pattern.compile(
            "(?i)moderat|pre-?hold|\\bhold|held|approv|screen|censor|(?<!p)review|quarantin|allow-?list|publish");

    @Test
    void noSettingIsOne() throws IOException {
        var keys = Files.readAllLines(Path.of("config/vadra.properties")).stream()
                .filter(line -> line.matches("[a-z].*"))
                .map(line -> line.replaceFirst("=.*", ""))
                .toList();
        assertThat(keys).hasSizeGreaterThan(20).noneMatch(CONTROL.asPredicate());
        assertThat(Arrays.stream(Settings.class.getRecordComponents()).map(one -> one.getName()))
                .isNotEmpty()
                .noneMatch(CONTROL.asPredicate());
    }

    /** Of all operations, these are: a room's hold, one's own that waits, and one's own drafts. None takes another's post. */
    @Test
    void noOperationIsOne() {
        assertThat(operations().stream().filter(CONTROL.asPredicate()))
                .containsExactlyInAnyOrder(
                        "PUT /api/rooms/{room}/hold",
                        "DELETE /api/rooms/{room}/hold",
                        "GET /api/me/held",
                        "DELETE /api/me/held/{post}",
                        "POST /api/me/drafts/{draft}/publish");
    }

    @Test
    void noOperationOfTheStaffTakesAPostThatIsNotSaid() {
        var desk = operations().stream()
                .filter(operation -> operation.contains("/api/desk/"))
                .toList();
        assertThat(desk).isNotEmpty().noneMatch(operation -> operation.contains("{post}"));
    }

    /** What the server may call takes a room, or its author, or asks nobody. */
    @Test
    void noFunctionOfTheDatabaseIsOne() {
        var vertx = Vertx.vertx();
        try {
            var doors = get(TestDatabase.fresh().pool(vertx, 1).query("""
                            SELECT proname || '(' || pg_get_function_identity_arguments(oid) || ')' FROM pg_proc
                            WHERE pronamespace = 'public'::regnamespace AND (proname || prosrc) ~ '\\y(held|hold_room|held_[a-z]+)\\y'
                            AND has_function_privilege('vadra_app', oid, 'EXECUTE')""").execute()).stream()
                    .map(row -> row.getString(0))
                    .toList();
            assertThat(doors)
                    .containsExactlyInAnyOrder(
                            "hold_room(by_member uuid, of_room uuid, minutes integer, why text)",
                            "lift_hold(by_member uuid, of_room uuid)",
                            "take_back_held(by_member uuid, of_post uuid)",
                            "keep_unsaid()",
                            // Of pictures, which somebody holds.
                            "sweep_media(before timestamp with time zone)",
                            // The names of what members take along.
                            "own_sections()",
                            // Of letters, which wait for their hour.
                            "plan_letters(moment timestamp with time zone)");
        } finally {
            get(vertx.close());
        }
    }

    private static List<String> operations() {
        var all = new ArrayList<String>();
        for (var path : Schemas.OPENAPI.document().getJsonObject("paths")) {
            ((JsonObject) path.getValue())
                    .fieldNames()
                    .forEach(method -> all.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey()));
        }
        return all;
    }
}
