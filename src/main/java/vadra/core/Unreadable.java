package vadra.core;

/** An event that this version of the server cannot read, since a newer one wrote it. It keeps its place in the log. */
public record Unreadable() implements Event {
    @Override
    public String kind() {
        return "unreadable";
    }
}
