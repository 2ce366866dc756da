package vadra.moving;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.media.Picture;

/**
 * The files of a zip. Nothing is ever written to a disk; a file that a blog has not, one that is too large, and all of them
 * together when they are, end the reading where that shows.
 */
final class Box {
    private static final int MAX_FILES = 10_000;
    private static final long MAX_ALL = 96L * 1024 * 1024;
    private static final int MAX_MARKDOWN = 210_000;
    private static final int MAX_COMMENTS = 8 * 1024 * 1024;
    private static final int MAX_PAGE = 12 * 1024 * 1024;
    private static final int MAX_MANIFEST = 1024 * 1024;
    private static final int MAX_DATA = 64 * 1024 * 1024;

    /** What may be in it. */
    enum Kind {
        /** A blog. */
        BLOG,
        /** All that is a person's own, the blog among it. */
        PERSON
    }

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Kind kind;
    private long all;

    private Box(Kind kind) {
        this.kind = kind;
    }

    static Box open(byte[] zip, Kind kind) {
        var box = new Box(kind);
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            int count = 0;
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (++count > MAX_FILES) {
                    throw refused("has too many files");
                }
                box.take(entry.getName(), in);
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw refused("is no whole zip");
        }
        if (!box.has(Form.MANIFEST)) {
            throw refused("is not a blog that was packed here or elsewhere");
        }
        return box;
    }

    private void take(String name, InputStream in) throws IOException {
        int most = limit(name, kind).orElseThrow(() -> refused("has a file that does not belong there"));
        boolean page = most == MAX_PAGE;
        var content = in.readNBytes(most + 1);
        all += content.length;
        if (content.length > most || all > MAX_ALL) {
            throw refused(
                    kind == Kind.BLOG ? "is larger than a blog may be" : "is larger than what one person brings along");
        }
        // The pages are made anew here.
        if (!page && files.put(name, content) != null) {
            throw refused("has two files of one name");
        }
    }

    private static Optional<Integer> limit(String name, Kind kind) {
        if (name.equals(Form.MANIFEST)) {
            return Optional.of(MAX_MANIFEST);
        } else if (Form.ARTICLE.matcher(name).matches()) {
            return Optional.of(MAX_MARKDOWN);
        } else if (Form.COMMENTS.matcher(name).matches()) {
            return Optional.of(MAX_COMMENTS);
        } else if (Form.PICTURE.matcher(name).matches()) {
            return Optional.of(Picture.MAX_BYTES);
        } else if (kind == Kind.PERSON && Form.DATA.matcher(name).matches()) {
            return Optional.of(MAX_DATA);
        } else if (kind == Kind.PERSON && Form.LEAF.matcher(name).matches()) {
            return Optional.of(MAX_PAGE);
        }
        return name.equals(Form.INDEX) || Form.PAGE.matcher(name).matches() ? Optional.of(MAX_PAGE) : Optional.empty();
    }

    boolean has(String name) {
        return files.containsKey(name);
    }

    String text(String name) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(files.get(name)))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw refused("has a text that is not UTF-8");
        }
    }

    /** The first part of each name of a form. */
    List<String> names(Pattern form) {
        var names = new ArrayList<String>();
        each(form, (name, content) -> names.add(name));
        return names;
    }

    /** Each file of a form, by the first part of its name. */
    void each(Pattern form, BiConsumer<String, byte[]> taken) {
        files.forEach((name, content) -> {
            var parts = form.matcher(name);
            if (parts.matches()) {
                taken.accept(parts.group(1), content);
            }
        });
    }

    private static ProblemException refused(String rule) {
        return Problem.invalid("zip", rule);
    }
}
