package io.enginehub;

import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.Dispatcher;
import io.enginehub.api.spi.Endpoints;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Registry;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.Transport;
import io.enginehub.api.spi.WaitingQueue;
import io.enginehub.api.spi.Writes;
import io.enginehub.core.local.InProcessTransport;
import io.enginehub.core.local.LocalRegistry;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A store, a transport and a registry that tell when they are closed. The store claims that it may block. */
record WatchedParts(ProcessStore store, Transport transport, Registry registry) {
    WatchedParts(ProcessStore inner, Runnable closed) {
        this(new Store(inner, closed), new Network(new InProcessTransport(), closed), new Names(closed));
    }

    private record Store(ProcessStore inner, Runnable closed) implements ProcessStore {
        @Override
        public void transact(Reads reads, Function<Rows, Writes> decide) {
            inner.transact(reads, decide);
        }

        @Override
        public ProcessHistory history() {
            return inner.history();
        }

        @Override
        public void close() {
            closed.run();
        }
    }

    private record Network(Transport inner, Runnable closed) implements Transport {
        @Override
        public URI serve(Endpoints local) {
            return inner.serve(local);
        }

        @Override
        public void stop(URI base) {
            inner.stop(base);
        }

        @Override
        public WaitingQueue waitingQueue(URI hub) {
            return inner.waitingQueue(hub);
        }

        @Override
        public Dispatcher dispatcher(URI address) {
            return inner.dispatcher(address);
        }

        @Override
        public Agent agent(Member agent) {
            return inner.agent(agent);
        }

        @Override
        public void close() {
            closed.run();
        }
    }

    private static final class Names implements Registry {
        private final Registry inner = new LocalRegistry();
        private final Runnable closed;

        Names(Runnable closed) {
            this.closed = closed;
        }

        @Override
        public Registration register(Member member) {
            return inner.register(member);
        }

        @Override
        public Registration watch(Consumer<List<Member>> listener) {
            return inner.watch(listener);
        }

        @Override
        public void close() {
            closed.run();
        }
    }
}
