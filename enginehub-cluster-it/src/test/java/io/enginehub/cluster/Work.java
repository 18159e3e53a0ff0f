package io.enginehub.cluster;

import io.enginehub.api.Algorithm;
import io.enginehub.api.LoadContext;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Algorithms of the tests' agents. Each adds its letter to a text. A model {@code {"millis":N}} makes it take so long. */
abstract class Work implements Algorithm {
    private final String letter;

    Work(String letter) {
        this.letter = letter;
    }

    @Override
    public String name() {
        return "work." + letter;
    }

    @Override
    public Model load(Payload model) {
        int millis = model.as(Setting.class).millis();
        return (input, step) -> {
            Executions.begun(step.key());
            boolean unused = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
            return Payload.of((Object) (input.as(String.class) + letter));
        };
    }

    /** How long it takes. */
    record Setting(int millis) {}

    /** {@code work.a}. */
    public static final class A extends Work {
        public A() {
            super("a");
        }
    }

    /** {@code work.b}. */
    public static final class B extends Work {
        public B() {
            super("b");
        }
    }

    /** {@code work.c}. */
    public static final class C extends Work {
        public C() {
            super("c");
        }
    }

    /** {@code gate.file}: its input names a file, and it waits until that is there. */
    public static final class Gate implements Algorithm {
        private static final int LOOK_MILLIS = 20;

        @Override
        public String name() {
            return "gate.file";
        }

        @Override
        public Model load(Payload model) {
            return (input, step) -> {
                Executions.begun(step.key());
                Path file = Path.of(input.as(String.class));
                while (!Files.exists(file)) {
                    boolean unused = new CountDownLatch(1).await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                }
                return input;
            };
        }
    }

    /** {@code risk.halt}: its process is gone when it gets {@code poison}. */
    public static final class Halt implements Algorithm {
        private static final int KILLED = 137;

        @Override
        public String name() {
            return "risk.halt";
        }

        @Override
        public Model load(Payload model) {
            return (input, step) -> {
                Executions.begun(step.key());
                if (input.as(String.class).equals("poison")) {
                    Runtime.getRuntime().halt(KILLED);
                }
                boolean unused = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
                return Payload.of((Object) (input.as(String.class) + "."));
            };
        }
    }

    /** {@code slow.load}: its model {@code {"millis":N}} is loaded for so long. */
    public static final class SlowLoad implements Algorithm {
        private static final int PARTS = 100;

        @Override
        public String name() {
            return "slow.load";
        }

        @Override
        public Model load(Payload model) throws InterruptedException {
            return load(model, fraction -> {});
        }

        @Override
        public Model load(Payload model, LoadContext load) throws InterruptedException {
            int millis = model.as(Setting.class).millis();
            for (int part = 0; part < PARTS; part++) {
                load.progress((double) part / PARTS);
                boolean unused = new CountDownLatch(1).await(Math.max(1, millis / PARTS), TimeUnit.MILLISECONDS);
            }
            return (input, step) -> {
                Executions.begun(step.key());
                return Payload.of((Object) (input.as(String.class) + "l"));
            };
        }
    }
}
