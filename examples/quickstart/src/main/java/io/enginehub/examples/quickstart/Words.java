package io.enginehub.examples.quickstart;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.ProcessFlow;

/** Counts words with a flow of two algorithms. */
public final class Words {
    private Words() {}

    public static void main(String[] args) {
        try (var engine = EngineHub.local()
                .algorithm(Algorithm.of("text.split", String.class, s -> s.split(" ")))
                .algorithm(Algorithm.of("text.count", String[].class, words -> words.length))
                .start()) {
            var flow = ProcessFlow.chain("words", "text.split", "text.count");
            int n = engine.run(flow, "to be or not to be").output(Integer.class);
            System.out.println(n); // 6
        }
    }
}
