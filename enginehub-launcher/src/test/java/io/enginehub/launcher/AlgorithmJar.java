package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.enginehub.api.Algorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Makes jars of algorithms as a stranger would: from source, outside this project's class path. On it they would be
 * there in every test.
 */
final class AlgorithmJar {
    private static final String SERVICE = "META-INF/services/" + Algorithm.class.getName();

    /** Algorithms for tests of runs; all in one class {@code sample.Samples}. */
    private static final Map<String, String> SAMPLES = Map.of(
            "Words", "text.words: step.log(\"cutting\"); return Payload.of(in.text().strip().split(\"[ \\n]+\"));",
            "Repeat",
                    "text.repeat: int times = model.at(\"/times\").as(Integer.class);"
                            + " return Payload.of(in.text().repeat(times));",
            "Fail", "test.fail: throw new IllegalStateException(\"line 3: 'abc' is no number\");",
            "Null", "test.null: return null;",
            "Warn", "test.warn: step.warn(\"row 7 has no label\"); return in;",
            "Print", "test.print: System.out.println(\"printed by an algorithm\"); return in;",
            "Wait",
                    "test.wait: System.out.println(\"waiting\"); new java.util.concurrent.CountDownLatch(1).await(); return in;",
            "Fit", "trainer.most: return Payload.of(java.util.Map.of(\"label\", in.as(String[].class)[0]));",
            "Label",
                    "classifier.most: String label = model.at(\"/label\").as(String.class);"
                            + " return Payload.of(in.text().lines().skip(1).map(row -> label).toList());",
            "Compare",
                    "evaluate.compare: return Payload.ofJson(\"{\\\"title\\\":\\\"Held out\\\",\\\"columns\\\":[\\\"model\\\","
                            + "\\\"accuracy\\\"],\\\"rows\\\":[[\\\"most\\\",0.5]],\\\"best\\\":0}\");");

    private AlgorithmJar() {}

    /** A jar of sample algorithms. */
    static Path samples(Path folder) {
        StringBuilder source = new StringBuilder("package sample; import io.enginehub.api.*; public class Samples {");
        SAMPLES.forEach((type, text) -> {
            int colon = text.indexOf(':');
            source.append(algorithm("static class " + type, text.substring(0, colon), text.substring(colon + 1)));
        });
        List<String> providers = SAMPLES.keySet().stream()
                .sorted()
                .map(type -> "sample.Samples$" + type)
                .toList();
        return jar(
                folder.resolve("samples.jar"),
                "sample.Samples",
                source.append('}').toString(),
                providers);
    }

    /** A jar with one class, and the providers that its service file names. */
    static Path jar(Path jar, String type, String source, List<String> providers) {
        try {
            Path work = Files.createTempDirectory(jar.toAbsolutePath().getParent(), "classes");
            Path file = work.resolve(type.substring(type.lastIndexOf('.') + 1) + ".java");
            Files.writeString(file, source);
            String classPath = Path.of(Algorithm.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .toString();
            int status = ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, "-proc:none", "-cp", classPath, "-d", work.toString(), file.toString());
            assertEquals(0, status, source);
            Files.delete(file);
            Path services = work.resolve(SERVICE);
            Files.createDirectories(services.getParent());
            Files.write(services, providers);
            pack(work, jar);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The source of an algorithm. */
    static String algorithm(String declaration, String name, String body) {
        return "public " + declaration + " implements Algorithm { public String name() { return \"" + name + "\"; }"
                + " public Model load(Payload model) { return (in, step) -> {" + body + "}; } }";
    }

    private static void pack(Path folder, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }
}
