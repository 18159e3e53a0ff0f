package io.enginehub.core.agent;

import io.enginehub.api.spi.Dispatcher;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepLines;
import io.enginehub.core.role.AtTurnEnd;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The results that wait for their dispatchers: sent in batches, and again until a dispatcher has them. A result waits for
 * the lines of its handler that are on their way: a process that ends before they come has no place for them.
 */
final class ResultOutbox {
    private static final Duration RETRY = Duration.ofMillis(500);
    /** After so many tries in vain the dispatcher is taken for dead: its successor asks again, and is answered from memory. */
    private static final int MAX_TRIES = 60;

    /** How long a result waits for its lines: where they are lost, it need not be. */
    private static final Duration LINES_PATIENCE = Duration.ofSeconds(1);

    private static final class Box {
        final Map<EventKey, ResultEvent> waiting = new LinkedHashMap<>();
        final List<StepLines> lines = new ArrayList<>();
        boolean sending;
        int tries;
    }

    private final RoleLoop loop;
    private final Function<MemberId, Optional<Dispatcher>> dispatchers;
    private final Map<MemberId, Box> boxes = new LinkedHashMap<>();
    private final Map<EventKey, Integer> telling = new LinkedHashMap<>();
    private final AtTurnEnd flush;
    private boolean stopped;

    ResultOutbox(RoleLoop loop, Function<MemberId, Optional<Dispatcher>> dispatchers) {
        this.loop = loop;
        this.dispatchers = dispatchers;
        this.flush = new AtTurnEnd(loop, this::flush);
    }

    /** Whether the registry knows a dispatcher: nobody else is told of results. */
    boolean knows(MemberId dispatcher) {
        return dispatchers.apply(dispatcher).isPresent();
    }

    void add(MemberId to, ResultEvent result) {
        boxes.computeIfAbsent(to, id -> new Box()).waiting.put(result.key(), result);
        flush.ask();
    }

    void send(MemberId to, StepLines lines) {
        boxes.computeIfAbsent(to, id -> new Box()).lines.add(lines);
    }

    List<EventKey> undelivered() {
        return boxes.values().stream()
                .flatMap(box -> box.waiting.keySet().stream())
                .toList();
    }

    void forget(Held process) {
        boxes.values()
                .forEach(box -> box.waiting
                        .values()
                        .removeIf(result ->
                                result.key().process().equals(process.process()) && result.epoch() <= process.epoch()));
    }

    void stop() {
        stopped = true;
        boxes.clear();
    }

    void flushLines() {
        boxes.forEach((to, box) -> {
            List<StepLines> lines = List.copyOf(box.lines);
            box.lines.clear();
            Optional<Dispatcher> dispatcher = dispatchers.apply(to);
            if (!lines.isEmpty() && dispatcher.isPresent()) {
                List<EventKey> keys = lines.stream()
                        .filter(said -> !said.lines().isEmpty())
                        .map(StepLines::key)
                        .toList();
                keys.forEach(key -> telling.merge(key, 1, Integer::sum));
                loop.ask(dispatcher.get().lines(lines), LINES_PATIENCE, reply -> told(keys));
            }
        });
    }

    private void told(List<EventKey> keys) {
        keys.forEach(key -> telling.computeIfPresent(key, (same, calls) -> calls == 1 ? null : calls - 1));
        flush.ask();
    }

    /** Whether lines of a handler are on their way. */
    boolean isTelling(EventKey key) {
        return telling.containsKey(key);
    }

    private void flush() {
        boxes.entrySet()
                .removeIf(entry -> entry.getValue().waiting.isEmpty()
                        && entry.getValue().lines.isEmpty()
                        && !entry.getValue().sending);
        boxes.forEach((to, box) -> {
            if (!box.sending && !box.waiting.isEmpty() && !stopped) {
                send(to, box);
            }
        });
    }

    private void send(MemberId to, Box box) {
        List<ResultEvent> batch = box.waiting.values().stream()
                .filter(result -> !isTelling(result.key()))
                .toList();
        if (batch.isEmpty()) {
            return;
        }
        box.sending = true;
        Optional<Dispatcher> dispatcher = dispatchers.apply(to);
        if (dispatcher.isEmpty()) {
            again(box);
        } else {
            loop.ask(dispatcher.get().results(batch), reply -> sent(box, batch, reply));
        }
    }

    private void sent(Box box, List<ResultEvent> batch, Reply<Boolean> reply) {
        if (reply instanceof Reply.Ok<Boolean>) {
            box.sending = false;
            box.tries = 0;
            batch.forEach(result -> box.waiting.remove(result.key(), result));
            flush.ask();
        } else {
            again(box);
        }
    }

    private void again(Box box) {
        if (++box.tries > MAX_TRIES) {
            box.waiting.clear();
        }
        loop.after(loop.jittered(RETRY), () -> {
            box.sending = false;
            flush.ask();
        });
    }
}
