package io.enginehub.consul;

import io.enginehub.api.spi.Registration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who are told each value that differs from the one before, one at a time. Safe for use by many threads. */
final class Watchers<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

    private final String what;
    private final Set<Watcher<T>> watchers = new LinkedHashSet<>();
    private @Nullable T last;

    /** @param what it is that they are told, for the log */
    Watchers(String what) {
        this.what = what;
    }

    /** An object of its own, so that equal listeners are told apart. */
    private static final class Watcher<T> {
        final Consumer<T> listener;

        Watcher(Consumer<T> listener) {
            this.listener = listener;
        }
    }

    /** Tells the last value at once, if there is one. */
    synchronized Registration add(Consumer<T> listener) {
        Watcher<T> watcher = new Watcher<>(listener);
        watchers.add(watcher);
        if (last != null) {
            listener.accept(last);
        }
        return () -> remove(watcher);
    }

    private synchronized void remove(Watcher<T> watcher) {
        watchers.remove(watcher);
    }

    synchronized void tell(T value) {
        if (!value.equals(last)) {
            last = value;
            List.copyOf(watchers).forEach(each -> tell(each, value));
        }
    }

    private void tell(Watcher<T> watcher, T value) {
        if (watchers.contains(watcher)) { // why: one that was told before may have closed it
            try {
                watcher.listener.accept(value);
            } catch (RuntimeException e) {
                LOG.error("A listener failed when it was told {}.", what, e);
            }
        }
    }

    synchronized void clear() {
        watchers.clear();
    }
}
