package io.enginehub.launcher;

import io.enginehub.api.ProcessFlow;
import io.enginehub.api.Processor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The algorithms that are available, by name. */
final class AlgorithmCatalogue {
    private final Map<String, FoundAlgorithm> byName;

    private AlgorithmCatalogue(Map<String, FoundAlgorithm> byName) {
        this.byName = byName;
    }

    /**
     * A catalogue of what was found.
     *
     * @throws BadInputException when two have the same name: which one would run could not be told
     */
    static AlgorithmCatalogue of(Collection<FoundAlgorithm> found) {
        Map<String, FoundAlgorithm> byName = new TreeMap<>();
        for (FoundAlgorithm algorithm : found) {
            FoundAlgorithm other = byName.putIfAbsent(algorithm.name(), algorithm);
            if (other != null) {
                throw new BadInputException("Algorithm '" + algorithm.name() + "' is there twice: " + other.described()
                        + " and " + algorithm.described() + ". Leave one of them out.");
            }
        }
        return new AlgorithmCatalogue(byName);
    }

    /** Those at or below a place in the catalogue: {@code classifier} finds {@code classifier.naiveBayes}. */
    List<FoundAlgorithm> below(String place) {
        String folder = place.isEmpty() || place.endsWith(".") ? place : place + ".";
        return byName.values().stream()
                .filter(found -> found.name().equals(place) || found.name().startsWith(folder))
                .toList();
    }

    Collection<String> names() {
        return byName.keySet();
    }

    /** The algorithms that a flow names, each once. */
    List<FoundAlgorithm> of(ProcessFlow flow) {
        return flow.processors().values().stream()
                .map(Processor::algorithm)
                .distinct()
                .map(byName::get)
                .toList();
    }

    /** What a flow needs and is not here, in words with a guess each; empty where nothing is missing. */
    Optional<String> missing(ProcessFlow flow) {
        Map<String, List<String>> processors = flow.processors().entrySet().stream()
                .filter(processor -> !byName.containsKey(processor.getValue().algorithm()))
                .collect(Collectors.groupingBy(
                        processor -> processor.getValue().algorithm(),
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        if (processors.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        lines.add("the flow needs algorithms that are not available:");
        processors.forEach((algorithm, keys) -> lines.add("  " + algorithm + " (for " + String.join(", ", keys) + ")."
                + Closest.question(algorithm, byName.keySet())));
        lines.add(
                byName.isEmpty() ? "There are none at all." : "There are " + String.join(", ", byName.keySet()) + ".");
        lines.add("Add a jar with --algorithms JAR_OR_FOLDER, or name it in " + AlgorithmOptions.VARIABLE
                + "; or a program with --command NAME=COMMAND.");
        return Optional.of(String.join("\n", lines));
    }
}
