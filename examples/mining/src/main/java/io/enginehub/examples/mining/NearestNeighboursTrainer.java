package io.enginehub.examples.mining;

import io.enginehub.api.StepContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Learns by keeping all examples (T. Cover and P. Hart, <i>Nearest neighbor pattern classification</i>, 1967). */
public final class NearestNeighboursTrainer extends Trainer<NearestNeighboursTrainer.Settings, NearestNeighbours> {
    /** @param k how many neighbours have a say; 5 by default */
    record Settings(
            @Nullable String label,
            @Nullable List<String> columns,
            @Nullable Integer k) implements TrainerSettings {
        Settings {
            Setting.atLeast(1, "k", k);
        }

        int neighbours() {
            return k == null ? 5 : k;
        }
    }

    public NearestNeighboursTrainer() {
        super("nearestNeighbours", Settings.class, "neighbours, by keeping all rows,");
    }

    @Override
    NearestNeighbours fit(TrainingSet examples, Settings settings, StepContext step) {
        List<List<Double>> rows = IntStream.range(0, examples.size())
                .mapToObj(row -> Arrays.stream(examples.row(row)).boxed().toList())
                .toList();
        List<String> labels = IntStream.range(0, examples.size())
                .mapToObj(row -> examples.classes().get(examples.classOf(row)))
                .toList();
        return new NearestNeighbours(examples.columns(), settings.neighbours(), rows, labels);
    }
}
