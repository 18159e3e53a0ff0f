package io.enginehub.store.jdbc;

import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** What applications were told by engines that were killed, kept outside of them. Thread-safe. */
final class Ledger {
    private final Map<String, ProcessId> accepted = new LinkedHashMap<>();
    private final Map<ProcessId, ProcessStatus> ended = new LinkedHashMap<>();
    private final List<String> contradictions = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    /** Reads what a program says until it is gone, on a thread of its own. */
    Thread follow(Process process, CountDownLatch ready, CountDownLatch working) {
        Thread reader = new Thread(() -> {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                while (line != null) {
                    told(line, ready, working);
                    line = lines.readLine();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        reader.start();
        return reader;
    }

    private synchronized void told(String line, CountDownLatch ready, CountDownLatch working) {
        String[] words = line.split(" ");
        if (words[0].equals("ACCEPTED") && words.length == 3 && words[2].length() == 36) {
            ProcessId id = ProcessId.parse(words[2]);
            contradicts(accepted.put(words[1], id), id, words[1]);
        } else if (words[0].equals("ENDED") && words.length == 3 && isStatus(words[2])) {
            ProcessStatus status = ProcessStatus.valueOf(words[2]);
            contradicts(ended.put(ProcessId.parse(words[1]), status), status, words[1]);
            working.countDown();
        } else if (words[0].equals("READY")) {
            ready.countDown();
        } else if (!words[0].equals("ACCEPTED") && !words[0].equals("ENDED")) { // why: a last line may be cut off
            others.add(line);
        }
    }

    private static boolean isStatus(String word) {
        for (ProcessStatus status : ProcessStatus.values()) {
            if (status.name().equals(word)) {
                return true;
            }
        }
        return false;
    }

    private void contradicts(@Nullable Object before, Object now, String what) {
        if (before != null && !before.equals(now)) {
            contradictions.add(what + " was told to be " + before + " and then " + now);
        }
    }

    synchronized List<ProcessId> accepted() {
        return List.copyOf(accepted.values());
    }

    synchronized Map<ProcessId, ProcessStatus> ended() {
        return Map.copyOf(ended);
    }

    synchronized List<String> contradictions() {
        return List.copyOf(contradictions);
    }

    /** Lines that say something else. */
    synchronized List<String> others() {
        return List.copyOf(others);
    }
}
