package io.enginehub.transport.http.rest;

import io.enginehub.api.spi.ClusterSettings;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.SettingValues;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Settings of a cluster that is one JVM. */
final class SettingsHere implements ClusterSettings {
    private final Map<String, String> texts = new TreeMap<>();
    private final CopyOnWriteArrayList<Consumer<SettingValues>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public synchronized Registration watch(Consumer<SettingValues> listener) {
        listeners.add(listener);
        listener.accept(values());
        return () -> listeners.remove(listener);
    }

    private SettingValues values() {
        return SettingValues.of(texts, (key, why) -> {
            throw new AssertionError(key + ": " + why);
        });
    }

    @Override
    public synchronized Map<String, String> read() {
        return Map.copyOf(texts);
    }

    @Override
    public synchronized void set(String key, String text) {
        texts.put(key, text);
        listeners.forEach(each -> each.accept(values()));
    }

    @Override
    public synchronized void remove(String key) {
        texts.remove(key);
        listeners.forEach(each -> each.accept(values()));
    }

    @Override
    public void close() {
        listeners.clear();
    }
}
