package io.enginehub.store.jdbc;

import io.enginehub.api.LogLine;
import io.enginehub.api.Page;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.StepRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Rows as text, so that those of two stores can be compared: times are cut to microseconds, which databases keep. */
final class RowTexts {
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    private static final int LINES = 10_000;

    private RowTexts() {}

    private static String cut(Object row) {
        return TIME.matcher(String.valueOf(row))
                .replaceAll(time -> Instant.parse(time.group())
                        .truncatedTo(ChronoUnit.MICROS)
                        .toString());
    }

    private static String sorted(Collection<?> rows) {
        return rows.stream().map(RowTexts::cut).sorted().toList().toString();
    }

    /** What a transaction sees of what it has asked for, in the order where that counts. */
    static String seen(Reads reads, Rows rows) {
        StringBuilder text = new StringBuilder();
        reads.processes().forEach(id -> text.append(cut(rows.process(id))).append(work(rows, id)));
        reads.claimed()
                .forEach((owner, claims) -> claims.forEach(claim -> {
                    List<ProcessRow> claimed = rows.claimed(owner, claim);
                    text.append(sorted(claimed));
                    claimed.stream().map(ProcessRow::id).sorted().forEach(id -> text.append(work(rows, id)));
                }));
        rows.claimable().forEach(row -> text.append(cut(row)).append(work(rows, row.id())));
        reads.sessionNames().forEach(name -> text.append(sorted(rows.sessions(name))));
        reads.keys().forEach(key -> text.append(cut(rows.key(key))));
        reads.flows().forEach(key -> text.append(cut(rows.flow(key))));
        return text.toString();
    }

    private static String work(Rows rows, ProcessId id) {
        return sorted(rows.steps(id).values()) + cut(rows.attempts(id));
    }

    /** All that a store holds. */
    static List<String> all(ProcessHistory history) {
        List<String> texts = new ArrayList<>();
        ProcessQuery query = ProcessQuery.all().limit(7);
        while (query != null) {
            Page<ProcessRow> page = history.list(query);
            page.items().forEach(row -> texts.add(process(history, row)));
            query = page.next() == null ? null : query.after(page.next());
        }
        texts.add("flows " + cut(history.flows()));
        texts.add("pending " + sorted(history.pending()));
        texts.add("runnable " + sorted(history.look(1).runnable()));
        return texts;
    }

    private static String process(ProcessHistory history, ProcessRow row) {
        List<String> names = new ArrayList<>(List.of(ProcessHistory.INPUT, ProcessHistory.OUTPUT));
        List<StepRow> steps = history.steps(row.id());
        steps.forEach(step -> names.add(step.step()));
        Map<String, String> payloads = new TreeMap<>();
        Map<String, Payload> found = history.payloads(row.id(), names);
        found.forEach((name, payload) -> payloads.put(name, payload.contentType() + " " + payload.text()));
        List<String> lines =
                history.logs(row.id(), 0, LINES).stream().map(RowTexts::line).toList();
        return cut(row) + "\n  steps " + sorted(steps) + "\n  attempts " + cut(history.attempts(row.id()))
                + "\n  payloads " + payloads + "\n  lines " + lines + "\n  plan "
                + cut(history.plan(row.head().plan()));
    }

    /** Without its number, which is any that grows. */
    private static String line(LogLine line) {
        return cut(line.at()) + " " + line.processor() + " " + line.attempt() + " " + line.level() + " " + line.text();
    }
}
