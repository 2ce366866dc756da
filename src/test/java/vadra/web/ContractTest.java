package vadra.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;
import vadra.discussion.RoomEvent;

/** The two contracts hold what they promise: each example fits its schema, and nothing is left out. */
class ContractTest {
    private static final JsonObject OPEN = read("openapi");
    private static final JsonObject ASYNC = read("asyncapi");

    private record Example(String name, JsonObject contract, JsonObject schema, Object value) {}

    @TestFactory
    List<DynamicTest> everyExampleFitsItsSchema() {
        var examples = new ArrayList<Example>();
        for (var message : ASYNC.getJsonObject("components").getJsonObject("messages")) {
            var json = (JsonObject) message.getValue();
            for (var example : json.getJsonArray("examples")) {
                examples.add(new Example(
                        message.getKey(),
                        ASYNC,
                        json.getJsonObject("payload"),
                        ((JsonObject) example).getValue("payload")));
            }
        }
        collect("openapi", OPEN, examples);
        assertThat(examples).hasSizeGreaterThan(12);
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> assertFits(example)))
                .toList();
    }

    private static void collect(String path, Object node, List<Example> examples) {
        if (node instanceof JsonObject json) {
            if (json.containsKey("example") && json.getValue("schema") instanceof JsonObject schema) {
                examples.add(new Example(path, OPEN, schema, json.getValue("example")));
            }
            json.forEach(entry -> collect(path + " " + entry.getKey(), entry.getValue(), examples));
        } else if (node instanceof JsonArray array) {
            array.forEach(each -> collect(path, each, examples));
        }
    }

    private static void assertFits(Example example) {
        var schema =
                example.schema().copy().put("components", example.contract().getJsonObject("components"));
        var result = Validator.create(
                        JsonSchema.of(schema),
                        new JsonSchemaOptions()
                                .setBaseUri("https://vadra.invalid")
                                .setDraft(Draft.DRAFT202012))
                .validate(example.value());
        assertThat(result.getValid())
                .as(() -> String.valueOf(result.getErrors()))
                .isTrue();
    }

    @Test
    void everyKindOfEventHasAnExampleThatTheCodecReadsAndWrites() {
        var codec = new EventJson();
        var kinds = new ArrayList<Class<?>>();
        for (var message : ASYNC.getJsonObject("components").getJsonObject("messages")) {
            var example = ((JsonObject) message.getValue())
                    .getJsonArray("examples")
                    .getJsonObject(0)
                    .getJsonObject("payload")
                    .copy();
            if (example.containsKey("post")) {
                example.remove("at");
                var event = codec.decode(example.encode());
                kinds.add(event.getClass());
                assertThat(new JsonObject(codec.encode(event))).isEqualTo(example);
            }
        }
        assertThat(kinds)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(RoomEvent.class.getPermittedSubclasses())
                        .filter(type -> type != RoomEvent.Author.class)
                        .toList());
    }

    @Test
    void everyKindOfEventAndEveryCloseCodeIsTold() throws IOException {
        var protocol = Files.readString(Path.of("docs/PROTOCOL.md"));
        var architecture = Files.readString(Path.of("docs/ARCHITECTURE.md"));
        for (var kind :
                List.of("post.created", "post.edited", "post.withdrawn", "reaction.added", "reaction.removed")) {
            assertThat(protocol).contains(kind);
            assertThat(architecture).contains(kind);
        }
        for (var reason : CloseReason.values()) {
            assertThat(protocol).contains("| " + reason.code() + " | `" + reason.name() + "` |");
        }
    }

    private static JsonObject read(String name) {
        try (InputStream file = ContractTest.class.getResourceAsStream("/contract/" + name + ".yaml")) {
            Map<String, Object> map = new Yaml().load(Objects.requireNonNull(file));
            return new JsonObject(new JsonObject(map).encode());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
