package io.enginehub.transport.http;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Registration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Who is there, by who says so: this host of its own roles, other hosts of theirs, and other hubs of all that they know.
 * Thread-safe; listeners are called under its lock, so that they hear one change at a time.
 */
final class MemberBoard {
    private record Key(Member.Role role, MemberId id) {}

    /** An object of its own, so that equal listeners are told apart. */
    private static final class Watch {
        final Consumer<List<Member>> listener;

        Watch(Consumer<List<Member>> listener) {
            this.listener = listener;
        }
    }

    /** A picture with its name. */
    record Seen(String version, List<Member> members) {}

    private final Executor elsewhere;
    private final String boot = UUID.randomUUID().toString();
    private final Map<Object, Member> own = new LinkedHashMap<>();
    private final Map<Object, List<Member>> announced = new LinkedHashMap<>();
    private final Map<Object, List<Member>> learned = new LinkedHashMap<>();
    private final Set<Watch> watches = new LinkedHashSet<>();
    private CompletableFuture<Void> change = new CompletableFuture<>();
    private List<Member> told = List.of();
    private List<Member> passedOn = List.of();
    private long version;

    MemberBoard(Executor elsewhere) {
        this.elsewhere = elsewhere;
    }

    // ── who says what ──

    /** A role of this host. */
    synchronized Object add(Member member) {
        Object entry = new Object();
        own.put(entry, member);
        changed();
        return entry;
    }

    /** A role of this host is there no more; false: it was not. */
    synchronized boolean remove(Object entry) {
        Member gone = own.remove(entry);
        if (gone == null) {
            return false;
        }
        learned.replaceAll((hub, members) -> members.stream()
                .filter(member -> own.containsValue(member) || !member.equals(gone))
                .toList()); // why: other hubs hear of it later, and would say until then that it is there
        changed();
        return true;
    }

    /** Another host has said what roles it has. */
    synchronized void announced(Object host, List<Member> members) {
        if (!members.equals(announced.getOrDefault(host, List.of()))) {
            announced.put(host, members);
            changed();
        }
    }

    /** Another hub has said who is there. */
    synchronized void learned(Object hub, List<Member> members) {
        if (!members.equals(learned.getOrDefault(hub, List.of()))) {
            learned.put(hub, members);
            changed();
        }
    }

    synchronized void forget(Object hostOrHub) {
        boolean any = announced.remove(hostOrHub) != null;
        any |= learned.remove(hostOrHub) != null;
        if (any) {
            changed();
        }
    }

    // ── who is told ──

    synchronized List<Member> own() {
        return distinct(List.of(List.copyOf(own.values())));
    }

    /** What this host passes on: what it knows at first hand. */
    synchronized Seen passedOn() {
        return new Seen(boot + "." + version, passedOn);
    }

    /** Completes when there is another picture to pass on. */
    synchronized CompletionStage<Void> change() {
        return change;
    }

    synchronized Registration watch(Consumer<List<Member>> listener) {
        Watch watch = new Watch(listener);
        watches.add(watch);
        listener.accept(told);
        return () -> unwatch(watch);
    }

    private synchronized void unwatch(Watch watch) {
        watches.remove(watch);
    }

    /** Forgets everybody, and tells nobody. */
    synchronized void clear() {
        watches.clear();
        own.clear();
        announced.clear();
        learned.clear();
        changed();
    }

    private void changed() {
        List<List<Member>> known = new ArrayList<>(List.of(List.copyOf(own.values())));
        known.addAll(announced.values());
        List<Member> passed = distinct(known);
        if (!passed.equals(passedOn)) {
            passedOn = passed;
            version++;
            CompletableFuture<Void> before = change;
            change = new CompletableFuture<>();
            elsewhere.execute(() -> before.complete(null)); // why: what hangs on it must not run under the lock
        }
        known.addAll(learned.values());
        List<Member> all = distinct(known);
        if (!all.equals(told)) {
            told = all;
            watches.forEach(watch -> watch.listener.accept(all));
        }
    }

    /** What is said first of a member counts. */
    private static List<Member> distinct(Collection<List<Member>> known) {
        Map<Key, Member> members = new LinkedHashMap<>();
        known.forEach(list -> list.forEach(member -> members.putIfAbsent(new Key(member.role(), member.id()), member)));
        return List.copyOf(members.values());
    }
}
