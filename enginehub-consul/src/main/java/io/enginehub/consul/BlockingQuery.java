package io.enginehub.consul;

import com.orbitz.consul.ConsulException;
import com.orbitz.consul.model.ConsulResponse;
import com.orbitz.consul.option.ConsistencyMode;
import com.orbitz.consul.option.ImmutableQueryOptions;
import java.math.BigInteger;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks Consul the same again and again, each time until there is another answer. An answer's index is the next question's;
 * one that goes back means that Consul was restored or has lost its data. An error is never an answer.
 *
 * @param <T> what is answered
 */
abstract class BlockingQuery<T> implements Runnable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    /** What changes within this time is told together. */
    private static final long CALM = Duration.ofMillis(20).toNanos();
    /** Milliseconds. A server that has been out of touch for longer proves nothing. */
    private static final long STALE = 10_000;

    private final String wait;
    private final Backoff backoff;
    private final String what;
    private final Alarm alarm;
    private final CountDownLatch closed = new CountDownLatch(1);
    private BigInteger index = BigInteger.ZERO;

    /**
     * A query.
     *
     * @param what it is about, for people
     * @param wait for how long Consul holds a question: in whole seconds, since the client understands no others
     * @param longestPause after many failures
     */
    BlockingQuery(String what, String wait, Duration longestPause) {
        this.what = what;
        this.wait = wait;
        this.backoff = new Backoff(FIRST_PAUSE, longestPause);
        this.alarm = new Alarm("Consul answers again about " + what + ".");
    }

    /** Asks; blocks until there is another answer, or the wait is over. */
    abstract ConsulResponse<T> ask(ImmutableQueryOptions.Builder question);

    /** Is told an answer that may be believed; where it throws, it was none. */
    abstract void take(ConsulResponse<T> answer, boolean wentBack);

    /** Is told of a failure. */
    void failed() {}

    /** Is told, after the answer, that Consul is back, or has gone back. */
    void isBack() {}

    @Override
    public void run() {
        try {
            boolean ended;
            do {
                ended = closed.await(runOnce(), TimeUnit.NANOSECONDS);
            } while (!ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        closed.countDown();
    }

    /** Asks once; gives how long to wait before the next time, in nanoseconds. */
    long runOnce() {
        try {
            ConsulResponse<T> answer = ask(question());
            if (!answer.isKnownLeader() || answer.getLastContact() > STALE) {
                throw new ConsulException("it has no leader");
            }
            boolean wentBack = answer.getIndex().compareTo(index) < 0;
            boolean wasAway = alarm.isRaised();
            // why: an index that went back is no place to wait at, nor is one that is no number above 0
            index = wentBack ? BigInteger.ZERO : answer.getIndex().max(BigInteger.ONE);
            take(answer, wentBack);
            backoff.reset();
            alarm.clear();
            if (wentBack || wasAway) {
                isBack();
            }
            return CALM;
        } catch (RuntimeException e) { // why all: whatever Consul answers, this thread has to go on
            index = BigInteger.ZERO;
            failed();
            if (closed.getCount() > 0) {
                alarm.raise("Consul does not answer about " + what + "; what it said last stays", e);
            }
            return backoff.next();
        }
    }

    private ImmutableQueryOptions.Builder question() {
        ImmutableQueryOptions.Builder question = ImmutableQueryOptions.builder().consistencyMode(ConsistencyMode.STALE);
        return index.signum() == 0 ? question : question.index(index).wait(wait);
    }
}
