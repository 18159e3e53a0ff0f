package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a process of its own: what cannot be seen from inside a JVM. */
@Timeout(120)
final class ProcessTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void keepsWhatAlgorithmsPrintOffStandardOutput() throws Exception {
        Process process = launch("test.print", "--json");
        assertEquals(0, process.waitFor(), Files.readString(errors()));
        String out = Files.readString(output());
        assertEquals("FINISHED", Json.parse(out).get("status").textValue());
        assertTrue(Files.readString(errors()).contains("printed by an algorithm\n"));
    }

    @Test
    void cancelsTheProcessWhenItIsToldToEnd() throws Exception {
        Path errors = errors();
        Process process = launch("test.wait");
        try (BufferedReader lines = follow(errors)) {
            String line = lines.readLine();
            while (line == null || !line.equals("waiting")) {
                assertTrue(process.isAlive(), Files.readString(errors));
                process.waitFor(20, TimeUnit.MILLISECONDS);
                line = lines.readLine();
            }
        }
        process.destroy();
        assertTrue(process.waitFor() != 0);
        String out = Files.readString(output());
        assertTrue(out.contains("f is CANCELLED"), out + Files.readString(errors));
        assertTrue(Files.readString(errors).contains("Cancelling …"), Files.readString(errors));
    }

    private static BufferedReader follow(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }

    private Path errors() {
        return folder.resolve("errors.txt");
    }

    private Path output() {
        return folder.resolve("output.txt");
    }

    private Process launch(String algorithm, String... more) throws IOException {
        Path flow = Files.writeString(
                folder.resolve("f.json"),
                "{\"format\":1,\"key\":\"f\",\"processors\":{\"a\":{\"algorithm\":\"" + algorithm + "\"}}}");
        Path input = Files.writeString(folder.resolve("in.txt"), "x");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                flow.toString(),
                "--input",
                input.toString(),
                "--algorithms",
                AlgorithmJar.samples(folder).toString()));
        command.addAll(List.of(more));
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectOutput(output().toFile())
                .redirectError(errors().toFile());
        process.environment().put(DataFolder.VARIABLE, folder.resolve("home").toString());
        return process.start();
    }
}
