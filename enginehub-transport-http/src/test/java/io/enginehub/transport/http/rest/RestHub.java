package io.enginehub.transport.http.rest;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.InputException;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.spi.Registry;
import io.enginehub.transport.http.HttpTransport;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A hub with a dispatcher and a few agents in one JVM, and a client that asks it over HTTP. */
final class RestHub implements AutoCloseable {
    static final String JSON = "application/json";
    static final String WORDS =
            ProcessFlow.chain("words", "text.split", "text.count").toJson();
    /** Does not end before {@link #release}. */
    static final String HELD = ProcessFlow.chain("held", "text.hold").toJson();
    /** Lines that each step of {@code text.talk} logs, of about 4,000 chars. */
    static final int CHAT = 1000;
    /** Fails at once. */
    static final String FAILING = ProcessFlow.chain("failing", "text.fail").toJson();

    private final HttpTransport transport;
    private final Registry registry;
    private final EngineHub engine;
    private final CountDownLatch release = new CountDownLatch(1);

    RestHub() {
        transport = HttpTransport.local();
        registry = transport.members(List.of());
        engine = EngineHub.named("all")
                .hub(hub -> {})
                .dispatcher(dispatcher -> {})
                .algorithm(Algorithm.of("text.split", String.class, text -> text.split(" ")))
                .algorithm(Algorithm.of("text.count", String[].class, words -> words.length))
                .algorithm(Algorithm.of("text.hold", Payload.class, Payload.class, model -> (input, step) -> {
                    step.warn("It holds.");
                    release.await();
                    return input;
                }))
                .algorithm(Algorithm.of("text.talk", Payload.class, Payload.class, model -> (input, step) -> {
                    for (int i = 0; i < CHAT; i++) {
                        step.log(i + "x".repeat(3_900));
                    }
                    return input;
                }))
                .algorithm(Algorithm.of("text.fail", Payload.class, input -> {
                    throw new InputException("It fails.");
                }))
                .listener(transport.counting())
                .transport(transport)
                .registry(registry)
                .start();
    }

    EngineHub engine() {
        return engine;
    }

    HttpTransport transport() {
        return transport;
    }

    Client client() {
        return new Client(transport.address());
    }

    /** Lets what holds go on. */
    void release() {
        release.countDown();
    }

    @Override
    public void close() {
        release();
        engine.close();
        registry.close();
        transport.close();
    }
}
