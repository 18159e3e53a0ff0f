package io.enginehub.testkit;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Accepted;
import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.AgentStatus;
import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.Claimed;
import io.enginehub.api.spi.Dispatcher;
import io.enginehub.api.spi.Handed;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.LiveStep;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ModelLoad;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.ModelState;
import io.enginehub.api.spi.Recorded;
import io.enginehub.api.spi.Release;
import io.enginehub.api.spi.Renewal;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepLines;
import io.enginehub.api.spi.StepOutcome;
import io.enginehub.api.spi.WaitingQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** The roles of a host at the far end of a transport: they say yes to everything, and remember what came. */
final class FakeRoles {
    private final List<InputEvent> events = new CopyOnWriteArrayList<>();
    private volatile CompletionStage<Reply<AgentStatus>> answer = Reply.ok(status());

    /** What the agent answers when it is asked how it is. */
    void answer(CompletionStage<Reply<AgentStatus>> stage) {
        answer = stage;
    }

    List<InputEvent> events() {
        return List.copyOf(events);
    }

    AgentStatus status() {
        List<ModelState> models = List.of(new ModelState("9f2c", ModelState.State.LOADING, 0.25, null));
        return new AgentStatus("classifier.tree", 4, List.of(), 1, models);
    }

    private static CompletionStage<Reply<Boolean>> yes() {
        return Reply.ok(true);
    }

    Agent agent() {
        return new Agent() {
            @Override
            public CompletionStage<Reply<AgentStatus>> status() {
                return answer;
            }

            @Override
            public CompletionStage<Reply<Handed>> handle(List<InputEvent> more) {
                events.addAll(more);
                return Reply.ok(
                        Handed.of(more.stream().map(event -> Accepted.ACCEPTED).toList()));
            }

            @Override
            public CompletionStage<Reply<Boolean>> cancel(List<Held> processes) {
                return yes();
            }

            @Override
            public CompletionStage<Reply<Boolean>> load(List<ModelLoad> models) {
                return yes();
            }

            @Override
            public CompletionStage<Reply<Boolean>> unpin(List<ModelPin> pins) {
                return yes();
            }
        };
    }

    Dispatcher dispatcher() {
        return new Dispatcher() {
            @Override
            public CompletionStage<Reply<Boolean>> results(List<ResultEvent> results) {
                return yes();
            }

            @Override
            public CompletionStage<Reply<Boolean>> lines(List<StepLines> lines) {
                return yes();
            }

            @Override
            public CompletionStage<Reply<Boolean>> drop(List<Held> processes) {
                return yes();
            }

            @Override
            public CompletionStage<Reply<List<LiveStep>>> inspect(ProcessId process) {
                return Reply.ok(List.of());
            }
        };
    }

    WaitingQueue queue() {
        return new WaitingQueue() {
            @Override
            public CompletionStage<Reply<Boolean>> awaitWork(Set<String> live, Duration patience) {
                return yes();
            }

            @Override
            public CompletionStage<Reply<Claimed>> claim(ClaimRequest request) {
                return Reply.refused("EMPTY");
            }

            @Override
            public CompletionStage<Reply<Map<String, Payload>>> payloads(ProcessId process, Set<String> names) {
                return Reply.ok(Map.of("#", Payload.of(7)));
            }

            @Override
            public CompletionStage<Reply<List<Recorded>>> record(MemberId owner, List<StepOutcome> outcomes) {
                return Reply.ok(List.of());
            }

            @Override
            public CompletionStage<Reply<Renewal>> renew(MemberId owner, List<Held> held) {
                return Reply.refused("NO_SESSION");
            }

            @Override
            public CompletionStage<Reply<Boolean>> release(MemberId owner, List<Release> processes) {
                return yes();
            }

            @Override
            public CompletionStage<Reply<Boolean>> report(MemberId owner, List<StepLines> lines) {
                return yes();
            }
        };
    }
}
