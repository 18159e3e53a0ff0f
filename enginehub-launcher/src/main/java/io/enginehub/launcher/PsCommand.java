package io.enginehub.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.enginehub.api.Failure;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ps}: the processes of earlier runs, and of those that run now. */
@Command(
        name = "ps",
        sortOptions = false,
        description = "Lists the processes of your history, newest first.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:they are listed", "1:a database could not be read", "2:wrong usage, or no store of EngineHub"
        })
final class PsCommand implements Callable<Integer> {
    private static final int MOST = 1000;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only those that are so: ${COMPLETION-CANDIDATES}. Repeatable.")
    private Set<ProcessStatus> statuses = Set.of();

    @Option(names = "--flow", paramLabel = "KEY", description = "Only those of this flow.")
    private @Nullable String flow;

    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            description = "Only those with this label. Repeatable: with all of them.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = {
                "Only those that were submitted then or later:",
                "so long ago (90s, 30m, 2h, 7d), or a time here (2026-11-28, 2026-11-28T17:30) or anywhere"
                        + " (2026-11-28T16:30:00Z)."
            })
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only those that were submitted before then.")
    private @Nullable String until;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, up to 1000. Default: ${DEFAULT-VALUE}")
    private int limit = 20;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    @Mixin
    private SourceOptions options = new SourceOptions();

    private final Console console;

    PsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) {
            throw new BadInputException("--limit " + limit + ": give a number from 1 to " + MOST);
        }
        ZonedDateTime now = ZonedDateTime.now(ZoneId.systemDefault());
        Instant begin = since == null ? null : TimeText.parse("--since", since, now);
        Instant end = until == null ? null : TimeText.parse("--until", until, now);
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw new BadInputException("--since " + since + " --until " + until + ": nothing lies between; "
                    + Moments.exact(begin) + " is not before " + Moments.exact(end));
        }
        try (Histories histories = options.open(console)) {
            List<Histories.Found> found = histories.newest(ProcessQuery.all()
                    .flow(flow)
                    .statuses(statuses)
                    .labels(labels)
                    .since(begin)
                    .until(end)
                    .limit(limit));
            if (json) {
                ArrayNode all = Json.NODES.arrayNode();
                found.forEach(each -> all.add(RunDocument.of(each)));
                console.out().json(JsonText.pretty(all));
            } else if (found.isEmpty()) {
                console.err()
                        .line("There are no " + (isAll() ? "" : "such ") + "processes in " + histories.name() + ".");
            } else {
                console.out().lines(table(found).lines(console.terminal()));
            }
        }
        return ExitCode.FINISHED;
    }

    private boolean isAll() {
        return statuses.isEmpty() && flow == null && labels.isEmpty() && since == null && until == null;
    }

    private static Table table(List<Histories.Found> all) {
        Table table =
                Table.of("id", "flow", "status", "submitted", "took", "failure").right(4);
        for (Histories.Found found : all) {
            ProcessInstance process = found.process();
            table.row(
                    ShortId.of(process.id()),
                    process.flow().key(),
                    found.status(),
                    Moments.text(process.times().submitted()),
                    process.times().took().map(Durations::text).orElse(""),
                    failure(process.failure()));
        }
        return table;
    }

    private static String failure(@Nullable Failure failure) {
        if (failure == null) {
            return "";
        }
        String first = failure.message().lines().findFirst().orElse("");
        return failure.processor().isEmpty() ? first : failure.processor() + ": " + first;
    }
}
