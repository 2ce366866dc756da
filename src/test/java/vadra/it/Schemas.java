package vadra.it;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One of the two contracts as a client has it: a document, and judge of whether a JSON value is what it promises. */
public final class Schemas {
    /** The HTTP API. */
    public static final Schemas OPENAPI = new Schemas("openapi");
    /** The channels. */
    public static final Schemas ASYNCAPI = new Schemas("asyncapi");

    private final JsonObject document;

    private Schemas(String name) {
        try (InputStream file = Schemas.class.getResourceAsStream("/contract/" + name + ".yaml")) {
            Map<String, Object> read =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(file, name));
            this.document = new JsonObject(read);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The whole of it. */
    public JsonObject document() {
        return document;
    }

    /** What is wrong with a value by one of the document's named schemas; nothing when it fits. */
    public List<String> errors(String name, Object value) {
        return errors(new JsonObject().put("$ref", "#/components/schemas/" + name), value);
    }

    /** What is wrong with a value by any schema of the document; nothing when it fits. */
    public List<String> errors(JsonObject schema, Object value) {
        var api = OPENAPI.document.getJsonObject("components").encode().replace("#/components/", "#/api/");
        // The validator writes its own marks into what it is given; the channels' contract points into the API's.
        var whole = new JsonObject(schema.encode().replace("openapi.json#/components/", "#/api/"))
                .put(
                        "components",
                        new JsonObject(document.getJsonObject("components")
                                .encode()
                                .replace("openapi.json#/components/", "#/api/")))
                .put("api", new JsonObject(api));
        var options = new JsonSchemaOptions()
                .setDraft(Draft.DRAFT202012)
                .setBaseUri("https://vadra.example.org")
                .setOutputFormat(OutputFormat.Basic);
        var result = Validator.create(JsonSchema.of(whole), options).validate(value);
        return result.getValid()
                ? List.of()
                : Objects.requireNonNull(result.getErrors()).stream()
                        .map(error -> error.getInstanceLocation() + ": " + error.getError())
                        .toList();
    }
}
