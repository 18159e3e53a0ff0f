package io.enginehub.examples.mining;

import io.enginehub.api.Algorithm;
import io.enginehub.api.Payload;
import io.enginehub.examples.mining.table.Table;
import io.enginehub.testkit.FakeStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs algorithms as an agent does, by payloads alone, on data of the examples. */
final class Run {
    private Run() {}

    static Payload run(Algorithm algorithm, Payload model, Payload input) {
        return run(algorithm, model, input, new FakeStep());
    }

    static Payload run(Algorithm algorithm, Payload model, Payload input, FakeStep step) {
        try {
            return step.run(algorithm, model, input);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static Payload run(Algorithm algorithm, String model, String csv) {
        return run(algorithm, Payload.ofJson(model), csv(csv));
    }

    /** Trains on one table, and labels another. */
    static List<String> labels(Learner learner, String settings, Payload train, Payload test) {
        Payload fitted = run(learner.trainer(), Payload.ofJson(settings), train);
        return List.of(run(learner.classifier(), fitted, test).as(String[].class));
    }

    static Payload csv(String text) {
        return Payload.ofText("text/csv", text);
    }

    static Payload example(String name) {
        try {
            return csv(Files.readString(Path.of("..", name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Payload iris() {
        return example("iris/iris.csv");
    }

    static Payload wine() {
        return example("wine/wine.csv");
    }

    /** Train and test, both standardised by the training rows. */
    record Parts(Payload train, Payload test) {
        List<String> truth() {
            return Table.read(test).labels();
        }
    }

    static Parts raw(Payload data, String label) {
        Payload split = run(
                new TableSplit(), Payload.ofJson("{\"label\":\"" + label + "\",\"trainShare\":0.7,\"seed\":7}"), data);
        return new Parts(split.at("/train"), split.at("/test"));
    }

    static Parts standardised(Payload data, String label) {
        Parts raw = raw(data, label);
        Payload scale = run(new StandardiseTrainer(), Payload.EMPTY_OBJECT, raw.train());
        return new Parts(
                run(new StandardiseTransform(), scale, raw.train()),
                run(new StandardiseTransform(), scale, raw.test()));
    }
}
