package io.enginehub.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The core does no input or output, and time and chance reach it through seams: a seed decides a whole cluster. */
final class CorePurityTest {
    private static final DescribedPredicate<JavaClass> ROOMS_WITH_EFFECTS = resideInAnyPackage(
                    "io.enginehub.core.flow..",
                    "io.enginehub.core.rules..",
                    "io.enginehub.core.hub..",
                    "io.enginehub.core.dispatcher..",
                    "io.enginehub.core.agent..")
            .as("flow, rules, hub, dispatcher and agent");

    @Test
    void theCoreAsksNoClock() {
        forbid(calls(System.class, "currentTimeMillis|nanoTime"));
        forbid(callsInPackage("java.time..", "now|system.*"));
    }

    @Test
    void theCoreRollsNoDice() {
        forbid(calls(Math.class, "random"));
        forbid(calls(UUID.class, "randomUUID"));
        forbid(calls(ThreadLocalRandom.class, "current"));
        forbid(calls(RandomGenerator.class, "getDefault|of"));
        noClasses()
                .that()
                .resideInAPackage("io.enginehub.core..") // why not the wiring: it gives the engine its seed
                .and(Ours.CORE_OUTSIDE_RUNTIME)
                .should()
                .callConstructor(Random.class)
                .orShould()
                .callConstructor(SplittableRandom.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(SecureRandom.class)
                .check(Ours.CLASSES);
    }

    @Test
    void theCoreReachesNoNetworkDatabaseOrFile() {
        noClasses()
                .that(Ours.CORE_OUTSIDE_RUNTIME)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "javax.net..", "java.sql..", "javax.sql..")
                        .and(DescribedPredicate.not(equivalentTo(URI.class))))
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.nio.channels.."))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile)")
                .check(Ours.CLASSES);
    }

    @Test
    void theCoreReadsNoEnvironment() {
        forbid(calls(System.class, "getenv|getProperty|getProperties|exit"));
    }

    @Test
    void theCoreSleepsNowhere() {
        noClasses()
                .that(Ours.CORE)
                .should()
                .callMethodWhere(calls(Thread.class, "sleep"))
                .check(Ours.CLASSES);
    }

    // why: whether the order of an iteration can reach an effect cannot be seen here, so there is nothing to iterate
    @Test
    void whereEffectsAreDecidedNothingIsKeptInHashOrder() {
        noClasses()
                .that(ROOMS_WITH_EFFECTS)
                .should()
                .callConstructorWhere(target(owner(equivalentTo(HashMap.class).or(equivalentTo(HashSet.class)))))
                .orShould()
                .callMethodWhere(calls(Collectors.class, "toSet|toUnmodifiable(Set|Map)"))
                .orShould()
                .callMethod(Collectors.class, "toMap", Function.class, Function.class)
                .orShould()
                .callMethod(Collectors.class, "groupingBy", Function.class)
                .orShould()
                .callMethod(Collectors.class, "groupingBy", Function.class, Collector.class)
                .allowEmptyShould(true)
                .check(Ours.CLASSES);
    }

    // why: the order of these differs from one JVM to the next, which is worse than that of a HashMap
    @Test
    void whereEffectsAreDecidedNothingIsKeptInSaltedOrder() {
        noClasses()
                .that(ROOMS_WITH_EFFECTS)
                .should()
                .callMethodWhere(calls(Set.class, "copyOf").or(calls(Map.class, "copyOf|ofEntries")))
                .orShould()
                .callMethodWhere(calls(Set.class, "of").and(hasParameters(2)))
                .orShould()
                .callMethodWhere(calls(Map.class, "of").and(hasParameters(4)))
                .allowEmptyShould(true)
                .check(Ours.CLASSES);
    }

    private static DescribedPredicate<JavaMethodCall> hasParameters(int atLeast) {
        return DescribedPredicate.describe(
                "with more than one entry",
                call -> call.getTarget().getRawParameterTypes().size() >= atLeast);
    }

    private static void forbid(DescribedPredicate<JavaMethodCall> calls) {
        noClasses()
                .that(Ours.CORE_OUTSIDE_RUNTIME)
                .should()
                .callMethodWhere(calls)
                .check(Ours.CLASSES);
    }

    private static DescribedPredicate<JavaMethodCall> calls(Class<?> owner, String methods) {
        return method(equivalentTo(owner), methods, owner.getSimpleName());
    }

    private static DescribedPredicate<JavaMethodCall> callsInPackage(String owners, String methods) {
        return method(resideInAPackage(owners), methods, owners);
    }

    private static DescribedPredicate<JavaMethodCall> method(
            DescribedPredicate<JavaClass> owners, String methods, String text) {
        DescribedPredicate<AccessTarget.CodeUnitCallTarget> named =
                nameMatching(methods).forSubtype();
        return target(owner(owners))
                .and(target(named))
                .<JavaMethodCall>forSubtype()
                .as("it calls " + text + "." + methods);
    }
}
