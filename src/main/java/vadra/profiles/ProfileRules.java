package vadra.profiles;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vadra.community.Plain;
import vadra.core.Problem;

/** What a profile may say. Each problem names the field, by its path with dots, and the rule that it breaks. */
final class ProfileRules {
    static final int LONGEST_ABOUT = 500;
    static final int LONGEST_PLACE = 60;
    static final int MOST_PRODUCTS = 30;
    static final int MOST_INTERESTS = 20;
    static final int SHORTEST_INTEREST = 2;
    static final int LONGEST_INTEREST = 40;
    static final int MOST_LANGUAGES = 8;
    static final int MOST_LINKS = 5;
    static final int LONGEST_LABEL = 40;
    static final int LONGEST_URL = 300;

    private static final YearMonth FIRST = YearMonth.of(1900, 1);
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    private ProfileRules() {}

    /**
     * A change in its normal form.
     *
     * @param now no product was got after this month
     * @throws vadra.core.ProblemException {@link Problem.Invalid} for the first field that breaks a rule
     */
    static ProfileChange checked(ProfileChange said, YearMonth now) {
        return new ProfileChange(
                said.about() == null ? null : Plain.lines("about", said.about(), LONGEST_ABOUT),
                said.place() == null ? null : place(said.place()),
                each("products", said.products(), MOST_PRODUCTS, (field, owned) -> owned(field, owned, now)),
                interests(said.interests()),
                each("languages", said.languages(), MOST_LANGUAGES, ProfileRules::language),
                each("links", said.links(), MOST_LINKS, ProfileRules::link),
                said.audiences());
    }

    private interface Rule<T> {
        T checked(String field, T said);
    }

    private static <T> @Nullable List<T> each(String field, @Nullable List<T> said, int most, Rule<T> rule) {
        if (said == null) {
            return null;
        }
        if (said.size() > most) {
            throw Problem.invalid(field, "at most " + most);
        }
        IntFunction<T> one = n -> rule.checked(field + "." + n, said.get(n));
        return IntStream.range(0, said.size()).mapToObj(one).distinct().toList();
    }

    private static String place(String said) {
        return said.isBlank() ? "" : Plain.line("place", said, LONGEST_PLACE);
    }

    private static ProfileChange.Owned owned(String field, ProfileChange.Owned said, YearMonth now) {
        if (said.since() == null) {
            return said;
        }
        try {
            var since = YearMonth.parse(said.since());
            if (since.isAfter(now) || since.isBefore(FIRST)) {
                throw Problem.invalid(field + ".since", "must be a month between 1900 and now");
            }
            return new ProfileChange.Owned(said.product(), since.toString());
        } catch (DateTimeException noMonth) {
            throw Problem.invalid(field + ".since", "must be a month such as 2024-11");
        }
    }

    /** The same interest said twice, in other letters, is one. */
    private static @Nullable List<String> interests(@Nullable List<String> said) {
        var all = each("interests", said, MOST_INTERESTS, ProfileRules::interest);
        return all == null ? null : List.copyOf(new LinkedHashSet<>(all));
    }

    private static String interest(String field, String said) {
        var word = Plain.line(field, said, LONGEST_INTEREST).toLowerCase(Locale.ROOT);
        int length = word.codePointCount(0, word.length());
        if (length < SHORTEST_INTEREST || length > LONGEST_INTEREST) {
            throw Problem.invalid(field, SHORTEST_INTEREST + " to " + LONGEST_INTEREST + " characters");
        }
        return word;
    }

    /** One that has a name, and so can be shown by it. */
    private static String language(String field, String said) {
        if (!LANGUAGE.matcher(said).matches()
                || Locale.forLanguageTag(said)
                        .getDisplayLanguage(Locale.ENGLISH)
                        .equals(said)) {
            throw Problem.invalid(field, "must be a language of ISO 639, such as sv or smj");
        }
        return said;
    }

    private static Profile.Link link(String field, Profile.Link said) {
        return new Profile.Link(
                Plain.line(field + ".label", said.label(), LONGEST_LABEL),
                url(field + ".url", said.url().strip()));
    }

    private static String url(String field, String said) {
        try {
            var url = new URI(said);
            boolean leadsOut = "https".equalsIgnoreCase(url.getScheme())
                    && url.getHost() != null
                    && HOST.matcher(url.getHost()).matches()
                    && url.getRawUserInfo() == null;
            if (leadsOut && said.length() <= LONGEST_URL) {
                return "https" + said.substring("https".length());
            }
        } catch (URISyntaxException noUrl) {
            throw broken(field);
        }
        throw broken(field);
    }

    private static RuntimeException broken(String field) {
        return Problem.invalid(
                field, "must be an address that begins with https://, of at most " + LONGEST_URL + " characters");
    }
}
