package vadra.chaos;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opentest4j.TestAbortedException;
import vadra.chaos.Scenario.Dose;
import vadra.chaos.Scenario.Report;

/** Tries the promises for as long as one likes: {@code mvn -q test-compile exec:java@chaos -Dexec.args="--help"}. */
public final class Chaos {
    private static final String HELP = """
            Makes things fail under load, and judges what the clients saw.

              --scenarios kills,crashes   which, by name; all by default
              --nodes N                   server processes on one database; 2 by default
              --clients N                 listeners or sockets; each scenario has its own default
              --rooms N                   rooms that they are spread over
              --rounds N                  how often it goes wrong, where that can be counted
              --minutes N                 how long it goes wrong, where it cannot; 10 by default
              --seeds 1,2,3               all of it once for each seed; 9 by default

            Scenarios:
            """;

    private static final Map<String, Entry> SCENARIOS = new LinkedHashMap<>();

    static {
        add("kills", Kills::new, new Usual(200, 20, 200));
        add("crashes", Crashes::new, new Usual(200, 20, 30));
        add("cuts", Cuts::new, new Usual(500, 20, 0));
        add("pauses", Pauses::new, new Usual(100, 10, 5));
        add("links", DatabaseLinks::new, new Usual(100, 10, 12));
        add("drains", Drains::new, new Usual(1_000, 20, 5));
        add("storms", Storms::new, new Usual(10_000, 100, 3));
        add("slow", SlowReaders::new, new Usual(2_000, 10, 0));
        add("disk", FullDisks::new, new Usual(50, 5, 5));
        add("clock", ClockJumps::new, new Usual(50, 5, 9));
        add("fuzz", Fuzz::new, new Usual(50, 5, 1_000_000));
        add("floods", Floods::new, new Usual(5_000, 5, 0));
    }

    private Chaos() {}

    private record Usual(int clients, int rooms, int rounds) {}

    private record Entry(java.util.function.Supplier<Scenario> make, Usual usual) {}

    private static void add(String name, java.util.function.Supplier<Scenario> make, Usual usual) {
        SCENARIOS.put(name, new Entry(make, usual));
    }

    /** Prints a table; the exit code is 1 where a promise was broken. */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.println(HELP + String.join(", ", SCENARIOS.keySet()));
            return;
        }
        var options = options(arguments);
        var lines = new TreeMap<Integer, String>();
        boolean good = true;
        for (var seed : options.getOrDefault("seeds", "9").split(",", -1)) {
            for (var name : options.getOrDefault("scenarios", String.join(",", SCENARIOS.keySet()))
                    .split(",", -1)) {
                var verdict = verdict(name, dose(name, options, Long.parseLong(seed)));
                good &= !verdict.startsWith("BROKEN");
                lines.put(lines.size(), String.format("%-8s %-6s %s", name, seed, verdict));
                System.out.println(lines.get(lines.size() - 1));
            }
        }
        System.out.println("\nscenario seed   verdict\n" + String.join("\n", lines.values()));
        System.exit(good ? 0 : 1);
    }

    private static Map<String, String> options(String[] arguments) {
        var options = new TreeMap<String, String>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].matches("--(scenarios|nodes|clients|rooms|rounds|minutes|seeds)")
                    || i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + ": see --help");
            }
            options.put(arguments[i].substring(2), arguments[i + 1]);
        }
        return options;
    }

    private static Dose dose(String name, Map<String, String> options, long seed) {
        var usual = entry(name).usual();
        return new Dose(
                number(options, "nodes", 2),
                number(options, "clients", usual.clients()),
                number(options, "rooms", usual.rooms()),
                number(options, "rounds", usual.rounds()),
                name.equals("cuts") ? Duration.ofMinutes(number(options, "minutes", 10)) : Duration.ofSeconds(10),
                seed);
    }

    private static Entry entry(String name) {
        var entry = SCENARIOS.get(name);
        if (entry == null) {
            throw new IllegalArgumentException(name + " is no scenario: see --help");
        }
        return entry;
    }

    private static int number(Map<String, String> options, String name, int otherwise) {
        return Integer.parseInt(options.getOrDefault(name, Integer.toString(otherwise)));
    }

    private static String verdict(String name, Dose dose) {
        try {
            Report report = entry(name).make().get().run(dose);
            var verdict = report.violations().isEmpty()
                    ? "holds"
                    : "BROKEN "
                            + report.violations()
                                    .subList(0, Math.min(10, report.violations().size()));
            return String.format("%s; worst recovery %.1f s; %s", verdict, report.worst(), report.done());
        } catch (TestAbortedException cannot) {
            return "not tried: " + cannot.getMessage();
        } catch (RuntimeException | AssertionError broken) {
            return "BROKEN " + broken;
        }
    }
}
