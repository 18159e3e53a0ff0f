package io.enginehub.core.race;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits without a lock and without sleep, so that the one who waits goes on at the very moment. */
public final class Spin {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
    private static final int SPINS = 1000;

    private static volatile int ticks;

    private Spin() {}

    /** Returns when something holds; fails when it does not come about. */
    public static void until(BooleanSupplier holds, String what) {
        long begun = System.nanoTime();
        for (int i = 0; !holds.getAsBoolean(); i++) {
            if (i < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(1); // why: the one that is waited for may need this processor
                if (System.nanoTime() - begun > PATIENCE) {
                    throw new AssertionError("This has not come about: " + what);
                }
            }
        }
    }

    /** Lets a nanosecond or some hundred pass: another time at each call of a row, since nobody knows which is the bad one. */
    public static void some(int call) {
        for (int i = call % 400; i > 0; i--) {
            int unused = ticks;
        }
    }
}
