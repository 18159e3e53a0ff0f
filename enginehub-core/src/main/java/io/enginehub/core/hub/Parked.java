package io.enginehub.core.hub;

import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Reply;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Dispatchers that wait for work, and the needs that somebody waits with. */
final class Parked {
    private static final int MAX_PARKED = 10_000;

    private static final class Waiter {
        final Set<String> live;
        final CompletableFuture<Reply<Boolean>> reply = new CompletableFuture<>();

        @Nullable
        Registration timer;

        Waiter(Set<String> live) {
            this.live = live;
        }

        void answer(Reply<Boolean> answer) {
            if (timer != null) {
                timer.close();
            }
            reply.complete(answer);
        }
    }

    private final RoleLoop loop;
    private final Set<Need> needs = new LinkedHashSet<>();
    private Set<Need> absent = new LinkedHashSet<>();
    /** Needs of work that no claim has looked for since it came, with the number of its coming. */
    private final Map<Need, Long> unseen = new LinkedHashMap<>();

    private long comings;
    private List<Waiter> waiters = new ArrayList<>();
    private volatile int count;

    Parked(RoleLoop loop) {
        this.loop = loop;
    }

    /** Answers true when work comes that these algorithms can do, false when the patience ends. */
    CompletionStage<Reply<Boolean>> park(Set<String> live, Duration patience) {
        if (unseen.keySet().removeIf(need -> need.isMetBy(live))) {
            return Reply.ok(true); // why: it came between the dispatcher's last claim and now
        }
        if (waiters.size() >= MAX_PARKED) {
            return Reply.refused("TOO_MANY_PARKED");
        }
        Waiter waiter = new Waiter(live);
        waiters.add(waiter);
        count = waiters.size();
        waiter.timer = loop.after(patience, () -> {
            if (waiters.remove(waiter)) {
                count = waiters.size();
                waiter.answer(new Reply.Ok<>(false));
            }
        });
        return waiter.reply;
    }

    /** The needs of work that no claim has looked for since it came. */
    List<Need> unseen() {
        return List.copyOf(unseen.keySet());
    }

    /** Whether there may be work for these algorithms that no claim has looked for since it came. */
    boolean isUnseen(Set<String> live) {
        return unseen.keySet().stream().anyMatch(need -> need.isMetBy(live));
    }

    /** Whether a dispatcher waits for work; on any thread. */
    boolean isAnyone() {
        return count > 0;
    }

    /** A process of this need may be claimed. */
    void wake(Need need) {
        needs.add(need);
        unseen.put(need, ++comings);
        if (waiters.isEmpty()) {
            return;
        }
        List<Waiter> staying = new ArrayList<>();
        for (Waiter waiter : waiters) {
            if (need.isMetBy(waiter.live)) {
                waiter.answer(new Reply.Ok<>(true));
            } else {
                staying.add(waiter);
            }
        }
        waiters = staying;
        count = waiters.size();
    }

    /** A mark of what has come so far. */
    long mark() {
        return comings;
    }

    /** A claim that began at a mark has looked for these needs; whether it has left nothing. */
    void looked(List<Need> claimed, long mark, boolean nothingLeft) {
        for (Need need : claimed) {
            if (!nothingLeft) {
                unseen.putIfAbsent(need, comings);
            } else if (unseen.getOrDefault(need, Long.MAX_VALUE) <= mark) {
                unseen.remove(need);
            }
        }
    }

    /** The needs, among those that somebody waits with, that these algorithms cover. */
    List<Need> covered(Set<String> live) {
        return needs.stream().filter(need -> need.isMetBy(live)).toList();
    }

    /** The needs that these algorithms do not cover. */
    List<Need> uncovered(Set<String> live) {
        return needs.stream().filter(need -> !need.isMetBy(live)).toList();
    }

    /** The needs that a look has found in the store. Others are forgotten, when two looks in a row have not found them. */
    void known(Set<Need> present) {
        Set<Need> missing = new LinkedHashSet<>(needs);
        missing.removeAll(present);
        absent.retainAll(missing); // why: what was committed since the look began is not missing for good
        needs.removeAll(absent);
        unseen.keySet().retainAll(needs);
        absent = missing;
        present.forEach(this::wake);
    }

    void stop() {
        waiters.forEach(waiter -> waiter.answer(new Reply.Refused<>("STOPPED", null)));
        waiters = new ArrayList<>();
        count = 0;
    }
}
