package vadra.access;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import vadra.it.Api;

/** Forms well-formed requests: what the contract shows, with things of the {@link House} in it. */
final class Requests {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}|(?<=/):(\\w+)");
    private static final Pattern THING = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern NUMBER = Pattern.compile("\"#\\{(\\w+)}\"");
    private static final int HOUR = 3600;

    private final House house;
    private final JsonObject special;

    Requests(House house) {
        this.house = house;
        try {
            special = new JsonObject(Files.readString(Path.of("src/test/resources/vadra/access/requests.json")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What is special about a way in: {@code path}, {@code query}, {@code body}, {@code octets}, {@code with}. */
    JsonObject special(String name) {
        return special.getJsonObject(name, new JsonObject());
    }

    /** A path with things in the place of its parameters. */
    String path(String name, String pattern, boolean fresh) {
        var path = PARAMETER
                .matcher(pattern)
                .replaceAll(found -> thing(name, Objects.requireNonNullElse(found.group(1), found.group(2)), fresh));
        return path + filled(special(name).getString("query", ""), fresh);
    }

    private String thing(String name, String parameter, boolean fresh) {
        var usual = fresh && parameter.equals("handle") ? "spare" : parameter;
        var thing = special(name).getJsonObject("path", new JsonObject()).getString(parameter, usual);
        return house.thing(thing, fresh);
    }

    /** Texts with things in the place of their names. */
    String filled(String text, boolean fresh) {
        var numbered = NUMBER.matcher(text).replaceAll(found -> house.thing(found.group(1), fresh));
        return THING.matcher(numbered).replaceAll(found -> switch (found.group(1)) {
            case "soon" -> Instant.now().plusSeconds(HOUR).toString();
            case "later" -> Instant.now().plusSeconds(2 * HOUR).toString();
            case "word" -> Things.word();
            default -> house.thing(found.group(1), fresh);
        });
    }

    /** A body: what the table of special requests has, else what the contract shows. */
    JsonObject body(Operation operation) {
        var body = special(operation.id()).getJsonObject("body");
        var text = (body == null ? operation.example().orElseThrow() : body).encode();
        return new JsonObject(filled(text, operation.writes()));
    }

    Api.Answer send(Operation operation, Api by) {
        var request = by.request(path(operation.id(), operation.path(), operation.writes()));
        special(operation.id())
                .getJsonObject("with", new JsonObject())
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().toString()));
        if (operation.octets()) {
            request.header("Content-Type", "application/octet-stream");
            return Api.send(
                    request.method(operation.method(), HttpRequest.BodyPublishers.ofByteArray(octets(operation))));
        }
        if (operation.example().isEmpty()) {
            return Api.send(request.method(operation.method(), HttpRequest.BodyPublishers.noBody()));
        }
        request.header("Content-Type", "application/json");
        return Api.send(request.method(
                operation.method(),
                HttpRequest.BodyPublishers.ofString(body(operation).encode())));
    }

    private byte[] octets(Operation operation) {
        return operation.id().equals("importBlog")
                ? exported()
                : vadra.media.Pictures.plain("png", 3, 3, java.awt.Color.RED);
    }

    private byte[] exported() {
        try {
            return Api.HTTP
                    .send(
                            house.as(Role.BLOGGER)
                                    .request("/api/me/blog/export.zip")
                                    .GET()
                                    .build(),
                            java.net.http.HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What a call on a socket takes: the parameters of the operation of the same name, and its body. */
    JsonObject call(String method) {
        var special = special("rpc " + method);
        var fresh = !special.getBoolean("standing", false);
        var data = new JsonObject(
                        filled(special.getJsonObject("body", new JsonObject()).encode(), fresh))
                .put("commandId", Things.word());
        if (!special.isEmpty()) {
            return data;
        }
        var operation = Operation.of(method);
        if (operation.example().isPresent()) {
            data.mergeIn(body(operation));
        }
        operation.parameters("path").stream()
                .map(one -> one.getString("name"))
                .forEach(name -> data.put(name, thing(method, name, true)));
        return data;
    }
}
