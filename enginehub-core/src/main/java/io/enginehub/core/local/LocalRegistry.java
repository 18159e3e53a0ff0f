package io.enginehub.core.local;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Registry;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A registry of the members in this JVM. */
public final class LocalRegistry implements Registry {
    private record Key(Member.Role role, MemberId id) {}

    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private final Set<Watch> watches = new LinkedHashSet<>();

    /** An object of its own, so that equal members that were registered one after the other are told apart. */
    private static final class Entry {
        final Member member;

        Entry(Member member) {
            this.member = member;
        }
    }

    /** An object of its own, so that equal listeners are told apart. */
    private static final class Watch {
        final Consumer<List<Member>> listener;

        Watch(Consumer<List<Member>> listener) {
            this.listener = listener;
        }
    }

    @Override
    public synchronized Registration register(Member member) {
        Key key = new Key(member.role(), member.id());
        Entry entry = new Entry(member);
        entries.put(key, entry);
        tell();
        return () -> remove(key, entry);
    }

    private synchronized void remove(Key key, Entry entry) {
        if (entries.remove(key, entry)) {
            tell();
        }
    }

    @Override
    public synchronized Registration watch(Consumer<List<Member>> listener) {
        Watch watch = new Watch(listener);
        watches.add(watch);
        listener.accept(picture());
        return () -> unwatch(watch);
    }

    private synchronized void unwatch(Watch watch) {
        watches.remove(watch);
    }

    private void tell() {
        List<Member> picture = picture();
        watches.forEach(watch -> watch.listener.accept(picture));
    }

    private List<Member> picture() {
        return entries.values().stream().map(entry -> entry.member).toList();
    }

    @Override
    public synchronized void close() {
        watches.clear();
        entries.clear();
    }
}
