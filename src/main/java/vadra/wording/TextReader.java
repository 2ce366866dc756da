package vadra.wording;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Set;
import org.apache.lucene.analysis.CharacterUtils;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * Reads texts into words, each text once for all who ask about it. Words are those of Unicode's word boundaries (UAX 29),
 * as Lucene finds them. Reading keeps nothing of a text but common words' stems, so the order of texts does not matter.
 * Confined to one thread.
 */
public final class TextReader {
    /** Words of a text that are looked at; further ones are not. */
    public static final int MAX_WORDS = 1_000;

    private static final Set<String> PASSED_ON = Set.of("rt", "mt");

    private final StandardTokenizer tokenizer = new StandardTokenizer();
    private final CharTermAttribute term = tokenizer.getAttribute(CharTermAttribute.class);
    private final OffsetAttribute offsets = tokenizer.getAttribute(OffsetAttribute.class);
    private final Vocabulary vocabulary = new Vocabulary();
    private final Word[] words = new Word[MAX_WORDS];
    private final byte[] marks = new byte[MAX_WORDS];
    private String text = "";
    private int length;
    private int read;
    private int linkEnd;
    private boolean inQuote;
    private boolean quotesOther;

    /** Reads a text. */
    public Passage read(String source) {
        text = source;
        length = 0;
        read = 0;
        linkEnd = 0;
        inQuote = false;
        quotesOther = false;
        try {
            tokenizer.setReader(new StringReader(source));
            tokenizer.reset();
            while (length < MAX_WORDS && tokenizer.incrementToken()) {
                take();
            }
            between(text.length());
            tokenizer.end();
            tokenizer.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Passage(source, Arrays.copyOf(words, length), Arrays.copyOf(marks, length));
    }

    private void take() {
        int start = offsets.startOffset();
        int end = offsets.endOffset();
        between(start);
        CharacterUtils.toLowerCase(term.buffer(), 0, term.length());
        words[length] = vocabulary.word(term.buffer(), term.length());
        marks[length] = 0;
        if (start < linkEnd) {
            marks[length] = Passage.LINK;
        } else if (beginsLink(end)) {
            linkEnd = wordEnd(end);
            marks[length] = Passage.LINK;
        } else if (start > 0 && text.charAt(start - 1) == '@') {
            marks[length] = Passage.HANDLE;
            quotesOther |= inQuote || isPassedOn();
        }
        marks[length] |= (byte) (quotesOther ? Passage.QUOTED : 0);
        length++;
        read = end;
    }

    /** Whether a handle follows the mark by which people pass on another's words whole. */
    private boolean isPassedOn() {
        return length > 0 && PASSED_ON.contains(words[length - 1].text());
    }

    private boolean beginsLink(int end) {
        return text.startsWith("://", end) || words[length].text().startsWith("www.");
    }

    private int wordEnd(int from) {
        int end = from;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Looks at what stands between the last word and the next, which begins at an offset. */
    private void between(int next) {
        int seen = 0;
        for (int i = Math.max(read, linkEnd); i < next; i++) {
            quote(text.charAt(i));
            seen |= markOf(text.charAt(i), i + 1 < next ? text.charAt(i + 1) : ' ');
        }
        if (length > 0) {
            marks[length - 1] |= (byte) seen;
        }
    }

    private void quote(char character) {
        if (character == '“' || character == '”' || character == '"') {
            inQuote = character == '“' || (character == '"' && !inQuote);
            quotesOther = false;
        }
    }

    private static int markOf(char character, char following) {
        return switch (character) {
            case '?' -> Passage.ASKED | Passage.ENDED;
            case '!' -> Passage.EXCLAIMED | Passage.ENDED;
            case '…' -> Passage.TRAILED | Passage.ENDED;
            case '.' -> following == '.' ? Passage.TRAILED | Passage.ENDED : Passage.ENDED;
            case '\n' -> Passage.ENDED;
            default -> 0;
        };
    }
}
