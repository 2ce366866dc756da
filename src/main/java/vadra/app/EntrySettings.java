package vadra.app;

/**
 * What may be set of how people come in.
 *
 * @param byInvitation whether nobody joins without an invitation
 */
public record EntrySettings(boolean byInvitation) {
    static EntrySettings of(Settings.Reading read) {
        return new EntrySettings(byInvitation(read));
    }

    private static boolean byInvitation(Settings.Reading read) {
        var by = read.text("join.by");
        if (!by.equals("anyone") && !by.equals("invitation")) {
            read.faults().add("join.by must be anyone or invitation");
        }
        return by.equals("invitation");
    }
}
