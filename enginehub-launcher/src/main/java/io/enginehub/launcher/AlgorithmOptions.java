package io.enginehub.launcher;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where algorithms are looked for: the options that several commands share. */
final class AlgorithmOptions {
    static final String VARIABLE = "ENGINEHUB_ALGORITHMS";

    @Option(
            names = "--algorithms",
            paramLabel = "JAR_OR_FOLDER",
            description = {
                "A jar of algorithms, or a folder of jars and classes. Repeatable.",
                "Those that " + VARIABLE + " names are there too."
            })
    private List<String> places = List.of();

    @Mixin
    private ProgramOptions programs = new ProgramOptions();

    /** The options that give the same again. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        places.forEach(place -> words.addAll(List.of("--algorithms", place)));
        words.addAll(programs.words());
        return words;
    }

    /** Everything that is available. */
    AlgorithmCatalogue load(Map<String, String> env) {
        return load(env, null);
    }

    /**
     * Everything that is available.
     *
     * @param unnamed the algorithm that a program without a name is; null: each has to have one
     */
    AlgorithmCatalogue load(Map<String, String> env, @Nullable String unnamed) {
        List<FoundAlgorithm> found = new ArrayList<>(AlgorithmSource.classPath());
        places(env).forEach(place -> found.addAll(AlgorithmSource.open(place)));
        found.addAll(programs.found(unnamed));
        return AlgorithmCatalogue.of(found);
    }

    private Collection<Path> places(Map<String, String> env) {
        Map<Path, Path> all = new LinkedHashMap<>(); // why: a jar that both of them name is one jar
        for (String place : env.getOrDefault(VARIABLE, "").split(File.pathSeparator, -1)) {
            // why: the variable is a default that a shell sets before everything in it has been built
            if (!place.isBlank() && Files.exists(FileFaults.path(place))) {
                add(place, all);
            }
        }
        places.forEach(place -> add(place, all));
        return all.values();
    }

    private static void add(String place, Map<Path, Path> all) {
        Path path = FileFaults.path(place);
        all.putIfAbsent(path.toAbsolutePath().normalize(), path);
    }
}
