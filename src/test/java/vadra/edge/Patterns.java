package vadra.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Texts that fit the contract's patterns, which are rows of characters and classes with counts. */
final class Patterns {
    private static final Pattern PIECE =
            Pattern.compile("(?<set>\\[[^\\]]+]|\\\\?[^\\[])(?:\\{(?<least>\\d+)(?:,(?<most>\\d+))?}|(?<some>[+*?]))?");

    private Patterns() {}

    static String text(String pattern, Dice dice) {
        var text = new StringBuilder();
        var pieces = PIECE.matcher(pattern.replaceAll("^\\^|\\$$", ""));
        while (pieces.find()) {
            var set = letters(pieces.group("set"));
            int least = 1;
            int most = 1;
            if (pieces.group("least") != null) {
                least = Integer.parseInt(pieces.group("least"));
                most = pieces.group("most") == null ? least : Integer.parseInt(pieces.group("most"));
            } else if (pieces.group("some") != null) {
                most = 8;
            }
            for (int i = dice.between(least, Math.min(most, least + 12)); i > 0; i--) {
                text.append((char) (int) dice.of(set));
            }
        }
        return text.toString();
    }

    private static List<Integer> letters(String set) {
        var letters = new ArrayList<Integer>();
        if (!set.startsWith("[") || set.length() == 1) {
            return List.of((int) set.charAt(set.length() - 1));
        }
        for (int i = 1; i < set.length() - 1; i++) {
            boolean range = i + 2 < set.length() - 1 && set.charAt(i + 1) == '-';
            for (int letter = set.charAt(i); letter <= set.charAt(range ? i + 2 : i); letter++) {
                letters.add(letter);
            }
            i += range ? 2 : 0;
        }
        return letters;
    }
}
