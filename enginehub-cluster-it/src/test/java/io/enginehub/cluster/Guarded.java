package io.enginehub.cluster;

import io.enginehub.launcher.Main;
import java.io.IOException;

/** The command line in a JVM that ends with the one that started it: no test leaves a process behind, however it ends. */
final class Guarded {
    private static final int ORPHANED = 99;

    private Guarded() {}

    public static void main(String[] args) {
        Thread guard = new Thread(Guarded::awaitEndOfParent, "guard");
        guard.setDaemon(true);
        guard.start();
        Main.main(args);
    }

    private static void awaitEndOfParent() {
        try {
            int next = System.in.read();
            while (next >= 0) {
                next = System.in.read();
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(ORPHANED);
        }
        Runtime.getRuntime().halt(ORPHANED);
    }
}
