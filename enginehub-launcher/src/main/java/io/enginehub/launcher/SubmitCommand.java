package io.enginehub.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.api.EngineHubException;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.UnknownFlowException;
import io.enginehub.transport.http.rest.HttpHub;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code submit}: an input to a deployed flow, or flow and input together. */
@Command(
        name = "submit",
        sortOptions = false,
        description = "Submits an input to a deployed flow at a hub, or a flow's file and an input together.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is accepted; with --wait: it is FINISHED",
            "1:the hub refused; with --wait: it ended otherwise",
            "2:wrong usage or bad input"
        })
final class SubmitCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FLOW", description = "A deployed flow's key, or a flow's file.")
    private String flow = "";

    @Option(
            names = {"-i", "--input"},
            paramLabel = "DATA",
            description = "The input's file; its ending tells what it is (.csv, .json, .txt). '-' is standard input.")
    private @Nullable String input;

    @Option(
            names = "--lines",
            paramLabel = "FILE",
            description = "An input from each line of a file, in JSON, to a deployed flow: all are accepted, or none."
                    + " '-' is standard input.")
    private @Nullable String lines;

    @Option(
            names = "--input-type",
            paramLabel = "TYPE",
            description = "What the input is, where no ending tells: csv, json, txt or a content type.")
    private @Nullable String inputType;

    @Option(
            names = "--set",
            paramLabel = "PROCESSOR.FIELD=VALUE",
            description = "Sets a field of a processor's model, of a flow's file. Repeatable.")
    private List<String> settings = List.of();

    @Option(names = "--label", paramLabel = "NAME=VALUE", description = "A label for the process. Repeatable.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "An idempotency key: the same key with the same input is the same process.")
    private @Nullable String key;

    @Option(names = "--deadline", paramLabel = "DURATION", description = "When the process is TIMED_OUT. Example: PT1H")
    private @Nullable Duration deadline;

    @Option(
            names = {"-w", "--wait"},
            description = "Waits for the end, and prints what came out.")
    private boolean wait;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Waits for the end, and writes the output there; as CSV when the name ends in .csv.")
    private @Nullable String output;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    @Mixin
    private HubOptions options = new HubOptions();

    private final Console console;

    SubmitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (lines != null && (input != null || wait || output != null || !settings.isEmpty())) {
            throw new BadInputException("--lines goes without --input, --set, --wait and --output.");
        }
        Payload payload = input == null ? Payload.NULL : InputFile.read(input, inputType, console.in());
        SubmitOptions said;
        try {
            said = new SubmitOptions(key, labels, deadline);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
        try (HttpHub hub = options.open(console)) {
            if (lines != null) {
                return submitAll(hub, InputFile.readLines(lines, console.in()), said);
            }
            ProcessId id = submit(hub, payload, said);
            if (!wait && output == null) {
                accepted(id);
                return ExitCode.FINISHED;
            }
            return print(awaitEnd(hub, id));
        }
    }

    private int submitAll(HttpHub hub, List<Payload> inputs, SubmitOptions options) {
        List<ProcessId> ids;
        try {
            ids = hub.submitAll(flow, inputs, options);
        } catch (UnknownFlowException | PayloadException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
        if (json) {
            ObjectNode document = Json.NODES.objectNode();
            ArrayNode all = document.putArray("ids");
            ids.forEach(id -> all.add(id.toString()));
            console.out().json(JsonText.pretty(document));
        } else {
            console.out().lines(ids.stream().map(ProcessId::toString).toList());
        }
        return ExitCode.FINISHED;
    }

    private ProcessId submit(HttpHub hub, Payload payload, SubmitOptions options) {
        Path file = FileFaults.path(flow);
        if (flow.endsWith(".json") || Files.isRegularFile(file)) {
            ProcessFlow read = FlowFile.read(
                    file, settings.stream().map(ModelSetting::parse).toList());
            return hub.submitAdHoc(read, payload, options);
        }
        if (!settings.isEmpty()) {
            throw new BadInputException("--set changes a flow's file, and '" + flow + "' is a deployed flow's key.");
        }
        try {
            return hub.submit(flow, payload, options);
        } catch (UnknownFlowException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    private void accepted(ProcessId id) {
        if (json) {
            console.out().json(JsonText.pretty(Json.NODES.objectNode().put("id", id.toString())));
        } else {
            console.out().line("Accepted process " + id);
        }
    }

    private static ProcessResult awaitEnd(HttpHub hub, ProcessId id) {
        try {
            return hub.result(id).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof EngineHubException known ? known : e;
        }
    }

    private int print(ProcessResult result) {
        if (json) {
            console.out().json(JsonText.pretty(RunDocument.of(result)));
        } else {
            console.out().lines(RunReport.lines(result, console.terminal()));
        }
        if (result.process().status() != ProcessStatus.FINISHED) {
            return ExitCode.NOT_FINISHED;
        }
        if (output != null) {
            Path file = FileFaults.path(output);
            OutputFile.write(file, result.output());
            (json ? console.err() : console.out()).line("The output is in " + file);
        }
        return ExitCode.FINISHED;
    }
}
