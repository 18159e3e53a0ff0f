package io.enginehub.api.spi;

import java.util.List;
import java.util.function.Consumer;

/** Says which members are there. It decides where to send, never who owns. */
public interface Registry extends AutoCloseable {
    /** Makes a member known until the registration is closed. Does not block on the network. */
    Registration register(Member member);

    /**
     * Tells the present picture at once and each change of it, until the registration is closed. A failure to look is
     * never an empty picture: the last known one stays. Calls come one at a time, on any thread; the listener must not
     * block.
     */
    Registration watch(Consumer<List<Member>> listener);

    /** Ends all registrations and watches; nobody is told, and closing one of them afterwards does nothing. */
    @Override
    void close();
}
