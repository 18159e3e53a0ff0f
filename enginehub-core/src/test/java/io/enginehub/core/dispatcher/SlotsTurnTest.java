package io.enginehub.core.dispatcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.AgentStatus;
import io.enginehub.api.spi.Claim;
import io.enginehub.api.spi.Endpoints;
import io.enginehub.api.spi.Handed;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ModelLoad;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.Timers;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.flow.ProcessDecider;
import io.enginehub.core.local.InProcessTransport;
import io.enginehub.core.role.RoleLoop;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** How long the slots keep the loop that all roles of a JVM share. */
class SlotsTurnTest {
    private static final int STEPS = 200;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final RoleLoop loop = new RoleLoop(tasks::add, new Slow(), new SplittableRandom(1));
    private final InProcessTransport transport = new InProcessTransport();
    private final AgentPicker agents = new AgentPicker(loop, transport);
    private final MemberId owner = new MemberId("d", new UUID(0, 1));
    private final Slots slots = new Slots(
            loop, agents, new OutcomeRecorder(loop, new Hubs(loop, transport), owner), owner, new Undisturbed());

    /** Time of which a millisecond passes between two looks at the clock. */
    private static final class Slow implements Timers {
        private long now;

        @Override
        public long nanoTime() {
            return now += Duration.ofMillis(1).toNanos();
        }

        @Override
        public Instant wallTime() {
            return Instant.EPOCH;
        }

        @Override
        public Registration after(Duration delay, Runnable task) {
            return () -> {};
        }
    }

    /** Nothing happens around the slots. */
    private static final class Undisturbed implements Slots.Surroundings {
        @Override
        public boolean maySend() {
            return true;
        }

        @Override
        public void slotFreed() {}

        @Override
        public void agentBack() {}

        @Override
        public void release(Slot slot) {}
    }

    /** Never answers. */
    private static final class Silent implements Agent {
        @Override
        public CompletionStage<Reply<AgentStatus>> status() {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Reply<Handed>> handle(List<InputEvent> events) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Reply<Boolean>> cancel(List<Held> processes) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Reply<Boolean>> load(List<ModelLoad> models) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Reply<Boolean>> unpin(List<ModelPin> pins) {
            return new CompletableFuture<>();
        }
    }

    private void join(String agent) {
        MemberId id = new MemberId(agent, new UUID(0, 2));
        URI base = transport.serve(new Endpoints(null, null, null, Map.of(id, new Silent())));
        Map<String, String> facts = Map.of(Member.ALGORITHM, "any", Member.CAPACITY, "1000");
        URI address = URI.create(base + "/agents/" + agent);
        agents.update(List.of(new Member(id, Member.Role.AGENT, address, facts)));
    }

    private static Slot wide() {
        ProcessFlow.Builder steps = ProcessFlow.builder("wide");
        for (int i = 0; i < STEPS; i++) {
            steps.processor("p" + i, "any");
        }
        CompiledFlow flow = CompiledFlow.of(steps.output("p0").build());
        Map<String, Payload> input = Map.of("#", Payload.of(1));
        Claim claim = new Claim(
                new Held(new ProcessId(new UUID(7, 1)), 1),
                1,
                new FlowVersion("wide", 0),
                flow.hash(),
                flow.flow(),
                Set.of(),
                List.of(),
                input);
        return new Slot(claim, flow, new ProcessDecider(flow, claim, input));
    }

    @Test
    void othersHaveTheirTurnWhileInputsArePutTogether() {
        join("a");
        Slot slot = wide();
        slots.start(slot);
        int[] seen = new int[1];
        tasks.add(() -> seen[0] = slot.flights.size());
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
        assertTrue(seen[0] > 0 && seen[0] < STEPS, seen[0] + " steps were sent in one turn");
        assertEquals(STEPS, slot.flights.size());
    }
}
