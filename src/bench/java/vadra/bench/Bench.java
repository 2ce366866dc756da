package vadra.bench;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import vadra.bench.server.Processes;
import vadra.bench.server.Servers;
import vadra.bench.server.Target;
import vadra.bench.server.VadraTarget;

/** The benchmark's command line. */
public final class Bench {
    private static final String CLIENT_CORE = "1";
    private static final String BOTH_CORES = "0,1";
    private static final Path RECORDING = Path.of("target/bench/vadra.jfr");
    private static final int BEFORE_CONNECTS = 3;

    private final Options options;
    private final Report report = new Report();

    private Bench(Options options) {
        this.options = options;
    }

    /** Runs what the arguments ask for. */
    public static void main(String[] arguments) {
        Options options;
        try {
            options = Options.read(List.of(arguments));
        } catch (IllegalArgumentException fault) {
            System.out.println(fault.getMessage());
            return;
        }
        if (options.has("help")) {
            System.out.print(Options.HELP);
        } else {
            new Bench(options).run();
        }
    }

    private void run() {
        System.out.println(
                Processes.pins()
                        ? "Servers on core 0, clients on core 1."
                        : "Everything shares the same cores: compare nothing but servers of one run.");
        Processes.moveTo(CLIENT_CORE);
        fanOuts();
        durable();
        options.numbers("idle").forEach(count -> each(target -> new Idle(count).memory(target, report)));
        options.numbers("connects")
                .forEach(count -> each(target -> new Idle(count).connects(target, BEFORE_CONNECTS, report)));
        options.numbers("storm").forEach(count -> ours(target -> new Storm(count).run(target, report)));
        starts();
        options.numbers("slow-reader")
                .forEach(seconds -> ours(target -> new SlowReader(seconds).run(target, warm(), report)));
        options.numbers("flood").forEach(this::flood);
        options.numbers("soak")
                .forEach(minutes -> ours(
                        target -> new Soak(minutes, options.number("soak-rate", 100)).run(target, warm(), report)));
        desk();
        if (options.has("jmh")) {
            Jmh.run(options.text("jmh"));
        }
        report.conclude();
    }

    private void desk() {
        if (options.has("monitor")) {
            new Counting().run(report);
        }
        options.numbers("watching")
                .forEach(rate -> ours(target -> new Watching(rate).run(target, warm(), seconds(), report)));
        options.numbers("questions")
                .forEach(count -> ours(target -> new Asking(count).run(target, warm(), seconds(), report)));
        options.numbers("searching").forEach(this::searching);
    }

    private void searching(int posts) {
        try (var target = VadraTarget.start(VadraTarget.Setup.FULL)) {
            new Searching(posts).run(target, report);
        }
    }

    private int warm() {
        return options.number("warm", 15);
    }

    private int seconds() {
        return options.number("seconds", 10);
    }

    private List<String> servers() {
        return options.servers().stream()
                .filter(server -> Servers.missing(server).isEmpty())
                .toList();
    }

    private void fanOuts() {
        options.servers().stream()
                .filter(server -> !Servers.missing(server).isEmpty())
                .forEach(server -> System.out.println("without " + server + ": " + Servers.missing(server)));
        for (int round = 0; round < options.number("rounds", 1); round++) {
            for (var name : options.loads()) {
                var load = FanOut.ALL.get(name);
                for (var server : servers()) {
                    if (load != null && load.fits(server)) {
                        try (var target = Servers.start(server, setup())) {
                            report.add(load.run(target, warm(), seconds()));
                        }
                    }
                }
            }
        }
    }

    private VadraTarget.Setup setup() {
        return options.has("profile")
                ? new VadraTarget.Setup(
                        VadraTarget.Setup.PINNED.cores(), false, RECORDING, VadraTarget.Setup.PINNED.data())
                : VadraTarget.Setup.PINNED;
    }

    private void each(Consumer<Target> load) {
        for (var server : servers()) {
            try (var target = Servers.start(server, setup())) {
                load.accept(target);
            }
        }
    }

    private void ours(Consumer<VadraTarget> load) {
        try (var target = VadraTarget.start(setup())) {
            load.accept(target);
        }
    }

    private void flood(int accounts) {
        try (var target = VadraTarget.start(VadraTarget.Setup.GUARDED)) {
            new Flood(accounts).run(target, warm(), seconds(), report);
        }
    }

    private void starts() {
        int times = options.number("starts", 0);
        if (times > 0) {
            var took = IntStream.range(0, times)
                    .mapToDouble(time -> {
                        try (var target = VadraTarget.start(setup())) {
                            return target.startedInMs();
                        }
                    })
                    .toArray();
            double median = Report.median(took);
            report.add(
                    "start to ready",
                    String.format(Locale.ROOT, "%.0f ms in the middle of %d", median, times),
                    new JsonObject().put("medianMs", median).put("times", times));
        }
    }

    /** Here nobody has a core of their own. */
    private void durable() {
        Processes.moveTo(BOTH_CORES);
        for (int rooms : new int[] {1, 100}) {
            if (options.has("durable")) {
                report(new Durable(rooms), 0);
            }
            int best = 0;
            for (int rate : options.numbers("durable-rate")) {
                if (!report(new Durable(rooms), rate)) {
                    break;
                }
                best = rate;
            }
            if (options.has("durable-rate")) {
                report.add(
                        "durable, best",
                        String.format(
                                Locale.ROOT,
                                "%d rooms: %d posts/s with p99 <= %.0f ms and nothing lost",
                                rooms,
                                best,
                                Durable.PATIENCE),
                        new JsonObject().put("rooms", rooms).put("postsPerSecond", best));
            }
        }
        Processes.moveTo(CLIENT_CORE);
    }

    /** Whether it went well. */
    @CanIgnoreReturnValue
    private boolean report(Durable load, int rate) {
        try (var target =
                VadraTarget.start(new VadraTarget.Setup(BOTH_CORES, false, setup().recording(), setup().data()))) {
            var posts = load.run(target, rate, warm(), seconds());
            report.add("durable", posts.line(), posts.json());
            return posts.good();
        }
    }
}
