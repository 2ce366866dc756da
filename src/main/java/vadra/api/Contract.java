package vadra.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The contracts of the HTTP API (OpenAPI) and of the channels (AsyncAPI), read from the class path. */
public final class Contract {
    private final OpenAPIContract checked;
    private final String openApi;
    private final String asyncApi;

    private Contract(OpenAPIContract checked, String openApi, String asyncApi) {
        this.checked = checked;
        this.openApi = openApi;
        this.asyncApi = asyncApi;
    }

    /** Reads them; fails when the API's contract is not valid. */
    public static Future<Contract> read(Vertx vertx) {
        return vertx.executeBlocking(() -> yaml("asyncapi"))
                .compose(channels -> vertx.executeBlocking(() -> yaml("openapi"))
                        .compose(whole -> OpenAPIContract.from(vertx, requestsOf(whole))
                                .map(checked -> new Contract(checked, whole.encode(), channels.encode()))));
    }

    private static JsonObject yaml(String name) {
        try (InputStream file = Contract.class.getResourceAsStream("/contract/" + name + ".yaml")) {
            Map<String, Object> read =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(file, name));
            return new JsonObject(read);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The contract as far as requests go: the router knows no {@code application/problem+json} and checks no answers. */
    private static JsonObject requestsOf(JsonObject whole) {
        var requests = whole.copy();
        requests.getJsonObject("components").remove("responses");
        for (var path : requests.getJsonObject("paths")) {
            for (var operation : (JsonObject) path.getValue()) {
                ((JsonObject) operation.getValue())
                        .put(
                                "responses",
                                new JsonObject().put("default", new JsonObject().put("description", "See the whole.")));
            }
        }
        return requests;
    }

    /** What requests must be like. */
    public OpenAPIContract requests() {
        return checked;
    }

    /** The OpenAPI document that is served. */
    public String openApi() {
        return openApi;
    }

    /** The AsyncAPI document that is served. */
    public String asyncApi() {
        return asyncApi;
    }
}
