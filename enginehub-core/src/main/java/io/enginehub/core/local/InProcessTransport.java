package io.enginehub.core.local;

import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.AgentStatus;
import io.enginehub.api.spi.Dispatcher;
import io.enginehub.api.spi.Endpoints;
import io.enginehub.api.spi.Handed;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ModelLoad;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.Transport;
import io.enginehub.api.spi.WaitingQueue;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Hands out the roles of this JVM as they are. Several engines that share one transport reach each other. */
public final class InProcessTransport implements Transport {
    private static final AtomicLong COUNT = new AtomicLong();

    private final Map<String, Endpoints> hosts = new ConcurrentHashMap<>();

    @Override
    public URI serve(Endpoints local) {
        URI base = URI.create("local://host-" + COUNT.incrementAndGet());
        hosts.put(base.toString(), local);
        return base;
    }

    @Override
    public void stop(URI base) {
        hosts.remove(base.toString());
    }

    @Override
    public boolean isLocal(URI address) {
        return true;
    }

    @Override
    public WaitingQueue waitingQueue(URI hub) {
        Endpoints host = hosts.get(hub.toString());
        return host == null || host.queue() == null ? new AbsentQueue() : host.queue();
    }

    @Override
    public Dispatcher dispatcher(URI address) {
        Endpoints host = hosts.get(address.toString());
        return host == null || host.dispatcher() == null ? new AbsentDispatcher() : host.dispatcher();
    }

    @Override
    public Agent agent(Member agent) {
        return new AgentAt(agent);
    }

    @Override
    public void close() {
        hosts.clear();
    }

    /** Looks the agent up at each call, so that one that is gone refuses. */
    private final class AgentAt implements Agent {
        private final MemberId id;
        private final String base;

        AgentAt(Member member) {
            String address = member.address().toString();
            int at = address.indexOf("/agents/");
            this.id = member.id();
            this.base = at < 0 ? address : address.substring(0, at);
        }

        private <T> CompletionStage<Reply<T>> call(Function<Agent, CompletionStage<Reply<T>>> call) {
            Endpoints host = hosts.get(base);
            Agent agent = host == null ? null : host.agents().get(id);
            if (agent != null) {
                return call.apply(agent);
            }
            boolean rebooted = host != null && host.agent(id.name()).isPresent();
            return Reply.refused(rebooted ? OTHER_BOOT : "NO_SUCH_AGENT");
        }

        @Override
        public CompletionStage<Reply<AgentStatus>> status() {
            return call(Agent::status);
        }

        @Override
        public CompletionStage<Reply<Handed>> handle(List<InputEvent> events) {
            return call(agent -> agent.handle(events));
        }

        @Override
        public CompletionStage<Reply<Boolean>> cancel(List<Held> processes) {
            return call(agent -> agent.cancel(processes));
        }

        @Override
        public CompletionStage<Reply<Boolean>> load(List<ModelLoad> models) {
            return call(agent -> agent.load(models));
        }

        @Override
        public CompletionStage<Reply<Boolean>> unpin(List<ModelPin> pins) {
            return call(agent -> agent.unpin(pins));
        }
    }
}
