package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

final class AlgorithmSourceTest {
    private static final String IMPORT = "import io.enginehub.api.*; ";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void findsTheAlgorithmsOfAJar() {
        Path jar = jar("a.jar", "A", "text.a");
        assertEquals(List.of("text.a in a.jar"), names(AlgorithmSource.open(jar)));
    }

    @Test
    void findsThoseOfEachJarInAFolderThoughSomeHaveNone() throws IOException {
        jar("a.jar", "A", "text.a");
        jar("b.jar", "B", "text.b");
        AlgorithmJar.jar(folder.resolve("library.jar"), "L", "public class L {}", List.of());
        Files.writeString(folder.resolve("README"), "no jar");
        assertEquals(List.of("text.a in a.jar", "text.b in b.jar"), names(AlgorithmSource.open(folder)));
    }

    @Test
    void findsThoseOfAFolderOfClasses() throws IOException {
        Path jar = jar("a.jar", "A", "text.a");
        Path classes = Files.createDirectory(folder.resolve("out"));
        try (var files = java.nio.file.FileSystems.newFileSystem(jar)) {
            Files.createDirectories(classes.resolve("META-INF/services"));
            for (String file : List.of("A.class", "META-INF/services/io.enginehub.api.Algorithm")) {
                Files.copy(files.getPath(file), classes.resolve(file));
            }
        }
        assertEquals(List.of("text.a in out"), names(AlgorithmSource.open(classes)));
    }

    @Test
    void namesTheJarWhoseServiceEntryHasNoClass() {
        jar("good.jar", "A", "text.a");
        AlgorithmJar.jar(folder.resolve("broken.jar"), "B", "public class B {}", List.of("lost.Algorithm"));
        assertFault(
                () -> AlgorithmSource.open(folder),
                "broken.jar: an algorithm that it names cannot be loaded: Provider lost.Algorithm not found");
    }

    @Test
    void namesTheJarWhoseAlgorithmThrowsWhenItIsMade() {
        String source = IMPORT
                + AlgorithmJar.algorithm("class Bad", "text.bad", "return in;")
                        .replace(
                                "{ public String",
                                "{ public Bad() { throw new IllegalStateException(\"no licence\"); } public String");
        Path jar = AlgorithmJar.jar(folder.resolve("bad.jar"), "Bad", source, List.of("Bad"));
        assertFault(() -> AlgorithmSource.open(jar), "bad.jar: an algorithm that it names cannot be loaded");
        assertFault(() -> AlgorithmSource.open(jar), "no licence");
    }

    @Test
    void namesTheJarWhoseClassIsNoAlgorithm() {
        Path jar = AlgorithmJar.jar(folder.resolve("not.jar"), "Not", "public class Not {}", List.of("Not"));
        assertFault(() -> AlgorithmSource.open(jar), "not.jar: an algorithm that it names cannot be loaded");
    }

    @Test
    void refusesANameThatNoFlowCouldSay() {
        Path jar = jar("a.jar", "A", "text a");
        assertFault(() -> AlgorithmSource.open(jar), "a.jar: A has the name 'text a'; a name is 1 to 100 of");
    }

    @Test
    void refusesAJarThatNamesNoAlgorithm() {
        Path jar = AlgorithmJar.jar(folder.resolve("empty.jar"), "L", "public class L {}", List.of());
        assertFault(() -> AlgorithmSource.open(jar), "it names no algorithm");
    }

    @Test
    void refusesAFileThatIsNoJar() throws IOException {
        Path file = Files.writeString(folder.resolve("no.jar"), "text");
        assertFault(() -> AlgorithmSource.open(file), "it names no algorithm");
    }

    @Test
    void refusesTwoAlgorithmsOfOneNameAndSaysWhereTheyAre() {
        Path one = jar("one.jar", "A", "text.a");
        Path two = jar("two.jar", "B", "text.a");
        Launched launched = Launched.run("algorithms", "--algorithms", one.toString(), "--algorithms", two.toString());
        assertEquals(2, launched.code());
        assertEquals(
                "Algorithm 'text.a' is there twice: A in one.jar and B in two.jar. Leave one of them out.\n",
                launched.err());
    }

    @Test
    void takesWhatTheEnvironmentNamesAndPassesOverWhatIsNotThere() {
        Path jar = jar("a.jar", "A", "text.a");
        String places = folder.resolve("not-built.jar") + File.pathSeparator + jar;
        Launched launched =
                Launched.run(Map.of("ENGINEHUB_ALGORITHMS", places), "", "algorithms", "--algorithms", jar.toString());
        assertEquals(0, launched.code(), launched::toString);
        assertTrue(launched.out().contains("text.a"), launched::toString);
    }

    private Path jar(String file, String type, String name) {
        String source = IMPORT + AlgorithmJar.algorithm("class " + type, name, "return in;");
        return AlgorithmJar.jar(folder.resolve(file), type, source, List.of(type));
    }

    private static List<String> names(Collection<FoundAlgorithm> found) {
        return found.stream().map(each -> each.name() + " in " + each.origin()).toList();
    }

    private static void assertFault(Executable call, String text) {
        var fault = assertThrows(BadInputException.class, call);
        assertTrue(String.valueOf(fault.getMessage()).contains(text), fault::getMessage);
    }
}
