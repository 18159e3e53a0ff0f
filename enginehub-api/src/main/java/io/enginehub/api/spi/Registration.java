package io.enginehub.api.spi;

/** Something that is in force until it is closed: a timer, a watch, an entry in a registry. Closing again does nothing. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
    @Override
    void close();
}
