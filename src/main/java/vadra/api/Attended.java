package vadra.api;

import vadra.channels.MarkSignals;
import vadra.channels.Typing;
import vadra.marks.ReadMarks;
import vadra.mentions.Mentions;

/** What serves those who read and write in rooms, and is said in none. */
public record Attended(ReadMarks marks, MarkSignals signals, Mentions mentions, Typing typing) {}
