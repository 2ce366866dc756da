package vadra.access;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vadra.discussion.Room;
import vadra.it.Schemas;
import vadra.web.RouteList;

/** All ways in that there are, as the contracts, the server's router and its socket have them. */
final class Ways {
    /** Where the socket takes a call for one of its methods. */
    private static final Pattern METHOD =
            Pattern.compile("case \"(\\w+)\" ->|method\\.equals\\(\"(\\w+)\"\\)|TYPING = \"(\\w+)\"");

    private static final Pattern METHODS = Pattern.compile("METHODS = Set\\.of\\(([^)]*)\\)");
    private static final Path MAIN = Path.of("src/main/java/vadra");

    private Ways() {}

    static List<String> operations() {
        return Operation.all().stream().map(Operation::id).toList();
    }

    /** What is not of the contract, but for files that are the same for everybody. */
    static List<String> pages(Vertx vertx, House house) {
        return RouteList.of(vertx, house.server().services()).stream()
                .filter(path -> !path.startsWith("/assets") && !path.contains("*") && !path.isEmpty())
                .distinct()
                .toList();
    }

    /** What can be called on a socket. */
    static List<String> methods() {
        var direct = source("socket/DirectRpc.java");
        var set = METHODS.matcher(direct)
                .results()
                .flatMap(found -> Arrays.stream(found.group(1).split("[\", ]+")));
        var cases = Stream.of(source("socket/Rpc.java"), direct, source("wire/Moves.java"))
                .flatMap(text -> METHOD.matcher(text).results())
                .flatMap(found -> Stream.of(found.group(1), found.group(2), found.group(3)))
                .filter(name -> name != null);
        return Stream.concat(set, cases)
                .filter(name -> !name.isBlank())
                .distinct()
                .sorted()
                .toList();
    }

    private static String source(String path) {
        try {
            return Files.readString(MAIN.resolve(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Channels as the contract has them, those of rooms once for each kind of room. */
    static List<String> channels() {
        return Schemas.ASYNCAPI.document().getJsonObject("channels").stream()
                .map(channel -> ((JsonObject) channel.getValue()).getString("address"))
                .flatMap(address -> address.equals("room:{slug}")
                        ? Arrays.stream(Room.Kind.values()).map(kind -> kind.channel() + ":{slug}")
                        : Stream.of(address))
                .toList();
    }
}
