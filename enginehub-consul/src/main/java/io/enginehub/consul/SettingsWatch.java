package io.enginehub.consul;

import com.orbitz.consul.ConsulException;
import com.orbitz.consul.KeyValueClient;
import com.orbitz.consul.model.ConsulResponse;
import com.orbitz.consul.model.kv.Value;
import com.orbitz.consul.option.ConsistencyMode;
import com.orbitz.consul.option.ImmutableQueryOptions;
import com.orbitz.consul.option.QueryOptions;
import io.enginehub.api.spi.SettingValues;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Follows the settings below a prefix by blocking queries. An error is never "nothing is set", nor is lost data. */
final class SettingsWatch implements Runnable {
    /** Whole seconds: the client understands no other waits. Longer than for members: settings seldom change. */
    private static final String WAIT = "60s";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final long CALM = Duration.ofMillis(20).toNanos();
    /** Milliseconds. A server that has been out of touch for longer proves nothing. */
    private static final long STALE = 10_000;

    private final KeyValueClient values;
    private final String prefix;
    private final Consumer<SettingValues> then;
    private final OddEntries odd = new OddEntries();
    private final Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Alarm alarm = new Alarm("Consul answers again about the cluster's settings.");
    private BigInteger index = BigInteger.ZERO;
    /** That of the last answer that was believed; below it lies what Consul has lost. */
    private BigInteger believed = BigInteger.ZERO;

    /** @param then is told what is set, whenever Consul says so */
    SettingsWatch(KeyValueClient values, String prefix, Consumer<SettingValues> then) {
        this.values = values;
        this.prefix = prefix;
        this.then = then;
    }

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
            ConsulResponse<List<Value>> answer = values.getConsulResponseWithValues(prefix, question());
            if (!answer.isKnownLeader() || answer.getLastContact() > STALE) {
                throw new ConsulException("it has no leader");
            }
            take(answer);
            backoff.reset();
            alarm.clear();
            return CALM;
        } catch (RuntimeException e) { // why all: whatever Consul answers, this thread has to go on
            index = BigInteger.ZERO;
            if (closed.getCount() > 0) {
                alarm.raise("Consul does not answer about the cluster's settings; what is known stays", e);
            }
            return backoff.next();
        }
    }

    private QueryOptions question() {
        ImmutableQueryOptions.Builder question = ImmutableQueryOptions.builder().consistencyMode(ConsistencyMode.STALE);
        return index.signum() == 0
                ? question.build()
                : question.index(index).wait(WAIT).build();
    }

    private void take(ConsulResponse<List<Value>> answer) {
        BigInteger next = answer.getIndex();
        Map<String, String> texts = ConsulClusterSettings.texts(answer.getResponse(), prefix);
        // why: an index that went back is no place to wait at, nor is one that is no number above 0
        index = next.compareTo(index) < 0 ? BigInteger.ZERO : next.max(BigInteger.ONE);
        if (texts.isEmpty() && next.compareTo(believed) < 0) {
            return; // why: it was started without its data; nobody has taken anything away
        }
        believed = next;
        then.accept(SettingValues.of(texts, odd::add));
    }
}
