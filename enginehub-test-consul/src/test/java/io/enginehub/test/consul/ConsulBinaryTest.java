package io.enginehub.test.consul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsulBinaryTest {
    @TempDir
    Path folder;

    private Path program(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    @Test
    void takesTheOneThatIsNamedBeforeAnyOther() throws IOException {
        Path named = program("named/my-consul");
        program("bin/consul");
        Map<String, String> environment = Map.of(
                "CONSUL_BIN", named.toString(), "PATH", folder.resolve("bin").toString());
        assertEquals(named, ConsulBinary.find(environment, folder));
    }

    @Test
    void refusesAnotherThanTheOneThatIsNamed() {
        Map<String, String> environment =
                Map.of("CONSUL_BIN", folder.resolve("missing").toString());
        assertThrows(IllegalStateException.class, () -> ConsulBinary.find(environment, folder));
    }

    @Test
    void takesTheOneOnThePathBeforeTheOneThatWasKept() throws IOException {
        Path installed = program("bin/consul");
        Path kept = program("cache/consul");
        String path = folder.resolve("bin").toString();
        assertEquals(installed, ConsulBinary.find(Map.of("PATH", path), kept.getParent()));
        assertEquals(kept, ConsulBinary.find(Map.of("PATH", ""), kept.getParent()));
    }

    @Test
    void readsTheMirrorFromTheMachinesOwnSources() throws IOException {
        Files.createDirectories(folder.resolve("sources.list.d"));
        Files.writeString(folder.resolve("sources.list"), "# deb http://old.example/debian stable main\n");
        Files.writeString(
                folder.resolve("sources.list.d/a.sources"),
                "Types: deb\nURIs: https://mirror.example/debian-security\nSuites: x\n");
        Files.writeString(
                folder.resolve("sources.list.d/b.list"), "deb [arch=amd64] http://mirror.example/debian/ x main\n");
        assertEquals("http://mirror.example/debian/", DebianConsul.mirror(List.of(folder)));
    }

    @Test
    void saysWhatToDoWhereThereIsNoMirror() {
        String said = assertThrows(IllegalStateException.class, () -> DebianConsul.mirror(List.of(folder)))
                .getMessage();
        assertTrue(said.contains("CONSUL_BIN"), said);
    }

    @Test
    void findsARealConsul() throws IOException, InterruptedException {
        Process version = new ProcessBuilder(ConsulBinary.path().toString(), "version").start();
        String said = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(said.startsWith("Consul v"), said);
        assertEquals(0, version.waitFor());
    }

    @Test
    void startsARealConsulAndStartsItAgainWithoutItsData() {
        try (TestConsul consul = TestConsul.dev()) {
            consul.put("/v1/kv/kept", "yes", null);
            assertEquals("yes", consul.get("/v1/kv/kept?raw"));
            consul.kill();
            assertEquals("", consul.get("/v1/kv/kept?raw"));
            consul.start();
            consul.awaitLeader();
            assertEquals("", consul.get("/v1/kv/kept?raw"));
        }
    }
}
