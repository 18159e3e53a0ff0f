package io.enginehub.examples.mining;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every trainer's model may say. */
interface TrainerSettings {
    /** The column that says which class a row is of; by default the one that the table names. */
    @Nullable
    String label();

    /** The columns to learn from; by default all but the label, and then all of them have to be numbers. */
    @Nullable
    List<String> columns();
}
