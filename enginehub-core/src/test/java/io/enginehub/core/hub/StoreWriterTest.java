package io.enginehub.core.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.StoreException;
import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Reply;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.role.ManualLoop;
import io.enginehub.core.rules.Claims;
import io.enginehub.core.rules.Ledger;
import io.enginehub.core.rules.Operation;
import io.enginehub.core.rules.Submissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class StoreWriterTest {
    private final ManualLoop loop = new ManualLoop();
    private final FaultyStore store = new FaultyStore(loop::wallTime);
    private final List<Ledger> commits = new ArrayList<>();
    private final PlanCache plans = new PlanCache();
    /** What a slow store's thread has to run. */
    private final Queue<Runnable> thread = new ArrayDeque<>();

    private final StoreWriter writer = new StoreWriter(store, plans, loop.roleLoop(), Runnable::run, commits::add);

    /** A submit of a process of its own. */
    private Operation<Submissions.Answer> submit(int number) {
        ProcessFlow flow = ProcessFlow.chain("flow", "echo");
        CompiledFlow compiled = plans.compile(flow);
        return new Submissions.Submit(
                id(number),
                new Submissions.What.AdHoc("flow", new PlanRow(compiled.hash(), flow.toJson())),
                Payload.of(number),
                Map.of(),
                null,
                null,
                () -> 10_000);
    }

    private static ProcessId id(int number) {
        return new ProcessId(new UUID(7, number));
    }

    private <A> Reply<A> run(Operation<A> operation) {
        CompletableFuture<Reply<A>> reply = start(operation);
        loop.run();
        return reply.getNow(null);
    }

    private <A> CompletableFuture<Reply<A>> start(Operation<A> operation) {
        return writer.run(operation).toCompletableFuture();
    }

    private long processes() {
        return store.history().list(ProcessQuery.all().limit(1000)).items().size();
    }

    @Test
    void writesAllThatWaitsInOneTransactionAndAnswersAfterTheCommit() {
        List<CompletableFuture<Reply<Submissions.Answer>>> replies =
                IntStream.range(0, 10).mapToObj(i -> start(submit(i))).toList();
        replies.forEach(reply -> assertFalse(reply.isDone()));
        loop.run();
        assertEquals(1, store.transactions());
        for (int i = 0; i < 10; i++) {
            assertEquals(
                    new Reply.Ok<>(new Submissions.Answer.Accepted(id(i))),
                    replies.get(i).getNow(null));
        }
    }

    @Test
    void decidesAClaimAfterWhatComesBesideIt() {
        MemberId owner = new MemberId("d", new UUID(1, 1));
        Need need = new Need(List.of("echo"));
        ClaimRequest request = new ClaimRequest(owner, 1, 5, Set.of("echo"), null);
        CompletableFuture<Reply<Claims.Answer>> claim =
                start(new Claims.TakeWork(request, List.of(need), Duration.ofSeconds(5)));
        var unused = start(submit(1));
        loop.run();
        assertEquals(1, store.transactions());
        Claims.Answer answer = ((Reply.Ok<Claims.Answer>) claim.getNow(null)).value();
        assertEquals(
                List.of(id(1)),
                answer.taken().stream().map(taken -> taken.row().id()).toList());
    }

    @Test
    void cutsWhatWaitsIntoTransactionsOfABoundedSize() {
        var unused = IntStream.range(0, 1000).mapToObj(i -> start(submit(i))).toList();
        loop.run();
        assertEquals(2, store.transactions()); // of at most 512
        assertEquals(1000, processes());
    }

    /** A writer whose transactions take four milliseconds each; so many operations went with the last one. */
    private StoreWriter afterABatchOf(int operations) {
        return afterABatchOf(operations, 0);
    }

    /** The same, with operations that had come before it was written. */
    private StoreWriter afterABatchOf(int operations, int meanwhile) {
        StoreWriter slow = new StoreWriter(store, plans, loop.roleLoop(), thread::add, commits::add);
        for (int i = 0; i < operations; i++) {
            var unused = slow.run(submit(100 + i));
        }
        loop.run();
        for (int i = 0; i < meanwhile; i++) {
            var unused = slow.run(submit(200 + i));
        }
        loop.pass(Duration.ofMillis(4));
        thread.remove().run();
        loop.run();
        return slow;
    }

    @Test
    void waitsALittleForAsManyAsWentWithTheLastOne() {
        StoreWriter slow = afterABatchOf(3);
        var unused = slow.run(submit(1));
        loop.run();
        assertEquals(0, thread.size());
        loop.pass(Duration.ofMillis(1));
        assertEquals(1, thread.size());
    }

    @Test
    void waitsOnWhileMoreKeepComingButNoLongerThanTheLastOneTook() {
        StoreWriter slow = afterABatchOf(10);
        var first = slow.run(submit(0));
        loop.run();
        for (int i = 1; i <= 4; i++) {
            assertEquals(0, thread.size());
            var unused = slow.run(submit(i));
            loop.pass(Duration.ofMillis(1));
        }
        assertFalse(first.toCompletableFuture().isDone());
        assertEquals(1, thread.size());
    }

    @Test
    void waitsNoLongerWhenNothingMoreComes() {
        StoreWriter slow = afterABatchOf(10);
        var first = slow.run(submit(1));
        loop.run();
        loop.pass(Duration.ofMillis(1).minusNanos(1));
        assertEquals(0, thread.size());
        loop.pass(Duration.ofNanos(1));
        assertEquals(1, thread.size());
        thread.remove().run();
        loop.run();
        assertTrue(first.toCompletableFuture().isDone());
    }

    @Test
    void waitsLongerWhereWhatComesBackComesLate() {
        StoreWriter slow = afterABatchOf(10);
        loop.pass(Duration.ofMillis(2));
        for (int i = 0; i < 10; i++) {
            var unused = slow.run(submit(i));
        }
        loop.run();
        assertEquals(1, thread.size());
        loop.pass(Duration.ofMillis(4));
        thread.remove().run();
        loop.run();
        var unused = slow.run(submit(10));
        loop.pass(Duration.ofMillis(1));
        assertEquals(0, thread.size());
        loop.pass(Duration.ofMillis(1));
        assertEquals(1, thread.size());
    }

    @Test
    void waitsNoLongerWhenAsManyHaveCome() {
        StoreWriter slow = afterABatchOf(3);
        var first = slow.run(submit(1));
        loop.run();
        var second = slow.run(submit(2));
        assertEquals(0, thread.size());
        var third = slow.run(submit(3));
        assertEquals(1, thread.size());
        thread.remove().run();
        loop.run();
        assertTrue(Stream.of(first, second, third)
                .allMatch(reply -> reply.toCompletableFuture().isDone()));
    }

    @Test
    void bringsTogetherWhatCameMeanwhileAndWhatComesBack() {
        StoreWriter slow = afterABatchOf(2, 2);
        assertEquals(0, thread.size());
        var unused = Stream.of(1, 2).map(i -> slow.run(submit(i))).toList();
        assertEquals(1, thread.size());
        thread.remove().run();
        loop.run();
        assertEquals(List.of(2, 4), commits.stream().map(this::inserted).toList());
    }

    private int inserted(Ledger ledger) {
        return (int) StreamSupport.stream(ledger.writes().inserts().spliterator(), false)
                .count();
    }

    @Test
    void waitsForNobodyWhileMoreWaitThanOneTransactionTakes() {
        var unused = afterABatchOf(2, 600);
        assertEquals(1, thread.size());
        thread.remove().run();
        loop.run();
        assertEquals(List.of(2, 512), commits.stream().map(this::inserted).toList());
    }

    @Test
    void waitsForNothingBesideAClaim() {
        StoreWriter slow = new StoreWriter(store, plans, loop.roleLoop(), thread::add, commits::add);
        var submitted = slow.run(submit(1));
        MemberId owner = new MemberId("d", new UUID(1, 1));
        ClaimRequest request = new ClaimRequest(owner, 1, 5, Set.of("echo"), null);
        var claimed = slow.run(new Claims.TakeWork(request, List.of(), Duration.ofSeconds(5)));
        loop.run();
        loop.pass(Duration.ofMillis(4));
        thread.remove().run();
        loop.run();
        var unused = slow.run(submit(2));
        loop.run();
        assertEquals(1, thread.size());
        assertTrue(Stream.of(submitted, claimed)
                .allMatch(reply -> reply.toCompletableFuture().isDone()));
    }

    @Test
    void waitsForNobodyAfterOneAlone() {
        StoreWriter slow = afterABatchOf(1);
        var unused = slow.run(submit(1));
        loop.run();
        assertEquals(1, thread.size());
    }

    @Test
    void halvesABatchUntilTheBadOperationStandsAlone() {
        store.refuse(id(5));
        List<CompletableFuture<Reply<Submissions.Answer>>> replies =
                IntStream.range(0, 8).mapToObj(i -> start(submit(i))).toList();
        loop.pass(Duration.ofSeconds(10));
        for (int i = 0; i < 8; i++) {
            Reply<Submissions.Answer> reply = replies.get(i).getNow(null);
            if (i == 5) {
                assertEquals(new Reply.Refused<Submissions.Answer>("STORE", null), reply);
            } else {
                assertInstanceOf(Reply.Ok.class, reply);
            }
        }
        assertEquals(7, processes());
    }

    @Test
    void keepsAnOperationThatTheRulesFailOnFromHarmingItsBatch() {
        Operation<String> broken = new Operation<>() {
            @Override
            public void reads(Reads reads) {}

            @Override
            public String decide(Ledger ledger) {
                throw new IllegalStateException("a bug");
            }
        };
        CompletableFuture<Reply<Submissions.Answer>> before = start(submit(1));
        CompletableFuture<Reply<String>> bad = start(broken);
        CompletableFuture<Reply<Submissions.Answer>> after = start(submit(2));
        loop.run();
        assertInstanceOf(Reply.Ok.class, before.getNow(null));
        assertEquals(new Reply.Refused<String>("ENGINE", null), bad.getNow(null));
        assertInstanceOf(Reply.Ok.class, after.getNow(null));
        assertInstanceOf(Reply.Ok.class, run(submit(3)));
    }

    @Test
    void runsABatchAgainOfWhichNobodyKnowsWhetherItWasCommitted() {
        store.fault(1, StoreException.Fault.UNKNOWN, true);
        CompletableFuture<Reply<Submissions.Answer>> reply = start(submit(1));
        loop.run();
        assertFalse(reply.isDone());
        assertEquals(1, processes()); // it was committed, but we do not know
        loop.pass(Duration.ofSeconds(1));
        assertEquals(new Reply.Ok<>(new Submissions.Answer.Accepted(id(1))), reply.getNow(null));
        assertEquals(1, processes());
    }

    @Test
    void runsABatchAgainAsItIsUntilItKnows() {
        store.fault(20, StoreException.Fault.UNKNOWN, true);
        CompletableFuture<Reply<Submissions.Answer>> first = start(submit(1));
        CompletableFuture<Reply<Submissions.Answer>> second = start(submit(2));
        loop.pass(Duration.ofSeconds(10));
        assertEquals(21, store.transactions());
        assertEquals(new Reply.Ok<>(new Submissions.Answer.Accepted(id(1))), first.getNow(null));
        assertEquals(new Reply.Ok<>(new Submissions.Answer.Accepted(id(2))), second.getNow(null));
        assertEquals(2, processes());
    }

    @Test
    void runsABatchAgainThatWasNotCommittedAfterAll() {
        store.fault(1, StoreException.Fault.UNKNOWN, false);
        CompletableFuture<Reply<Submissions.Answer>> reply = start(submit(1));
        loop.pass(Duration.ofSeconds(1));
        assertEquals(new Reply.Ok<>(new Submissions.Answer.Accepted(id(1))), reply.getNow(null));
        assertEquals(1, processes());
    }

    @Test
    void refusesAtOnceWhenTheStoreTakesNoWrites() {
        store.fault(1, StoreException.Fault.READ_ONLY, false);
        Reply<Submissions.Answer> reply = run(submit(1));
        assertEquals("READ_ONLY", assertInstanceOf(Reply.Refused.class, reply).code());
        assertEquals(0, processes());
        assertInstanceOf(Reply.Ok.class, run(submit(2)));
    }

    @Test
    void doesNotSayThatNothingWasDoneWhenTheStoreFellSilentBeforeItRefused() {
        store.fault(1, StoreException.Fault.UNKNOWN, true);
        CompletableFuture<Reply<Submissions.Answer>> reply = start(submit(1));
        loop.run();
        store.fault(1, StoreException.Fault.READ_ONLY, false);
        loop.pass(Duration.ofSeconds(1));
        assertInstanceOf(Reply.Unknown.class, reply.getNow(null));
        assertEquals(1, processes());
    }

    @Test
    void triesAnOperationThatStandsAloneAFewTimes() {
        store.fault(1, StoreException.Fault.NOT_DONE, false);
        CompletableFuture<Reply<Submissions.Answer>> reply = start(submit(1));
        loop.pass(Duration.ofSeconds(1));
        assertInstanceOf(Reply.Ok.class, reply.getNow(null));
        assertEquals(2, store.transactions());
    }

    @Test
    void tellsWhatWasCommittedOncePerCommit() {
        var unused = List.of(start(submit(1)), start(submit(2)));
        loop.run();
        run(submit(3));
        assertEquals(2, commits.size());
    }

    @Test
    void refusesEverythingOnceStopped() {
        CompletableFuture<Reply<Submissions.Answer>> waiting = start(submit(1));
        writer.stop();
        assertEquals(new Reply.Refused<Submissions.Answer>("STOPPED", null), waiting.getNow(null));
        assertEquals(new Reply.Refused<Submissions.Answer>("STOPPED", null), run(submit(2)));
        assertEquals(0, processes());
    }
}
