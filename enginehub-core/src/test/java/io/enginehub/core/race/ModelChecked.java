package io.enginehub.core.race;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * A test whose threads Lincheck leads through many schedules, one after the other. It rewrites the classes of the JDK while
 * it does so: such tests run in a JVM of their own (see this module's {@code pom.xml}).
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("model-checked")
@EnabledForJreRange(max = JRE.JAVA_25, disabledReason = "Lincheck 3.7 refuses to start on a JDK newer than 25.")
public @interface ModelChecked {}
