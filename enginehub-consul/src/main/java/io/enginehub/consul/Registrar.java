package io.enginehub.consul;

import com.orbitz.consul.AgentClient;
import com.orbitz.consul.ConsulException;
import com.orbitz.consul.NotRegisteredException;
import com.orbitz.consul.model.agent.ImmutableRegistration;
import com.orbitz.consul.option.QueryOptions;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this process's members registered: tells Consul of them, says again and again that they live, tells anew what Consul
 * has forgotten, and takes away what has left. Calls of Consul are made on one thread only.
 */
final class Registrar implements Runnable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final AgentClient agent;
    private final MemberEntry entries;
    private final MemberCheck check;
    private final Duration forgetAfter;
    private final Pictures pictures;
    private final Map<MemberKey, Kept> wanted = new LinkedHashMap<>();
    private final Set<String> leaving = new LinkedHashSet<>();
    private final BlockingQueue<Boolean> news = new ArrayBlockingQueue<>(1);
    private final Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    private final Alarm alarm = new Alarm("This process's members are registered with Consul again.");
    private boolean closing;

    Registrar(AgentClient agent, MemberEntry entries, MemberCheck check, Duration forgetAfter, Pictures pictures) {
        this.agent = agent;
        this.entries = entries;
        this.check = check;
        this.forgetAfter = forgetAfter;
        this.pictures = pictures;
    }

    /** An object of its own, so that equal members that were registered one after the other are told apart. */
    private static final class Kept {
        final com.orbitz.consul.model.agent.Registration told;
        boolean registered;
        long nextBeat;

        Kept(com.orbitz.consul.model.agent.Registration told) {
            this.told = told;
        }
    }

    // ── on the threads of the roles ──

    /**
     * Registers a member soon; does not block.
     *
     * @throws IllegalArgumentException when others would not believe what is said of it
     */
    Registration add(Member member) {
        MemberKey key = MemberKey.of(member);
        Kept kept = new Kept(ImmutableRegistration.builder()
                .from(entries.write(member))
                .check(check.of(member, forgetAfter))
                .build());
        synchronized (this) {
            if (closing) {
                return () -> {}; // why: a role that ends later than its registry does no harm
            }
            wanted.put(key, kept);
            leaving.remove(kept.told.getId());
            pictures.registered(member);
        }
        wake();
        return () -> remove(key, kept);
    }

    private void remove(MemberKey key, Kept kept) {
        synchronized (this) {
            if (!wanted.remove(key, kept)) {
                return;
            }
            leaving.add(kept.told.getId());
            pictures.deregistered(key);
        }
        wake();
    }

    /** Looks at once whether Consul still knows all of them; does not block. */
    void checkSoon() {
        synchronized (this) {
            wanted.values().forEach(kept -> kept.nextBeat = System.nanoTime());
        }
        wake();
    }

    /** Takes all of them away, as far as Consul can be reached, and ends the loop; does not block. */
    void close() {
        synchronized (this) {
            closing = true;
            wanted.values().forEach(kept -> leaving.add(kept.told.getId()));
            wanted.clear();
        }
        wake();
    }

    private void wake() {
        boolean unused = news.offer(true); // why: when one waits there already, it will do
    }

    // ── on the registrar's thread ──

    @Override
    public void run() {
        try {
            boolean last;
            do {
                last = isClosing();
                long pause = runOnce();
                if (!last) {
                    Boolean unused = news.poll(pause, TimeUnit.NANOSECONDS);
                }
            } while (!last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    /** Does what is due; gives how long to wait before the next time, in nanoseconds. */
    long runOnce() {
        try {
            ConsulException refused = goThrough();
            if (refused == null) {
                backoff.reset();
                alarm.clear();
                return untilNextBeat();
            }
            alarm.raise("Consul refuses what this process's members tell it", refused);
        } catch (RuntimeException e) { // why all: whatever Consul answers, this thread has to go on
            if (!isClosing()) { // why: closing ends calls that hang
                alarm.raise("Consul cannot be told of this process's members; it will be tried again", e);
            }
        }
        return backoff.next();
    }

    /** Gives a refusal, if there was one; what Consul refuses of one member does not keep it from the others. */
    private @Nullable ConsulException goThrough() {
        ConsulException refused = null;
        for (String id : leavingNow()) {
            refused = attempt(refused, () -> {
                deregister(id);
                left(id);
            });
        }
        for (Kept kept : wantedNow()) {
            refused = attempt(refused, () -> keep(kept));
        }
        return refused;
    }

    /** @throws ConsulException when Consul cannot be reached at all */
    private static @Nullable ConsulException attempt(@Nullable ConsulException before, Runnable call) {
        try {
            call.run();
            return before;
        } catch (ConsulException e) {
            if (e.getCode() == 0) {
                throw e;
            }
            return e;
        }
    }

    private synchronized List<String> leavingNow() {
        return new ArrayList<>(leaving);
    }

    private synchronized void left(String id) {
        leaving.remove(id);
    }

    private synchronized List<Kept> wantedNow() {
        long now = System.nanoTime();
        return wanted.values().stream()
                .filter(kept -> !kept.registered || now - kept.nextBeat >= 0)
                .toList();
    }

    private synchronized long untilNextBeat() {
        long now = System.nanoTime();
        return wanted.values().stream()
                .mapToLong(kept -> kept.registered ? Math.max(0, kept.nextBeat - now) : 0)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private void keep(Kept kept) {
        if (!kept.registered || !beat(kept.told.getId())) {
            kept.registered = false;
            agent.register(kept.told);
            kept.registered = true;
        }
        synchronized (this) {
            kept.nextBeat = System.nanoTime() + check.beat().toNanos();
        }
    }

    /** Whether Consul still knows a member. */
    private boolean beat(String id) {
        try {
            if (check instanceof MemberCheck.Ttl) {
                agent.pass(id);
            } else {
                agent.getService(id, QueryOptions.BLANK);
            }
            return true;
        } catch (NotRegisteredException e) {
            // why: the client says so also when it could not ask
            if (e.getCause() instanceof ConsulException cause && cause.getCode() == 0) {
                throw cause;
            }
            return false;
        }
    }

    private void deregister(String id) {
        try {
            agent.deregister(id);
        } catch (ConsulException e) {
            if (e.getCode() != 404) { // why: what Consul does not know is gone already
                throw e;
            }
        }
    }
}
