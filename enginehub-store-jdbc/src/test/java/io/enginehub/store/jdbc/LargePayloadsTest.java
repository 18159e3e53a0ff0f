package io.enginehub.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payloads of 1 MiB go through three steps in a small heap, sixteen processes at a time. */
class LargePayloadsTest {
    private static final int APPLICATIONS = 16;
    private static final int EACH = 4;
    private static final int MINUTES = 3;

    @TempDir
    Path folder;

    @Test
    void fitOnSqlite() throws Exception {
        fit("sqlite:" + folder.resolve("store.db"), "enginehub_");
    }

    @Test
    void fitOnPostgresql() throws Exception {
        fit(TestPostgres.url(), TestPostgres.newPrefix());
    }

    private void fit(String url, String prefix) throws Exception {
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargePayloads.class.getName(),
                        url,
                        prefix,
                        Integer.toString(EACH)))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly().waitFor();
        String said = Files.readString(out);
        assertTrue(ended, said);
        assertEquals(0, process.exitValue(), said);
        assertTrue(said.contains(LargePayloads.DONE + APPLICATIONS * EACH), said);
        assertEquals(List.of(), StoreUrl.verify(url, prefix));
    }
}
