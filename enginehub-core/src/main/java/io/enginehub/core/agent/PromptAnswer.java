package io.enginehub.core.agent;

import io.enginehub.api.Payload;
import io.enginehub.api.spi.Accepted;
import io.enginehub.api.spi.Handed;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call that hands events over. It is held for a moment while short handlers run, and takes their results
 * along: that saves a call for each.
 */
final class PromptAnswer {
    /** How long an answer is held. */
    static final Duration LONGEST = Duration.ofMillis(2);

    private static final int MOST_BYTES = 1 << 20;

    private final CompletableFuture<Reply<Handed>> reply = new CompletableFuture<>();
    private final List<Accepted> answers = new ArrayList<>();
    private final List<ResultEvent> results = new ArrayList<>();
    private int awaited;
    private int bytes;
    private boolean whole;
    private @Nullable Registration timer;

    CompletionStage<Reply<Handed>> reply() {
        return reply;
    }

    void refuse(String code) {
        reply.complete(new Reply.Refused<>(code, null));
    }

    void add(Accepted answer) {
        answers.add(answer);
    }

    /** It waits for one result more. */
    void expect() {
        awaited++;
    }

    /** All events are answered: the answer goes when nothing is awaited any more, or its time is over. */
    void whole(RoleLoop loop) {
        whole = true;
        if (awaited > 0) {
            timer = loop.after(LONGEST, this::send);
        } else {
            send();
        }
    }

    /** Takes along a result that was awaited; false: it has to go by itself. */
    boolean take(ResultEvent result) {
        boolean taken = !reply.isDone() && bytes + size(result.output()) <= MOST_BYTES;
        if (taken) {
            results.add(result);
            bytes += size(result.output());
        }
        waive();
        return taken;
    }

    private static int size(@Nullable Payload output) {
        return output == null ? 0 : output.size();
    }

    /** A result that was awaited does not come, or goes elsewhere. */
    void waive() {
        awaited--;
        if (whole && awaited == 0) {
            send();
        }
    }

    private void send() {
        if (timer != null) {
            timer.close();
        }
        reply.complete(new Reply.Ok<>(new Handed(answers, results)));
    }
}
