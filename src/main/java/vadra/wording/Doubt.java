package vadra.wording;

/**
 * What the words of a post say of how it stands to what it speaks of.
 *
 * @param stance the one that counts
 * @param asks whether there is a cue of asking
 * @param denies whether there is a cue of denying
 */
public record Doubt(Stance stance, boolean asks, boolean denies) {

    /** How a post stands to what it speaks of. */
    public enum Stance {
        /** It says it, or says something else; whatever is neither of the others. */
        SPREADS,
        /** It asks whether it is so, or for a source. */
        ASKS,
        /** It says that it is not so, or corrects it. */
        DENIES
    }

    /** Where a post stands, which decides what a question mark means. */
    public enum Setting {
        /** Ordinary talk, where people ask about products all day: only what asks whether something is so counts. */
        TALK,
        /** A reply in a thread about something that is watched: there a question may be a question about that. */
        THREAD,
        /** Such a reply to the post that begins the thread, whose author is the one to be asked. */
        DIRECT
    }
}
