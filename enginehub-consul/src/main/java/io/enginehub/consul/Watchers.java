package io.enginehub.consul;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.Registration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who are told each picture that differs from the one before, one at a time. Safe for use by many threads. */
final class Watchers {
    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

    private final Set<Watcher> watchers = new LinkedHashSet<>();
    private @Nullable List<Member> last;

    /** An object of its own, so that equal listeners are told apart. */
    private static final class Watcher {
        final Consumer<List<Member>> listener;

        Watcher(Consumer<List<Member>> listener) {
            this.listener = listener;
        }
    }

    /** Tells the last picture at once, if there is one. */
    synchronized Registration add(Consumer<List<Member>> listener) {
        Watcher watcher = new Watcher(listener);
        watchers.add(watcher);
        if (last != null) {
            listener.accept(last);
        }
        return () -> remove(watcher);
    }

    private synchronized void remove(Watcher watcher) {
        watchers.remove(watcher);
    }

    synchronized void tell(List<Member> picture) {
        if (!picture.equals(last)) {
            last = picture;
            List.copyOf(watchers).forEach(each -> tell(each, picture));
        }
    }

    private void tell(Watcher watcher, List<Member> picture) {
        if (watchers.contains(watcher)) { // why: one that was told before may have closed it
            try {
                watcher.listener.accept(picture);
            } catch (RuntimeException e) {
                LOG.error("A listener failed when it was told who is there.", e);
            }
        }
    }

    synchronized void clear() {
        watchers.clear();
    }
}
