package io.enginehub.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.api.DispatcherState;
import io.enginehub.api.Explanation;
import io.enginehub.api.QueueSummary;
import io.enginehub.transport.http.rest.HttpHub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code queue}: how many wait, why, since when, and whom to wake. */
@Command(
        name = "queue",
        sortOptions = false,
        description = "Says how many processes wait at a hub, for what, since when, and what to do about it.")
final class QueueCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    @Mixin
    private HubOptions options = new HubOptions();

    private final Console console;

    QueueCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (HttpHub hub = options.open(console)) {
            QueueSummary queue = hub.queue();
            List<DispatcherState> dispatchers = hub.dispatchers();
            if (json) {
                console.out().json(JsonText.pretty(document(queue, dispatchers)));
            } else {
                print(queue, dispatchers);
            }
            return ExitCode.FINISHED;
        }
    }

    private void print(QueueSummary queue, List<DispatcherState> dispatchers) {
        if (queue.lines().isEmpty()) {
            console.out().line("Nothing waits.");
        } else {
            Instant now = Instant.now();
            Table table = Table.of("waiting", "for", "algorithm", "longest", "what to do")
                    .right(0);
            queue.lines()
                    .forEach(line -> table.row(
                            Long.toString(line.count()),
                            line.reason().name(),
                            line.algorithm() == null ? "" : line.algorithm(),
                            Durations.text(Duration.between(line.since(), now)),
                            todo(line)));
            console.out().lines(table.lines(console.terminal()));
            console.out().emptyLine();
        }
        console.out().line(slots(dispatchers));
    }

    private static String slots(List<DispatcherState> dispatchers) {
        if (dispatchers.isEmpty()) {
            return "No dispatcher is there. Start one: enginehub dispatcher";
        }
        int used = dispatchers.stream().mapToInt(each -> each.running().size()).sum();
        int all = dispatchers.stream().mapToInt(DispatcherState::slots).sum();
        String count = dispatchers.size() == 1 ? "1 dispatcher" : dispatchers.size() + " dispatchers";
        return used + " of " + all + " slots of " + count + " are used.";
    }

    private static String todo(QueueSummary.Line line) {
        return switch (line.reason()) {
            case NO_AGENT -> "start one: enginehub agent --algorithm " + line.algorithm();
            case AGENT_DRAINED ->
                "let one work again, or start another: enginehub agent --algorithm " + line.algorithm();
            case NO_SLOT -> "start another dispatcher, or give it more --slots";
            case AGENT_BUSY -> "start another agent, or give it more --capacity";
            case BACKING_OFF, MODEL_LOADING, QUEUED, RUNNING, ENDED -> "";
        };
    }

    private static ObjectNode document(QueueSummary queue, List<DispatcherState> dispatchers) {
        ObjectNode document = Json.NODES.objectNode().put("count", queue.count());
        ArrayNode lines = document.putArray("lines");
        for (QueueSummary.Line line : queue.lines()) {
            Explanation.Reason reason = line.reason();
            lines.addObject()
                    .put("reason", reason.name())
                    .put("algorithm", line.algorithm())
                    .put("count", line.count())
                    .put("since", line.since().toString());
        }
        document.putObject("slots")
                .put(
                        "used",
                        dispatchers.stream()
                                .mapToInt(each -> each.running().size())
                                .sum())
                .put(
                        "all",
                        dispatchers.stream().mapToInt(DispatcherState::slots).sum());
        return document;
    }
}
