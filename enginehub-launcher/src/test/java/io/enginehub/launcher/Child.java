package io.enginehub.launcher;

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

/** The launcher in a JVM of its own, with files that have what it prints. */
final class Child {
    private final Process process;
    private final Path out;
    private final Path err;

    private Child(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts it.
     *
     * @param folder where its files are put, and the history of a run that names no store
     */
    static Child launch(Path folder, List<String> words) throws IOException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(words);
        ProcessBuilder process =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        process.environment().put(DataFolder.VARIABLE, folder.resolve("home").toString());
        return new Child(process.start(), out, err);
    }

    /** Returns when it has printed this line among its errors, where algorithms print, too. */
    void awaitLine(String wanted) throws IOException, InterruptedException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(err), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line == null || !line.equals(wanted)) {
                assertTrue(process.isAlive(), this::toString);
                process.waitFor(20, TimeUnit.MILLISECONDS);
                line = lines.readLine();
            }
        }
    }

    /** What {@code kill -9} does: nothing of it can say good-bye. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Tells it to end, waits until it has, and gives its exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    /** Waits for its end, and gives its exit code. */
    int end() throws InterruptedException {
        return process.waitFor();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /** All that it has printed, to be shown when a test fails. */
    @Override
    public String toString() {
        try {
            return "--- out\n" + out() + "--- err\n" + err();
        } catch (IOException e) {
            return "its output cannot be read: " + e;
        }
    }
}
