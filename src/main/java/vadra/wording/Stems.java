package vadra.wording;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.sv.SwedishMinimalStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Lucene's stemmers, asked for one word at a time. Confined to one thread. */
final class Stems {
    private final One one = new One();
    private final TokenStream swedish = swedish(one);
    private final TokenStream english = new EnglishMinimalStemFilter(one);
    private final TokenStream both = new PorterStemFilter(swedish(one));

    /** A stream of the one word that was last put into it. */
    private static final class One extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

        @Override
        public boolean incrementToken() {
            return true;
        }
    }

    // Twice, since the second round meets the endings that the first laid bare: it conflates best.
    private static TokenStream swedish(TokenStream words) {
        return new SwedishMinimalStemFilter(new SwedishMinimalStemFilter(words));
    }

    long swedish(String word) {
        return stem(swedish, word);
    }

    long english(String word) {
        return stem(english, word);
    }

    /** The stem of a word whose language is not known: the Swedish endings go first, then the English ones. */
    long either(String word) {
        return stem(both, word);
    }

    private long stem(TokenStream stemmer, String word) {
        one.term.setEmpty().append(word);
        try {
            if (!stemmer.incrementToken()) {
                throw new IllegalStateException("a stemmer swallowed a word");
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Word.hash(one.term.buffer(), one.term.length());
    }
}
