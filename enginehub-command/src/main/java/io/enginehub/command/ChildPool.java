package io.enginehub.command;

import io.enginehub.api.LoadContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The processes of a model: started when needed, used again, at most so many at a time. Thread-safe. */
final class ChildPool {
    private final Children children;
    private final byte[] load;
    private final Semaphore places;
    private final Deque<Conversation> idle = new ArrayDeque<>();
    private boolean closed;

    /**
     * A pool without a process.
     *
     * @param load the line that tells a process to load the model
     */
    ChildPool(Children children, byte[] load, int most) {
        this.children = children;
        this.load = load;
        this.places = new Semaphore(most, true);
    }

    /**
     * A process for one question; waits while all are in use. It is to be given back.
     *
     * @param loading is told how far a new one is with the model
     */
    Conversation take(LoadContext loading) throws InterruptedException {
        places.acquire();
        boolean taken = false;
        try {
            Conversation conversation = next();
            while (conversation != null && !conversation.isUsable()) {
                conversation.child().kill();
                conversation = next();
            }
            Conversation taking = conversation == null ? children.start(load, loading) : conversation;
            taken = true;
            return taking;
        } finally {
            if (!taken) {
                places.release();
            }
        }
    }

    private synchronized @Nullable Conversation next() {
        return idle.pollLast();
    }

    /** Takes a process back; one that is not sound is killed. */
    void giveBack(Conversation conversation, boolean sound) {
        if (!sound) {
            conversation.child().kill();
        } else if (!keep(conversation)) {
            conversation.child().end();
        }
        places.release();
    }

    private synchronized boolean keep(Conversation conversation) {
        if (!closed) {
            idle.addLast(conversation);
        }
        return !closed;
    }

    /** Ends all processes; one that is in use ends when it is given back. */
    synchronized void close() {
        closed = true;
        idle.forEach(conversation -> conversation.child().end());
        idle.clear();
    }
}
