package io.enginehub.test.consul;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The program {@code consul} for tests: the one that {@code CONSUL_BIN} names, one on the {@code PATH}, a copy that an
 * earlier run kept, or Debian's package, unpacked without being installed. Where none can be had it fails with what to
 * do.
 */
public final class ConsulBinary {
    private static final String NAME = "consul";

    /** Looked for at most once. */
    private static final class Found {
        static final Path PATH = find(System.getenv(), cache(System.getenv()));
    }

    private ConsulBinary() {}

    /** The program, looked for at the first call. */
    public static Path path() {
        return Found.PATH;
    }

    static Path find(Map<String, String> environment, Path cache) {
        String named = environment.get("CONSUL_BIN");
        if (named != null) {
            return program(Path.of(named))
                    .orElseThrow(() -> new IllegalStateException(
                            "CONSUL_BIN names " + named + ", which is no program that may be run."));
        }
        Path kept = cache.resolve(NAME);
        return onPath(environment.getOrDefault("PATH", ""))
                .or(() -> program(kept))
                .orElseGet(() -> fetch(kept));
    }

    private static Optional<Path> onPath(String folders) {
        return Stream.of(folders.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, NAME))
                .flatMap(file -> program(file).stream())
                .findFirst();
    }

    private static Optional<Path> program(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file) ? Optional.of(file) : Optional.empty();
    }

    /** Kept outside of the build, so that a clean build does not fetch it again. */
    private static Path cache(Map<String, String> environment) {
        String set = environment.get("XDG_CACHE_HOME");
        Path caches = set == null || set.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(set);
        return caches.resolve("enginehub-test-consul");
    }

    private static Path fetch(Path kept) {
        try {
            Files.createDirectories(kept.getParent());
            Path work = Files.createTempDirectory(kept.getParent(), "fetch");
            try {
                Path unpacked = DebianConsul.unpack(work, List.of(Path.of("/etc/apt")));
                // why: another build may do the same at this moment, and half a program must never be found
                return Files.move(unpacked, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                delete(work);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
