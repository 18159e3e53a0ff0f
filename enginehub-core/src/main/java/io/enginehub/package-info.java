/** The engine as a host application starts it: {@link io.enginehub.EngineHub} and the options of its roles. */
@NullMarked
package io.enginehub;

import org.jspecify.annotations.NullMarked;
