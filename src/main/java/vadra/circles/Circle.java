package vadra.circles;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vadra.core.Role;

/**
 * People who gather round something, as everybody sees them.
 *
 * @param slug its name in paths and channels; never changes
 * @param writer the handle of the host whose words these are
 * @param hidden whether that host's profile is hidden under the house rules, and these words with it
 * @param led whether somebody leads it; where nobody does, whoever is in it may take it on
 * @param version grows with each change
 */
public record Circle(
        String slug,
        Words words,
        @Nullable Product product,
        String writer,
        boolean hidden,
        boolean led,
        Instant startedAt,
        long version) {
    /** At most so many rules of its own. */
    public static final int MOST_RULES = 10;

    /**
     * What its hosts say of it.
     *
     * @param about empty or up to 1000 characters
     * @param interests at most ten, in lower case
     * @param product the slug of the product that it is about, null for none
     * @param byRequest whether a host lets in who wants to be in it
     */
    public record Words(
            String name,
            String about,
            String language,
            List<String> interests,
            @Nullable String product,
            boolean byRequest) {
        public Words {
            interests = List.copyOf(interests);
        }
    }

    /** The product that it is about. */
    public record Product(String slug, String name) {}

    /**
     * All that everybody sees of a circle.
     *
     * @param rules all versions, newest first
     * @param places at most 100, those that talked last first
     * @param hosts the lead first
     * @param people who let everybody see that they are in it, and the hosts, by handle; the first 100
     */
    public record Whole(Circle circle, List<Rules> rules, List<Place> places, List<Person> hosts, List<Person> people) {
        public Whole {
            rules = List.copyOf(rules);
            places = List.copyOf(places);
            hosts = List.copyOf(hosts);
            people = List.copyOf(people);
        }
    }

    /** A rule that it adds to those of the house. */
    public record Rule(String title, String text) {}

    /**
     * Its rules, as they were announced at a time.
     *
     * @param version from 1
     * @param effectiveAt from when they hold, until the next ones do
     */
    public record Rules(int version, Instant announcedAt, Instant effectiveAt, List<Rule> rules) {
        public Rules {
            rules = List.copyOf(rules);
        }
    }

    /**
     * Somebody of it whom everybody sees.
     *
     * @param host whether they host it
     * @param leads whether they lead it
     */
    public record Person(String handle, String name, Role role, boolean host, boolean leads) {}

    /** Somebody who asks to be let in, as hosts see them. */
    public record Asker(String handle, String name, Role role, Instant askedAt) {}

    /** A room that was started in it. */
    public record Place(String slug, String title, String topic, String language, boolean open) {}

    /** What somebody is to a circle. */
    public enum Standing {
        /** Has asked to be let in. */
        ASKED,
        MEMBER,
        HOST,
        LEAD;

        /** The lower-case name, as in JSON and SQL. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The standing with this {@link #code()}. */
        public static Standing of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A circle as one member sees it as their own.
     *
     * @param listed whether the member lets everybody see that they are in it
     * @param named whether the lead asks the member to host it
     */
    public record Own(String slug, String name, String language, Standing standing, boolean listed, boolean named) {}
}
