package io.enginehub.command;

import static io.enginehub.command.CommandAlgorithmTest.order;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import io.enginehub.testkit.FakeStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ChildPoolTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void startsProcessesWhenTheyAreNeededAndNoMoreThanItMay() throws Exception {
        try (CommandAlgorithm obey = Obey.algorithm(2);
                Model model = obey.load(Payload.EMPTY_OBJECT)) {
            FakeStep step = new FakeStep();
            Payload first = model.apply(order("pid"), step);
            assertEquals(first, model.apply(order("pid"), step), "one is enough so far");
            awaitChildren(1);

            Path told = folder.resolve("told");
            List<FutureTask<Payload>> tasks = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                FutureTask<Payload> task = new FutureTask<>(
                        () -> model.apply(Payload.of(Map.of("do", "answer when told", "file", told.toString())), step));
                new Thread(task).start();
                tasks.add(task);
            }
            await().until(() -> step.logged().size() == 2);
            awaitChildren(2);
            Files.createFile(told);
            Set<Payload> pids = new HashSet<>(Set.of(first));
            for (FutureTask<Payload> task : tasks) {
                pids.add(task.get());
            }
            assertEquals(2, pids.size());
            awaitChildren(2);
        }
        awaitChildren(0);
    }

    /** why waiting: those of other tests may not be quite gone. */
    private static void awaitChildren(int count) {
        await().until(() -> ProcessHandle.current()
                        .children()
                        .filter(ProcessHandle::isAlive)
                        .count()
                == count);
    }
}
