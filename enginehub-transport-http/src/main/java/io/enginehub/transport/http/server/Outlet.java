package io.enginehub.transport.http.server;

import java.util.concurrent.CompletionStage;

/** Where a body goes that is made piece by piece. Takes one piece at a time; never blocks. */
public interface Outlet {
    /**
     * Sends a piece.
     *
     * @return completes with true when the connection has taken it and the next one may come, however long a slow reader
     *     takes; with false when the client has gone, and nothing more can be sent
     */
    CompletionStage<Boolean> write(byte[] piece);

    /** Ends the body, which was sent whole. */
    void end();
}
