package io.enginehub.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModuleArrowsTest {
    @Test
    void theApiKnowsNothingButItself() {
        only("io.enginehub.api..", "io.enginehub.api..");
    }

    @Test
    void theApiOfApplicationsDoesNotKnowTheOneOfRoles() {
        noClasses()
                .that()
                .resideInAPackage("io.enginehub.api")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.enginehub.api.spi..")
                .because("what applications see must not grow with what roles need")
                .check(Ours.CLASSES);
    }

    @Test
    void theCoreKnowsTheApiOnly() {
        noClasses()
                .that(Ours.CORE)
                .should()
                .dependOnClassesThat(Ours.otherThan("io.enginehub", "io.enginehub.core..", "io.enginehub.api.."))
                .because("adapters and the launcher build on the core, never the other way")
                .check(Ours.CLASSES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.enginehub.store.jdbc..",
                "io.enginehub.transport.http..",
                "io.enginehub.command..",
                "io.enginehub.consul..",
                "io.enginehub.testkit.."
            })
    void anAdapterKnowsTheApiOnly(String adapter) {
        only(adapter, adapter, "io.enginehub.api..");
    }

    @Test
    void theServerOfTheTransportKnowsNoRole() {
        only("io.enginehub.transport.http.server..", "io.enginehub.transport.http.server..");
    }

    @Test
    void theRestApiKnowsTheHubAsApplicationsDo() {
        only(
                "io.enginehub.transport.http.rest..",
                "io.enginehub.transport.http.rest..",
                "io.enginehub.transport.http.client..",
                "io.enginehub.transport.http.server..",
                "io.enginehub.transport.http.tls..",
                "io.enginehub.api");
    }

    @Test
    void theLauncherUsesTheEngineAsItsUsersDo() {
        noClasses()
                .that()
                .resideInAPackage("io.enginehub.launcher..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.enginehub.core..")
                .because("io.enginehub.core is no API")
                .check(Ours.CLASSES);
    }

    @Test
    void nobodyKnowsTheLauncher() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.enginehub.launcher..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.enginehub.launcher..")
                .check(Ours.CLASSES);
    }

    @Test
    void theTwoPureRoomsOfTheCoreKnowNeitherEachOtherNorTheRoles() {
        only("io.enginehub.core.flow..", "io.enginehub.core.flow..", "io.enginehub.api..");
        only("io.enginehub.core.rules..", "io.enginehub.core.rules..", "io.enginehub.api..");
    }

    @Test
    void rolesDoNotKnowTheRuntime() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.enginehub.core.hub..", "io.enginehub.core.dispatcher..", "io.enginehub.core.agent..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.enginehub.core.runtime..")
                .because("a role that knows no thread and no clock runs in a simulator too")
                .allowEmptyShould(true)
                .check(Ours.CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub", "dispatcher", "agent"})
    void aRoleDoesNotKnowTheOtherRoles(String role) {
        String own = "io.enginehub.core." + role + "..";
        noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(Ours.otherThan(
                        own,
                        "io.enginehub.api..",
                        "io.enginehub.core.flow..",
                        "io.enginehub.core.rules..",
                        "io.enginehub.core.role.."))
                .because("roles meet only as interfaces, at any distance")
                .allowEmptyShould(true)
                .check(Ours.CLASSES);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().assignedFrom(EACH_PACKAGE).should().beFreeOfCycles().check(Ours.CLASSES);
    }

    private static void only(String from, String... packages) {
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat(Ours.otherThan(packages))
                .allowEmptyShould(true) // why: some modules come later, or are not seen from here
                .check(Ours.CLASSES);
    }

    private static final SliceAssignment EACH_PACKAGE = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };
}
