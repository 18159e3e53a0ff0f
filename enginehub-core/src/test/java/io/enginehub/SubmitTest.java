package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.EngineFullException;
import io.enginehub.api.Hub;
import io.enginehub.api.KeyConflictException;
import io.enginehub.api.Page;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.UnknownFlowException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SubmitTest {
    private final Gate gate = new Gate("gate");

    @AutoClose
    final EngineHub engine = Engines.local()
            .hub(hub -> hub.maxPending(3))
            .dispatcher(dispatcher -> dispatcher.slots(1))
            .algorithm(gate)
            .algorithm(Coded.echo("echo"))
            .start();

    private final Hub hub = engine.hub();

    private ProcessId submitOnce(String key, ProcessFlow flow, Object input) {
        return hub.submitAdHoc(flow, Payload.of(input), SubmitOptions.key(key));
    }

    @Test
    void givesTheSameProcessForTheSameKeyAndContent() throws Exception {
        gate.open();
        ProcessId id = submitOnce("k", one("gate"), 1);
        assertEquals(id, submitOnce("k", one("gate"), 1));
        hub.await(id, SOON);
        assertEquals(id, submitOnce("k", one("gate"), 1));
        assertEquals(List.of("1"), gate.inputs());
        assertNotEquals(id, submitOnce("other", one("gate"), 1));
    }

    @Test
    void givesOneProcessToAllWhoSubmitTheSameAtOnce() throws Exception {
        gate.open();
        List<CompletableFuture<ProcessId>> all = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> submitOnce("k", one("gate"), 1)))
                .toList();
        Set<ProcessId> ids = new HashSet<>();
        for (CompletableFuture<ProcessId> one : all) {
            ids.add(one.get(SOON.toSeconds(), TimeUnit.SECONDS));
        }
        assertEquals(1, ids.size());
    }

    @Test
    void refusesAKeyThatWasUsedWithOtherContent() {
        ProcessId id = submitOnce("k", one("echo"), 1);
        KeyConflictException conflict = assertThrows(KeyConflictException.class, () -> submitOnce("k", one("echo"), 2));
        assertTrue(conflict.getMessage().contains("'k'"), conflict.getMessage());
        assertTrue(conflict.getMessage().contains(id.toString()), conflict.getMessage());
        assertThrows(KeyConflictException.class, () -> submitOnce("k", one("gate"), 1));
    }

    @Test
    void refusesWhatIsMoreThanTheQueueHoldsAndAcceptsNothingOfIt() throws Exception {
        ProcessId running = submit(engine, one("gate"), 0);
        gate.awaitEntered(1);
        List<ProcessId> waiting = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            waiting.add(submit(engine, one("gate"), i));
        }
        EngineFullException full = assertThrows(EngineFullException.class, () -> submit(engine, one("gate"), 4));
        assertFalse(full.retryAfter().isNegative() || full.retryAfter().isZero());
        assertTrue(full.getMessage().contains("3 processes are PENDING"), full.getMessage());
        assertEquals(4, hub.list(ProcessQuery.all()).items().size());
        gate.open();
        hub.await(running, SOON);
        for (ProcessId id : waiting) {
            assertEquals(ProcessStatus.FINISHED, hub.await(id, SOON).process().status());
        }
        assertEquals(5, engine.run(one("gate"), 5).output(Integer.class));
    }

    @Test
    void acceptsManyInputsTogetherOrNone() throws Exception {
        hub.deploy(one("echo"), SOON);
        List<Payload> inputs = List.of(Payload.of(1), Payload.of(2), Payload.of(3));
        List<ProcessId> ids = hub.submitAll("one", inputs, SubmitOptions.key("all"));
        for (int i = 0; i < 3; i++) {
            assertEquals(i + 1, hub.await(ids.get(i), SOON).output(Integer.class));
        }
        assertEquals(ids, hub.submitAll("one", inputs, SubmitOptions.key("all")));
        assertThrows(
                KeyConflictException.class, () -> hub.submitAll("one", inputs.subList(0, 2), SubmitOptions.key("all")));
        List<Payload> seven = Collections.nCopies(7, Payload.of(1)); // why: there is no room for the four that are new
        assertThrows(KeyConflictException.class, () -> hub.submitAll("one", seven, SubmitOptions.key("all")));
        List<Payload> four = List.of(Payload.of(1), Payload.of(2), Payload.of(3), Payload.of(4));
        EngineFullException full =
                assertThrows(EngineFullException.class, () -> hub.submitAll("one", four, SubmitOptions.none()));
        assertTrue(full.getMessage().contains("no room for 4 more: 0 processes"), full.getMessage());
        assertTrue(full.getMessage().contains("at most 3 may be"), full.getMessage());
        assertThrows(UnknownFlowException.class, () -> hub.submitAll("two", inputs, SubmitOptions.none()));
        Payload broken = Payload.ofBytes(Payload.JSON, "{\"a\":".getBytes(StandardCharsets.UTF_8));
        PayloadException refused = assertThrows(
                PayloadException.class,
                () -> hub.submitAll("one", List.of(broken, Payload.of(1), broken), SubmitOptions.none()));
        assertTrue(refused.getMessage().contains("Input 1: "), refused.getMessage());
        assertTrue(refused.getMessage().contains("Input 3: "), refused.getMessage());
        List<Payload> tooMany = Collections.nCopies(1001, Payload.NULL);
        assertTrue(assertThrows(PayloadException.class, () -> hub.submitAll("one", tooMany, SubmitOptions.none()))
                .isTooLarge());
        assertEquals(3, hub.list(ProcessQuery.all()).items().size());
        assertEquals(List.of(), hub.submitAll("one", List.of(), SubmitOptions.none()));
    }

    @Test
    void namesWhatIsDeployedWhenTheFlowIsNot() {
        UnknownFlowException none = assertThrows(UnknownFlowException.class, () -> engine.run("nowhere", 1));
        assertTrue(none.getMessage().contains("'nowhere'"), none.getMessage());
        assertTrue(none.getMessage().contains("No flow is deployed."), none.getMessage());
        hub.deploy(one("echo"), SOON);
        UnknownFlowException other = assertThrows(UnknownFlowException.class, () -> engine.run("nowhere", 1));
        assertTrue(other.getMessage().contains("Deployed are one."), other.getMessage());
    }

    @Test
    void refusesAnInputThatIsNotTheJsonItClaimsToBe() {
        Payload broken = Payload.ofBytes(Payload.JSON, "{\"a\":".getBytes(StandardCharsets.UTF_8));
        assertThrows(PayloadException.class, () -> submit(engine, one("echo"), broken));
        assertTrue(hub.list(ProcessQuery.all()).items().isEmpty());
    }

    @Test
    void refusesAnInputThatIsTooLarge() {
        Payload large = Payload.ofBytes("application/octet-stream", new byte[(16 << 20) + 1]);
        assertThrows(PayloadException.class, () -> submit(engine, one("echo"), large));
        Payload largest = Payload.ofBytes("application/octet-stream", new byte[16 << 20]);
        assertEquals(largest, engine.run(one("echo"), largest).output());
    }

    @Test
    void keepsLabelsAndFindsProcessesByThem() {
        SubmitOptions red = new SubmitOptions(null, Map.of("colour", "red"), null);
        ProcessId id = hub.submitAdHoc(one("echo"), Payload.of(1), red);
        hub.await(id, SOON);
        engine.run(one("echo"), 2);
        Page<ProcessInstance> found = hub.list(ProcessQuery.all()
                .flow("one")
                .statuses(Set.of(ProcessStatus.FINISHED))
                .labels(Map.of("colour", "red"))
                .limit(10));
        assertEquals(
                List.of(id), found.items().stream().map(ProcessInstance::id).toList());
        assertEquals(Map.of("colour", "red"), found.items().get(0).labels());
    }

    @Test
    void listsTheNewestFirstPageByPage() {
        List<ProcessId> ids = IntStream.range(0, 5)
                .mapToObj(i -> engine.run(one("echo"), i).process().id())
                .toList();
        Page<ProcessInstance> first = hub.list(ProcessQuery.all().limit(3));
        Page<ProcessInstance> second =
                hub.list(ProcessQuery.all().after(first.next()).limit(3));
        List<ProcessId> listed = new ArrayList<>();
        first.items().forEach(process -> listed.add(0, process.id()));
        second.items().forEach(process -> listed.add(0, process.id()));
        assertEquals(ids, listed);
        assertEquals(null, second.next());
    }
}
