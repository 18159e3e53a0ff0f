package io.enginehub.launcher;

import java.util.List;

/** Algorithms of an engine; to be closed after it, so that no process of a program is left. */
record Programs(List<FoundAlgorithm> algorithms) implements AutoCloseable {
    @Override
    public void close() {
        algorithms.forEach(FoundAlgorithm::close);
    }
}
