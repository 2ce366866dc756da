package vadra.bench.server;

/**
 * What has been spent, in seconds.
 *
 * @param server processor time of the server
 * @param database processor time of its database
 * @param clients processor time of all clients, which is this process
 * @param machine processor time of everything on this machine
 * @param wall time that passed
 */
public record Effort(double server, double database, double clients, double machine, double wall) {
    /** From here on a core has no rest, and who waits for it is measured with it. */
    private static final double FULL = 0.9;
    /** So much of a core may others on this machine use before the figures are in doubt. */
    private static final double QUIET = 0.15;

    /** All that was spent so far. */
    public static Effort of(Target target) {
        return new Effort(
                Processes.seconds(target.pid()),
                target.databaseSeconds(),
                Processes.seconds(ProcessHandle.current().pid()),
                Processes.secondsOfMachine(),
                System.nanoTime() / 1e9);
    }

    /** What was spent since. */
    public Effort since(Effort earlier) {
        return new Effort(
                server - earlier.server,
                database - earlier.database,
                clients - earlier.clients,
                machine - earlier.machine,
                wall - earlier.wall);
    }

    /** How much of a core the clients had, 0 to 1. */
    public double clientLoad() {
        return clients / wall;
    }

    /** How much of a core neither the server nor its database nor the clients had. */
    public double others() {
        return Math.max(0, machine - server - database - clients) / wall;
    }

    /** What makes these figures doubtful; empty when nothing does. */
    public String doubt() {
        if (clientLoad() >= FULL) {
            return "the clients had no rest, so this may be their limit and not the server's";
        }
        return others() >= QUIET ? "others used %.0f %% of a core meanwhile".formatted(others() * 100) : "";
    }
}
