package io.enginehub.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.enginehub.api.Algorithm;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code algorithms}: what a flow may name. */
@Command(name = "algorithms", description = "Lists the algorithms that are available, by catalogue.")
final class AlgorithmsCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "PLACE",
            description = "A place in the catalogue: 'classifier' lists classifier.decisionTree and its like.")
    private String place = "";

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    @Mixin
    private AlgorithmOptions options = new AlgorithmOptions();

    private final Console console;

    AlgorithmsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        AlgorithmCatalogue catalogue = options.load(console.env());
        List<FoundAlgorithm> found = catalogue.below(place);
        if (json) {
            console.out().json(JsonText.pretty(document(found)));
        } else if (found.isEmpty()) {
            console.err().line(nothing(catalogue));
        } else {
            console.out().lines(table(found).lines(console.terminal()));
        }
        return ExitCode.FINISHED;
    }

    private String nothing(AlgorithmCatalogue catalogue) {
        if (catalogue.names().isEmpty()) {
            return "There are no algorithms. Add a jar with --algorithms JAR_OR_FOLDER, or name it in "
                    + AlgorithmOptions.VARIABLE + ".";
        }
        String places = catalogue.names().stream()
                .map(name -> name.contains(".") ? name.substring(0, name.indexOf('.')) : name)
                .distinct()
                .collect(Collectors.joining(", "));
        return "There are no algorithms at '" + place + "'. There are some at " + places + ".";
    }

    private static Table table(List<FoundAlgorithm> found) {
        Table table = Table.of("name", "version", "description", "tags", "found in");
        for (FoundAlgorithm each : found) {
            Algorithm algorithm = each.algorithm();
            table.row(
                    algorithm.name(),
                    algorithm.version(),
                    algorithm.description(),
                    algorithm.tags().stream().sorted().collect(Collectors.joining(", ")),
                    each.origin());
        }
        return table;
    }

    private static ArrayNode document(List<FoundAlgorithm> found) {
        ArrayNode document = Json.NODES.arrayNode();
        for (FoundAlgorithm each : found) {
            Algorithm algorithm = each.algorithm();
            ArrayNode tags = document.addObject()
                    .put("name", algorithm.name())
                    .put("version", algorithm.version())
                    .put("description", algorithm.description())
                    .put("origin", each.origin())
                    .putArray("tags");
            algorithm.tags().stream().sorted().forEach(tags::add);
        }
        return document;
    }
}
