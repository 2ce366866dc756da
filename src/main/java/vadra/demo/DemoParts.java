package vadra.demo;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vadra.core.PostId;
import vadra.opinions.Facts;
import vadra.opinions.Sections;
import vadra.parts.Carried;
import vadra.parts.Part;
import vadra.polls.Terms;
import vadra.replay.Table;

/** What the demo's posts carry, of a row of {@code config/demo}: an opinion, a poll, a quote, or nothing. */
final class DemoParts {
    private DemoParts() {}

    /** The words of a row; those of an opinion by what they are about. */
    static String words(Table.Row row) {
        return Stream.of(
                        row.get("text"),
                        about(row, "good", Sections.Kind.GOOD),
                        about(row, "bad", Sections.Kind.BAD),
                        about(row, "wish", Sections.Kind.WISH))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String about(Table.Row row, String column, Sections.Kind kind) {
        return row.get(column).isEmpty() ? "" : kind.mark() + " " + row.get(column);
    }

    /**
     * The part of a row.
     *
     * @param product that the room is about, empty for none
     * @param posts what was said before, by its name in the demo
     */
    static Carried of(Table.Row row, String product, Map<String, PostId> posts) {
        Stream<Part> opinion = Stream.of(row.get("used"))
                .filter(used -> !used.isEmpty())
                .map(used -> new Part.Opinion(new Facts(
                        product, row.get("version"), Facts.Used.of(used), Facts.Again.of(row.required("again")))));
        Stream<Part> poll = Stream.of(row.get("choices"))
                .filter(choices -> !choices.isEmpty())
                .map(choices -> new Part.Poll(
                        new Terms(Arrays.asList(choices.split("\\|")), false, false, Terms.Results.ALWAYS, null)));
        Stream<Part> quote = Stream.of(row.get("quote"))
                .filter(quoted -> !quoted.isEmpty())
                .map(quoted -> new Part.Quote(Objects.requireNonNull(posts.get(quoted)), 1, 0, 0));
        return new Carried(
                Stream.of(opinion, poll, quote).flatMap(parts -> parts).toList());
    }
}
