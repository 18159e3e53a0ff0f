package io.enginehub.core.sim;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.AgentStatus;
import io.enginehub.api.spi.Dispatcher;
import io.enginehub.api.spi.Endpoints;
import io.enginehub.api.spi.Handed;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.LiveStep;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ModelLoad;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepLines;
import io.enginehub.api.spi.Transport;
import io.enginehub.api.spi.WaitingQueue;
import io.enginehub.api.spi.wire.AgentCalls;
import io.enginehub.api.spi.wire.DispatcherCalls;
import io.enginehub.api.spi.wire.QueueCalls;
import io.enginehub.core.role.RoleLoop;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The network as one host sees it. */
final class SimulatedTransport implements Transport {
    private final SimulatedNetwork network;
    private final Oracle oracle;
    private final String from;

    SimulatedTransport(SimulatedNetwork network, Oracle oracle, String from) {
        this.network = network;
        this.oracle = oracle;
        this.from = from;
    }

    @Override
    public URI serve(Endpoints local) {
        return URI.create("sim://" + from);
    }

    @Override
    public void stop(URI base) {
        throw new UnsupportedOperationException("simulated hosts are stopped by the network");
    }

    /** Where messages are not made into bytes, dispatchers gather nothing, as in one JVM. */
    @Override
    public boolean isLocal(URI address) {
        return !network.encodes;
    }

    @Override
    public WaitingQueue waitingQueue(URI hub) {
        WaitingQueue queue = new RemoteQueue(network, oracle, from, hub.getHost());
        return network.encodes ? QueueCalls.over(new EncodingWire<>(queue, oracle)) : queue;
    }

    @Override
    public Dispatcher dispatcher(URI address) {
        Dispatcher dispatcher = new RemoteDispatcher(address.getHost());
        return network.encodes ? DispatcherCalls.over(new EncodingWire<>(dispatcher, oracle)) : dispatcher;
    }

    @Override
    public Agent agent(Member member) {
        Agent agent = new RemoteAgent(member);
        return network.encodes ? AgentCalls.over(new EncodingWire<>(agent, oracle)) : agent;
    }

    @Override
    public void close() {}

    private final class RemoteDispatcher implements Dispatcher {
        private final String to;

        RemoteDispatcher(String to) {
            this.to = to;
        }

        private <T> CompletionStage<Reply<T>> call(
                String what, Object said, Function<Dispatcher, CompletionStage<Reply<T>>> call) {
            return network.call(from, to, what, said, roles -> call.apply(roles.dispatcher()));
        }

        @Override
        public CompletionStage<Reply<Boolean>> results(List<ResultEvent> results) {
            return call(
                    "results",
                    results,
                    dispatcher -> dispatcher
                            .results(results)
                            .whenComplete((reply, error) -> results.forEach(result -> oracle.sends.told(to, result))));
        }

        @Override
        public CompletionStage<Reply<Boolean>> lines(List<StepLines> lines) {
            return call("lines", lines, dispatcher -> dispatcher.lines(lines));
        }

        @Override
        public CompletionStage<Reply<Boolean>> drop(List<Held> processes) {
            return call("drop", processes, dispatcher -> dispatcher.drop(processes));
        }

        @Override
        public CompletionStage<Reply<List<LiveStep>>> inspect(ProcessId process) {
            return call("inspect", process, dispatcher -> dispatcher.inspect(process));
        }
    }

    private final class RemoteAgent implements Agent {
        private final String to;
        private final MemberId boot;

        RemoteAgent(Member member) {
            this.to = member.address().getHost();
            this.boot = member.id();
        }

        private <T> CompletionStage<Reply<T>> call(
                String what, Object said, Function<Agent, CompletionStage<Reply<T>>> call) {
            return network.call(
                    from,
                    to,
                    what,
                    said,
                    roles -> roles.goesBy(boot) ? call.apply(roles.agent()) : Reply.refused(OTHER_BOOT));
        }

        @Override
        public CompletionStage<Reply<AgentStatus>> status() {
            long asked = oracle.now();
            CompletionStage<Reply<AgentStatus>> reply = call("status", "", Agent::status);
            var unused = reply.thenAccept(answer -> {
                if (answer instanceof Reply.Ok<AgentStatus>) {
                    oracle.losses.answered(from, to, asked);
                }
            });
            return reply;
        }

        @Override
        public CompletionStage<Reply<Handed>> handle(List<InputEvent> events) {
            long asked = oracle.now();
            events.forEach(event -> oracle.sent(boot, event));
            CompletionStage<Reply<Handed>> reply = call("handle", events, agent -> {
                events.forEach(oracle::handed);
                return agent.handle(events);
            });
            var unused = reply.thenAccept(answer -> {
                boolean heard = oracle.now() - asked < RoleLoop.PATIENCE.toNanos(); // why: else it was given up
                if (heard && answer instanceof Reply.Ok<Handed> ok) {
                    ok.value().results().forEach(result -> oracle.sends.told(from, result));
                }
            });
            return reply;
        }

        @Override
        public CompletionStage<Reply<Boolean>> cancel(List<Held> processes) {
            return call("cancel", processes, agent -> agent.cancel(processes));
        }

        @Override
        public CompletionStage<Reply<Boolean>> load(List<ModelLoad> models) {
            return call("load", models, agent -> agent.load(models));
        }

        @Override
        public CompletionStage<Reply<Boolean>> unpin(List<ModelPin> pins) {
            return call("unpin", pins, agent -> agent.unpin(pins));
        }
    }
}
