package vadra.bench;

/**
 * What a server has spent, in seconds.
 *
 * @param server processor time of the server
 * @param database processor time of its database
 * @param wall time that passed
 */
record Effort(double server, double database, double wall) {
    /** All that was spent so far. */
    static Effort of(Target target) {
        return new Effort(Processes.seconds(target.pid()), target.databaseSeconds(), System.nanoTime() / 1e9);
    }

    /** What was spent since. */
    Effort since(Effort earlier) {
        return new Effort(server - earlier.server, database - earlier.database, wall - earlier.wall);
    }
}
