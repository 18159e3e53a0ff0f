package io.enginehub.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.EngineHub;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Programs with engine and store are killed as a power cut would: what they had told anybody is true for ever. */
abstract class KillContract {
    private static final int KILLS = Integer.getInteger("kills", 20);
    private static final int APPLICATIONS = 16;
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Ledger ledger = new Ledger();

    abstract String url();

    abstract String prefix();

    @Test
    void keepsWhatItHasTold() throws Exception {
        SplittableRandom random = new SplittableRandom(17);
        for (int life = 1; life <= KILLS; life++) {
            live(life, random.nextInt(400));
        }
        assertEquals(List.of(), ledger.contradictions());
        assertEquals(List.of(), ledger.others());
        assertTrue(
                ledger.ended().size() > KILLS,
                "next to nothing was done: " + ledger.ended().size());
        try (JdbcProcessStore store = StoreUrl.open(url(), prefix());
                EngineHub engine = Victim.engine(store)) {
            Audit audit = new Audit(store, engine.hub());
            audit.run(ledger.accepted(), ledger.ended());
            System.out.println(getClass().getSimpleName() + ": " + KILLS + " kills, " + audit);
            assertEquals(List.of(), audit.wrong());
            assertEquals(List.of(), StoreUrl.verify(url(), prefix()));
        }
    }

    /** One life: is killed so many ends after the first. */
    private void live(int life, int ends) throws IOException, InterruptedException {
        Process victim = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        url(),
                        prefix(),
                        Integer.toString(life),
                        Integer.toString(APPLICATIONS)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        CountDownLatch ready = new CountDownLatch(1);
        CountDownLatch working = new CountDownLatch(1 + ends);
        Thread reader = ledger.follow(victim, ready, working);
        boolean worked = working.await(SOON.toSeconds(), TimeUnit.SECONDS);
        assertTrue(victim.toHandle().destroyForcibly()); // why: Process would close what it has said last
        reader.join();
        victim.waitFor();
        assertTrue(worked, () -> "life " + life + " did nothing: " + ledger.others());
    }
}
