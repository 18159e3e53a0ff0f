package io.enginehub.api.spi;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The set of algorithms that a process still needs. */
public final class Need {
    private final List<String> algorithms;
    private final int hash;

    public Need(Collection<String> algorithms) {
        this.algorithms = algorithms.stream().distinct().sorted().toList();
        this.hash = this.algorithms.hashCode();
    }

    /** Sorted, each once. */
    public List<String> algorithms() {
        return algorithms;
    }

    /** Whether each of them is among these. */
    public boolean isMetBy(Set<String> live) {
        return live.containsAll(algorithms);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Need that && hash == that.hash && algorithms.equals(that.algorithms);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The names, with commas between; {@link #parse} reads it. */
    @Override
    public String toString() {
        return String.join(",", algorithms);
    }

    public static Need parse(String text) {
        return new Need(text.isEmpty() ? List.of() : List.of(text.split(",", -1)));
    }
}
