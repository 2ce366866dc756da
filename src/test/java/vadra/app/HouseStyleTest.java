package vadra.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The measures of the house: what a reader can hold in the head at once. Tests are code, and are measured too. */
class HouseStyleTest {
    private static final int FILE_LINES = 300;
    private static final int METHOD_LINES = 30;
    private static final int PARAMETERS = 5;
    /** A constructor is where the parts of a service are handed in. */
    private static final int PARTS = 6;

    private static final int PACKAGE_FILES = 25;

    private static final List<Path> ROOTS = Stream.of(
                    "src/main/java", "src/test/java", "src/it-browser/java", "src/bench/java", "src/evaluate/java")
            .map(Path::of)
            .filter(Files::isDirectory)
            .toList();

    @Test
    void aFileHasAtMost300Lines() {
        assertThat(sources()
                        .filter(file -> lines(file).size() > FILE_LINES)
                        .map(file -> file + " has " + lines(file).size()))
                .isEmpty();
    }

    @Test
    void aMethodHasAtMost30Lines() throws IOException {
        assertThat(methods()
                        .filter(method -> method.lines() > METHOD_LINES)
                        .map(method -> method + " has " + method.lines() + " lines"))
                .isEmpty();
    }

    @Test
    void aMethodHasAtMost5Parameters() throws IOException {
        assertThat(methods()
                        .filter(method -> method.parameters() > (method.name().equals("<init>") ? PARTS : PARAMETERS))
                        .map(method -> method + " has " + method.parameters() + " parameters"))
                .isEmpty();
    }

    @Test
    void aPackageHasAtMost25Files() {
        assertThat(sources()
                        .filter(file -> file.startsWith("src/main/java"))
                        .filter(file -> !file.endsWith("package-info.java"))
                        .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()))
                        .entrySet())
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(folder.getValue())
                        .as("%s is to be split along a seam that people would name", folder.getKey())
                        .isLessThanOrEqualTo(PACKAGE_FILES));
    }

    @Test
    void everyPackageIsDescribedAndNullMarked() {
        assertThat(sources().map(Path::getParent).collect(Collectors.toSet())).allSatisfy(folder -> {
            // The same package needs it once, in the code or, where there is none, in the tests.
            var inside = ROOTS.stream().filter(folder::startsWith).findFirst().orElseThrow();
            var name = inside.relativize(folder).resolve("package-info.java");
            assertThat(ROOTS.stream().map(root -> root.resolve(name)).filter(Files::exists))
                    .as("package-info of %s", folder)
                    .isNotEmpty()
                    .allSatisfy(
                            info -> assertThat(String.join("\n", lines(info))).contains("/**", "@NullMarked"));
        });
    }

    @Test
    void nothingIsPutOff() {
        // Put together here, so that this line is not itself one.
        var words = Set.of("TO" + "DO", "FIX" + "ME", "XX" + "X");
        assertThat(sources().filter(file -> words.stream().anyMatch(String.join("\n", lines(file))::contains)))
                .isEmpty();
    }

    @Test
    void importsNameWhatTheyImport() throws IOException {
        assertThat(units().stream()
                        .flatMap(unit -> unit.getImports().stream())
                        .map(ImportTree::getQualifiedIdentifier)
                        .map(Object::toString)
                        .filter(name -> name.endsWith(".*")))
                .isEmpty();
    }

    private record Method(String file, String name, long lines, int parameters) {
        @Override
        public String toString() {
            return file + " " + name;
        }
    }

    private static Stream<Path> sources() {
        return ROOTS.stream().flatMap(root -> {
            try (var files = Files.walk(root)) {
                return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JavacTask parser() {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var files = compiler.getStandardFileManager(null, null, null);
        return (JavacTask) compiler.getTask(
                null,
                files,
                null,
                List.of(),
                null,
                files.getJavaFileObjectsFromPaths(sources().toList()));
    }

    private static List<CompilationUnitTree> units() throws IOException {
        var units = new ArrayList<CompilationUnitTree>();
        parser().parse().forEach(units::add);
        return units;
    }

    private static Stream<Method> methods() throws IOException {
        var parser = parser();
        var positions = Trees.instance(parser).getSourcePositions();
        var found = new ArrayList<Method>();
        parser.parse().forEach(unit -> new Measure(unit, positions, found).scan(unit, null));
        return found.stream();
    }

    /** Collects the methods of a file with their sizes. */
    private static final class Measure extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Method> found;
        private boolean inRecord;

        Measure(CompilationUnitTree unit, SourcePositions positions, List<Method> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            boolean outer = inRecord;
            inRecord = type.getKind() == Tree.Kind.RECORD;
            super.visitClass(type, null);
            inRecord = outer;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            boolean constructor = method.getReturnType() == null;
            int parameters =
                    constructor && inRecord ? 0 : method.getParameters().size();
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            var file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
            found.add(new Method(file, method.getName().toString(), lines(method), overrides ? 0 : parameters));
            return super.visitMethod(method, null);
        }

        private long lines(MethodTree method) {
            var body = Optional.<Tree>ofNullable(method.getBody()).orElse(method);
            long from = line(positions.getStartPosition(unit, method));
            return line(positions.getEndPosition(unit, body)) - from + 1;
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }

    @Test
    void theMeasureMeasures() throws IOException {
        var own = methods()
                .filter(method -> method.file().equals("HouseStyleTest.java"))
                .toList();
        assertThat(own).extracting(Method::name).contains("theMeasureMeasures", "visitMethod", "<init>");
        assertThat(own)
                .filteredOn(method -> method.name().equals("line"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.lines()).isEqualTo(3);
                    assertThat(line.parameters()).isEqualTo(1);
                });
    }
}
