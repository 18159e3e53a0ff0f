package io.enginehub.launcher;

import io.enginehub.api.Hub;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Processor;
import io.enginehub.api.Reference;
import io.enginehub.api.SubmitOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run}: flow and input together, in this JVM; the process is kept in the user's history. */
@Command(
        name = "run",
        sortOptions = false,
        description = "Runs a flow with an input, in this JVM, and prints what came out.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the process is FINISHED",
            "1:the process ended otherwise: FAILED, CANCELLED or TIMED_OUT",
            "2:wrong usage or bad input: nothing was run, or what came out could not be written or promoted"
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FLOW", description = "The flow's file.")
    private String file = "";

    @Option(
            names = {"-i", "--input"},
            paramLabel = "DATA",
            description = "The input's file; its ending tells what it is (.csv, .json, .txt). '-' is standard input.")
    private @Nullable String input;

    @Option(
            names = "--input-type",
            paramLabel = "TYPE",
            description = "What the input is, where no ending tells: csv, json, txt or a content type.")
    private @Nullable String inputType;

    @Option(
            names = "--set",
            paramLabel = "PROCESSOR.FIELD=VALUE",
            description = "Sets a field of a processor's model for this run. Repeatable. Example: split.label=species")
    private List<String> settings = List.of();

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = {
                "Where the process is kept: sqlite:PATH, jdbc:postgresql://HOST/DATABASE?user=…&password=…, or memory.",
                "Default: your history, in the folder that " + DataFolder.VARIABLE + " names or in your data folder."
            })
    private @Nullable String store;

    @Option(names = "--label", paramLabel = "NAME=VALUE", description = "A label for the process. Repeatable.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Writes the output there; as CSV when the name ends in .csv.")
    private @Nullable String output;

    @Option(names = "--json", description = "Prints one JSON document: id, status, steps, output, logs, warnings.")
    private boolean json;

    @Mixin
    private AlgorithmOptions algorithms = new AlgorithmOptions();

    @ArgGroup(exclusive = false, heading = "%nPromote: from training to serving in the same command%n")
    private @Nullable PromoteOptions promote;

    private final Console console;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path flowFile = FileFaults.path(file);
        ProcessFlow flow = FlowFile.read(
                flowFile, settings.stream().map(ModelSetting::parse).toList());
        AlgorithmCatalogue catalogue = algorithms.load(console.env());
        catalogue.missing(flow).ifPresent(missing -> {
            throw new BadInputException(flowFile + ": " + missing);
        });
        Promotion promotion = promote == null ? null : promote.promotion(flow);
        Path outputFile = output == null ? null : FileFaults.path(output);
        if (outputFile != null) {
            FileFaults.checkWritable(outputFile);
        }
        Payload payload = input(flow, flowFile);
        try (RunStore opened = RunStore.open(store, console)) {
            return new AdHocRun(console, flow, catalogue.of(flow), opened)
                    .run(payload, new SubmitOptions(null, labels, null), (hub, result) -> {
                        print(result, opened);
                        if (result.process().status() != ProcessStatus.FINISHED) {
                            return ExitCode.NOT_FINISHED;
                        }
                        keep(hub, result, outputFile, promotion);
                        return ExitCode.FINISHED;
                    });
        }
    }

    private Payload input(ProcessFlow flow, Path flowFile) {
        if (input != null) {
            return InputFile.read(input, inputType, console.in());
        }
        if (inputType != null || readsInput(flow)) {
            throw new BadInputException(flowFile + ": the flow reads an input; give its file with --input");
        }
        return Payload.NULL;
    }

    private static boolean readsInput(ProcessFlow flow) {
        Stream<Reference> models = flow.processors().values().stream().flatMap(p -> p.modelFrom().stream());
        Stream<Reference> inputs =
                flow.processors().values().stream().map(Processor::input).flatMap(shape -> shape.references().stream());
        return Stream.concat(models, inputs).anyMatch(Reference::isProcessInput);
    }

    private void print(ProcessResult result, RunStore kept) {
        if (json) {
            console.out().json(JsonText.pretty(RunDocument.of(result)));
            return;
        }
        console.out().lines(RunReport.lines(result, console.terminal()));
        List<String> words = kept.showing(result.process().id());
        if (!words.isEmpty()) {
            console.out().line("  again    " + CommandText.of(console.command(words.toArray(String[]::new))));
        }
    }

    private void keep(Hub hub, ProcessResult result, @Nullable Path outputFile, @Nullable Promotion promotion) {
        Printer notes = json ? console.err() : console.out();
        if (outputFile != null) {
            OutputFile.write(outputFile, result.output());
            notes.line("The output is in " + outputFile);
        }
        if (promotion != null) {
            promotion.write(cut -> hub.promote(result.process().id(), cut));
            promotion.tell(notes, usage(promotion));
        }
    }

    /** The command that uses a promoted flow as it was trained: with the same algorithms, on the same kind of input. */
    private List<String> usage(Promotion promotion) {
        List<String> words = console.command("run", promotion.file().toString());
        String ending = input == null || !input.contains(".") ? ".json" : input.substring(input.lastIndexOf('.'));
        words.addAll(List.of("--input", "new" + ending));
        words.addAll(algorithms.words());
        return words;
    }
}
