package vadra.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The benchmark's command line. */
public final class Bench {
    private static final String HELP = """
            Measures the server beside others, each alone on the first core, with all clients on the second.

              --servers=vadra,bun,ws,socket.io     which, in this order; each load goes through all of them
              --loads=1000-at-20,1000-at-100,…     which fan-outs; --loads= for none
              --seconds=10                         how long each is measured, after 4 s of warming up
              --rounds=1                           how often all of it is done
              --durable                            posts a second that are committed, in 1 room and over 100
              --idle=10000                         so many connections that do nothing
              --help

            Loads: LOADS
            The peers are installed from the npm registry into target/bench. Figures go to target/bench/figures.json.
            """;

    private Bench() {}

    /** Runs what the arguments ask for. */
    public static void main(String[] arguments) throws IOException {
        var options = List.of(arguments);
        if (options.contains("--help")) {
            System.out.print(HELP.replace(
                    "LOADS",
                    String.join(" ", FanOut.ALL.keySet().stream().sorted().toList())));
            return;
        }
        System.out.println(
                Processes.moveTo(1)
                        ? "Servers on core 0, clients on core 1."
                        : "Everything shares the same cores: compare nothing but servers of one run.");
        int seconds = Integer.parseInt(option(options, "seconds").orElse("10"));
        var figures = new ArrayList<Figures>();
        for (int round = 0; round < Integer.parseInt(option(options, "rounds").orElse("1")); round++) {
            fanOuts(options, seconds, figures);
        }
        others(options, seconds);
        var json = new JsonArray(figures.stream().map(Figures::json).toList());
        Files.createDirectories(Path.of("target/bench"));
        Files.writeString(
                Path.of("target/bench/figures.json"),
                new JsonObject().put("figures", json).encodePrettily());
    }

    private static void fanOuts(List<String> options, int seconds, List<Figures> figures) {
        var loads = words(option(options, "loads").orElse("1000-at-20,1000-at-100,1000-at-300,1000-saturated"));
        if (!loads.isEmpty()) {
            System.out.println(Figures.head());
        }
        for (var load : loads) {
            for (var server : servers(options)) {
                try (var target = start(server)) {
                    var measured = Optional.ofNullable(FanOut.ALL.get(load))
                            .orElseThrow(() -> new IllegalArgumentException("there is no load " + load))
                            .run(target, seconds);
                    System.out.println(measured.row());
                    figures.add(measured);
                }
            }
        }
    }

    private static void others(List<String> options, int seconds) {
        if (options.contains("--durable")) {
            for (int rooms : new int[] {1, 100}) {
                try (var target = VadraTarget.start()) {
                    System.out.println("ready after " + target.startedInMs() + " ms");
                    System.out.println(new Durable(rooms).run(target, seconds));
                }
            }
        }
        option(options, "idle").map(Integer::parseInt).ifPresent(count -> {
            for (var server : servers(options)) {
                try (var target = start(server)) {
                    System.out.println(new Idle(count, true).run(target));
                }
            }
        });
    }

    private static Target start(String server) {
        return server.equals("vadra") ? VadraTarget.start() : PeerTarget.start(server);
    }

    private static List<String> servers(List<String> options) {
        return words(option(options, "servers").orElse("vadra,bun,ws,socket.io"));
    }

    private static Optional<String> option(List<String> options, String name) {
        var prefix = "--" + name + "=";
        return options.stream()
                .filter(option -> option.startsWith(prefix))
                .map(option -> option.substring(prefix.length()))
                .findFirst();
    }

    private static List<String> words(String list) {
        return Arrays.stream(list.split(",", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
