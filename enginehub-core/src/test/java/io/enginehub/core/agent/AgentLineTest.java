package io.enginehub.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Algorithm;
import io.enginehub.api.Failure;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.StepContext;
import io.enginehub.api.spi.Accepted;
import io.enginehub.api.spi.AgentStatus;
import io.enginehub.api.spi.Dispatcher;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Handed;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.LiveStep;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ModelLoad;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepLines;
import io.enginehub.core.role.ManualLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an agent does with events that stand in line before its handlers. */
class AgentLineTest {
    private static final ModelPin PIN = new ModelPin("hash", "flow/f@1");
    private static final MemberId DISPATCHER = new MemberId("d", new UUID(0, 1));

    private final ManualLoop loop = new ManualLoop();
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<String> applied = new ArrayList<>();
    private final List<ResultEvent> results = new ArrayList<>();
    private @Nullable Throwable full;
    private boolean interrupting;
    private CompletionStage<Reply<Boolean>> linesTold = Reply.ok(true);
    private final List<String> said = new ArrayList<>();
    private boolean unknown;
    private Consumer<StepContext> meanwhile = step -> {};
    private final AgentRole agent = new AgentRole(
            "a",
            Algorithm.of("echo", Map.class, Payload.class, model -> (input, step) -> {
                meanwhile.accept(step);
                applied.add(input.text() + (Thread.currentThread().isInterrupted() ? " interrupted" : ""));
                if (interrupting) {
                    Thread.currentThread().interrupt();
                }
                return input;
            }),
            new AgentSettings(1, 1),
            loop.roleLoop(),
            new AgentRole.Workers(this::execute, Runnable::run, 2),
            id -> unknown ? Optional.empty() : Optional.of(new Listening()));

    private void execute(Runnable task) {
        if (full instanceof RuntimeException rejected) {
            throw rejected;
        }
        if (full instanceof Error error) {
            throw error;
        }
        threads.add(task);
    }

    /** Writes down the results. */
    private final class Listening implements Dispatcher {
        @Override
        public CompletionStage<Reply<Boolean>> results(List<ResultEvent> events) {
            results.addAll(events);
            return Reply.ok(true);
        }

        @Override
        public CompletionStage<Reply<Boolean>> lines(List<StepLines> lines) {
            lines.forEach(step -> step.lines().forEach(line -> said.add(line.text())));
            return linesTold;
        }

        @Override
        public CompletionStage<Reply<Boolean>> drop(List<Held> processes) {
            return Reply.ok(true);
        }

        @Override
        public CompletionStage<Reply<List<LiveStep>>> inspect(ProcessId process) {
            return Reply.ok(List.of());
        }
    }

    private static ProcessId process(int number) {
        return new ProcessId(new UUID(7, number));
    }

    private static InputEvent event(int number, @Nullable Duration timeout) {
        EventKey key = new EventKey(process(number), "s", 1, 1);
        return new InputEvent(key, 1, DISPATCHER, timeout, PIN, false, Payload.of(number));
    }

    private Accepted send(InputEvent event) {
        List<Accepted> answers = new ArrayList<>();
        var unused = agent.handle(List.of(event)).thenAccept(reply -> {
            if (reply instanceof Reply.Ok<Handed> ok) {
                answers.addAll(ok.value().answers());
                results.addAll(ok.value().results());
            }
        });
        loop.run();
        if (answers.isEmpty()) { // why: it is held for the result of a short handler
            loop.pass(PromptAnswer.LONGEST);
        }
        return answers.get(0);
    }

    private List<Integer> held() {
        List<Integer> held = new ArrayList<>();
        var unused = agent.status().thenAccept(reply -> {
            if (reply instanceof Reply.Ok<AgentStatus> ok) {
                ok.value()
                        .held()
                        .forEach(key -> held.add((int) key.process().value().getLeastSignificantBits()));
            }
        });
        loop.run();
        return held;
    }

    private void runThreads() {
        while (!threads.isEmpty()) {
            threads.remove().run();
            loop.run();
        }
    }

    /** The model is warm, and one short event has shown the pace. */
    private void warmAndFast() {
        var unused = agent.load(List.of(new ModelLoad(PIN, Duration.ofMinutes(1), Payload.EMPTY_OBJECT)));
        loop.run();
        assertEquals(Accepted.ACCEPTED, send(event(0, null)));
        runThreads();
        results.clear();
        applied.clear();
    }

    @Test
    void takesNoMoreThanItsCapacityWhileItsPaceIsUnknown() {
        var unused = agent.load(List.of(new ModelLoad(PIN, Duration.ofMinutes(1), Payload.EMPTY_OBJECT)));
        loop.run();
        assertEquals(Accepted.ACCEPTED, send(event(1, null)));
        assertEquals(Accepted.BUSY, send(event(2, null)));
    }

    @Test
    void shortHandlersRunOneAfterTheOtherOnOneThread() {
        warmAndFast();
        for (int i = 1; i <= 5; i++) {
            assertEquals(Accepted.ACCEPTED, send(event(i, null)));
        }
        assertEquals(1, threads.size(), "one lane is open, and asks for one thread");
        threads.remove().run();
        assertEquals(List.of("1", "2"), applied, "it leaves the thread after a burst");
        loop.run();
        runThreads();
        assertEquals(List.of("1", "2", "3", "4", "5"), applied);
        assertEquals(5, results.size());
    }

    @Test
    void theResultOfAShortHandlerComesWithTheAnswer() {
        warmAndFast();
        List<Handed> answers = new ArrayList<>();
        var unused = agent.handle(List.of(event(1, null), event(2, null)))
                .thenAccept(reply -> answers.add(((Reply.Ok<Handed>) reply).value()));
        loop.run();
        assertEquals(List.of(), answers);
        runThreads();
        assertEquals(
                List.of(event(1, null).key(), event(2, null).key()),
                answers.get(0).results().stream().map(ResultEvent::key).toList());
        assertEquals(List.of(), results, "they do not come again");
    }

    @Test
    void aResultSaysWhetherLinesWentBeforeIt() {
        warmAndFast();
        meanwhile = step -> step.log("all in the result");
        send(event(1, null));
        runThreads();
        meanwhile = step -> {
            step.log("sent while it runs");
            loop.pass(Duration.ofSeconds(1));
        };
        send(event(2, null));
        runThreads();
        assertEquals(
                List.of(false, true), results.stream().map(ResultEvent::spoke).toList());
    }

    private void logThenEnd() {
        warmAndFast();
        meanwhile = step -> {
            step.log("sent while it runs");
            loop.pass(Duration.ofMillis(500));
        };
        send(event(1, null));
        runThreads();
    }

    /** How many tasks an event hands over, which its handler's thread must not run. */
    private int handedBy(Consumer<StepContext> handler) {
        warmAndFast();
        meanwhile = handler;
        int before = loop.handed();
        var unused = agent.handle(List.of(event(1, null))); // why not send: time passes there
        loop.run();
        runThreads();
        return loop.handed() - before;
    }

    @Test
    void theThreadOfAShortHandlerMayRunTheLoop() {
        assertEquals(0, handedBy(step -> {}));
    }

    @Test
    void aThreadThatHasWorkedForLongDoesNotRunTheLoop() {
        assertEquals(1, handedBy(step -> loop.pass(Duration.ofMillis(1))));
    }

    @Test
    void aHandlerThatLogsDoesNotRunTheLoop() {
        assertEquals(1, handedBy(step -> step.log("with a lock of the application held, perhaps")));
    }

    @Test
    void whatWasSaidIsKeptUntilTheRegistryShowsTheDispatcher() {
        warmAndFast();
        meanwhile = step -> {
            step.log("who is there?");
            unknown = true;
            loop.pass(Duration.ofSeconds(1));
            assertEquals(List.of(), said);
            unknown = false;
            loop.pass(Duration.ofMillis(200));
            assertEquals(List.of("who is there?"), said, "it goes although nothing more is said");
        };
        send(event(1, null));
        runThreads();
        assertNull(results.get(0).failure(), "what the handler asserts");
        assertEquals(List.of(), results.get(0).lines(), "they do not come again");
    }

    @Test
    void aResultWaitsForLinesThatAreOnTheirWay() {
        CompletableFuture<Reply<Boolean>> told = new CompletableFuture<>();
        linesTold = told;
        logThenEnd();
        assertEquals(List.of(), results, "the process would end, and have no place for its lines");
        assertEquals(List.of(1), held(), "and its dispatcher must not take it for lost");
        told.complete(new Reply.Ok<>(true));
        loop.run();
        assertEquals(1, results.size());
    }

    @Test
    void aResultDoesNotWaitForLinesThatAreLost() {
        linesTold = new CompletableFuture<>();
        logThenEnd();
        loop.pass(Duration.ofSeconds(1));
        assertEquals(1, results.size());
    }

    @Test
    void whoHandsAnEventOverAgainIsToldOfItsResult() {
        warmAndFast();
        List<Handed> answers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            var unused = agent.handle(List.of(event(1, null)))
                    .thenAccept(reply -> answers.add(((Reply.Ok<Handed>) reply).value()));
            loop.run();
        }
        assertEquals(List.of(Handed.of(List.of(Accepted.ACCEPTED)), Handed.of(List.of(Accepted.ACCEPTED))), answers);
        runThreads();
        assertEquals(1, results.size(), "whoever asked first may be gone");
    }

    @Test
    void aHandlerThatInterruptsItsThreadDoesNotInterruptTheNextOneOnIt() {
        warmAndFast();
        interrupting = true;
        send(event(1, null));
        send(event(2, null));
        runThreads();
        assertEquals(List.of("1", "2"), applied);
    }

    @Test
    void aTimeOutDoesNotCountTheTimeInLine() {
        warmAndFast();
        send(event(1, null));
        send(event(2, Duration.ofMillis(100)));
        loop.pass(Duration.ofMillis(200)); // why: the first one is still at it
        runThreads();
        assertEquals(List.of("1", "2"), applied);
        assertTrue(results.stream().allMatch(result -> result.failure() == null), results.toString());
    }

    @Test
    void aTimeOutCountsFromTheHandlersBegin() {
        warmAndFast();
        send(event(1, Duration.ofMillis(100)));
        loop.pass(Duration.ofMillis(100));
        assertEquals(1, results.size());
        Failure failure = results.get(0).failure();
        assertTrue(failure != null && failure.kind() == Failure.Kind.TIMEOUT, String.valueOf(failure));
    }

    @Test
    void forgetsWhatStandsInLineTooLong() {
        warmAndFast();
        send(event(1, null));
        send(event(2, null));
        assertEquals(List.of(1, 2), held());
        loop.pass(Duration.ofMillis(600));
        assertEquals(List.of(1), held(), "the dispatcher finds 2 gone, and sends it elsewhere");
        assertEquals(Accepted.BUSY, send(event(3, null)), "the pace is known to be slow now");
        runThreads();
        assertEquals(List.of("1"), applied);
    }

    @Test
    void aCancelledEventInLineNeverBeginsAndHoldsNoPlace() {
        warmAndFast();
        send(event(1, null));
        send(event(2, null));
        var unused = agent.cancel(List.of(new Held(process(2), 1)));
        loop.run();
        assertEquals(List.of(1), held());
        assertEquals(Accepted.ACCEPTED, send(event(3, null)), "it does not count as a handler that is overdue");
        runThreads();
        assertEquals(List.of("1", "3"), applied);
    }

    @Test
    void anExecutorThatRefusesFailsEachEventAndLeavesNoLaneOpen() {
        refuse(new RejectedExecutionException("full"));
    }

    @Test
    void anExecutorWithoutThreadsFailsEachEventAndLeavesNoLaneOpen() {
        refuse(new OutOfMemoryError("unable to create native thread"));
    }

    private void refuse(Throwable how) {
        warmAndFast();
        full = how;
        send(event(1, null));
        send(event(2, null));
        loop.run();
        assertEquals(2, results.size());
        Failure failure = results.get(0).failure();
        assertTrue(
                failure != null && failure.message().contains(String.valueOf(how.getMessage())),
                String.valueOf(failure));
        full = null;
        send(event(3, null));
        runThreads();
        assertEquals(List.of("3"), applied);
    }

    @Test
    void forgetsWhatStandsBehindAHandlerThatWasGivenUpAndDoesNotReturn() {
        warmAndFast();
        send(event(1, null));
        send(event(2, null)); // from now on the line is looked after
        runThreads();
        loop.pass(Duration.ofMillis(150));
        send(event(3, Duration.ofMillis(50)));
        send(event(4, Duration.ofMillis(50)));
        loop.pass(Duration.ofMillis(100)); // 3 is given up; 4 has not stood in line for long
        assertEquals(List.of(4), held());
        loop.pass(Duration.ofMillis(400));
        assertEquals(List.of(), held(), "the dispatcher finds 4 gone, and sends it elsewhere");
    }
}
