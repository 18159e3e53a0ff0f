package io.enginehub.core.bugs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A patch that breaks the core, under the name of its file. */
record PlantedBug(String name, Patch patch) {
    private static final Path BUGS = Path.of("src/test/bugs");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String SUFFIX = ".patch";

    static List<PlantedBug> all() throws IOException {
        try (Stream<Path> files = Files.list(BUGS)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(PlantedBug::read)
                    .toList();
        }
    }

    private static PlantedBug read(Path file) {
        String name = file.getFileName().toString();
        return new PlantedBug(name.substring(0, name.length() - SUFFIX.length()), new Patch(text(file)));
    }

    /** The healthy core under the same treatment: these sources, compiled as they are. */
    static Map<String, String> healthy(List<String> files) {
        Map<String, String> sources = new LinkedHashMap<>();
        files.forEach(file -> sources.put(file, text(SOURCES.resolve(file))));
        return sources;
    }

    /** The broken sources, by file. */
    Map<String, String> sources() {
        Map<String, String> sources = healthy(patch.files());
        sources.replaceAll(patch::apply);
        return sources;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The tests run in the folder of enginehub-core, where " + file + " is.", e);
        }
    }
}
