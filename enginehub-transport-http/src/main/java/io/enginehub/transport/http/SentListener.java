package io.enginehub.transport.http;

import okhttp3.Call;
import okhttp3.EventListener;

/** Remembers whether anything of a request may have left this machine. */
final class SentListener extends EventListener {
    private volatile boolean sent;

    /** False: the other side cannot have seen it. */
    boolean isSent() {
        return sent;
    }

    @Override
    public void requestHeadersStart(Call call) {
        sent = true;
    }
}
