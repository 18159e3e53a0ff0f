package io.enginehub.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Threads are made in one file of each module: whoever asks where one comes from has a short way. */
final class ThreadsTest {
    private static final Set<String> BIRTHPLACES = Set.of(
            "io.enginehub.core.runtime.Threads",
            "io.enginehub.launcher.Threads",
            "io.enginehub.consul.Threads",
            "io.enginehub.transport.http.server.Threads",
            "io.enginehub.command.Threads");

    private static final DescribedPredicate<JavaClass> ELSEWHERE = DescribedPredicate.describe(
            "are none of " + BIRTHPLACES,
            javaClass -> !BIRTHPLACES.contains(outermost(javaClass).getName()));

    @Test
    void threadsAreMadeInOneFileOfEachModule() {
        noClasses()
                .that(ELSEWHERE)
                .should()
                .callConstructorWhere(target(owner(assignableTo(Thread.class)
                        .or(assignableTo(ExecutorService.class))
                        .or(assignableTo(Timer.class)))))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Executors.class)
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "a thread is built",
                        call -> isOf(call, Thread.class)
                                && call.getName().matches("of(Virtual|Platform)|startVirtualThread")))
                .check(Ours.CLASSES);
    }

    @Test
    void nothingRunsOnThePoolThatAllOfTheJvmShares() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe("no executor is given", ThreadsTest::isOnCommonPool))
                .check(Ours.CLASSES);
    }

    private static boolean isOnCommonPool(JavaMethodCall call) {
        boolean stage = isOf(call, CompletableFuture.class) || isOf(call, CompletionStage.class);
        return stage
                && call.getName().endsWith("Async")
                && call.getTarget().getRawParameterTypes().stream()
                        .noneMatch(type -> type.isEquivalentTo(Executor.class));
    }

    private static boolean isOf(JavaMethodCall call, Class<?> owner) {
        return call.getTargetOwner().isEquivalentTo(owner);
    }

    private static JavaClass outermost(JavaClass javaClass) {
        return javaClass.getEnclosingClass().map(ThreadsTest::outermost).orElse(javaClass);
    }
}
