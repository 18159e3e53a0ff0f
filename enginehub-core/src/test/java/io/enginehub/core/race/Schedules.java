package io.enginehub.core.race;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;

/**
 * Threads that call methods of one subject, under Lincheck's model checker: it tries one schedule after the other, those
 * with few switches between the threads first. The subject's class is public, has a public constructor without arguments,
 * and a method that is marked {@code @Validate} and throws when the subject is wrong in the end.
 */
public final class Schedules {
    private final Class<?> subject;
    private final List<Actor> before = new ArrayList<>();
    private final List<List<Actor>> threads = new ArrayList<>();
    private final List<ManagedStrategyGuarantee> leftOut = new ArrayList<>();

    private Schedules(Class<?> subject) {
        this.subject = subject;
    }

    public static Schedules of(Class<?> subject) {
        return new Schedules(subject);
    }

    /** The public methods that are called before the threads begin. */
    public Schedules before(String... methods) {
        before.addAll(actors(methods));
        return this;
    }

    /** One thread more, and the public methods that it calls. */
    public Schedules thread(String... methods) {
        threads.add(actors(methods));
        return this;
    }

    /** Switches no thread while it is in a method of this class. */
    public Schedules leavingOut(Class<?> type) {
        leftOut.add(ManagedStrategyGuaranteeKt.forClasses(type.getName())
                .allMethods()
                .ignore());
        return this;
    }

    private List<Actor> actors(String... methods) {
        return Stream.of(methods)
                .map(name -> new Actor(method(name), List.of()))
                .toList();
    }

    private Method method(String name) {
        try {
            return subject.getMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(subject + " has no public method " + name + "()", e);
        }
    }

    /** Tries at most so many schedules; fails with the one in which the subject is wrong. */
    public void explore(int most) {
        ModelCheckingOptions options = new ModelCheckingOptions();
        leftOut.forEach(options::addGuarantee);
        options.addCustomScenario(new ExecutionScenario(before, threads, List.of(), null))
                .iterations(0)
                .invocationsPerIteration(most)
                .verifier(EpsilonVerifier.class)
                .check(subject);
    }
}
