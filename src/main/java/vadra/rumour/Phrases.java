package vadra.rumour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.sv.SwedishMinimalStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Tells whether a text holds a claim's phrases. A phrase is found where its words follow each other, whatever their
 * case and endings.
 */
public final class Phrases {
    /** Words of a text that are looked at; further ones are not. */
    private static final int MAX_WORDS = 1_000;

    private final List<Reader> readers;
    private final Claim.Match match;

    private record Reader(Analyzer analyzer, List<List<String>> phrases) {}

    /** Prepares the phrases of a claim. */
    public Phrases(List<String> phrases, Claim.Match match, Claim.Stems language) {
        this.match = match;
        this.readers = analyzers(language).stream()
                .map(analyzer -> new Reader(
                        analyzer,
                        phrases.stream()
                                .map(phrase -> words(analyzer, phrase))
                                .filter(words -> !words.isEmpty())
                                .toList()))
                .toList();
    }

    private static List<Analyzer> analyzers(Claim.Stems language) {
        return switch (language) {
            case SV -> List.of(analyzer(true));
            case EN -> List.of(analyzer(false));
            case ANY -> List.of(analyzer(true), analyzer(false));
        };
    }

    private static Analyzer analyzer(boolean swedish) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                var tokenizer = new StandardTokenizer();
                TokenStream words = new LowerCaseFilter(tokenizer);
                // Twice, since the second round meets the endings that the first laid bare: it conflates best.
                words = swedish
                        ? new SwedishMinimalStemFilter(new SwedishMinimalStemFilter(words))
                        : new EnglishMinimalStemFilter(words);
                return new TokenStreamComponents(tokenizer, words);
            }
        };
    }

    /** Whether the text holds one phrase, or all of them, as the claim asks. */
    public boolean in(String text) {
        return readers.stream().anyMatch(reader -> {
            var words = words(reader.analyzer(), text);
            return switch (match) {
                case ANY -> reader.phrases().stream().anyMatch(phrase -> holds(words, phrase));
                case ALL ->
                    !reader.phrases().isEmpty() && reader.phrases().stream().allMatch(phrase -> holds(words, phrase));
            };
        });
    }

    private static boolean holds(List<String> words, List<String> phrase) {
        return Collections.indexOfSubList(words, phrase) >= 0;
    }

    private static List<String> words(Analyzer analyzer, String text) {
        var words = new ArrayList<String>();
        try (TokenStream tokens = analyzer.tokenStream("", text)) {
            var term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (words.size() < MAX_WORDS && tokens.incrementToken()) {
                words.add(term.toString());
            }
            tokens.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return words;
    }
}
