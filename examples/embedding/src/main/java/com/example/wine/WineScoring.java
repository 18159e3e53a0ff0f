package com.example.wine;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.FlowCut;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.SubmitOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;

/** An application with an engine inside: trains once, promotes what was trained, and scores rows by it. */
public final class WineScoring implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final EngineHub engine;

    public WineScoring() {
        EngineHub.Builder builder = EngineHub.local();
        ServiceLoader.load(Algorithm.class).forEach(builder::algorithm);
        engine = builder.start();
    }

    /** Trains on labelled rows, and deploys the vote of what was trained. */
    public void train(ProcessFlow training, Payload rows) {
        FlowCut vote = FlowCut.of(training, "split#/test", "vote", "wine-score"); // throws now, not after the training
        var hub = engine.hub();
        var trained = hub.runAdHoc(training, rows, SubmitOptions.none(), PATIENCE);
        trained.output(); // throws, with the failed step and the reason, unless it finished
        hub.deploy(hub.promote(trained.process().id(), vote), PATIENCE);
    }

    /** One label a row. */
    public List<String> score(Payload rows) {
        return List.of(engine.run("wine-score", rows).output(String[].class));
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Takes a flow that trains, and a CSV file of rows. */
    public static void main(String[] args) throws IOException {
        Payload rows = Payload.ofText("text/csv", Files.readString(Path.of(args[1])));
        try (WineScoring scoring = new WineScoring()) {
            scoring.train(ProcessFlow.read(Path.of(args[0])), rows);
            scoring.score(rows).forEach(System.out::println);
        }
    }
}
