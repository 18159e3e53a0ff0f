package io.enginehub.benchmarks;

import io.enginehub.api.Algorithm;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;

/** The steps of {@code flow3} as agents of their own find them: each turns a text by one letter. */
abstract class Rotate implements Algorithm {
    private final String name;

    Rotate(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Model load(Payload model) {
        return (input, step) -> Payload.of((Object) turned(input.as(String.class)));
    }

    private static String turned(String text) {
        return text.substring(1) + text.charAt(0);
    }

    /** The first step. */
    public static final class One extends Rotate {
        public One() {
            super("step.one");
        }
    }

    /** The second step. */
    public static final class Two extends Rotate {
        public Two() {
            super("step.two");
        }
    }

    /** The third step. */
    public static final class Three extends Rotate {
        public Three() {
            super("step.three");
        }
    }
}
