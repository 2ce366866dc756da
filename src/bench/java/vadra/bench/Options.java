package vadra.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import vadra.bench.server.Servers;

/** What the command line asks for, checked before anything runs. */
final class Options {
    static final String HELP = """
            Measures the server beside others, each alone on the first core, with all clients on the second.

              --servers=vadra,floor,bun,nchan,ws,socket.io   which, in this order; each load goes through all of them
              --loads=1000-at-20,1000-at-100,…               which fan-outs; --loads= for none
              --seconds=10                                   how long each is measured
              --warm=15                                      how long each is warmed up at full speed, and half as long at its pace
              --rounds=1                                     how often the fan-outs are gone through; medians are printed

            Of our server alone, the fan-outs only where --loads names some:
              --durable                                      committed posts a second, in 1 room and over 100, saturated
              --durable-rate=1000,2000,4000                  the same at these rates, up to the first that is not kept
              --idle=10000,19000                             memory of so many connections that do nothing; the other servers too
              --connects=10000                               how fast so many come in and are recognised
              --storm=5000,10000                             so many are cut off at once and come back
              --starts=5                                     from start to ready, so many times
              --slow-reader=60                               one reader of a busy room stops for so many seconds
              --flood=1000                                   so many new accounts write as fast as they can while others talk
              --soak=60                                      so many minutes at an even pace; the trend of memory and latency
              --soak-rate=100                                messages a second of the soak
              --profile                                      records our server and prints where its time went
              --monitor                                      what the rumour monitor takes on one thread, and 1 000 topics' memory
              --watching=500                                 from a commit to a staff screen, at so many posts a second
              --questions=500                                from a host's move of a question to so many listeners
              --searching=1000000                            what a search takes over so many posts, by the kind of question
              --jmh=Encode                                   the small benchmarks whose names fit; --jmh= for all
              --all                                          everything but --soak and --profile, in this order
              --help

            Loads: LOADS
            The peers from npm are installed into target/bench; what is missing on this machine is left out with a line.
            Figures go to target/bench/figures.json. docs/PERFORMANCE.md tells how to read them.
            """.replace("LOADS", String.join(" ", FanOut.ALL.keySet()));

    private static final String USUAL = "1000-at-20,1000-at-100,1000-at-300,1000-saturated";
    private static final Map<String, String> ALL = Map.ofEntries(
            Map.entry("loads", String.join(",", FanOut.ALL.keySet())),
            Map.entry("rounds", "3"),
            Map.entry("durable", ""),
            Map.entry("durable-rate", "1000,2000,4000,6000,8000,10000,12000,16000,20000,30000,40000"),
            Map.entry("idle", "10000,19000"),
            Map.entry("connects", "10000"),
            Map.entry("storm", "5000,10000"),
            Map.entry("starts", "5"),
            Map.entry("slow-reader", "60"),
            Map.entry("flood", "1000"),
            Map.entry("monitor", ""),
            Map.entry("watching", "500"),
            Map.entry("questions", "500"),
            Map.entry("searching", "1000000"),
            Map.entry("jmh", ""));
    private static final List<String> ABOUT_LOADS = List.of("loads", "rounds");
    private static final List<String> NUMBERS = List.of(
            "seconds",
            "warm",
            "rounds",
            "durable-rate",
            "idle",
            "connects",
            "storm",
            "starts",
            "slow-reader",
            "flood",
            "watching",
            "questions",
            "searching",
            "soak",
            "soak-rate");

    private static final List<String> SINGLE =
            List.of("seconds", "warm", "rounds", "starts", "slow-reader", "flood", "soak", "soak-rate");
    private static final List<String> WORDS = List.of("servers", "loads", "jmh");
    private static final List<String> FLAGS = List.of("durable", "monitor", "profile", "all", "help");

    static final List<String> NAMES =
            Stream.of(NUMBERS, WORDS, FLAGS).flatMap(List::stream).toList();

    private final Map<String, String> given;

    private Options(Map<String, String> given) {
        this.given = given;
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with a message that names the option which is none, or does not fit
     */
    static Options read(List<String> arguments) {
        var given = new LinkedHashMap<String, String>();
        if (arguments.contains("--all")) {
            given.putAll(ALL);
        }
        for (var argument : arguments) {
            var parts = argument.split("=", 2);
            given.put(checked(argument, parts[0], parts.length == 2), parts.length == 2 ? parts[1] : "");
        }
        var options = new Options(given);
        options.check();
        return options;
    }

    private static String checked(String argument, String dashed, boolean valued) {
        var name = dashed.startsWith("--") ? dashed.substring(2) : "";
        if (FLAGS.contains(name)) {
            require(!valued, "--" + name + " takes no value");
        } else {
            require(NUMBERS.contains(name) || WORDS.contains(name), argument + " is no option; see --help");
            require(valued, "--" + name + " needs a value, as in --" + name + "=…");
        }
        return name;
    }

    private void check() {
        for (var name : given.keySet()) {
            int count = NUMBERS.contains(name) ? numbers(name).size() : 1;
            require(count == 1 || (count > 1 && !SINGLE.contains(name)), "--" + name + " takes one number");
        }
        for (var server : words("servers", "")) {
            require(Servers.ALL.contains(server), "--servers: there is no " + server);
        }
        for (var load : words("loads", "")) {
            require(FanOut.ALL.containsKey(load), "--loads: there is no " + load);
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    List<String> servers() {
        return words("servers", String.join(",", Servers.ALL));
    }

    /** The usual fan-outs where nothing else is asked for either. */
    List<String> loads() {
        boolean other = Stream.concat(ALL.keySet().stream(), Stream.of("soak"))
                .filter(name -> !ABOUT_LOADS.contains(name))
                .anyMatch(given::containsKey);
        return words("loads", other ? "" : USUAL);
    }

    /** The one number of an option. */
    int number(String name, int otherwise) {
        return numbers(name).stream().findFirst().orElse(otherwise);
    }

    /** The numbers of an option, none where it was not given. */
    List<Integer> numbers(String name) {
        return words(name, "").stream().map(word -> positive(name, word)).toList();
    }

    private static int positive(String name, String word) {
        require(word.matches("[0-9]{1,7}") && !word.matches("0+"), "--" + name + ": " + word + " is no number above 0");
        return Integer.parseInt(word);
    }

    String text(String name) {
        return given.getOrDefault(name, "");
    }

    private List<String> words(String name, String otherwise) {
        return Arrays.stream(given.getOrDefault(name, otherwise).split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
