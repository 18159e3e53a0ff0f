package io.enginehub.examples.mining;

import io.enginehub.api.StepContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Learns which label is the most frequent one: the baseline that every other classifier has to beat. */
public final class MajorityTrainer extends Trainer<MajorityTrainer.Settings, Majority> {
    record Settings(@Nullable String label, @Nullable List<String> columns) implements TrainerSettings {}

    public MajorityTrainer() {
        super("majority", Settings.class, "the most frequent label");
    }

    @Override
    Majority fit(TrainingSet examples, Settings settings, StepContext step) {
        ClassCounts counts = new ClassCounts(examples.classes().size());
        for (int row = 0; row < examples.size(); row++) {
            counts.add(examples.classOf(row));
        }
        int most = counts.most();
        return new Majority(examples.classes().get(most), examples.size(), (double) counts.of(most) / examples.size());
    }
}
